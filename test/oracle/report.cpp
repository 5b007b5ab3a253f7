#include "report.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <atomic>
#include <chrono>
#include <thread>

namespace pgtidy::oracle {
namespace {

/// The lines of the list of known alarms; comments give the reasons.
llvm::Expected<std::set<std::string>> readKnown(const std::string &path) {
  std::set<std::string> known;
  if (path.empty())
    return known;
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createStringError(path + ": " + buffer.getError().message());
  llvm::SmallVector<llvm::StringRef> lines;
  (*buffer)->getBuffer().split(lines, '\n', -1, false);
  for (llvm::StringRef line : lines)
    if (!line.starts_with("#"))
      known.insert(line.str());
  return known;
}

std::string at(const Corpus &corpus, const CorpusStatement &statement) {
  return corpus.name + ".sql:" + std::to_string(statement.line) + ": ";
}

void holdStatement(const Corpus &corpus, const CorpusStatement &statement, const Subject &subject,
                   const Judgement &judgement, Report &report) {
  std::string place = at(corpus, statement), sql = oneLine(statement.sql);
  ++report.corpus.statements;
  report.corpus.calledScoped += judgement.scoped;
  if (!judgement.parsed)
    report.faults.push_back(place + "pgtidy does not parse it: " + sql);
  if (subject.leaks() && statement.scoped)
    report.faults.push_back(place + "expected scoped, but PostgreSQL knows better: " + sql + "\n  " +
                            subject.witness());
  if (!subject.leaks() && !subject.survives()) {
    ++report.corpus.untested;
    report.faults.push_back(place + "could never be run twice: " + sql);
  }
  if (!subject.leaks() && !statement.scoped)
    report.faults.push_back(place + "expected a leak, but there is no witness: " + sql);
  if (subject.leaks() && judgement.scoped)
    report.unsound.push_back(place + sql + "\n  " + subject.witness());
  if (!subject.survives())
    return;
  ++report.corpus.withoutWitness;
  if (judgement.scoped)
    return;
  ++report.corpus.alarms;
  ++report.corpus.alarmsByKind[statement.kind];
  report.alarms[corpus.name + ": " + sql] = judgement.reason;
}

/// Some leaks show rarely, and some statements seldom succeed: these get more time than the rest.
void searchOn(Trial &trial, const Corpus &corpus, std::vector<Subject> &subjects) {
  std::vector<Subject> open;
  std::vector<size_t> places;
  for (size_t i = 0; i < subjects.size(); ++i)
    if (subjects[i].error.empty() && !subjects[i].leaks() &&
        (!corpus.statements[i].scoped || !subjects[i].survives())) {
      open.push_back(subjects[i]);
      places.push_back(i);
    }
  auto isSettled = [&](size_t i) {
    return open[i].leaks() || (corpus.statements[places[i]].scoped && open[i].survives());
  };
  for (size_t round = 0; round < 40; ++round) {
    bool settled = true;
    for (size_t i = 0; i < open.size(); ++i)
      settled &= isSettled(i);
    if (settled)
      break;
    trial.search(open, 25);
  }
  for (size_t i = 0; i < open.size(); ++i)
    subjects[places[i]] = open[i];
}

void holdCorpus(Trial &trial, const Judge &judge, const Corpus &corpus, const Settings &settings, Report &report) {
  std::vector<Subject> subjects;
  for (const CorpusStatement &statement : corpus.statements) {
    subjects.push_back(trial.subject(statement.sql));
    if (!subjects.back().error.empty())
      report.faults.push_back(at(corpus, statement) + subjects.back().error + "  " + oneLine(statement.sql));
  }
  trial.search(subjects, settings.families);
  searchOn(trial, corpus, subjects);
  for (size_t i = 0; i < subjects.size(); ++i) {
    if (subjects[i].error.empty())
      holdStatement(corpus, corpus.statements[i], subjects[i], judge.judge(subjects[i].sql), report);
    trial.forget(subjects[i]);
  }
}

/// The alarms of the corpus have to be those of the list.
void holdKnown(const std::set<std::string> &known, Report &report) {
  for (const auto &[alarm, reason] : report.alarms)
    if (!known.count(alarm))
      report.faults.push_back("a new false alarm (" + reason + "):\n" + alarm);
  for (const std::string &alarm : known)
    if (!report.alarms.count(alarm))
      report.faults.push_back("no longer a false alarm, take it off the list: " + alarm);
}

std::string share(size_t part, size_t whole) {
  std::string text;
  llvm::raw_string_ostream(text) << part << " of " << whole
                                 << llvm::format(" (%.2f %%)", whole ? 100.0 * part / whole : 0);
  return text;
}

void show(llvm::raw_ostream &out, const char *title, const Tally &tally) {
  out << title << ": " << tally.statements << " statements, " << tally.calledScoped << " called scoped, "
      << tally.untested
      << " never ran\n  false alarms among those without a witness: " << share(tally.alarms, tally.withoutWitness)
      << '\n';
  for (const auto &[kind, count] : tally.alarmsByKind)
    out << "    " << count << "  " << kind << '\n';
}

Report holdSchema(Database &database, const Corpus &corpus, size_t generated, const Settings &settings) {
  Report report;
  llvm::Expected<Schema> schema = createSchema(database, corpus);
  if (!schema) {
    report.faults.push_back(llvm::toString(schema.takeError()));
    return report;
  }
  Random random(settings.seed);
  Judge judge(corpus);
  for (const sql::SchemaProblem &problem : judge.problems())
    report.faults.push_back(corpus.name + ": pgtidy does not read the schema: " + problem.message);
  Trial trial(database, *schema, random);
  holdCorpus(trial, judge, corpus, settings, report);
  if (settings.statements)
    holdGenerated(trial, judge, corpus, *schema, random, generated, settings, report);
  report.pairs = trial.pairs();
  return report;
}

void add(const Tally &one, Tally &sum) {
  sum.statements += one.statements;
  sum.calledScoped += one.calledScoped;
  sum.withoutWitness += one.withoutWitness;
  sum.alarms += one.alarms;
  sum.untested += one.untested;
  for (const auto &[kind, count] : one.alarmsByKind)
    sum.alarmsByKind[kind] += count;
}

void add(const Report &one, Report &sum) {
  add(one.corpus, sum.corpus);
  add(one.generated, sum.generated);
  sum.faults.insert(sum.faults.end(), one.faults.begin(), one.faults.end());
  sum.unsound.insert(sum.unsound.end(), one.unsound.begin(), one.unsound.end());
  sum.alarms.insert(one.alarms.begin(), one.alarms.end());
  sum.pairs += one.pairs;
}

} // namespace

llvm::Expected<Report> holdAgainst(const std::vector<std::unique_ptr<Database>> &databases,
                                   const std::vector<Corpus> &corpora, const Settings &settings) {
  auto begin = std::chrono::steady_clock::now();
  llvm::Expected<std::set<std::string>> known = readKnown(settings.knownAlarms);
  if (!known)
    return known.takeError();
  std::vector<Report> reports(corpora.size());
  std::atomic<size_t> next = 0;
  std::vector<std::thread> threads;
  for (const std::unique_ptr<Database> &database : databases)
    threads.emplace_back([&] {
      for (size_t i = next++; i < corpora.size(); i = next++)
        reports[i] = holdSchema(*database, corpora[i], settings.statements / corpora.size(), settings);
    });
  for (std::thread &thread : threads)
    thread.join();
  Report report;
  for (const Report &one : reports)
    add(one, report);
  if (!settings.knownAlarms.empty())
    holdKnown(*known, report);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return report;
}

std::string Report::text() const {
  std::string result;
  llvm::raw_string_ostream out(result);
  for (const std::string &fault : faults)
    out << fault << '\n';
  for (const std::string &each : unsound)
    out << "UNSOUND " << each << '\n';
  show(out, "corpus", corpus);
  if (generated.statements)
    show(out, "generated", generated);
  out << "unsound verdicts: " << unsound.size() << "\n"
      << pairs << " pairs compared in " << llvm::format("%.1f", seconds) << " s\n";
  return result;
}

} // namespace pgtidy::oracle
