// Where credentials stand in a text.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace pgtidy::findings {

/// Half-open ranges of bytes.
using Ranges = std::vector<std::pair<size_t, size_t>>;

void findInUris(std::string_view text, Ranges &ranges);
void findAfterKeys(std::string_view text, Ranges &ranges);
void findTokens(std::string_view text, Ranges &ranges);

} // namespace pgtidy::findings
