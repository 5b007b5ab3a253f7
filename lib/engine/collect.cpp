#include "engine/engine.h"

#include "cache/unit_store.h"
#include "extract/scan.h"
#include "facts/redact.h"
#include "prefilter/prefilter.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/Threading.h"

#include <mutex>
#include <numeric>
#include <optional>

namespace pgtidy::engine {

namespace {

/// The outcome for one command, kept at the command's place so that results do not depend on the scheduling.
struct Outcome {
  std::optional<facts::Unit> unit;
  std::string failure;
  bool isDone = false;
  bool isLeftOut = false;
};

Outcome extractOne(const extract::Command &command, const rules::Rules &rules, Profile *profile) {
  Span::Clock::time_point begin = Span::Clock::now();
  extract::Durations spent;
  llvm::Expected<facts::Unit> unit = extract::extract(command, rules, {}, &spent);
  if (profile) {
    profile->add("parse", CompileDatabase::sourceOf(command), begin, spent.parse);
    profile->add("evaluate", CompileDatabase::sourceOf(command), begin + spent.parse, spent.evaluate);
  }
  if (!unit)
    return {std::nullopt, llvm::toString(unit.takeError()), false, false};
  facts::redactSecrets(*unit);
  return {std::move(*unit), {}, false, false};
}

findings::Problem problemOf(const facts::Problem &problem, const facts::Unit &unit) {
  if (!problem.location.isValid())
    return {{unit.mainFile, 0, 0}, problem.message};
  return {{unit.files.path(problem.location.file), problem.location.line, problem.location.column}, problem.message};
}

/// Reads units on several threads, those with most to read first, so that no thread is left with a long one at the end.
class Collector {
public:
  Collector(const std::vector<extract::Command> &commands, const rules::Rules &rules, const Reading &reading)
      : Commands(commands), Rules(rules), How(reading), Outcomes(commands.size()) {}

  void run() {
    if (!How.cacheFolder.empty())
      Store.emplace(How.cacheFolder, How.maker, Commands, How.prefilter);
    if (Store && recall())
      return;
    if (!Store && !How.prefilter)
      return extract(allUnits(), [this](size_t index) { return mainFileSize(Commands[index]); });
    scan();
    if (Store)
      Store->scanned(Scans, Scanner);
    if (How.prefilter)
      whatMatters();
    else
      extract(allUnits(), [this](size_t index) { return filesOf(index); });
    if (Store)
      finish();
  }

  Collected take() {
    Collected collected;
    collected.profile = How.profile;
    if (Store)
      collected.problems = Store->problems();
    for (size_t index = 0; index < Commands.size(); ++index) {
      Outcome &outcome = Outcomes[index];
      if (!outcome.isLeftOut)
        collected.parsed.push_back(CompileDatabase::sourceOf(Commands[index]));
      if (!outcome.unit) {
        collected.failures.push_back({{CompileDatabase::sourceOf(Commands[index]), 0, 0}, outcome.failure});
        continue;
      }
      for (const facts::Problem &problem : outcome.unit->problems)
        collected.problems.push_back(problemOf(problem, *outcome.unit));
      collected.units.push_back(std::move(*outcome.unit));
    }
    return collected;
  }

private:
  const std::vector<extract::Command> &Commands;
  const rules::Rules &Rules;
  const Reading &How;
  std::vector<Outcome> Outcomes;
  extract::Scanner Scanner;
  std::vector<extract::Scan> Scans;
  std::optional<UnitStore> Store;
  std::mutex Reporting;
  size_t Done = 0;

  std::vector<size_t> allUnits() const {
    std::vector<size_t> all(Commands.size());
    std::iota(all.begin(), all.end(), 0);
    return all;
  }

  bool recall() {
    Timed timed(How.profile, "recall");
    std::optional<std::vector<std::optional<facts::Unit>>> units = Store->recall();
    if (!units)
      return false;
    for (size_t index = 0; index < Commands.size(); ++index) {
      if (!(*units)[index])
        leaveOut(index);
      else
        Outcomes[index].unit = std::move((*units)[index]);
    }
    return true;
  }

  void scan() {
    Scans.resize(Commands.size());
    inParallel(Commands.size(), [&](size_t index) {
      Timed timed(How.profile, "scan", CompileDatabase::sourceOf(Commands[index]));
      Scans[index] = Scanner.scan(Commands[index]);
    });
  }

  /// Parses what can matter, and what the facts of that show to matter, until nothing new turns up.
  void whatMatters() {
    std::optional<Prefilter> prefilter;
    auto next = [&] {
      Timed timed(How.profile, "choose");
      if (!prefilter)
        prefilter.emplace(Commands, Scans, Scanner, Rules, How.ownerWords);
      return prefilter->next();
    };
    for (std::vector<size_t> batch = next(); !batch.empty(); batch = next()) {
      extract(batch, [this](size_t index) { return filesOf(index); });
      for (size_t index : batch)
        prefilter->parsed(index, Outcomes[index].unit ? &*Outcomes[index].unit : nullptr);
    }
    for (size_t index = 0; index < Commands.size(); ++index)
      if (!Outcomes[index].isDone)
        leaveOut(index);
  }

  void finish() {
    std::vector<bool> isLeftOut;
    for (const Outcome &outcome : Outcomes)
      isLeftOut.push_back(outcome.isLeftOut);
    Store->finish(isLeftOut);
  }

  size_t filesOf(size_t index) const { return Scans[index].project.size() + Scans[index].system.size(); }

  static uint64_t mainFileSize(const extract::Command &command) {
    uint64_t size = 0;
    return llvm::sys::fs::file_size(CompileDatabase::sourceOf(command), size) ? 0 : size;
  }

  void inParallel(size_t count, llvm::function_ref<void(size_t)> work) const {
    llvm::DefaultThreadPool pool(llvm::hardware_concurrency(How.jobs));
    for (size_t index = 0; index < count; ++index)
      pool.async([=] { work(index); });
    pool.wait();
  }

  template <typename Weight> void extract(const std::vector<size_t> &units, Weight weight) {
    std::vector<std::pair<uint64_t, size_t>> order;
    for (size_t unit : units)
      order.push_back({weight(unit), unit});
    llvm::sort(order, [](const auto &a, const auto &b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    inParallel(order.size(), [&](size_t at) {
      size_t index = order[at].second;
      Outcomes[index] = outcomeOf(index);
      report(index);
    });
  }

  Outcome outcomeOf(size_t index) {
    if (std::optional<facts::Unit> known = Store ? findKept(index) : std::nullopt)
      return {std::move(known), {}, false, false};
    Outcome outcome = extractOne(Commands[index], Rules, How.profile);
    if (Store && outcome.unit)
      Store->keep(index, *outcome.unit);
    return outcome;
  }

  std::optional<facts::Unit> findKept(size_t index) {
    Timed timed(How.profile, "recall", CompileDatabase::sourceOf(Commands[index]));
    return Store->find(index);
  }

  void leaveOut(size_t index) {
    Outcomes[index].isLeftOut = true;
    Outcomes[index].unit.emplace();
    Outcomes[index].unit->mainFile = CompileDatabase::sourceOf(Commands[index]);
    report(index);
  }

  void report(size_t index) {
    std::lock_guard lock(Reporting);
    Outcomes[index].isDone = true;
    if (How.progress)
      How.progress(++Done, Commands.size(), Commands[index].file);
  }
};

} // namespace

std::vector<std::string> ownerWords(const Config &config) {
  const bool hasSchema = !config.schema.empty() || !config.liveSchema.empty();
  return hasSchema ? std::vector<std::string>{""} : analysis::ownerWords(config.users);
}

Collected collectFacts(const std::vector<extract::Command> &commands, const rules::Rules &rules,
                       const Reading &reading) {
  Collector collector(commands, rules, reading);
  collector.run();
  return collector.take();
}

} // namespace pgtidy::engine
