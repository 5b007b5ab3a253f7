#include "isolation/readings.h"

#include "isolation/scalars.h"

namespace pgtidy::analysis::isolation {
namespace {

/// The only value that the function gives; null where it does more.
const sql::Expr *valueGivenBy(const Body &body) {
  if (body.statements.size() != 1 || body.statements[0].dynamic || body.statements[0].parsed.statements.size() != 1)
    return nullptr;
  const sql::Query *query = body.statements[0].parsed.statements[0].select.get();
  return query ? onlyValue(*query) : nullptr;
}

/// Without what only makes NULL of a value that is no user: nullif(current_setting('app.user_id', true), ''). Whoever is
/// not signed in is asked about with a principal that is NULL anyway.
const sql::Expr &withoutNullIf(const sql::Expr &expr) {
  bool isCast = expr.kind == sql::ExprKind::Cast && expr.value.empty() && keepsScalar(expr.name);
  bool isNullIf = expr.kind == sql::ExprKind::NullIf && expr.args[1]->kind == sql::ExprKind::Const;
  return isCast || isNullIf ? withoutNullIf(*expr.args[0]) : expr;
}

std::optional<std::string> valueOf(const sql::Function &function, const Body &body, const Ownership &ownership) {
  const sql::Expr *value = valueGivenBy(body);
  if (!value || !keepsScalar(function.returns) || function.returns.starts_with("setof"))
    return std::nullopt;
  std::optional<std::string> user = scalarText(withoutNullIf(*value), ownership, {});
  if (!user || user->front() == '$' || (function.securityDefiner && *user == "current_user"))
    return std::nullopt;
  return user;
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

std::optional<std::string> Readings::sessionValue(const sql::Function &function, const Ownership &ownership) {
  {
    std::lock_guard lock(Guard);
    auto [known, isNew] = SessionValues.emplace(&function, std::nullopt); // what it says of itself is nothing
    if (!isNew)
      return known->second;
  }
  const std::optional<Body> &own = body(function, ownership);
  std::optional<std::string> value = own ? valueOf(function, *own, ownership) : std::nullopt;
  std::lock_guard lock(Guard);
  return SessionValues[&function] = std::move(value);
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
