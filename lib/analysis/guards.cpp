#include "guards.h"

#include "callers.h"
#include "guard_condition.h"
#include "lookup_texts.h"

#include "llvm/ADT/STLExtras.h"

#include <map>
#include <optional>

namespace pgtidy::analysis {
namespace {

using facts::Action;
using facts::Call;
using facts::Situation;

/// Where a value, or the permission to go on, came from.
struct Evidence {
  const facts::Check *check = nullptr;
  const facts::Operand *read = nullptr;
  size_t bound = 0;
  bool isInserted = false;
};

std::vector<Evidence> evidenceIn(const Situation &situation) {
  std::vector<Evidence> all;
  for (const facts::Check &check : situation.checks)
    all.push_back({&check, nullptr, 0, false});
  for (size_t i = 0; i < situation.operands.size(); ++i)
    if (situation.operands[i].rows)
      all.push_back({nullptr, &situation.operands[i], i, false});
  for (const facts::Operand &operand : situation.inserted)
    if (operand.rows)
      all.push_back({nullptr, &operand, 0, true});
  return all;
}

bool add(GuardedStatement &statement, const Situation &situation, const Evidence &evidence) {
  if (evidence.check)
    return statement.add(*evidence.check);
  return evidence.isInserted ? statement.addReadInserted(*evidence.read)
                             : statement.addRead(situation.operands, evidence.bound);
}

bool isSame(const TableReference &a, const TableReference &b) {
  return a.location == b.location && a.table == b.table && a.alias == b.alias && a.use == b.use;
}

/// Whether no row but the user's own is reached; to whom it is given then is another matter.
bool isClosed(const TableReference &reference) {
  return reference.verdict == Verdict::Closed || reference.verdict == Verdict::OwnershipChange;
}

/// The reference where it is closed; null where it is not.
const TableReference *closing(const StatementVerdict &verdict, const TableReference &reference) {
  for (const TableReference &candidate : verdict.references)
    if (isSame(candidate, reference) && isClosed(candidate))
      return &candidate;
  return nullptr;
}

/// Whether what was tied to the user before is not any more: the user is another one then.
bool opens(const StatementVerdict &verdict, const StatementVerdict &before) {
  return llvm::any_of(before.references, [&](const TableReference &reference) {
    return isClosed(reference) && !closing(verdict, reference);
  });
}

/// A guard, and the reference as it is judged with it.
struct Guarding {
  Guard guard;
  TableReference reference;
};

class Guards {
public:
  Guards(const std::vector<Query> &queries, const facts::Program &program, Linker &linker, const Ownership &ownership)
      : Owners(ownership), From(program), Texts(queries, program, linker) {
    for (const Call &call : program.calls) {
      const facts::Literal *name = facts::asLiteral(call.name);
      if (name && call.action == Action::ExecutePrepared)
        Executions[name->bytes].push_back(&call);
      else if (call.action == Action::ExecutePrepared)
        ExecutesUnknown = true;
    }
  }

  /// What guards the reference wherever the statement is sent.
  std::optional<Guarding> guardOf(const Query &query, const Alternative &alternative, size_t statement,
                                  const TableReference &reference) {
    std::optional<Guarding> first;
    std::vector<const Situation *> situations = situationsOf(query);
    if (llvm::any_of(situations, [&](const Situation *situation) { return isBy(*situation, query); }))
      llvm::erase_if(situations, [&](const Situation *situation) { return !isBy(*situation, query); });
    const Asked asked{query, alternative, statement, reference};
    Left = MostTried;
    for (const Situation *situation : situations) {
      std::optional<Guarding> guard = guardIn(From.settled(*situation), asked);
      if (!guard)
        guard = guardOfCallers(*situation, From.functionOf(query.call->enclosing, *situation), asked);
      if (!guard)
        return std::nullopt;
      keepWorse(first, std::move(*guard));
    }
    return first;
  }

private:
  /// A reference, for which a guard is looked for.
  struct Asked {
    const Query &query;
    const Alternative &alternative;
    size_t statement;
    const TableReference &reference;
  };

  const Ownership &Owners;
  Callers From;
  LookupTexts Texts;
  static constexpr unsigned MostTried = 256;
  unsigned Left = 0; ///< situations of callers that may still be tried for a reference
  std::map<std::string, std::vector<const Call *>> Executions;
  bool ExecutesUnknown = false;

  /// How many calls on the way of the query's text are on that of the call as well.
  static size_t stepsOf(const Query &query) { return query.isIntoObject ? 0 : query.way.size(); }

  /// Whether the situation is that of the callers who complete the query's text.
  static bool isBy(const Situation &situation, const Query &query) {
    const size_t steps = stepsOf(query);
    return steps > 0 && situation.way.size() >= steps &&
           std::equal(query.way.begin(), query.way.end(), situation.way.end() - static_cast<ptrdiff_t>(steps),
                      [](const Step &step, const text::Location &call) { return step.location == call; });
  }

  /// Of a statement that was prepared by a name, those of all its executions by it.
  std::vector<const Situation *> situationsOf(const Query &query) const {
    std::vector<const Situation *> all;
    auto addAll = [&](const Call &call) {
      for (const Situation &situation : call.situations)
        all.push_back(&situation);
    };
    if (query.call->action != Action::Prepare || !query.call->name) {
      addAll(*query.call);
      return all;
    }
    const facts::Literal *name = facts::asLiteral(query.call->name);
    auto executions = name && !ExecutesUnknown ? Executions.find(name->bytes) : Executions.end();
    if (executions != Executions.end())
      for (const Call *call : executions->second)
        addAll(*call);
    return all;
  }

  /// What guards it wherever the function in whose words the situation is is called from; nothing where one of the
  /// callers does not, or where it is not known who they are.
  std::optional<Guarding> guardOfCallers(const Situation &situation, const std::string &function, const Asked &asked) {
    constexpr size_t Deepest = 4;
    const size_t depth = situation.way.size(), steps = stepsOf(asked.query);
    if (depth >= Deepest || Left == 0)
      return std::nullopt;
    const text::Location by = depth < steps ? asked.query.way[steps - 1 - depth].location : text::Location();
    std::optional<Guarding> first;
    for (const Callers::Way &way : From.outward(function, situation, by)) {
      if (Left == 0)
        return std::nullopt;
      --Left;
      std::optional<Guarding> guard = guardIn(From.settled(way.situation), asked);
      if (!guard)
        guard = guardOfCallers(way.situation, way.visit->enclosing, asked);
      if (!guard)
        return std::nullopt;
      keepWorse(first, std::move(*guard));
    }
    return first;
  }

  /// Of the guards in several situations, the first one, or the first with which the row is given to somebody else.
  static void keepWorse(std::optional<Guarding> &first, Guarding guard) {
    if (!first || (first->reference.verdict == Verdict::Closed && guard.reference.verdict != Verdict::Closed))
      first = std::move(guard);
  }

  std::optional<Guarding> guardIn(const Situation &situation, const Asked &asked) {
    const auto &[query, alternative, statement, reference] = asked;
    std::vector<Evidence> evidence = evidenceIn(situation);
    TextOfLookup text = [this](const facts::Lookup &lookup) { return Texts.of(lookup); };
    auto closedBy = [&](llvm::ArrayRef<Evidence> some) -> std::optional<TableReference> {
      GuardedStatement guarded(alternative, statement, situation, text);
      bool any = false;
      for (const Evidence &one : some)
        any |= add(guarded, situation, one);
      const StatementVerdict verdict = any ? guarded.judge(Owners) : StatementVerdict();
      const TableReference *closed = any ? closing(verdict, reference) : nullptr;
      const bool isGuard =
          closed && !guarded.isNobody(closed->principal) && !opens(verdict, alternative.verdicts[statement]);
      return isGuard ? std::optional(*closed) : std::nullopt;
    };
    std::optional<TableReference> closed = evidence.empty() ? std::nullopt : closedBy(evidence);
    if (!closed)
      return std::nullopt;
    for (const Evidence &one : evidence)
      if (closedBy(one))
        return Guarding{guardFrom(one), std::move(*closed)};
    return Guarding{guardFrom(evidence.front()), std::move(*closed)};
  }

  static Guard guardFrom(const Evidence &evidence) {
    if (evidence.read)
      return {Guard::Kind::Read, evidence.read->rows->location, evidence.read->rows->location,
              evidence.read->expression};
    return {Guard::Kind::Check, evidence.check->location, evidence.check->rows->location,
            evidence.check->operand.expression};
  }
};

} // namespace

void findGuards(std::vector<Query> &queries, const facts::Program &program, Linker &linker,
                const Ownership &ownership) {
  Guards guards(queries, program, linker, ownership);
  for (Query &query : queries)
    for (Alternative &alternative : query.alternatives)
      for (size_t i = 0; i < alternative.verdicts.size(); ++i)
        for (TableReference &reference : alternative.verdicts[i].references)
          if (reference.verdict == Verdict::Open)
            if (std::optional<Guarding> guarding = guards.guardOf(query, alternative, i, reference)) {
              if (guarding->reference.verdict == Verdict::OwnershipChange)
                reference = std::move(guarding->reference);
              else
                reference.verdict = Verdict::Guarded;
              reference.guard = std::move(guarding->guard);
            }
}

} // namespace pgtidy::analysis
