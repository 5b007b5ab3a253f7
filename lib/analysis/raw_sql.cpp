#include "analysis/raw_sql.h"

#include "isolation/visit.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <set>

namespace pgtidy::analysis {
namespace {

using facts::Action;
using sql::Expr;
using sql::ExprKind;
using sql::StatementKind;

bool isCatalogue(const sql::Name &table) {
  return table.schema == "pg_catalog" || table.schema == "information_schema" ||
         (table.schema.empty() && llvm::StringRef(table.name).starts_with("pg_"));
}

/// The tables that are named, without those that the statement makes for itself.
std::vector<std::string> tablesOf(const sql::Statement &statement) {
  std::set<std::string> own;
  isolation::PartVisitor parts;
  parts.from = [](const sql::From &) {};
  parts.query = [](const sql::Query &) {};
  parts.cte = [&](const sql::Cte &cte) { own.insert(cte.name); };
  isolation::visitParts(statement, parts);
  std::vector<std::string> tables;
  isolation::visitTables(statement, [&](const sql::Name &table) {
    bool isOwn = table.schema.empty() && own.count(table.name);
    if (!isOwn && !isCatalogue(table) && !table.name.empty() && !llvm::is_contained(tables, table.name))
      tables.push_back(table.name);
  });
  return tables;
}

bool isRowsBusiness(StatementKind kind) {
  return kind == StatementKind::Select || kind == StatementKind::Insert || kind == StatementKind::Update ||
         kind == StatementKind::Delete || kind == StatementKind::Merge;
}

/// Columns compared with values, joined by AND and OR.
bool isSimple(const Expr *expr) {
  if (!expr)
    return true;
  switch (expr->kind) {
  case ExprKind::Column:
  case ExprKind::Star:
  case ExprKind::Param:
  case ExprKind::Hole:
  case ExprKind::Const:
  case ExprKind::Op:
  case ExprKind::And:
  case ExprKind::Or:
  case ExprKind::Not:
  case ExprKind::IsNull:
  case ExprKind::IsNotNull:
  case ExprKind::In:
  case ExprKind::NotIn:
  case ExprKind::Cast:
    return llvm::all_of(expr->args, [](const sql::ExprPtr &part) { return isSimple(part.get()); });
  default:
    return false;
  }
}

bool isCount(const Expr &expr) {
  return expr.kind == ExprKind::Func && expr.path.size() == 1 && expr.path.front() == "count" && expr.func &&
         expr.func->star && !expr.func->filter && !expr.func->isWindow;
}

bool isSimple(const sql::Query &query) {
  bool isOneTable = query.from.size() == 1 && query.from.front()->kind == sql::FromKind::Table;
  bool isPlain = query.setOp == sql::SetOp::None && query.ctes.empty() && query.values.empty() && !query.distinct &&
                 query.distinctOn.empty() && query.groupBy.empty() && !query.having;
  auto isColumn = [](const sql::Target &target) {
    return target.value->kind == ExprKind::Column || target.value->kind == ExprKind::Star || isCount(*target.value);
  };
  auto isKey = [](const sql::OrderItem &item) { return isSimple(item.value.get()); };
  return isOneTable && isPlain && llvm::all_of(query.targets, isColumn) && llvm::all_of(query.orderBy, isKey) &&
         isSimple(query.where.get());
}

bool isSimple(const std::vector<sql::Assignment> &set) {
  return llvm::all_of(set, [](const sql::Assignment &one) { return one.part < 0 && isSimple(one.value.get()); });
}

bool isSimple(const sql::Insert &insert) {
  if (insert.conflict != sql::Insert::Conflict::None || !insert.source || insert.source->values.size() != 1)
    return false;
  return llvm::all_of(insert.source->values.front(), [](const sql::ExprPtr &value) {
    return value->kind == ExprKind::Default || isSimple(value.get());
  });
}

bool isSimple(const sql::Statement &statement) {
  if (!statement.ctes.empty())
    return false;
  switch (statement.kind) {
  case StatementKind::Select:
    return isSimple(*statement.select);
  case StatementKind::Insert:
    return isSimple(*statement.insert);
  case StatementKind::Update:
    return statement.update->from.empty() && isSimple(statement.update->set) && isSimple(statement.update->where.get());
  case StatementKind::Delete:
    return statement.remove->usingItems.empty() && isSimple(statement.remove->where.get());
  default:
    return false;
  }
}

/// What the program maps: the libraries that it does so with, and the tables.
class Mapped {
public:
  explicit Mapped(const Conclusions &conclusions) {
    for (const facts::Call &call : conclusions.program->calls)
      if (call.isComposed || call.action == Action::Compose)
        Tables[call.library];
    for (const Query &query : conclusions.queries)
      if (query.call->isComposed)
        add(query);
  }

  /// Whether the program has another way to say what `call` does to `tables`.
  bool speaksOf(const facts::Call &call, const std::vector<std::string> &tables) const {
    auto known = Tables.find(call.around);
    if (known == Tables.end() || tables.empty())
      return false;
    bool isOwnDoor = call.library == call.around;
    return isOwnDoor || llvm::any_of(tables, [&](const std::string &table) { return known->second.count(table); });
  }

private:
  std::map<std::string, std::set<std::string>> Tables; ///< by the mapper's library

  void add(const Query &query) {
    for (const Alternative &alternative : query.alternatives)
      for (const sql::Statement &statement : alternative.parsed.statements)
        for (std::string &table : tablesOf(statement))
          Tables[query.call->library].insert(std::move(table));
  }
};

void addStatements(const Query &query, const Mapped &mapped, std::vector<RawSql> &found) {
  for (const Alternative &alternative : query.alternatives)
    for (const sql::Statement &statement : alternative.parsed.statements) {
      RawSql raw{query.call,          &query,     alternative.source(statement.begin),
                 tablesOf(statement), &statement, isSimple(statement)};
      if (isRowsBusiness(statement.kind) && mapped.speaksOf(*query.call, raw.tables))
        found.push_back(std::move(raw));
    }
}

} // namespace

std::vector<RawSql> rawSql(const Conclusions &conclusions) {
  Mapped mapped(conclusions);
  std::vector<RawSql> found;
  for (const Query &query : conclusions.queries)
    if (!query.call->around.empty() && !query.call->isComposed)
      addStatements(query, mapped, found);
  for (const facts::Call &call : conclusions.program->calls)
    if (call.action == Action::Compose || (call.isComposed && !call.around.empty()))
      found.push_back({&call, nullptr, {}, {}, nullptr, true});
  return found;
}

} // namespace pgtidy::analysis
