// Connection URIs.
#pragma once

#include "facts/conninfo.h"

namespace pgtidy::facts {

/// The length of "postgres://" or "postgresql://" at the text's begin; 0 where there is none. Lower case only, as in
/// libpq.
size_t uriSchemeLength(std::string_view text);
/// The parts of a URI whose scheme is `scheme` bytes long.
std::vector<ConninfoPart> readUri(std::string_view text, size_t scheme);

} // namespace pgtidy::facts
