// Generated statements: what pgtidy calls scoped may have no witness.
#include "minimise.h"
#include "report.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <chrono>

namespace pgtidy::oracle {
namespace {

constexpr size_t BatchSize = 200;
constexpr size_t FamiliesEach = 14;
/// Of the flagged statements one in so many is held against the states: only their share is wanted.
constexpr size_t FlaggedEach = 4;
constexpr size_t ReducedAtMost = 12;

class Holder {
public:
  Holder(Trial &trial, const Judge &judge, const Corpus &corpus, const Schema &schema, Random &random,
         const Settings &settings, Report &report)
      : Truth(trial), Pgtidy(judge), Source(corpus), Made(corpus, schema, random), Config(settings), Result(report),
        TextKeys(schema.tables[schema.users].columns[schema.userKey].type == "text") {}

  void hold(size_t count) {
    for (size_t done = 0; done < count;)
      done += batch(std::min(BatchSize, count - done));
  }

private:
  size_t batch(size_t size) {
    std::vector<Subject> subjects;
    std::vector<Judgement> judgements;
    size_t made = 0;
    for (size_t attempts = 0; made < size && attempts < size * 50; ++attempts)
      made += add(Made.next(), subjects, judgements);
    Truth.search(subjects, FamiliesEach);
    for (size_t i = 0; i < subjects.size(); ++i) {
      count(subjects[i], judgements[i]);
      Truth.forget(subjects[i]);
    }
    return std::max<size_t>(made, 1);
  }

  /// Whether the statement is one that PostgreSQL and pgtidy both read.
  bool add(const std::string &sql, std::vector<Subject> &subjects, std::vector<Judgement> &judgements) {
    if (makesTextOfNumbers(tokens(sql)))
      return false;
    Subject subject = Truth.subject(sql);
    if (!subject.error.empty())
      return false;
    Judgement judgement = Pgtidy.judge(sql);
    if (!judgement.parsed)
      return false;
    ++Result.generated.statements;
    Result.generated.calledScoped += judgement.scoped;
    if (!judgement.scoped && ++Flagged % FlaggedEach != 0) {
      Truth.forget(subject);
      return true;
    }
    subject.calledScoped = judgement.scoped;
    subjects.push_back(std::move(subject));
    judgements.push_back(judgement);
    return true;
  }

  /// Where users are known by a text, `$1::bigint` could be the principal's name only by a conversion that no program
  /// makes, and the oracle does not try it.
  bool makesTextOfNumbers(const Tokens &words) const {
    if (!TextKeys)
      return false;
    for (size_t i = 1; i < words.size(); ++i)
      if (words[i - 1] == "::" && (is(words[i], "bigint") || is(words[i], "int")))
        return true;
    return false;
  }

  void count(const Subject &subject, const Judgement &judgement) {
    size_t weight = judgement.scoped ? 1 : FlaggedEach;
    if (subject.leaks() && judgement.scoped)
      return fault(subject);
    if (subject.leaks())
      return;
    if (!subject.survives()) {
      Result.generated.untested += weight;
      return;
    }
    Result.generated.withoutWitness += weight;
    if (judgement.scoped)
      return;
    Result.generated.alarms += weight;
    size_t colon = judgement.reason.find(':');
    Result.generated.alarmsByKind[judgement.reason.substr(0, judgement.reason.rfind(" of ", colon))] += weight;
  }

  void fault(const Subject &subject) {
    std::string witness = subject.witness();
    Tokens reduced = subject.words;
    if (++Faults <= ReducedAtMost) {
      auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
      reduced = minimise(subject.words, 60, [&](const std::string &sql) {
        return std::chrono::steady_clock::now() < until && stillFaulty(sql, witness);
      });
    }
    std::string text =
        Source.name + ".sql, seed " + std::to_string(Config.seed) + ": " + join(reduced) + "\n  " + witness;
    Result.unsound.push_back(text);
    if (Config.found.empty())
      return;
    std::error_code error;
    llvm::raw_fd_ostream file(Config.found, error, llvm::sys::fs::OF_Append);
    if (!error)
      file << text << "\n";
  }

  bool stillFaulty(const std::string &sql, std::string &witness) {
    Judgement judgement = Pgtidy.judge(sql);
    if (!judgement.parsed || !judgement.scoped)
      return false;
    std::vector<Subject> one{Truth.subject(sql)};
    if (!one[0].error.empty())
      return false;
    one[0].calledScoped = true;
    Truth.search(one, 25);
    Truth.forget(one[0]);
    if (one[0].leaks())
      witness = one[0].witness();
    return one[0].leaks();
  }

  Trial &Truth;
  const Judge &Pgtidy;
  const Corpus &Source;
  Generator Made;
  const Settings &Config;
  Report &Result;
  bool TextKeys;
  std::set<std::string> Seen; ///< counterexamples, cut down
  size_t Flagged = 0, Faults = 0;
};

} // namespace

void holdGenerated(Trial &trial, const Judge &judge, const Corpus &corpus, const Schema &schema, Random &random,
                   size_t count, const Settings &settings, Report &report) {
  Holder(trial, judge, corpus, schema, random, settings, report).hold(count);
}

} // namespace pgtidy::oracle
