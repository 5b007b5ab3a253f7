#include "sql/print.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace pgtidy::sql {

static std::string joined(const std::vector<std::string> &parts, std::string_view separator) {
  std::string result;
  for (const std::string &part : parts)
    result.append(result.empty() ? "" : separator).append(part);
  return result;
}

std::string print(const std::vector<ExprPtr> &exprs) {
  std::vector<std::string> parts;
  for (const ExprPtr &expr : exprs)
    parts.push_back(expr ? print(*expr) : "");
  return joined(parts, ", ");
}

std::string print(const Name &name) { return name.schema.empty() ? name.name : name.schema + "." + name.name; }

namespace {

bool isCompound(const Expr &expr) {
  switch (expr.kind) {
  case ExprKind::Op:
  case ExprKind::And:
  case ExprKind::Or:
  case ExprKind::Not:
  case ExprKind::IsNull:
  case ExprKind::IsNotNull:
  case ExprKind::BoolTest:
  case ExprKind::Distinct:
  case ExprKind::NotDistinct:
  case ExprKind::In:
  case ExprKind::NotIn:
  case ExprKind::Between:
  case ExprKind::NotBetween:
  case ExprKind::AnyArray:
  case ExprKind::AllArray:
  case ExprKind::InQuery:
  case ExprKind::AnyQuery:
  case ExprKind::AllQuery:
  case ExprKind::Collate:
    return true;
  default:
    return false;
  }
}

std::string operand(const Expr &expr, size_t index) {
  if (index >= expr.args.size() || !expr.args[index])
    return "";
  const Expr &argument = *expr.args[index];
  return isCompound(argument) ? "(" + print(argument) + ")" : print(argument);
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

std::string quoted(const std::string &contents) {
  std::string result = "'";
  for (char c : contents)
    result.append(c == '\'' ? 2 : 1, c);
  return result + "'";
}

std::string constant(const Expr &expr) {
  switch (expr.constant) {
  case ConstKind::Null:
    return "NULL";
  case ConstKind::String:
    return quoted(expr.value);
  case ConstKind::BitString:
    return expr.value.substr(0, 1) + quoted(expr.value.empty() ? "" : expr.value.substr(1));
  default:
    return expr.value;
  }
}

// A conjunct needs brackets where it is an OR, the parts of an OR where they are an AND only for the reader.
std::string connective(const Expr &expr, const char *word) {
  std::vector<std::string> parts;
  for (const ExprPtr &argument : expr.args) {
    bool brackets = argument->kind == ExprKind::And || argument->kind == ExprKind::Or;
    parts.push_back(brackets ? "(" + print(*argument) + ")" : print(*argument));
  }
  return joined(parts, word);
}

std::string call(const Expr &expr) {
  std::string result = joined(expr.path, ".") + "(";
  const FuncDetail *detail = expr.func.get();
  if (detail && detail->distinct)
    result += "DISTINCT ";
  result += detail && detail->star ? "*" : print(expr.args);
  if (detail && !detail->isWindow && !detail->orderBy.empty())
    result += " ORDER BY " + print(detail->orderBy);
  result += ")";
  if (detail && detail->filter)
    result += " FILTER (WHERE " + print(*detail->filter) + ")";
  if (!detail || !detail->isWindow)
    return result;
  std::string window;
  if (!detail->partitionBy.empty())
    window = "PARTITION BY " + print(detail->partitionBy);
  if (!detail->orderBy.empty())
    window += (window.empty() ? "" : " ") + ("ORDER BY " + print(detail->orderBy));
  return result + " OVER (" + window + ")";
}

std::string caseOf(const Expr &expr) {
  std::string result = "CASE";
  if (expr.args.front())
    result += " " + print(*expr.args.front());
  for (size_t i = 1; i + 2 < expr.args.size(); i += 2)
    result += " WHEN " + print(*expr.args[i]) + " THEN " + print(*expr.args[i + 1]);
  if (expr.args.back())
    result += " ELSE " + print(*expr.args.back());
  return result + " END";
}

std::string index(const Expr &expr) {
  std::string bounds = operand(expr, 1);
  return operand(expr, 0) + "[" + (expr.args.size() > 2 ? bounds + ":" + operand(expr, 2) : bounds) + "]";
}

std::string range(const Expr &expr, const char *word) {
  std::string symmetric = expr.name.empty() ? "" : "SYMMETRIC ";
  return operand(expr, 0) + word + symmetric + operand(expr, 1) + " AND " + operand(expr, 2);
}

std::string inList(const Expr &expr, const char *word) {
  std::string list;
  for (size_t i = 1; i < expr.args.size(); ++i)
    list += (i > 1 ? ", " : "") + print(*expr.args[i]);
  return operand(expr, 0) + word + "(" + list + ")";
}

std::string subquery(const Expr &expr) { return expr.query ? "(" + print(*expr.query) + ")" : "()"; }

std::string operation(const Expr &expr) {
  if (expr.args.size() == 1)
    return expr.name + operand(expr, 0);
  return operand(expr, 0) + " " + spoken(expr.name) + " " + operand(expr, 1);
}

std::string star(const Expr &expr) { return expr.path.empty() ? "*" : joined(expr.path, ".") + ".*"; }

} // namespace

std::string spoken(const std::string &name) {
  if (name == "~~")
    return "LIKE";
  if (name == "!~~")
    return "NOT LIKE";
  if (name == "~~*")
    return "ILIKE";
  return name == "!~~*" ? "NOT ILIKE" : name;
}

std::string print(const Expr &expr) { // NOLINT(readability-function-size): a case for each kind
  switch (expr.kind) {
  case ExprKind::Column:
    return joined(expr.path, ".");
  case ExprKind::Star:
    return star(expr);
  case ExprKind::Param:
    return "$" + std::to_string(expr.number);
  case ExprKind::Hole:
    return "{" + std::to_string(expr.number) + "}";
  case ExprKind::Const:
    return constant(expr);
  case ExprKind::Op:
    return operation(expr);
  case ExprKind::And:
    return connective(expr, " AND ");
  case ExprKind::Or:
    return connective(expr, " OR ");
  case ExprKind::Not:
    return "NOT " + operand(expr, 0);
  case ExprKind::IsNull:
    return operand(expr, 0) + " IS NULL";
  case ExprKind::IsNotNull:
    return operand(expr, 0) + " IS NOT NULL";
  case ExprKind::BoolTest:
    return operand(expr, 0) + " IS " + upper(expr.name);
  case ExprKind::Distinct:
    return operand(expr, 0) + " IS DISTINCT FROM " + operand(expr, 1);
  case ExprKind::NotDistinct:
    return operand(expr, 0) + " IS NOT DISTINCT FROM " + operand(expr, 1);
  case ExprKind::In:
    return inList(expr, " IN ");
  case ExprKind::NotIn:
    return inList(expr, " NOT IN ");
  case ExprKind::AnyArray:
    return operand(expr, 0) + " " + spoken(expr.name) + " ANY (" + print(*expr.args[1]) + ")";
  case ExprKind::AllArray:
    return operand(expr, 0) + " " + spoken(expr.name) + " ALL (" + print(*expr.args[1]) + ")";
  case ExprKind::Between:
    return range(expr, " BETWEEN ");
  case ExprKind::NotBetween:
    return range(expr, " NOT BETWEEN ");
  case ExprKind::Case:
    return caseOf(expr);
  case ExprKind::Coalesce:
    return "coalesce(" + print(expr.args) + ")";
  case ExprKind::NullIf:
    return "nullif(" + print(expr.args) + ")";
  case ExprKind::MinMax:
    return expr.name + "(" + print(expr.args) + ")";
  case ExprKind::Func:
    return call(expr);
  case ExprKind::Cast:
    return operand(expr, 0) + "::" + expr.name;
  case ExprKind::Collate:
    return operand(expr, 0) + " COLLATE \"" + joined(expr.path, "\".\"") + "\"";
  case ExprKind::Row:
    return "ROW(" + print(expr.args) + ")";
  case ExprKind::Array:
    return "ARRAY[" + print(expr.args) + "]";
  case ExprKind::Index:
    return index(expr);
  case ExprKind::Field:
    return "(" + print(*expr.args[0]) + ")." + expr.name;
  case ExprKind::Exists:
    return "EXISTS " + subquery(expr);
  case ExprKind::InQuery:
    return operand(expr, 0) + " IN " + subquery(expr);
  case ExprKind::AnyQuery:
    return operand(expr, 0) + " " + spoken(expr.name) + " ANY " + subquery(expr);
  case ExprKind::AllQuery:
    return operand(expr, 0) + " " + spoken(expr.name) + " ALL " + subquery(expr);
  case ExprKind::Scalar:
    return subquery(expr);
  case ExprKind::ArrayQuery:
    return "ARRAY" + subquery(expr);
  case ExprKind::SessionValue:
    return expr.name;
  case ExprKind::Default:
    return "DEFAULT";
  case ExprKind::Unknown:
    return "<" + expr.name + ">" + (expr.args.empty() ? "" : "(" + print(expr.args) + ")");
  }
  return "";
}

} // namespace pgtidy::sql
