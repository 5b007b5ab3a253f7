// Syntax that came after the grammar that is built in.
#pragma once

#include <cstddef>
#include <string_view>

namespace pgtidy::sql {

/// Whether a statement that the grammar rejects at byte `at`, with the message `error`, may be one that a later version
/// of PostgreSQL (16 to 19) accepts.
bool mayBeNewer(std::string_view statement, size_t at, std::string_view error);

} // namespace pgtidy::sql
