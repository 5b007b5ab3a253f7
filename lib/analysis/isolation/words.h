// The words of a text that is not parsed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::analysis::isolation {

bool isWordByte(char c);

/// The words in lower case, dotted names as one. Comments are left out, and what stands in quotes unless `quotedToo`.
std::vector<std::string> wordsOf(std::string_view text, bool quotedToo = false);

} // namespace pgtidy::analysis::isolation
