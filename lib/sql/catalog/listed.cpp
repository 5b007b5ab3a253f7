#include "catalog/listed.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <utility>

namespace pgtidy::sql {
namespace {

using Row = std::map<std::string, std::string>;

Row tableRow(const Table &table, bool ofPgTables) {
  if (ofPgTables)
    return {{"schemaname", table.schema}, {"tablename", table.name}};
  const bool isView = table.kind == RelationKind::View;
  return {{"table_schema", table.schema},
          {"table_name", table.name},
          {"table_type", isView                                ? "VIEW"
                         : table.kind == RelationKind::Foreign ? "FOREIGN"
                                                               : "BASE TABLE"}};
}

/// All rows of the table of that name; nothing where it is another one.
std::optional<std::vector<Row>> rowsOf(const Name &name, const Catalog &catalog) {
  const bool ofPgTables = name.name == "pg_tables" && (name.schema.empty() || name.schema == "pg_catalog"),
             ofColumns = name.schema == "information_schema" && name.name == "columns";
  if (!ofPgTables && !ofColumns && !(name.schema == "information_schema" && name.name == "tables"))
    return std::nullopt;
  std::vector<Row> rows;
  for (const auto &[key, table] : catalog.tables()) {
    if (table.kind == RelationKind::MaterializedView || (ofPgTables && table.kind != RelationKind::Table))
      continue;
    Row row = tableRow(table, ofPgTables);
    if (!ofColumns) {
      rows.push_back(std::move(row));
      continue;
    }
    for (const Column &column : table.columns) {
      rows.push_back(row);
      rows.back()["column_name"] = column.name;
    }
  }
  return rows;
}

/// LIKE, with no escapes.
bool isLike(llvm::StringRef text, llvm::StringRef pattern) {
  if (pattern.empty())
    return text.empty();
  if (pattern.consume_front("%")) {
    for (size_t skipped = 0; skipped <= text.size(); ++skipped)
      if (isLike(text.drop_front(skipped), pattern))
        return true;
    return false;
  }
  return !text.empty() && (pattern.front() == '_' || pattern.front() == text.front()) &&
         isLike(text.drop_front(), pattern.drop_front());
}

/// What expressions are of one row; nothing where that is not followed.
class OfRow {
public:
  OfRow(const Row &row, const std::string &current) : Values(row), Current(current) {}

  std::optional<std::string> text(const Expr &expr) const {
    if (expr.kind == ExprKind::Cast)
      return text(*expr.args[0]);
    if (expr.kind == ExprKind::Const && expr.constant == ConstKind::String)
      return expr.value;
    if ((expr.kind == ExprKind::SessionValue && expr.name == "current_schema") ||
        (expr.kind == ExprKind::Func && !expr.path.empty() && expr.path.back() == "current_schema"))
      return Current;
    if (expr.kind != ExprKind::Column)
      return std::nullopt;
    const auto found = Values.find(expr.path.back());
    return found == Values.end() ? std::nullopt : std::optional(found->second);
  }

  std::optional<bool> truth(const Expr &expr) const {
    switch (expr.kind) {
    case ExprKind::And:
    case ExprKind::Or:
      return joined(expr);
    case ExprKind::Not:
      return opposite(truth(*expr.args[0]));
    case ExprKind::In:
      return isAmong(expr.args);
    case ExprKind::NotIn:
      return opposite(isAmong(expr.args));
    case ExprKind::AnyArray:
      return expr.name == "=" ? isElement(expr) : std::nullopt;
    case ExprKind::AllArray:
      return expr.name == "<>" ? opposite(isElement(expr)) : std::nullopt;
    case ExprKind::Op:
      return expr.args.size() == 2 ? compared(expr) : std::nullopt;
    default:
      return std::nullopt;
    }
  }

private:
  static std::optional<bool> opposite(std::optional<bool> truth) { return truth ? std::optional(!*truth) : truth; }

  std::optional<bool> joined(const Expr &expr) const {
    const bool isAnd = expr.kind == ExprKind::And;
    bool all = isAnd;
    for (const ExprPtr &part : expr.args) {
      const std::optional<bool> one = truth(*part);
      if (!one)
        return std::nullopt;
      all = isAnd ? all && *one : all || *one;
    }
    return all;
  }

  /// Whether the first of the texts is one of the others.
  std::optional<bool> isAmong(const std::vector<ExprPtr> &texts) const {
    const std::optional<std::string> subject = text(*texts[0]);
    bool isIn = false;
    for (size_t i = 1; i < texts.size(); ++i) {
      const std::optional<std::string> one = text(*texts[i]);
      if (!subject || !one)
        return std::nullopt;
      isIn |= *one == *subject;
    }
    return isIn;
  }

  std::optional<bool> isElement(const Expr &expr) const {
    const Expr *array = expr.args[1].get();
    while (array->kind == ExprKind::Cast)
      array = array->args[0].get();
    const std::optional<std::string> subject = text(*expr.args[0]);
    if (array->kind != ExprKind::Array || !subject)
      return std::nullopt;
    bool isIn = false;
    for (const ExprPtr &element : array->args) {
      const std::optional<std::string> one = text(*element);
      if (!one)
        return std::nullopt;
      isIn |= *one == *subject;
    }
    return isIn;
  }

  std::optional<bool> compared(const Expr &expr) const {
    const std::optional<std::string> left = text(*expr.args[0]), right = text(*expr.args[1]);
    if (!left || !right)
      return std::nullopt;
    if (expr.name == "=" || expr.name == "<>")
      return (*left == *right) == (expr.name == "=");
    if ((expr.name == "~~" || expr.name == "!~~") && right->find('\\') == std::string::npos)
      return isLike(*left, *right) == (expr.name == "~~");
    return std::nullopt;
  }

  const Row &Values;
  const std::string &Current;
};

bool isPlain(const Query &query) {
  return query.ctes.empty() && query.setOp == SetOp::None && query.values.empty() && query.distinctOn.empty() &&
         query.groupBy.empty() && !query.having && !query.limit && !query.offset && query.from.size() == 1 &&
         query.from[0]->kind == FromKind::Table && !query.from[0]->sampled;
}

} // namespace

std::optional<std::vector<std::map<std::string, std::string>>> listedBy(const Query &query, const Catalog &catalog,
                                                                        const std::string &current) {
  std::optional<std::vector<Row>> all = isPlain(query) ? rowsOf(query.from[0]->table, catalog) : std::nullopt;
  if (!all)
    return std::nullopt;
  std::vector<Row> listed;
  for (const Row &row : *all) {
    const std::optional<bool> isListed = query.where ? OfRow(row, current).truth(*query.where) : std::optional(true);
    if (!isListed)
      return std::nullopt;
    if (!*isListed)
      continue;
    listed.emplace_back();
    for (const Target &target : query.targets) {
      if (target.value && target.value->kind == ExprKind::Star) {
        listed.back() = row;
        continue;
      }
      std::optional<std::string> value = target.value ? OfRow(row, current).text(*target.value) : std::nullopt;
      const bool isColumn = target.value && target.value->kind == ExprKind::Column;
      if (!value || (target.name.empty() && !isColumn))
        return std::nullopt;
      listed.back()[target.name.empty() ? target.value->path.back() : target.name] = std::move(*value);
    }
  }
  return listed;
}

} // namespace pgtidy::sql
