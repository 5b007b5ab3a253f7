#include "isolation/readings.h"

#include "isolation/effects.h"
#include "isolation/fired_function.h"
#include "isolation/scalars.h"
#include "isolation/suggest.h"

#include "sql/routine.h"

namespace pgtidy::analysis::isolation {
namespace {

/// The only value that the function gives; null where it does more.
const sql::Expr *valueGivenBy(const Body &body) {
  if (body.statements.size() != 1 || body.statements[0].dynamic || body.statements[0].parsed.statements.size() != 1)
    return nullptr;
  const sql::Query *query = body.statements[0].parsed.statements[0].select.get();
  return query ? onlyValue(*query) : nullptr;
}

const sql::Expr *valueOf(const sql::Function &function, const Body &body, const Ownership &ownership) {
  const sql::Expr *value = valueGivenBy(body);
  // What is IMMUTABLE is computed when the statement is planned: the next user of the connection gets the same.
  if (!value || function.isImmutable || !keepsScalar(function.returns) || function.returns.starts_with("setof") ||
      !keepsSearchPath(function, body, ownership.catalog()) || changesWhoAsks(function, ownership.catalog()))
    return nullptr;
  std::optional<std::string> user = anyUserText(*value, ownership, {});
  bool isOwner = function.securityDefiner && user == "current_user";
  return user && user->front() != '$' && !isOwner ? value : nullptr;
}

} // namespace

const std::optional<Body> &Readings::body(const sql::Function &function, const Ownership &ownership) {
  {
    std::lock_guard lock(Guard);
    if (auto known = Bodies.find(&function); known != Bodies.end())
      return known->second;
  }
  std::optional<Body> body = bodyOf(function, ownership); // which may ask for others
  std::lock_guard lock(Guard);
  return Bodies.emplace(&function, std::move(body)).first->second;
}

const sql::Function &Readings::fired(const sql::Function &function, const sql::Trigger &trigger, std::string_view event,
                                     const sql::Catalog &catalog) {
  std::string body = bodyFiredFor(function, trigger, event, catalog);
  if (body == function.body)
    return function;
  std::lock_guard lock(Guard);
  std::unique_ptr<const sql::Function> &known = Fired[function.schema + "." + function.name + " " + body];
  if (!known) {
    sql::Function made = function;
    made.body = std::move(body);
    if (!sql::readRoutine(made)) // a column is called tg_op
      made.body = function.body;
    known = std::make_unique<const sql::Function>(std::move(made));
  }
  return *known;
}

const sql::Expr *Readings::sessionValue(const sql::Function &function, const Ownership &ownership) {
  {
    std::lock_guard lock(Guard);
    auto [known, isNew] = SessionValues.emplace(&function, nullptr); // what it says of itself is nothing
    if (!isNew)
      return known->second;
  }
  const std::optional<Body> &own = body(function, ownership);
  const sql::Expr *value = own ? valueOf(function, *own, ownership) : nullptr;
  std::lock_guard lock(Guard);
  return SessionValues[&function] = value;
}

bool Readings::remembered(std::map<const sql::Function *, bool> &known, const sql::Function &function,
                          const std::function<bool()> &find) {
  {
    std::lock_guard lock(Guard);
    if (auto found = known.find(&function); found != known.end())
      return found->second;
  }
  const bool is = find();
  std::lock_guard lock(Guard);
  return known.emplace(&function, is).first->second;
}

bool Readings::setsSession(const sql::Function &function, const Ownership &ownership) {
  return remembered(Setters, function, [&] { return changesWhoAsks(function, ownership.catalog()); });
}

bool Readings::onlyReads(const sql::Function &function, const Ownership &ownership) {
  return remembered(Readers, function, [&] { return isolation::onlyReads(function, ownership); });
}

bool Readings::writesWhenCalled(const sql::Function &function, const Ownership &ownership) {
  return remembered(Writers, function, [&] { return isolation::writesWhenCalled(function, ownership); });
}

const Inlined *Readings::inlined(const sql::Function &function, const Ownership &ownership) {
  {
    std::lock_guard lock(Guard);
    if (auto known = InlinedQueries.find(&function); known != InlinedQueries.end())
      return known->second ? &*known->second : nullptr;
  }
  std::optional<Inlined> query = inlinedQuery(function, ownership); // which may ask for others
  std::lock_guard lock(Guard);
  const std::optional<Inlined> &kept = InlinedQueries.emplace(&function, std::move(query)).first->second;
  return kept ? &*kept : nullptr;
}

const std::set<std::string> &Readings::principalTexts(const Ownership &ownership) {
  {
    std::lock_guard lock(Guard);
    if (PrincipalTexts)
      return *PrincipalTexts;
  }
  std::set<std::string> texts;
  for (const std::shared_ptr<const sql::Parsed> &parsed : ownership.principals())
    if (const sql::Expr *value = onlyValue(*parsed->statements[0].select))
      if (std::optional<std::string> text = anyUserText(*value, ownership, {}))
        texts.insert(*text);
  std::lock_guard lock(Guard);
  if (!PrincipalTexts)
    PrincipalTexts = std::move(texts);
  return *PrincipalTexts;
}

const std::string &Readings::policy(const std::string &key, const Ownership &ownership) {
  {
    std::lock_guard lock(Guard);
    if (auto known = Policies.find(key); known != Policies.end())
      return known->second;
  }
  std::string policy = createPolicy(key, *ownership.find(key), ownership); // which may ask for others
  std::lock_guard lock(Guard);
  return Policies.emplace(key, std::move(policy)).first->second;
}

const sql::Expr *Readings::expression(const std::string &text) {
  const sql::Query *only = query("SELECT " + text);
  return only && only->targets.size() == 1 ? only->targets[0].value.get() : nullptr;
}

const sql::Query *Readings::query(const std::string &text) {
  std::lock_guard lock(Guard);
  auto known = Queries.find(text);
  if (known == Queries.end())
    known = Queries.emplace(text, sql::parse(text)).first;
  const sql::Parsed &parsed = known->second;
  return parsed.statements.size() == 1 ? parsed.statements[0].select.get() : nullptr;
}

} // namespace pgtidy::analysis::isolation
