// The verdict on one reference, and why it is open.
#include "isolation/judge.h"
#include "isolation/relations.h"
#include "isolation/scalars.h"
#include "isolation/suggest.h"
#include "isolation/ties.h"
#include "isolation/visit.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <charconv>

namespace pgtidy::analysis::isolation {
namespace {

/// Whether `every` had no other value than the one of `chosen`, which it took for several columns of the users table.
bool isOneValue(const Attempt &chosen, const Attempt &every) {
  const std::vector<Culprit> &culprits = every.walk->refutation().culprits();
  return culprits.size() == 1 && culprits[0].text == chosen.principal;
}

/// Whether what names the user together are the parts of the user whose row a trigger is fired for.
bool isUserOfRow(const Principals &principals) {
  auto isPart = [](const std::string &value) { return value.starts_with("$1."); };
  return isPart(principals.one) && principals.constants.empty() &&
         std::all_of(principals.together.begin(), principals.together.end(),
                     [&](const auto &one) { return isPart(one.first); });
}

} // namespace

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

/// Why the policies that close a reference to the table are not sure.
static std::string unsureReason(const sql::Table *table, const sql::Catalog &catalog) {
  auto isElse = [](const auto &one) { return one.second.rowSecurityUnsure && !one.second.rowSecurityUndone; };
  const bool isUndone = table && table->rowSecurityUnsure
                            ? table->rowSecurityUndone
                            : std::none_of(catalog.tables().begin(), catalog.tables().end(), isElse);
  return std::string("policies hold it back, but a DO block that ") +
         (isUndone ? "may take back what it does" : "puts its text together") + " may have changed them";
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

int Judge::statementIndex() const {
  for (size_t i = 0; i < Text.statements.size(); ++i)
    if (&Text.statements[i] == &Subject ||
        (Subject.begin >= Text.statements[i].begin && Subject.begin < Text.statements[i].end))
      return static_cast<int>(i);
  return -1;
}

/// The number of the placeholder that the principal is; 0 for others.
static uint32_t placeholderOf(std::string_view principal) {
  uint32_t number = 0;
  if (principal.starts_with('$'))
    std::from_chars(principal.data() + 1, principal.data() + principal.size(), number);
  return number;
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
  const bool hasNumbers =
      Source.placeholders != sql::PlaceholderStyle::Question &&
      (Source.placeholders != sql::PlaceholderStyle::QuestionOrColon || hasNumberedPlaceholders(Source.text));
  return hasNumbers ? principal : "?";
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
  if (isFine(mention) && mention.name->hole >= 0 && !Owners.catalog().meansTablesAlike(*mention.name)) {
    reference.verdict = Verdict::Undecided;
    reference.reason = "the schema is put in at run time, and its tables of that name are not made alike";
    return reference;
  }
  if (isFine(mention) && mayAddTables(Text, Source, statementIndex())) {
    reference.verdict = Verdict::Undecided;
    reference.reason = "a part of the text that is put in at run time may bring in other tables";
    return reference;
  }
  if (isFine(mention) && chosen.principals.isJoint() && !Chain.bodies.empty() &&
      !(Chain.rows && isUserOfRow(chosen.principals))) {
    reference.verdict = Verdict::Undecided;
    reference.reason = "users are named by several values together: that all of them are one user's is not followed "
                       "to the call";
    return reference;
  }
  if (isFine(mention)) {
    reference.verdict = Verdict::Closed;
    reference.principal = written(chosen.principal);
    reference.placeholder = placeholderOf(chosen.principal);
    reference.principalKeys = chosen.principals.keys;
    reference.reason =
        reference.principal.empty() ? "no other user's row gets through" : "tied to " + reference.principal;
    for (const auto &[other, keys] : chosen.principals.together)
      reference.reason += " and " + written(other);
    if (Explaining)
      for (const std::string &tie : tiesOf(mention.name, Subject, Owners, HoleNames, chosen.principals))
        reference.ties.push_back(withItsParameters(tie));
    return reference;
  }
  const Mention *constant = Constants ? Constants->find(mention.name) : nullptr;
  if (constant && isFine(*constant)) {
    reference.verdict = Verdict::Constant;
    reference.constant = Constants->walk->refutation().constant();
    reference.reason = "tied to a constant instead of the user on whose behalf it runs";
    reference.predicate = predicate(mention, nextPlaceholder(Subject, Text, Source), Owners);
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
                                      : nextPlaceholder(Subject, Text, Source);
  if (mention.use == Use::Insert && !mention.conflict && Subject.insert && &Subject.insert->table == mention.name)
    reference.predicate = withItsParameters(parentSelected(*Subject.insert, mention, user, Owners));
  if (reference.predicate.empty() && !namesOnlyParent(mention))
    reference.predicate = predicate(mention, user, Owners, columnsCompared(mention));
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
    reference.reason = unsureReason(Owners.catalog().find(*mention.name), Owners.catalog());
  } else if (otherwise && isFine(*otherwise)) {
    reference.verdict = Verdict::Open;
    reference.reason = isOneValue(chosen, every)
                           ? written(chosen.principal) + " is compared with several columns that name users: what is "
                                                         "one user's in one of them may be another's in the other"
                           : "tied to another value than " + written(chosen.principal) +
                                 ", to which the rest of the statement is tied: two parameters are two users";
  } else {
    reference.verdict = Verdict::Open;
    reference.reason = openReason(mention, Subject, Owners) + whyPoliciesFail(mention, Owners);
  }
}

} // namespace pgtidy::analysis::isolation
