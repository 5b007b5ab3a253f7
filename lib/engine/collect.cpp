#include "engine/engine.h"

#include "facts/serialize.h"

#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/Threading.h"

#include <mutex>
#include <optional>

namespace pgtidy::engine {

namespace {

/// The outcome for one command, kept at the command's place so that results do not depend on the scheduling.
struct Outcome {
  std::optional<facts::Unit> unit;
  std::string failure;
};

Outcome extractOne(const extract::Command &command, const rules::Rules &rules) {
  llvm::Expected<facts::Unit> unit = extract::extract(command, rules);
  if (!unit)
    return {std::nullopt, llvm::toString(unit.takeError())};
  facts::redactSecrets(*unit);
  return {std::move(*unit), {}};
}

findings::Problem problemOf(const facts::Problem &problem, const facts::Unit &unit) {
  if (!problem.location.isValid())
    return {{unit.mainFile, 0, 0}, problem.message};
  return {{unit.files.path(problem.location.file), problem.location.line, problem.location.column}, problem.message};
}

} // namespace

Collected collectFacts(const std::vector<extract::Command> &commands, const rules::Rules &rules, unsigned jobs,
                       const Progress &progress) {
  std::vector<Outcome> outcomes(commands.size());
  std::mutex reporting;
  size_t done = 0;
  {
    llvm::DefaultThreadPool pool(llvm::hardware_concurrency(jobs));
    for (size_t index = 0; index < commands.size(); ++index)
      pool.async([&, index] {
        outcomes[index] = extractOne(commands[index], rules);
        std::lock_guard lock(reporting);
        if (progress)
          progress(++done, commands.size(), commands[index].file);
      });
    pool.wait();
  }
  Collected collected;
  for (size_t index = 0; index < commands.size(); ++index) {
    Outcome &outcome = outcomes[index];
    if (!outcome.unit) {
      collected.failures.push_back({{CompileDatabase::sourceOf(commands[index]), 0, 0}, outcome.failure});
      continue;
    }
    for (const facts::Problem &problem : outcome.unit->problems)
      collected.problems.push_back(problemOf(problem, *outcome.unit));
    collected.units.push_back(std::move(*outcome.unit));
  }
  return collected;
}

} // namespace pgtidy::engine
