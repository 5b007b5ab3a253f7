#include "bound_values.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::analysis {

std::optional<size_t> placeholderOf(const std::vector<facts::Operand> &values, size_t index,
                                    const std::vector<std::string> &names) {
  const std::string &name = values[index].name;
  if (name.empty()) { // by its place, where no name stands for two places
    const bool hasNames = llvm::any_of(names, [](const std::string &one) { return !one.empty(); });
    return hasNames && values.size() != names.size() ? std::nullopt : std::optional(index + 1);
  }
  auto found = llvm::find(names, name);
  return found == names.end() ? std::nullopt : std::optional(size_t(found - names.begin()) + 1);
}

std::optional<size_t> valueFor(const std::vector<facts::Operand> &values, size_t number,
                               const std::vector<std::string> &names) {
  for (size_t i = 0; i < values.size(); ++i)
    if (placeholderOf(values, i, names) == number)
      return i;
  return std::nullopt;
}

} // namespace pgtidy::analysis
