// NOLINT, as clang-tidy reads it, in C++ and SQL sources.
#pragma once

#include "findings/finding.h"

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::findings {

/// The NOLINT comments of one file. `NOLINT`, `NOLINTNEXTLINE` and `NOLINTBEGIN`/`NOLINTEND`, each alone (all checks)
/// or with a list of globs in parentheses, hold wherever the words stand in a line, as in clang-tidy.
class Suppressions {
public:
  explicit Suppressions(std::string_view source);
  bool covers(uint32_t line, std::string_view check) const;

private:
  struct Range {
    uint32_t first;
    uint32_t last;
    std::string globs; ///< "*" for all
  };
  std::vector<Range> Ranges;
};

} // namespace pgtidy::findings
