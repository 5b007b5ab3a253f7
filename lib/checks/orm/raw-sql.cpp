#include "orm_layer.h"

#include "analysis/raw_sql.h"

#include <set>

namespace pgtidy::checks {

using analysis::RawSql;
using sql::StatementKind;

/// The word by which the rules name what the mapper says itself.
static const char *verbOf(const RawSql &raw) {
  if (!raw.statement)
    return "condition";
  switch (raw.statement->kind) {
  case StatementKind::Insert:
    return "insert";
  case StatementKind::Update:
    return "update";
  case StatementKind::Delete:
    return "delete";
  default:
    return "select";
  }
}

static std::string messageOf(const RawSql &raw) {
  if (!raw.statement)
    return "'" + raw.call->function +
           "' takes the condition as raw SQL, which neither the mapper nor the compiler checks; write it with the "
           "mapper's own columns and operators";
  std::string message = "raw SQL on '" + raw.tables.front() + "' goes round the object mapper";
  if (raw.isSimple)
    return message + ", which has calls of its own for such a statement";
  return message + ": it is not checked against the mapped classes; keep it behind one function of the data layer";
}

static std::string adviceOf(const RawSql &raw, const Settings &settings) {
  auto mapper = settings.mapperCalls.find(raw.call->around);
  if (!raw.isSimple || mapper == settings.mapperCalls.end())
    return {};
  auto call = mapper->second.find(verbOf(raw));
  return call == mapper->second.end() ? std::string() : call->second;
}

static findings::Finding findingOf(const Input &input, const RawSql &raw) {
  if (raw.query)
    return findingAt(input, *raw.query, raw.begin, messageOf(raw));
  findings::Finding finding;
  finding.place = placeOf(input, raw.call->location);
  finding.message = messageOf(raw);
  return finding;
}

Findings orm_raw_sql(const Input &input) {
  OrmLayer layer(input);
  Findings findings;
  std::set<findings::Place> seen;
  for (const RawSql &raw : analysis::rawSql(input.conclusions)) {
    if (layer.covers(*raw.call) || (layer.isDeclared() && raw.statement)) // outside of it, pg-orm-bypass reports it
      continue;
    findings::Finding finding = findingOf(input, raw);
    if (finding.place.line == 0 || !seen.insert(finding.place).second)
      continue;
    finding.advice = adviceOf(raw, input.settings);
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace pgtidy::checks
