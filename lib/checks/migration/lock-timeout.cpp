#include "schema_place.h"

namespace pgtidy::checks {

using analysis::Lock;

static bool isHeavy(const analysis::ChangeBefore &item) { return item.existing && item.lock >= Lock::Share; }

/// Whether any file sets lock_timeout: then each has to, or the tool's settings are what holds.
static bool isCustom(const Input &input) {
  bool found = false;
  eachChange(input, [&](const analysis::MigrationStep &, const analysis::ChangeBefore &item) {
    found |= item.change.kind == sql::ChangeKind::SetParameter && item.change.name == "lock_timeout";
  });
  return found;
}

Findings migration_lock_timeout(const Input &input) {
  Findings findings;
  int32_t last = -1;
  eachChange(input, [&](const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    if (step.lockTimeout || !isHeavy(item) || step.file == last)
      return;
    last = step.file;
    findings::Finding finding =
        findingAt(input, step, item,
                  "waits without limit for " + std::string(analysis::lockName(item.lock)) + " on " + tableOf(item) +
                      ", and everything after it waits behind; set lock_timeout before the first such statement");
    finding.advice = "SET lock_timeout = '2s';\nSET statement_timeout = '60s';";
    findings.push_back(std::move(finding));
  });
  if (findings.size() > 1 && !isCustom(input)) { // it may be set elsewhere: say it once, where the next one is written
    size_t files = findings.size();
    findings.erase(findings.begin(), findings.end() - 1);
    findings.back().message += " (no migration sets it; " + std::to_string(files) + " files take such locks)";
  }
  return findings;
}

} // namespace pgtidy::checks
