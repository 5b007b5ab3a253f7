#include "isolation/call_verdicts.h"

#include "isolation/call_arguments.h"
#include "isolation/dotted_name.h"
#include "isolation/reached.h"
#include "isolation/scalars.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;

/// The argument, given or by default, that the parameter `number` stands for; null for variables and the rest of a
/// list.
const Expr *argumentOf(size_t number, const Entry &entry) {
  const sql::Function &function = entry.function;
  if (!entry.call || number < 1 || number > function.argumentTypes.size() ||
      (function.isVariadic && number == function.argumentTypes.size()))
    return nullptr;
  if (const Expr *given = argumentFor(*entry.call, function, number - 1))
    return given;
  return number <= function.argumentDefaults.size() ? function.argumentDefaults[number - 1].get() : nullptr;
}

} // namespace

void CallVerdicts::judged(const TableReference &inner, const BodyStatement &statement, const Body &body,
                          const Entry &entry) {
  if (inner.verdict != Verdict::Closed)
    return notClosed(inner, statement, entry);
  if (inner.principal.size() < 2 || inner.principal[0] != '$')
    return closedBySession(inner, entry);
  const size_t number = std::strtoul(inner.principal.c_str() + 1, nullptr, 10);
  if (entry.rows && number == 1)
    return; // the row's user
  closedByParameter(number, inner, body, entry);
}

void CallVerdicts::notClosed(const TableReference &inner, const BodyStatement &statement, const Entry &entry) {
  Verdict verdict = inner.verdict == Verdict::Constant ? Verdict::Open : inner.verdict;
  std::string where = "inside " + entry.what;
  if (statement.guarded || statement.asked) {
    verdict = Verdict::Undecided;
    where += statement.guarded ? ", where what runs before may guard it" : ", where what is read may be checked then";
  }
  add(inner.table, verdict, where + ": " + inner.reason, entry.location, inner.use);
}

void CallVerdicts::closedBySession(const TableReference &inner, const Entry &entry) {
  if (entry.stored)
    return add(inner.table, Verdict::Open, entry.what + " was called by the session that refreshed it", entry.location);
  if (inner.principal.empty())
    return;
  Context.chain.tiedToSession = inner.table;
  tiedTo(inner.principal, inner.principalKeys, inner, entry);
}

void CallVerdicts::closedByParameter(size_t number, const TableReference &inner, const Body &body, const Entry &entry) {
  const bool isVariable = !entry.call || number > entry.function.argumentTypes.size();
  const bool isField = inner.principal.find('.') != std::string::npos;
  UserKeys keys = inner.principalKeys;
  std::optional<std::string> user;
  if (const Expr *given = isField ? nullptr : argumentOf(number, entry))
    user = userGiven(*given, keys, entry);
  if (user)
    return tiedTo(*user, keys, inner, entry);
  const std::string name =
      isVariable ? "variable `" + (number >= 1 && number <= body.names.size() ? body.names[number - 1] : "") + "`"
                 : "argument " + std::to_string(number);
  add(inner.table, Verdict::Undecided, entry.what + " ties it to its " + name + ", which is not known to be the user",
      entry.location);
}

/// The user that the argument is, where it is known to be one; `keys` are then those of the columns that it is.
std::optional<std::string> CallVerdicts::userGiven(const Expr &given, UserKeys &keys, const Entry &entry) const {
  std::optional<std::string> user = userText(given, Context.ownership, Context.holeNames);
  if (auto known = Context.given.find(&given); known != Context.given.end() && (known->second & keys)) {
    user = Context.principal; // of which the argument is another column
    keys = Context.keys;
  }
  if (!user || user->empty())
    return std::nullopt;
  const bool isAnothers =
      (entry.stored && user->front() != '$') || (Context.chain.ownerRights && *user == "current_user");
  return isAnothers ? std::nullopt : user;
}

/// All of a statement is one user's: the first that is met, when nothing outside the calls says who that is.
void CallVerdicts::tiedTo(const std::string &user, UserKeys keys, const TableReference &inner, const Entry &entry) {
  if (isSessionUser(user))
    Context.chain.tiedToSession = inner.table;
  if (Context.chain.bodies.size() > 1)
    pass(inner.table, user, keys);
  if (Context.isPositional && user.front() == '$')
    return;
  if (Tied.empty()) {
    Tied = user;
    TiedKeys = keys;
    return;
  }
  if (Tied != user) {
    if (!Context.isPositional || Tied.front() != '$')
      add(inner.table, Verdict::Open,
          entry.what + " ties it to another value than " + Tied +
              ", to which the rest of the statement is tied: two parameters are two users",
          entry.location);
    return;
  }
  TiedKeys &= keys;
  if (TiedKeys == 0)
    add(inner.table, Verdict::Open,
        entry.what + " takes " + user + " for what users have in another column than the rest of the statement does",
        entry.location);
}

void CallVerdicts::pass(const std::string &table, const std::string &user, UserKeys keys) {
  TableReference &passed = Passed.emplace_back();
  passed.table = table;
  passed.verdict = Verdict::Closed;
  passed.principal = user;
  passed.principalKeys = keys;
}

void CallVerdicts::undecided(std::string_view body, const std::string &reason, sql::Offset location, bool quotedToo) {
  std::string table = ownedTableReached(body, quotedToo, Context.ownership);
  if (!table.empty())
    add(table, Verdict::Undecided, reason, location);
}

void CallVerdicts::add(const std::string &table, Verdict verdict, std::string reason, sql::Offset location, Use use) {
  auto known = std::find_if(Found.begin(), Found.end(),
                            [&](const TableReference &one) { return one.table == table && one.location == location; });
  if (known != Found.end() && (known->verdict != Verdict::Undecided || verdict == Verdict::Undecided))
    return; // the first that is said, but for what is sure
  TableReference reference;
  reference.table = table;
  reference.verdict = verdict;
  reference.use = use;
  reference.location = location;
  reference.ownership = Context.ownership.of(dottedName(table));
  reference.reason = std::move(reason);
  if (known != Found.end())
    *known = std::move(reference);
  else
    Found.push_back(std::move(reference));
}

std::vector<TableReference> CallVerdicts::found() {
  Found.insert(Found.end(), Passed.begin(), Passed.end());
  return std::move(Found);
}

} // namespace pgtidy::analysis::isolation
