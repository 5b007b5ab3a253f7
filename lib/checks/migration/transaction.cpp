#include "schema_place.h"
#include "sql/migrations.h"

namespace pgtidy::checks {

using sql::ChangeKind;

namespace {

/// BEGIN and COMMIT of one file.
class Bracket {
public:
  Bracket(const Input &input, int32_t file, Findings &findings) : In(input), File(file), Found(findings) {}

  void step(const analysis::MigrationStep &step, const analysis::ChangeBefore &item) {
    const sql::Migration &migration = In.conclusions.schema->migrations[static_cast<size_t>(File)];
    bool begins = item.change.kind == ChangeKind::Begin;
    bool ends = item.change.kind == ChangeKind::Commit || item.change.kind == ChangeKind::Rollback;
    if (!begins && !ends)
      return;
    if (migration.transaction == sql::TransactionHabit::Always) {
      if (!Told)
        tell(step, item,
             std::string(sql::toolName(migration.tool)) + " runs this file in a transaction, which this statement " +
                 (begins ? "does not begin again and the file's COMMIT ends early" : "ends early") +
                 "; leave it out, or tell the tool to use none");
      Told = true;
    } else if (begins && IsOpen) {
      tell(step, item,
           "a transaction is open already, so that BEGIN does nothing and the first COMMIT ends it; leave "
           "it out or commit before it");
    } else if (ends && !IsOpen) {
      tell(step, item, "no transaction is open here; BEGIN one where it should start, or leave this out");
    }
    IsOpen = begins;
    Begin = {step.file, step.begin};
  }

  void finish() {
    bool always =
        In.conclusions.schema->migrations[static_cast<size_t>(File)].transaction == sql::TransactionHabit::Always;
    if (IsOpen && !always)
      Found.push_back(findingAt(In, Begin,
                                "this transaction is never committed: all of it is undone when the connection closes; "
                                "end it with COMMIT"));
  }

private:
  void tell(const analysis::MigrationStep &step, const analysis::ChangeBefore &item, std::string message) {
    Found.push_back(findingAt(In, step, item, std::move(message)));
  }

  const Input &In;
  int32_t File;
  Findings &Found;
  bool IsOpen = false;
  bool Told = false;
  sql::Origin Begin;
};

} // namespace

Findings migration_transaction(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  auto files = static_cast<int32_t>(input.conclusions.schema->migrations.size());
  for (int32_t file = 0; file < files; ++file) {
    Bracket bracket(input, file, findings);
    for (const analysis::MigrationStep *step : input.conclusions.schema->stepsOf(file))
      for (const analysis::ChangeBefore &item : step->changes)
        bracket.step(*step, item);
    bracket.finish();
  }
  return findings;
}

} // namespace pgtidy::checks
