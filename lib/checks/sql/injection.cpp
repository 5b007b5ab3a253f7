#include "bind_fix.h"
#include "parameterised.h"
#include "place.h"

#include <map>
#include <set>

namespace pgtidy::checks {

using analysis::Alternative;
using analysis::Injection;
using sql::HoleRole;

static std::string remedy(const Injection &injection) {
  switch (injection.role) {
  case HoleRole::Value:
  case HoleRole::String:
    return "bind it as a parameter";
  case HoleRole::List:
    return "bind the list as one array parameter";
  case HoleRole::Name:
    return "choose the name from a fixed list, or quote it as an identifier";
  case HoleRole::Names:
    return "choose the names from a fixed list, or quote each as an identifier";
  case HoleRole::Type:
    return "choose the type from a fixed list";
  case HoleRole::Clause:
    return "choose among fixed texts, and bind what varies in them";
  case HoleRole::Ignored:
    return "leave it out of the comment";
  }
  return {};
}

static std::string messageOf(const Injection &injection, const facts::Hole &hole) {
  std::string what = "'" + hole.expression + "'";
  std::string why = injection.why.empty() ? "goes into the statement as it is" : "is " + injection.why;
  if (!hole.origin.empty())
    why += " (" + hole.origin.front() + ")";
  return what + " " + why + ", so that it can change what the statement does; " + remedy(injection);
}

/// How the library of the call puts a name into a statement; where it has no way, the name is looked up.
static std::string namedSafely(const facts::Call &call, const std::string &value) {
  llvm::StringRef function(call.function);
  if (function.starts_with("PQ"))
    return "char *name = PQescapeIdentifier(connection, " + value + ", length);";
  if (function.starts_with("pqxx::"))
    return "std::string name = txn.quote_name(" + value + ");";
  return "static const std::map<std::string, const char *> names = {{\"name\", \"name\"}, {\"newest\", "
         "\"created_at\"}};\n"
         "const char *name = names.at(" +
         value + ");";
}

static std::string adviceOf(const Injection &injection, const Alternative &alternative, const facts::Hole &hole) {
  const facts::Call &call = *injection.query->call;
  const bool isWhole = llvm::StringRef(hole.expression).find("…") == llvm::StringRef::npos;
  std::string value = hole.expression.empty() || !isWhole ? "value" : hole.expression;
  bool isPq = llvm::StringRef(call.function).starts_with("PQ");
  switch (injection.role) {
  case HoleRole::Value:
  case HoleRole::String:
    return callWithValue(call, withParameter(*injection.query, alternative, injection.hole),
                         isPq ? value + ".c_str()" : value);
  case HoleRole::List:
    if (injection.query->dialect != facts::Dialect::PostgreSQL)
      return "as many placeholders as there are values:\n" + withReplacement(alternative, injection.hole, "{?, ?, …}") +
             "  -- with the values bound";
    return "= ANY($1) takes any number of values as one parameter:\n  " +
           callWithValue(call, "… WHERE id = ANY($1)", value);
  case HoleRole::Name:
    return namedSafely(call, value) + "\n" + withReplacement(alternative, injection.hole, "{name}");
  case HoleRole::Names:
    return "for each of them:\n" + namedSafely(call, "one") + "\n" +
           withReplacement(alternative, injection.hole, "{names, joined with commas}");
  case HoleRole::Type:
    return "static const std::map<std::string, const char *> types = {{\"number\", \"integer\"}, {\"text\", "
           "\"text\"}};\n" +
           withReplacement(alternative, injection.hole, "{types.at(" + value + ")}");
  case HoleRole::Clause:
    return "static const std::map<std::string, const char *> clauses = {{\"newest\", \"created_at DESC\"}};\n" +
           withReplacement(alternative, injection.hole, "{clauses.at(" + value + ")}");
  case HoleRole::Ignored:
    return withReplacement(alternative, injection.hole, "");
  }
  return {};
}

static const facts::Hole &holeOf(const Injection &injection) {
  return injection.query->alternatives[injection.alternative].holes[injection.hole];
}

static bool isFromRow(const Injection &injection) {
  return llvm::is_contained(holeOf(injection).origin, facts::FromRow);
}

/// One place where values go into statements: the value to speak of, and all calls that send them.
struct Fault {
  const Injection *worst = nullptr;
  std::vector<const facts::Call *> calls;
  std::vector<const facts::Hole *> values; ///< that come to the place
};

static constexpr size_t MostCalls = 5;
static constexpr size_t MostOrigins = 5;

/// Where the values come from, when they went through other hands before they came into a text.
static void noteOrigins(const Input &input, const Fault &fault, findings::Finding &finding) {
  std::vector<findings::Note> notes;
  std::set<findings::Place> noted;
  for (const facts::Hole *value : fault.values) {
    findings::Place made = placeOf(input, facts::madeAt(*value));
    const bool isElsewhere = made.file != finding.place.file || made.line != finding.place.line;
    if (value->made.isValid() && made.line != 0 && isElsewhere && notes.size() < MostOrigins &&
        noted.insert(made).second)
      notes.push_back({std::move(made), notes.empty() ? "the value comes from here" : "and from here"});
  }
  finding.notes.insert(finding.notes.begin(), notes.begin(), notes.end());
}

/// Notes the calls beside the one that the finding is about.
static void noteOtherCalls(const Input &input, const Fault &fault, findings::Finding &finding) {
  std::set<findings::Place> noted{placeOf(input, fault.worst->query->call->location)};
  for (const facts::Call *call : fault.calls)
    if (const findings::Place place = placeOf(input, call->location);
        place.line != 0 && noted.size() < MostCalls && noted.insert(place).second)
      finding.notes.push_back({place, "and sent to the database here"});
}

static findings::Finding findingOf(const Input &input, const Fault &fault) {
  const Injection &injection = *fault.worst;
  const facts::Hole &hole = holeOf(injection);
  findings::Finding finding = findingAt(input, *injection.query, hole.location, messageOf(injection, hole));
  noteOrigins(input, fault, finding);
  noteOtherCalls(input, fault, finding);
  if (std::optional<findings::Fix> fix = bindFix(input, injection))
    finding.fixes.push_back(std::move(*fix));
  finding.advice = adviceOf(injection, injection.query->alternatives[injection.alternative], hole);
  return finding;
}

/// Where several values come to one place, that is one fault. What comes straight from outside tells more than what was
/// in the database before.
Findings sql_injection(const Input &input) {
  std::vector<Fault> faults;
  std::map<std::pair<findings::Place, std::string>, size_t> seen;
  for (const Injection &injection : input.conclusions.injections) {
    const findings::Place place = findingAt(input, *injection.query, holeOf(injection).location, "").place;
    auto [known, isNew] = seen.try_emplace({place, place.line ? "" : holeOf(injection).expression}, faults.size());
    if (isNew)
      faults.push_back({&injection, {}, {}});
    Fault &fault = faults[known->second];
    fault.calls.push_back(injection.query->call);
    fault.values.push_back(&holeOf(injection));
    if (isFromRow(*fault.worst) && !isFromRow(injection))
      fault.worst = &injection;
  }
  Findings findings;
  for (const Fault &fault : faults)
    findings.push_back(findingOf(input, fault));
  return findings;
}

} // namespace pgtidy::checks
