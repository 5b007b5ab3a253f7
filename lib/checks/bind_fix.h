// The repair of a call whose text is put together in the call itself: its values are bound.
#pragma once

#include "checks/check.h"

#include <optional>

namespace pgtidy::checks {

/// Binds all texts that are put into the statement as values, where that says the same: each stands between plain
/// literals, the library has such a call, and PostgreSQL takes the statement that is left. Nothing otherwise.
std::optional<findings::Fix> bindFix(const Input &input, const analysis::Injection &injection);

} // namespace pgtidy::checks
