#include "isolation/readings.h"

namespace pgtidy::analysis::isolation {

const std::optional<Body> &Readings::body(const sql::Function &function, const Ownership &ownership) {
  std::lock_guard lock(Guard);
  auto known = Bodies.find(&function);
  if (known == Bodies.end())
    known = Bodies.emplace(&function, bodyOf(function, ownership)).first;
  return known->second;
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
