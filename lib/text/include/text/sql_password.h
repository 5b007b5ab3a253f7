// Credentials that SQL has a place for.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace pgtidy::text {

/// The half-open byte ranges of quoted passwords in SQL, quotes left out: `ALTER ROLE app PASSWORD 'x'` (PostgreSQL
/// manual, CREATE ROLE), MySQL's `IDENTIFIED BY 'x'`, with E'…' and $$…$$. A value that the text does not close ends
/// with it.
std::vector<std::pair<size_t, size_t>> sqlPasswords(std::string_view text);

} // namespace pgtidy::text
