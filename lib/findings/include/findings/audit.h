// A review of a project as a whole: what was looked at, with what outcome.
#pragma once

#include "findings/results.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pgtidy::findings {

enum class AuditStatus : uint8_t {
  Failed,
  NotDecidable, ///< no text says it: `why` says what would, `next` how to ask
  Passed,
  NotApplicable, ///< there is nothing that it is about: `why` says what
};

/// One question of the review.
struct AuditItem {
  std::string area;  ///< "Connections"
  std::string check; ///< "" for what only a running system can tell
  std::string title; ///< what is found, or asked
  AuditStatus status = AuditStatus::Passed;
  Severity severity = Severity::Warning;
  std::string why;
  std::vector<Finding> findings;
  std::string next; ///< commands, lines of `.env` or SQL to be pasted
};

struct Audit {
  std::vector<AuditItem> items; ///< by risk: failed errors first
  Results results;              ///< without its findings, which are in the items
};

} // namespace pgtidy::findings
