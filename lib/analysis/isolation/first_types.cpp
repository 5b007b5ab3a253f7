#include "isolation/first_types.h"

#include "isolation/own_operators.h"
#include "isolation/visit.h"

#include "llvm/ADT/STLExtras.h"

#include <string_view>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// PostgreSQL's functions of which an argument that nothing says the type of is a float8.
bool takesFloat(const Expr &call) {
  static constexpr std::string_view Names[] = {"sqrt", "cbrt",    "exp",     "ln",   "log",          "power",
                                               "pow",  "sin",     "cos",     "tan",  "asin",         "acos",
                                               "atan", "atan2",   "floor",   "ceil", "ceiling",      "round",
                                               "abs",  "degrees", "radians", "sign", "to_timestamp", "pg_sleep"};
  return call.path.size() == 1 && llvm::is_contained(Names, std::string_view(call.path[0]));
}

class Types {
public:
  explicit Types(const sql::Catalog &catalog) : Schema(catalog) {}

  void see(const Expr &expr, const Place &place) {
    if (expr.kind == ExprKind::Param) {
      auto said = Said.find(&expr);
      Found.try_emplace(expr.number, said == Said.end() ? "" : said->second);
      return;
    }
    if (expr.kind == ExprKind::Cast && !expr.args.empty() && expr.args[0])
      say(*expr.args[0], baseOf(expr.name, Schema));
    else if (expr.kind == ExprKind::Func)
      arguments(expr);
    else if (isOfOneType(expr))
      together(expr, place);
  }

  void declare(int32_t number, std::string type) { Found[number] = std::move(type); }

  std::map<int32_t, std::string> found() { return std::move(Found); }

private:
  static bool isOfOneType(const Expr &expr) {
    static constexpr ExprKind Kinds[] = {ExprKind::Op,          ExprKind::In,         ExprKind::NotIn,
                                         ExprKind::Between,     ExprKind::NotBetween, ExprKind::Distinct,
                                         ExprKind::NotDistinct, ExprKind::Coalesce,   ExprKind::NullIf};
    return llvm::is_contained(Kinds, expr.kind);
  }

  void say(const Expr &expr, const std::string &type) {
    if (expr.kind == ExprKind::Param && !type.empty())
      Said.try_emplace(&expr, type);
  }

  void arguments(const Expr &call) {
    if (call.path.empty())
      return;
    const std::string schema = call.path.size() > 1 ? call.path[call.path.size() - 2] : "";
    const std::vector<const sql::Function *> named = Schema.functionsNamed(schema, call.path.back());
    for (size_t i = 0; i < call.args.size(); ++i) {
      if (!call.args[i])
        continue;
      if (named.empty() && takesFloat(call))
        say(*call.args[i], "float8");
      else if (named.size() == 1 && i < named[0]->argumentTypes.size() && (!call.func || call.func->names.empty()))
        say(*call.args[i], baseOf(named[0]->argumentTypes[i], Schema));
    }
  }

  /// An operand that nothing says the type of is of the other's type.
  void together(const Expr &expr, const Place &place) {
    std::string type;
    for (const sql::ExprPtr &arg : expr.args)
      if (arg && type.empty())
        type = typeIn(*arg, place);
    for (const sql::ExprPtr &arg : expr.args)
      if (arg)
        say(*arg, type);
  }

  std::string typeIn(const Expr &expr, const Place &place) const {
    if (expr.kind == ExprKind::Const && expr.constant == sql::ConstKind::Integer)
      return "";
    if (expr.kind != ExprKind::Column || expr.path.empty()) {
      const std::string_view type = typeOf(expr, Schema);
      return type == UnknownType ? "" : baseOf(type, Schema);
    }
    for (const Place *at = &place; at; at = at->around)
      for (size_t i = 0; at->tables && i < at->tables->size(); ++i) {
        const NamedTable &named = (*at->tables)[i];
        if (expr.path.size() > 1 && expr.path[expr.path.size() - 2] != named.alias)
          continue;
        const sql::Table *table = Schema.find(*named.name);
        if (const sql::Column *column = table ? table->column(expr.path.back()) : nullptr)
          return baseOf(column->type, Schema);
      }
    return "";
  }

  const sql::Catalog &Schema;
  std::map<const Expr *, std::string> Said;
  std::map<int32_t, std::string> Found;
};

} // namespace

std::map<int32_t, std::string> firstTypes(const sql::Statement &statement, const sql::Catalog &catalog) {
  Types types(catalog);
  if (statement.kind == sql::StatementKind::Prepare)
    for (const sql::ExprPtr &argument : statement.arguments)
      if (argument && argument->kind == ExprKind::Cast && argument->args[0]->kind == ExprKind::Param)
        types.declare(argument->args[0]->number, baseOf(argument->name, catalog));
  visit(statement, [&](const Expr &expr, const Place &place) { types.see(expr, place); });
  return types.found();
}

} // namespace pgtidy::analysis::isolation
