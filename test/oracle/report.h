// The whole run: corpus and generated statements held against PostgreSQL, counted.
#pragma once

#include "generator.h"
#include "verdict.h"
#include "witness.h"

#include <map>
#include <set>

namespace pgtidy::oracle {

struct Settings {
  size_t statements = 0; ///< to generate
  size_t families = 0;   ///< of states, for each statement of the corpus
  uint64_t seed = 1;
  std::string knownAlarms; ///< file; "" for none
  std::string found;       ///< file that counterexamples are added to; "" for none
};

/// Statements of one sort, and what became of them.
struct Tally {
  size_t statements = 0;
  size_t calledScoped = 0;
  size_t withoutWitness = 0; ///< of those that were held against the states
  size_t alarms = 0;         ///< without witness, but flagged
  size_t untested = 0;       ///< every run failed
  std::map<std::string, size_t> alarmsByKind;
};

struct Report {
  Tally corpus, generated;
  std::vector<std::string> faults;           ///< each fails the test
  std::vector<std::string> unsound;          ///< called scoped, with a witness
  std::map<std::string, std::string> alarms; ///< of the corpus: pgtidy's reason by the line of the list of known alarms
  size_t pairs = 0;
  double seconds = 0;

  bool failed() const { return !faults.empty() || !unsound.empty(); }
  std::string text() const;
};

/// Each of the databases is given one corpus after the other, at the same time: what is found in one does not depend on
/// which it is, nor on the others.
llvm::Expected<Report> holdAgainst(const std::vector<std::unique_ptr<Database>> &databases,
                                   const std::vector<Corpus> &corpora, const Settings &settings);

/// Holds the generated statements of one schema against the states; adds to the report.
void holdGenerated(Trial &trial, const Judge &judge, const Corpus &corpus, const Schema &schema, Random &random,
                   size_t count, const Settings &settings, Report &report);

} // namespace pgtidy::oracle
