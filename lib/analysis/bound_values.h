// Which of the values that a program binds stands for which placeholder.
#pragma once

#include "facts/guard.h"

#include <optional>
#include <string>
#include <vector>

namespace pgtidy::analysis {

/// The number, from 1 on, of the placeholder that the value at `index` is bound to: by its name, else by its place.
/// `names` are those of the statement's placeholders; nothing where none of them is meant.
std::optional<size_t> placeholderOf(const std::vector<facts::Operand> &values, size_t index,
                                    const std::vector<std::string> &names);
/// The index of the value that is bound to the placeholder `number`.
std::optional<size_t> valueFor(const std::vector<facts::Operand> &values, size_t number,
                               const std::vector<std::string> &names);

} // namespace pgtidy::analysis
