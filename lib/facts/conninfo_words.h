// What libpq's words say of a text.
#pragma once

#include <string_view>

namespace pgtidy::facts {

/// Whether the text begins with a setting ("user=…"). Behind `host= ` that is no value: one that is empty at run time
/// was left out before it, although libpq would take it.
bool beginsSetting(std::string_view text);

} // namespace pgtidy::facts
