// The judgement of one statement: the principal that closes most, and a verdict on each reference.
#include "analysis/isolation.h"
#include "isolation/calls.h"
#include "isolation/candidates.h"
#include "isolation/dotted_name.h"
#include "isolation/holes.h"
#include "isolation/key_actions.h"
#include "isolation/other_paths.h"
#include "isolation/relations.h"
#include "isolation/scalars.h"
#include "isolation/suggest.h"
#include "isolation/ties.h"
#include "isolation/visit.h"
#include "isolation/walk.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <memory>

namespace pgtidy::analysis {
namespace {

using namespace isolation;

/// One choice of principals with what it closes.
struct Attempt {
  std::unique_ptr<Walk> walk;
  Principals principals;
  std::string principal;
  size_t closed = 0; ///< of the mentions, and of the functions that are queries

  size_t all() const { return walk->mentions().size() + walk->calledQueries().size(); }
  const Mention *find(const sql::Name *name) const {
    for (const Mention &mention : walk->mentions())
      if (mention.name == name)
        return &mention;
    return nullptr;
  }
};

/// Whether `every` had no other value than the one of `chosen`, which it took for several columns of the users table.
bool isOneValue(const Attempt &chosen, const Attempt &every) {
  const std::vector<Culprit> &culprits = every.walk->refutation().culprits();
  return culprits.size() == 1 && culprits[0].text == chosen.principal;
}

bool isFine(const Mention &mention) { return mention.closed && !mention.tooLarge && !mention.ownershipChange; }

class Judge {
public:
  Judge(const sql::Statement &statement, const sql::Parsed &parsed, const sql::Template &source,
        const Ownership &ownership, CallChain &chain, bool explaining = false)
      : Explaining(explaining), Chain(chain), Subject(statement), Text(parsed), Source(source), Owners(ownership),
        HoleNames(holePrincipals(parsed, source)) {}

  StatementVerdict run();

private:
  Attempt attempt(const Principals &principals);
  Attempt bySession(const Attempt &best);
  Attempt withConstants(const Attempt &best);
  Attempt choose(const Attempt &found);
  TableReference verdict(const Mention &mention, const Attempt &chosen, const Attempt &every);
  void explainOpen(TableReference &reference, const Mention &mention, const Attempt &chosen, const Attempt &every);
  std::string protection(const Mention &mention, const Attempt &chosen);
  bool mayBeProtected(const Mention &mention);
  bool namesOnlyParent(const Mention &mention) const;
  void addKeyActions(std::vector<TableReference> &references) const;
  void distrustSession(std::vector<TableReference> &references) const;
  bool isPositional() const;
  int statementIndex() const;
  std::string written(const std::string &principal) const;
  std::string withItsParameters(llvm::StringRef sql) const;

  bool Explaining;
  CallChain &Chain;
  const sql::Statement &Subject;
  const sql::Parsed &Text;
  const sql::Template &Source;
  const Ownership &Owners;
  std::vector<std::string> HoleNames;
  std::unique_ptr<Attempt> Constants;
  std::unique_ptr<Attempt> Held;   ///< as if the policies held
  std::unique_ptr<Attempt> Unsure; ///< with policies that may have been changed
};

Attempt Judge::attempt(const Principals &principals) {
  Attempt result;
  result.principal = principals.one;
  result.principals = principals;
  result.walk = std::make_unique<Walk>(Owners, HoleNames, result.principals);
  if (Chain.ownerRights)
    result.walk->withOwnerRights();
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
  return !named && (Source.placeholders == sql::PlaceholderStyle::Question ||
                    Source.placeholders == sql::PlaceholderStyle::QuestionOrColon);
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
TableReference notFollowed(const sql::Statement &statement, const Ownership &owners) {
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
    result.references = callsOf(Subject, {Owners, HoleNames, "", AnyUserKey, isPositional(), Chain,
                                          every.walk->givenPrincipals(), every.walk->calledQueries()});
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
                  return (isPositional() ? one.always : one.always & AnyUserKey) != 0;
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
                         best.walk->givenPrincipals(), best.walk->calledQueries()}))
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

/// The policy that would close the mention, where one would: not where the rest of the statement is tied to a
/// parameter, which is another user than the session's as far as the text says.
std::string Judge::protection(const Mention &mention, const Attempt &chosen) {
  bool isGiven = !chosen.principal.empty() && !isSessionUser(chosen.principal);
  if (isGiven && std::any_of(chosen.walk->mentions().begin(), chosen.walk->mentions().end(), isFine))
    return "";
  if (!Held && Owners.relations().hasRowSecurity())
    Held = std::make_unique<Attempt>(attempt({Principals::Kind::OfSession, "", true}));
  const Mention *held = Held ? Held->find(mention.name) : nullptr;
  return policy(mention, held && isFine(*held), Owners);
}

/// Whether policies close the mention of which a DO block may have changed something.
bool Judge::mayBeProtected(const Mention &mention) {
  const auto &tables = Owners.catalog().tables();
  if (std::none_of(tables.begin(), tables.end(), [](const auto &one) { return one.second.rowSecurityUnsure; }))
    return false;
  if (!Unsure) {
    Principals principals{Principals::Kind::Every, ""};
    principals.unsureToo = true;
    Unsure = std::make_unique<Attempt>(attempt(principals));
  }
  const Mention *otherwise = Unsure->find(mention.name);
  return otherwise && isFine(*otherwise);
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
  if (Chain.setsWhoAsks.empty() || Chain.tiedToSession.empty() || !Chain.functions.empty())
    return;
  TableReference &inside = references.emplace_back();
  inside.table = Chain.tiedToSession;
  inside.verdict = Verdict::Undecided;
  inside.location = Subject.begin;
  inside.ownership = Owners.of(dottedName(inside.table));
  inside.reason = "a function ties it to the session's user, but " + Chain.setsWhoAsks +
                  " changes who that is while the statement runs";
}

int Judge::statementIndex() const {
  for (size_t i = 0; i < Text.statements.size(); ++i)
    if (&Text.statements[i] == &Subject ||
        (Subject.begin >= Text.statements[i].begin && Subject.begin < Text.statements[i].end))
      return static_cast<int>(i);
  return -1;
}

/// The principal as the statement writes it: named parameters by their name, values of the program without their place.
std::string Judge::written(const std::string &principal) const {
  if (principal.starts_with("{parameter ") || principal.starts_with("{symbol "))
    return "{…}";
  if (principal.starts_with('{'))
    for (size_t at = principal.find(" at "); at != std::string::npos; at = principal.find(" at ", at + 1))
      if (at + 4 < principal.size() && std::isdigit(static_cast<unsigned char>(principal[at + 4])))
        return principal.substr(0, at) + "}";
  if (principal.size() < 2 || principal[0] != '$' || !std::isdigit(static_cast<unsigned char>(principal[1])))
    return principal;
  size_t number = std::strtoul(principal.c_str() + 1, nullptr, 10);
  if (number >= 1 && number <= Text.parameterNames.size() && !Text.parameterNames[number - 1].empty())
    return ":" + Text.parameterNames[number - 1];
  return isPositional() ? "?" : principal;
}

/// SQL with the parameters as the statement writes them.
std::string Judge::withItsParameters(llvm::StringRef sql) const {
  std::string text;
  for (size_t dollar; (dollar = sql.find('$')) != llvm::StringRef::npos;) {
    const llvm::StringRef number = sql.drop_front(dollar + 1).take_while(llvm::isDigit);
    text += sql.take_front(dollar).str() + written("$" + number.str());
    sql = sql.drop_front(dollar + 1 + number.size());
  }
  return text + sql.str();
}

TableReference Judge::verdict(const Mention &mention, const Attempt &chosen, const Attempt &every) {
  TableReference reference;
  reference.use = mention.use;
  reference.table = mention.name->schema.empty() ? mention.name->name : mention.name->schema + "." + mention.name->name;
  reference.alias = mention.alias;
  reference.location = mention.name->location;
  reference.ownership = *mention.owned;
  if (isFine(mention) && mention.use != Use::Insert &&
      mayWeakenCondition(Text, Source, statementIndex(), reference.location)) {
    reference.verdict = Verdict::Undecided;
    reference.reason = "a part of the text that is put in at run time stands where it can take the condition back";
    return reference;
  }
  if (isFine(mention) && mayAddTables(Text, Source, statementIndex())) {
    reference.verdict = Verdict::Undecided;
    reference.reason = "a part of the text that is put in at run time may bring in other tables";
    return reference;
  }
  if (isFine(mention) && chosen.principals.isJoint() && !Chain.functions.empty()) {
    reference.verdict = Verdict::Undecided;
    reference.reason = "users are named by several values together: that all of them are one user's is not followed "
                       "to the call";
    return reference;
  }
  if (isFine(mention)) {
    reference.verdict = Verdict::Closed;
    reference.principal = written(chosen.principal);
    reference.principalKeys = chosen.principals.keys;
    reference.reason =
        reference.principal.empty() ? "no other user's row gets through" : "tied to " + reference.principal;
    for (const auto &[other, keys] : chosen.principals.together)
      reference.reason += " and " + written(other);
    if (Explaining)
      reference.ties = tiesOf(mention.name, Subject, Owners, HoleNames, chosen.principals);
    return reference;
  }
  const Mention *constant = Constants ? Constants->find(mention.name) : nullptr;
  if (constant && isFine(*constant)) {
    reference.verdict = Verdict::Constant;
    reference.constant = Constants->walk->refutation().constant();
    reference.reason = "tied to a constant instead of the user on whose behalf it runs";
    reference.predicate = predicate(mention, nextPlaceholder(Text, Source), Owners);
    reference.policy = protection(mention, *Constants);
    return reference;
  }
  explainOpen(reference, mention, chosen, every);
  return reference;
}

/// Whether an INSERT gets its parent from a value: there is no row of it that a condition could be on.
bool Judge::namesOnlyParent(const Mention &mention) const {
  if (mention.use != Use::Insert || mention.conflict || !Subject.insert || !Subject.insert->source ||
      mention.owned->parents.empty())
    return false;
  bool isRead = false;
  visitTables(*Subject.insert->source,
              [&](const sql::Name &name) { isRead |= Owners.key(name) == mention.owned->parents[0].parent; });
  return !isRead;
}

void Judge::explainOpen(TableReference &reference, const Mention &mention, const Attempt &chosen,
                        const Attempt &every) {
  const bool isJoint = isTiedJointly(mention, Owners);
  bool placeholder = !chosen.principal.empty() && chosen.principal[0] != '{' && !isPositional() && !isJoint;
  std::string named = placeholder || isPositional() || isJoint ? "" : comparedWith(Subject, mention);
  std::string user = placeholder      ? written(chosen.principal)
                     : !named.empty() ? written(named)
                                      : nextPlaceholder(Text, Source);
  if (mention.use == Use::Insert && !mention.conflict && Subject.insert && &Subject.insert->table == mention.name)
    reference.predicate = withItsParameters(parentSelected(*Subject.insert, mention, user, Owners));
  if (reference.predicate.empty() && !namesOnlyParent(mention))
    reference.predicate = predicate(mention, user, Owners);
  reference.policy = protection(mention, chosen);
  const Mention *otherwise = &chosen == &every ? nullptr : every.find(mention.name);
  if (mention.closed && !mention.tooLarge) {
    reference.verdict = Verdict::OwnershipChange;
    reference.predicate = "";
    reference.reason = mention.claims
                           ? "a row that belongs to nobody becomes the user's by `" + mention.changedColumn + "`"
                           : "`" + mention.changedColumn +
                                 "` gets a value that is not known to be the user's: the row changes its "
                                 "owner";
  } else if (mention.name->hole >= 0 && !Owners.catalog().find(*mention.name)) {
    reference.verdict = Verdict::Undecided;
    reference.predicate = reference.policy = "";
    reference.reason = "the table's name is put in at run time";
  } else if (mention.cursorDecides) {
    reference.verdict = Verdict::Undecided;
    reference.reason = "the cursor decides which row it is";
  } else if (!mention.tooLarge && mention.use != Use::Truncate && mention.use != Use::CopyOut &&
             (mention.holeDecides || mayHoldCondition(Text, Source, statementIndex(), reference.location))) {
    reference.verdict = Verdict::Undecided;
    reference.reason = "a part of the text that is put in at run time decides";
  } else if (mayBeProtected(mention)) {
    reference.verdict = Verdict::Undecided;
    reference.reason = "policies hold it back, but a DO block that puts its text together may have changed them";
  } else if (otherwise && isFine(*otherwise)) {
    reference.verdict = Verdict::Open;
    reference.reason = isOneValue(chosen, every)
                           ? written(chosen.principal) + " is compared with several columns that name users: what is "
                                                         "one user's in one of them may be another's in the other"
                           : "tied to another value than " + written(chosen.principal) +
                                 ", to which the rest of the statement is tied: two parameters are two users";
  } else {
    reference.verdict = Verdict::Open;
    reference.reason = openReason(mention, Subject, Owners);
  }
}

} // namespace

static StatementVerdict judgeAll(const sql::Statement &statement, const sql::Parsed &parsed,
                                 const sql::Template &source, const Ownership &ownership, bool explaining) {
  auto judged = [&](const Ownership &owners) {
    CallChain chain;
    return Judge(statement, parsed, source, owners, chain, explaining).run();
  };
  StatementVerdict verdict = judged(ownership);
  for (const std::shared_ptr<OtherPath> &other : ownership.otherPaths())
    if (other->concerns(statement))
      addFrom(judged(other->owners()), *other, verdict);
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
