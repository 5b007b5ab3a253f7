// Queries and statements as text.
#include "sql/print.h"

#include <string_view>

namespace pgtidy::sql {

namespace {

std::string columns(const std::vector<std::string> &names) {
  std::string result;
  for (const std::string &name : names)
    result += (result.empty() ? "(" : ", ") + name;
  return result.empty() ? "" : result + ")";
}

std::string targets(const std::vector<Target> &list) {
  std::string result;
  for (const Target &target : list) {
    result += (result.empty() ? "" : ", ") + print(*target.value);
    if (!target.name.empty())
      result += " AS " + target.name;
  }
  return result;
}

std::string fromList(const std::vector<FromPtr> &list) {
  std::string result;
  for (const FromPtr &item : list)
    result += (result.empty() ? "" : ", ") + print(*item);
  return result;
}

std::string clause(std::string_view word, const std::string &contents) {
  return contents.empty() ? "" : " " + std::string(word) + " " + contents;
}

std::string clause(std::string_view word, const ExprPtr &expr) { return expr ? clause(word, print(*expr)) : ""; }

std::string with(const std::vector<Cte> &ctes, bool recursive) {
  std::string result;
  for (const Cte &cte : ctes) {
    result += (result.empty() ? "" : ", ") + cte.name + columns(cte.columnAliases) + " AS (";
    result += (cte.statement ? dump(*cte.statement) : "") + ")";
  }
  return result.empty() ? "" : (recursive ? "WITH RECURSIVE " : "WITH ") + result + " ";
}

std::string orderBy(const std::vector<OrderItem> &items) {
  std::string result;
  for (const OrderItem &item : items)
    result += (result.empty() ? "" : ", ") + print(*item.value) + (item.descending ? " DESC" : "");
  return result;
}

std::string setOperation(const Query &query) {
  const char *word = query.setOp == SetOp::Union       ? " UNION "
                     : query.setOp == SetOp::Intersect ? " INTERSECT "
                                                       : " EXCEPT ";
  return "(" + print(*query.left) + ")" + word + (query.all ? "ALL " : "") + "(" + print(*query.right) + ")";
}

std::string values(const Query &query) {
  std::string result;
  for (const auto &row : query.values)
    result += (result.empty() ? "VALUES (" : ", (") + print(row) + ")";
  return result;
}

std::string select(const Query &query) {
  std::string result = "SELECT";
  if (query.distinct)
    result += query.distinctOn.empty() ? " DISTINCT" : " DISTINCT ON (" + print(query.distinctOn) + ")";
  if (!query.targets.empty())
    result += " " + targets(query.targets);
  if (query.into)
    result += clause("INTO", print(*query.into));
  result += clause("FROM", fromList(query.from)) + clause("WHERE", query.where);
  result += clause(query.groupingSets ? "GROUP BY SETS" : "GROUP BY", print(query.groupBy));
  return result + clause("HAVING", query.having);
}

std::string alias(const From &from) {
  std::string result = from.withOrdinality ? " WITH ORDINALITY" : "";
  if (!from.alias.empty())
    result += " AS " + from.alias;
  return result + columns(from.columnAliases);
}

std::string join(const From &from) {
  static constexpr const char *Words[] = {" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN "};
  std::string result = print(*from.left) + (from.natural ? " NATURAL" : "");
  result += Words[static_cast<size_t>(from.join)];
  bool nested = from.right->kind == FromKind::Join;
  result += nested ? "(" + print(*from.right) + ")" : print(*from.right);
  return result + clause("ON", from.on) + clause("USING", columns(from.usingColumns)) +
         (from.usingAlias.empty() ? "" : " AS " + from.usingAlias);
}

} // namespace

std::string print(const From &from) {
  std::string lateral = from.lateral ? "LATERAL " : "";
  switch (from.kind) {
  case FromKind::Table:
    return (from.only ? "ONLY " : "") + print(from.table) + alias(from) + (from.sampled ? " TABLESAMPLE" : "");
  case FromKind::Subquery:
    return lateral + "(" + print(*from.query) + ")" + alias(from);
  case FromKind::Function:
    return lateral + (from.functions.size() > 1 ? "ROWS FROM (" + print(from.functions) + ")" : print(from.functions)) +
           alias(from);
  case FromKind::Join:
    return from.alias.empty() ? join(from) : "(" + join(from) + ")" + alias(from);
  case FromKind::Unknown:
    return "<" + from.unknown + ">" + (from.functions.empty() ? "" : "(" + print(from.functions) + ")") + alias(from);
  }
  return "";
}

std::string print(const Query &query) {
  std::string result = with(query.ctes, query.recursive);
  if (query.setOp != SetOp::None)
    result += setOperation(query);
  else
    result += query.values.empty() ? select(query) : values(query);
  result += clause("ORDER BY", orderBy(query.orderBy)) + clause("LIMIT", query.limit);
  return result + clause("OFFSET", query.offset) + (query.locking ? " FOR UPDATE" : "");
}

static std::string assignments(const std::vector<Assignment> &list) {
  std::string result;
  for (const Assignment &assignment : list) {
    result += (result.empty() ? "" : ", ") + assignment.column + " = " + print(*assignment.value);
    if (assignment.part >= 0)
      result += "#" + std::to_string(assignment.part);
  }
  return result;
}

static std::string named(const Name &name, const std::string &alias) {
  return print(name) + (alias.empty() ? "" : " AS " + alias);
}

static std::string currentOf(const std::string &cursor) { return cursor.empty() ? "" : " WHERE CURRENT OF " + cursor; }

static std::string insert(const Insert &insert) {
  std::string result = "INSERT INTO " + named(insert.table, insert.alias);
  result += insert.columns.empty() ? "" : " " + columns(insert.columns);
  result += insert.source ? " " + print(*insert.source) : " DEFAULT VALUES";
  if (insert.conflict != Insert::Conflict::None) {
    result += " ON CONFLICT" + (insert.conflictColumns.empty() ? "" : " " + columns(insert.conflictColumns));
    result += clause("WHERE", insert.conflictPredicate) + clause("ON CONSTRAINT", insert.conflictConstraint);
    result += insert.conflict == Insert::Conflict::Nothing ? " DO NOTHING" : " DO UPDATE";
    result += clause("SET", assignments(insert.conflictSet)) + clause("WHERE", insert.conflictWhere);
  }
  return result + clause("RETURNING", targets(insert.returning));
}

static std::string update(const Update &update) {
  std::string result = std::string("UPDATE ") + (update.only ? "ONLY " : "") + named(update.table, update.alias);
  result += clause("SET", assignments(update.set)) + clause("FROM", fromList(update.from));
  result += clause("WHERE", update.where) + currentOf(update.currentOf);
  return result + clause("RETURNING", targets(update.returning));
}

static std::string remove(const Delete &remove) {
  std::string result = std::string("DELETE FROM ") + (remove.only ? "ONLY " : "") + named(remove.table, remove.alias);
  result += clause("USING", fromList(remove.usingItems)) + clause("WHERE", remove.where);
  return result + currentOf(remove.currentOf) + clause("RETURNING", targets(remove.returning));
}

static std::string merge(const Merge &merge) {
  static constexpr const char *Words[] = {"DO NOTHING", "INSERT", "UPDATE", "DELETE"};
  std::string result = "MERGE INTO " + named(merge.table, merge.alias) + clause("USING", print(*merge.source));
  result += clause("ON", merge.on);
  for (const MergeAction &action : merge.actions) {
    result += action.matched ? " WHEN MATCHED" : " WHEN NOT MATCHED";
    result += clause("AND", action.condition) + " THEN " + Words[static_cast<size_t>(action.kind)];
    result += clause("SET", assignments(action.set)) + (action.columns.empty() ? "" : " " + columns(action.columns));
    result += action.values.empty() ? "" : " VALUES (" + print(action.values) + ")";
  }
  return result;
}

static std::string copy(const Copy &copy) {
  std::string what = copy.query ? "(" + print(*copy.query) + ")" : print(copy.table);
  return "COPY " + what + (copy.columns.empty() ? "" : " " + columns(copy.columns)) + (copy.from ? " FROM" : " TO");
}

static std::string names(const std::vector<Name> &list) {
  std::string result;
  for (const Name &name : list)
    result += (result.empty() ? "" : ", ") + print(name);
  return result;
}

/// Kinds that have no form of their own above.
static std::string other(const Statement &statement) {
  static constexpr const char *Words[] = {
      "SELECT",  "INSERT",    "UPDATE", "DELETE", "MERGE", "COPY", "TRUNCATE",    "PREPARE", "EXECUTE", "DECLARE",
      "EXPLAIN", "CREATE AS", "VIEW",   "CALL",   "DO",    "SET",  "TRANSACTION", "DDL",     "OTHER"};
  std::string result = Words[static_cast<size_t>(statement.kind)];
  if (statement.kind == StatementKind::Ddl || statement.kind == StatementKind::Other)
    result += " " + statement.tag;
  if (statement.local)
    result += " LOCAL";
  if (!statement.name.empty())
    result += " " + statement.name;
  if (statement.call)
    result += " " + print(*statement.call);
  if (!statement.arguments.empty())
    result += " (" + print(statement.arguments) + ")";
  if (!statement.language.empty())
    result += " " + statement.language + " {" + statement.body + "}";
  return result + clause("", names(statement.truncated)).substr(statement.truncated.empty() ? 0 : 1);
}

static std::string body(const Statement &statement) {
  if (statement.select)
    return print(*statement.select);
  if (statement.insert)
    return insert(*statement.insert);
  if (statement.update)
    return update(*statement.update);
  if (statement.remove)
    return remove(*statement.remove);
  if (statement.merge)
    return merge(*statement.merge);
  return statement.copy ? copy(*statement.copy) : other(statement);
}

std::string dump(const Statement &statement) {
  std::string result = with(statement.ctes, statement.recursive) + body(statement);
  return statement.inner ? result + ": " + dump(*statement.inner) : result;
}

} // namespace pgtidy::sql
