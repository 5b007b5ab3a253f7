// The judgement of one statement: the principal that closes most, and a verdict on each reference.
#include "isolation/candidates.h"
#include "isolation/dotted_name.h"
#include "isolation/judge.h"
#include "isolation/key_actions.h"
#include "isolation/other_paths.h"
#include "isolation/relations.h"
#include "isolation/scalars.h"
#include "isolation/suggest.h"
#include "isolation/visit.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace pgtidy::analysis {
namespace isolation {

Attempt Judge::attempt(const Principals &principals) {
  Attempt result;
  result.principal = principals.one;
  result.principals = principals;
  result.walk = std::make_unique<Walk>(Owners, HoleNames, result.principals);
  if (Chain.ownerRights)
    result.walk->withOwnerRights();
  if (Chain.withinWrite)
    result.walk->scene().setWithinWrite();
  if (Chain.builtInsHidden)
    result.walk->scene().setBuiltInsHidden(*Chain.builtInsHidden);
  result.walk->run(Subject, Chain.rows);
  for (const Mention &mention : result.walk->mentions())
    result.closed += isFine(mention);
  for (const auto &[call, isClosed] : result.walk->calledQueries())
    result.closed += isClosed;
  return result;
}

/// Placeholders without a number: the same user may be bound twice, and the text can not say so.
bool Judge::isPositional() const {
  bool named = std::any_of(Text.parameterNames.begin(), Text.parameterNames.end(),
                           [](const std::string &name) { return !name.empty(); });
  return !named && !Text.areValuesTold &&
         (Source.placeholders == sql::PlaceholderStyle::Question ||
          (Source.placeholders == sql::PlaceholderStyle::QuestionOrColon && !hasNumberedPlaceholders(Source.text)));
}

/// Of the values that had a part in what was closed, the one that closes most.
Attempt Judge::choose(const Attempt &found) {
  Attempt best;
  const Refutation &made = found.walk->refutation();
  const std::vector<Principals> candidates = candidatesAmong(made.culprits(), made.constants(), Owners);
  for (size_t i = 0; i < candidates.size() && i < MostCandidates; ++i) {
    Attempt next = attempt(candidates[i]);
    if (!best.walk || next.closed > best.closed)
      best = std::move(next);
    if (best.closed == found.closed)
      break;
  }
  return best.walk ? std::move(best) : attempt({Principals::Kind::None, ""});
}

/// What policies say of the session's user may close more than a parameter does: the attempt that does; else none.
Attempt Judge::bySession(const Attempt &best) {
  if (best.closed == best.all() || !Owners.relations().hasRowSecurity())
    return {};
  const Attempt ofSession = attempt({Principals::Kind::OfSession, ""});
  if (ofSession.closed <= best.closed)
    return {};
  Attempt next = choose(ofSession);
  return next.walk && next.closed > best.closed ? std::move(next) : Attempt{};
}

/// A constant and a value may name the user together: the attempt that closes more so; else none.
Attempt Judge::withConstants(const Attempt &best) {
  if (best.closed == best.all() || Owners.jointKeys().empty())
    return {};
  Principals either{Principals::Kind::Every, ""};
  either.constantFor = EveryUserKey & ~AnyUserKey;
  const Attempt found = attempt(either);
  if (found.closed <= best.closed)
    return {};
  Attempt next = choose(found);
  return next.walk && next.closed > best.closed ? std::move(next) : Attempt{};
}

/// What stands too deep to be looked at may be anybody's.
static TableReference notFollowed(const sql::Statement &statement, const Ownership &owners) {
  TableReference reference;
  visitTables(statement, [&](const sql::Name &name) {
    if (!reference.table.empty())
      return;
    reference.table = name.name;
    reference.location = name.location;
    reference.ownership = owners.of(name);
  });
  reference.verdict = Verdict::Undecided;
  reference.reason = "the statement is nested too deeply to be followed";
  return reference;
}

StatementVerdict Judge::run() {
  StatementVerdict result;
  Attempt every = attempt({Principals::Kind::Every, ""});
  if (Explaining) {
    result.unknownTables = every.walk->scene().unknownTables();
    result.readsSystem = every.walk->scene().readsSystem();
  }
  bool isTooLarge = every.walk->isTooLarge();
  if (every.all() == 0) {
    result.references =
        callsOf(Subject, {Owners, HoleNames, "", AnyUserKey, isPositional(), Chain, every.walk->givenPrincipals(),
                          every.walk->calledQueries(), every.walk->between()});
    addKeyActions(result.references);
    distrustSession(result.references);
    if (isTooLarge)
      result.references.push_back(notFollowed(Subject, Owners));
    return result;
  }
  if (every.closed < every.all())
    Constants = std::make_unique<Attempt>(attempt({Principals::Kind::Constants, ""}));
  const std::vector<Culprit> &candidates = every.walk->refutation().culprits();
  bool single = (candidates.size() <= 1 || isPositional()) &&
                std::all_of(candidates.begin(), candidates.end(), [&](const Culprit &one) {
                  return !isNamedByConstant(one.text) && (isPositional() ? one.always : one.always & AnyUserKey) != 0;
                });
  if (single && !candidates.empty()) {
    every.principal = candidates[0].text;
    every.principals.keys = candidates[0].always;
  }
  Attempt chosen = single ? Attempt{} : choose(every);
  if (Attempt ofSession = bySession(single ? every : chosen); ofSession.walk) {
    chosen = std::move(ofSession);
    single = false;
  }
  if (Attempt joint = withConstants(single ? every : chosen); joint.walk) {
    chosen = std::move(joint);
    single = false;
  }
  const Attempt &best = single ? every : chosen;
  result.references.reserve(best.walk->mentions().size());
  for (const Mention &mention : best.walk->mentions())
    result.references.push_back(verdict(mention, best, every));
  for (TableReference &reference :
       callsOf(Subject, {Owners, HoleNames, best.principal, best.principals.keys, isPositional(), Chain,
                         best.walk->givenPrincipals(), best.walk->calledQueries(), best.walk->between()}))
    result.references.push_back(std::move(reference));
  addKeyActions(result.references);
  distrustSession(result.references);
  if (isTooLarge && std::all_of(result.references.begin(), result.references.end(),
                                [](const TableReference &one) { return one.verdict == Verdict::Closed; }))
    result.references.push_back(notFollowed(Subject, Owners));
  std::sort(result.references.begin(), result.references.end(),
            [](const TableReference &a, const TableReference &b) { return a.location < b.location; });
  return result;
}

/// What foreign keys do with it is not said of a table of which something worse is.
void Judge::addKeyActions(std::vector<TableReference> &references) const {
  const size_t before = references.size();
  for (TableReference &changed : changedByKeys(Subject, Owners)) {
    const bool isSaid = std::any_of(
        references.begin(), references.begin() + static_cast<std::ptrdiff_t>(before),
        [&](const TableReference &one) { return one.location == changed.location && one.verdict != Verdict::Closed; });
    if (!isSaid)
      references.push_back(std::move(changed));
  }
}

/// What is tied to the session's user is not, where the statement changes who that is while it runs.
void Judge::distrustSession(std::vector<TableReference> &references) const {
  for (TableReference &reference : references) {
    if (Chain.setsWhoAsks.empty() || reference.verdict != Verdict::Closed || !isSessionUser(reference.principal))
      continue;
    reference.verdict = Verdict::Undecided;
    reference.reason = "tied to " + reference.principal + ", but " + Chain.setsWhoAsks +
                       " changes who that is while the statement runs";
  }
  if (Chain.setsWhoAsks.empty() || Chain.tiedToSession.empty() || !Chain.bodies.empty())
    return;
  TableReference &inside = references.emplace_back();
  inside.table = Chain.tiedToSession;
  inside.verdict = Verdict::Undecided;
  inside.location = Subject.begin;
  inside.ownership = Owners.of(dottedName(inside.table));
  inside.reason = "a function ties it to the session's user, but " + Chain.setsWhoAsks +
                  " changes who that is while the statement runs";
}

} // namespace isolation

using isolation::CallChain;
using isolation::Judge;

static bool isRole(llvm::StringRef parameter) {
  return parameter.equals_insensitive("role") || parameter.equals_insensitive("session_authorization");
}

/// How a statement sets another role, and to what; nothing where it sets none.
struct RoleSet {
  std::string how; ///< "SET role"
  const sql::Expr *to = nullptr;
};

/// SET, or set_config(), of another role, or of row_security.
static RoleSet roleSetBy(const sql::Statement &statement) {
  RoleSet set;
  auto isMeant = [](llvm::StringRef parameter) {
    return isRole(parameter) || parameter.equals_insensitive("row_security");
  };
  if (statement.kind == sql::StatementKind::Set && isMeant(statement.name)) {
    const bool isOne = statement.arguments.size() == 1;
    set = {"SET " + statement.name, isRole(statement.name) && isOne ? statement.arguments[0].get() : nullptr};
  }
  if (statement.select)
    for (const sql::Target &target : statement.select->targets)
      if (const sql::Expr *call = target.value.get();
          call && call->kind == sql::ExprKind::Func && !call->path.empty() && call->path.back() == "set_config" &&
          call->args.size() > 1 && call->args[0] && isMeant(call->args[0]->value))
        set = {"`set_config('" + call->args[0]->value + "', …)`",
               isRole(call->args[0]->value) ? call->args[1].get() : nullptr};
  return set;
}

/// What sets another role than the program's, or switches row-level security off, in the text before the statement.
static std::string roleSetBefore(const sql::Statement &statement, const sql::Parsed &parsed, const UserModel &model) {
  if (model.role.empty())
    return {};
  std::string how;
  for (const sql::Statement &before : parsed.statements) {
    if (&before == &statement)
      break;
    if (RoleSet set = roleSetBy(before); !set.how.empty())
      how = set.to && set.to->kind == sql::ExprKind::Const && set.to->value == model.role ? "" : std::move(set.how);
  }
  return how;
}

static StatementVerdict judgeAll(const sql::Statement &statement, const sql::Parsed &parsed,
                                 const sql::Template &source, const Ownership &ownership, bool explaining) {
  auto judged = [&](const Ownership &owners) {
    CallChain chain;
    chain.setsWhoAsks = roleSetBefore(statement, parsed, owners.model());
    return Judge(statement, parsed, source, owners, chain, explaining).run();
  };
  StatementVerdict verdict = judged(ownership);
  for (const std::shared_ptr<isolation::OtherPath> &other : ownership.otherPaths())
    if (other->concerns(statement)) {
      const StatementVerdict there = judged(other->owners());
      addFrom(there, *other, verdict);
      std::erase_if(verdict.unknownTables, [&](const std::string &table) {
        return std::find(there.unknownTables.begin(), there.unknownTables.end(), table) == there.unknownTables.end();
      });
    }
  return verdict;
}

StatementVerdict judge(const sql::Statement &statement, const sql::Parsed &parsed, const sql::Template &source,
                       const Ownership &ownership) {
  return judgeAll(statement, parsed, source, ownership, /*explaining=*/false);
}

StatementVerdict explain(const sql::Statement &statement, const sql::Parsed &parsed, const sql::Template &source,
                         const Ownership &ownership) {
  return judgeAll(statement, parsed, source, ownership, /*explaining=*/true);
}

StatementVerdict isolation::judgeBody(const sql::Statement &statement, const sql::Parsed &parsed,
                                      const sql::Template &source, const Ownership &ownership, CallChain &chain) {
  return Judge(statement, parsed, source, ownership, chain).run();
}

} // namespace pgtidy::analysis
