// What a run found, whole.
#pragma once

#include "findings/connection.h"
#include "findings/finding.h"
#include "findings/statement.h"

#include <cstdint>
#include <vector>

namespace pgtidy::findings {

enum class HiddenBy : uint8_t { Comment, Baseline };

/// A finding that is not shown because somebody has looked at it.
struct HiddenFinding {
  Finding finding;
  HiddenBy by = HiddenBy::Comment;
};

struct Results {
  std::vector<Finding> findings;       ///< in the order they are to be shown
  std::vector<HiddenFinding> hidden;   ///< by NOLINT or the baseline
  std::vector<Statement> statements;   ///< what the program sends, by place
  std::vector<Connection> connections; ///< by place
  std::vector<Secret> secrets;         ///< never to be shown, whatever line they are on
  std::vector<Problem> problems;       ///< what could be read in part only
  std::vector<Problem> failures;       ///< what could not be read at all: the work is not done
  uint32_t units = 0;                  ///< translation units analysed
  uint32_t suppressed = 0;             ///< findings hidden by NOLINT
};

/// Sorts by place and check, and keeps each finding once.
void normalize(Results &results);

} // namespace pgtidy::findings
