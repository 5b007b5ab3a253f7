// NOLINT, as clang-tidy reads it, in C++ and SQL sources.
#pragma once

#include "findings/finding.h"

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::findings {

/// One NOLINT comment and the lines it holds for.
struct SuppressionComment {
  uint32_t line = 0; ///< where it stands
  uint32_t column = 0;
  uint32_t first = 0;
  uint32_t last = 0;
  std::string globs;  ///< "*" for all
  bool named = false; ///< it has a list
};

/// The NOLINT comments of one file. `NOLINT`, `NOLINTNEXTLINE` and `NOLINTBEGIN`/`NOLINTEND`, each alone (all checks)
/// or with a list of globs in parentheses, hold wherever the words stand in a line, as in clang-tidy.
class Suppressions {
public:
  explicit Suppressions(std::string_view source);
  bool covers(uint32_t line, std::string_view check) const;
  /// The indices of the comments that hide `check` at `line`.
  std::vector<size_t> covering(uint32_t line, std::string_view check) const;
  const std::vector<SuppressionComment> &comments() const { return Comments; }

private:
  std::vector<SuppressionComment> Comments;
};

} // namespace pgtidy::findings
