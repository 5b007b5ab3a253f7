#include "isolation/own_operators.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::analysis::isolation {
namespace {

using llvm::StringRef;
using sql::Expr;
using sql::ExprKind;
using sql::ImplicitCall;

/// Types among which PostgreSQL compares any two without a conversion.
constexpr StringRef Families[][3] = {
    {"int2", "int4", "int8"}, {"float4", "float8", ""}, {"text", "name", ""}, {"date", "timestamp", "timestamptz"}};
/// Those that it compares with themselves alone. Not varchar, which is compared as text, nor arrays, enums, rows and
/// domains: an operator for exactly one of them goes before what PostgreSQL has for all.
constexpr StringRef Alone[] = {"bool",   "char",  "bpchar",   "uuid",     "numeric", "oid",     "bytea",   "time",
                               "timetz", "xid",   "interval", "jsonb",    "inet",    "macaddr", "bit",     "tid",
                               "varbit", "money", "xid8",     "tsvector", "pg_lsn",  "tsquery", "macaddr8"};
/// What is converted to what without being asked, each to any of those behind it.
constexpr StringRef Ladders[][6] = {{"int2", "int4", "int8", "numeric", "float4", "float8"},
                                    {"char", "name", "varchar", "bpchar", "text", ""},
                                    {"date", "timestamp", "timestamptz", "", "", ""},
                                    {"time", "timetz", "", "", "", ""}};

bool isBuiltIn(StringRef left, StringRef right) {
  for (const auto &family : Families)
    if (llvm::is_contained(family, left) && llvm::is_contained(family, right))
      return true;
  return left == right && llvm::is_contained(Alone, left);
}

bool isComparison(StringRef name) {
  static constexpr StringRef Names[] = {"=", "<>", "!=", "<", "<=", ">", ">="};
  return llvm::is_contained(Names, name);
}

/// The name of a type without its schema.
StringRef bare(StringRef type) { return type.substr(type.rfind('.') + 1); }

bool mayBecome(StringRef from, StringRef to, const sql::Catalog &catalog) {
  from = bare(from);
  to = bare(to);
  if (from.empty() || to.empty() || from == to || to.starts_with("any"))
    return true;
  if (const sql::Domain *domain = catalog.domain(from))
    return domain->base == from || mayBecome(domain->base, to, catalog);
  for (const auto &ladder : Ladders)
    if (const auto *low = llvm::find(ladder, from), *high = llvm::find(ladder, to);
        low != std::end(ladder) && high != std::end(ladder))
      return low < high;
  return false;
}

/// The type that a call of a function of the schema gives; "" where several may be meant.
std::string_view given(const Expr &call, const sql::Catalog &catalog) {
  const std::string schema = call.path.size() > 1 ? call.path[call.path.size() - 2] : "";
  const std::vector<const sql::Function *> named = catalog.functionsNamed(schema, call.path.back());
  if (named.empty())
    return call.path.back() == "current_setting" ? "text" : "";
  StringRef type = named[0]->returns;
  const bool isOne = llvm::all_of(named, [&](const sql::Function *one) { return type == one->returns; });
  type.consume_front("setof ");
  return isOne ? std::string_view(type) : std::string_view();
}

std::string_view typeOfConstant(const Expr &constant) {
  switch (constant.constant) {
  case sql::ConstKind::Integer:
    return "int4";
  case sql::ConstKind::Boolean:
    return "bool";
  case sql::ConstKind::String:
  case sql::ConstKind::Null:
    return UnknownType;
  default:
    return "";
  }
}

} // namespace

std::string_view typeOf(const Expr &expr, const sql::Catalog &catalog) {
  switch (expr.kind) {
  case ExprKind::Const:
    return typeOfConstant(expr);
  case ExprKind::Param:
  case ExprKind::Hole:
    return UnknownType;
  case ExprKind::Cast:
    return expr.name;
  case ExprKind::SessionValue:
    return "name";
  case ExprKind::Collate:
    return typeOf(*expr.args[0], catalog);
  case ExprKind::Scalar:
    if (expr.query && expr.query->targets.size() == 1 && expr.query->targets[0].value) {
      // What nothing says the type of is a text once it is an output column (PostgreSQL manual, "SELECT Output
      // Columns").
      const std::string_view type = typeOf(*expr.query->targets[0].value, catalog);
      return type == UnknownType ? "text" : type;
    }
    return "";
  case ExprKind::Op:
    return expr.name == "->>" || expr.name == "#>>" || expr.name == "||" ? "text" : "";
  case ExprKind::Func:
    return expr.path.empty() ? std::string_view() : given(expr, catalog);
  default:
    return "";
  }
}

std::string baseOf(std::string_view type, const sql::Catalog &catalog) {
  std::string base(type);
  for (int depth = 0; depth < 8; ++depth) {
    const sql::Domain *domain = catalog.domain(base);
    if (!domain)
      break;
    base = domain->base + domain->modifiers;
  }
  return base;
}

bool mayBeCastByOwn(std::string_view from, std::string_view to, bool written, const sql::Catalog &catalog) {
  return from != UnknownType && llvm::any_of(catalog.implicitCalls, [&](const ImplicitCall &one) {
           return one.kind == ImplicitCall::Kind::Cast && (written || !one.isExplicit) &&
                  (to.empty() || bare(one.name) == bare(to)) && !one.types.empty() &&
                  mayBecome(from, one.types[0], catalog);
         });
}

bool mayBeOwnOperator(const Expr &operation, const sql::Catalog &catalog) {
  if (operation.isOfPostgres || operation.args.size() != 2)
    return false;
  auto fits = [&](const sql::ExprPtr &operand, const std::string &type) {
    const std::string_view given = typeOf(*operand, catalog);
    return given == UnknownType || mayBecome(given, type, catalog);
  };
  // What PostgreSQL has for exactly these types goes before, unless a search_path says otherwise.
  auto isMemberOf = [&](const ImplicitCall &one) {
    return (one.types[0] == "json" || one.types[0] == "jsonb") && (one.types[1] == "text" || one.types[1] == "int4");
  };
  return llvm::any_of(catalog.implicitCalls, [&](const ImplicitCall &one) {
    return one.kind == ImplicitCall::Kind::Operator && one.name == operation.name && one.types.size() == 2 &&
           (!isMemberOf(one) || !catalog.hidingBuiltIns.empty()) && fits(operation.args[0], one.types[0]) &&
           fits(operation.args[1], one.types[1]);
  });
}

bool mayBeComparedByOwn(std::string_view left, std::string_view right, const sql::Catalog &catalog, OwnOperators own) {
  const bool builtInsHidden = own == OwnOperators::First;
  const bool isOneLiteral = (left == UnknownType) != (right == UnknownType);
  if (left == UnknownType && right == UnknownType)
    left = right = "text"; // two literals
  // A literal is of the other's type where there is an operator for just that, else of whatever fits (PostgreSQL
  // manual, "Operator Type Resolution").
  if (isOneLiteral) {
    std::string_view &literal = left == UnknownType ? left : right, known = left == UnknownType ? right : left;
    literal = isBuiltIn(known, known) ? known : std::string_view();
  }
  if (isBuiltIn(left, right) && !builtInsHidden)
    return false;
  auto isOperator = [&](const ImplicitCall &one) {
    return one.kind == ImplicitCall::Kind::Operator && isComparison(one.name) && one.types.size() == 2 &&
           (builtInsHidden || !isBuiltIn(one.types[0], one.types[1])) && mayBecome(left, one.types[0], catalog) &&
           mayBecome(right, one.types[1], catalog);
  };
  return (own != OwnOperators::Never && llvm::any_of(catalog.implicitCalls, isOperator)) ||
         (left != right && !isOneLiteral &&
          (mayBeCastByOwn(left, right, false, catalog) || mayBeCastByOwn(right, left, false, catalog)));
}

bool hasOwnComparisons(const sql::Catalog &catalog) {
  return llvm::any_of(catalog.implicitCalls, [](const ImplicitCall &one) {
    return one.kind == ImplicitCall::Kind::Cast || (one.kind == ImplicitCall::Kind::Operator && isComparison(one.name));
  });
}

} // namespace pgtidy::analysis::isolation
