// Credentials out of whatever is shown.
#pragma once

#include <string>
#include <string_view>

namespace pgtidy::findings {

/// `text` (a message, a note, a line of a source) with each byte of a password that can be told for one replaced by
/// '*': in URIs, after "password=", "PGPASSWORD=" and kin, in calls such as setPassword("…") and setenv("PGPASSWORD",
/// "…"), and tokens that tell by their look (npg_…). The length stays, so that columns hold. Placeholders and empty
/// values stay.
std::string redact(std::string_view text);

} // namespace pgtidy::findings
