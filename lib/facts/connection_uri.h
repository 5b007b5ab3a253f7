// URIs of connections, in full.
#pragma once

#include "facts/connection_text.h"

namespace pgtidy::facts {

/// Reads the URI `text`, whose scheme has `scheme` bytes.
ConnectionText readUriText(std::string_view text, size_t scheme);
/// Reads the parameters of a URI from `at` on, which stands behind the question mark.
ConnectionText readUriQuery(std::string_view text, size_t at);

} // namespace pgtidy::facts
