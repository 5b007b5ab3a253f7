// What the types of operands say: where the schema has comparisons or casts for them, the value is not known.
#include "isolation/first_types.h"
#include "isolation/own_operators.h"
#include "isolation/refutation.h"
#include "isolation/scalars.h"
#include "isolation/visit.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace pgtidy::analysis::isolation {

using sql::Expr;
using sql::ExprKind;

Scene::Scene(const Ownership &ownership)
    : Owners(ownership), OwnComparisons(isolation::hasOwnComparisons(ownership.catalog())),
      BuiltInsHidden(!ownership.catalog().hidingBuiltIns.empty()) {
  Null = AllTerms.add(TermKind::Null);
}

/// A parameter has one type in all of the statement: that of a cast, or of the first place that it stands in.
void Scene::learnTypes(const sql::Statement &statement) {
  std::map<int32_t, int> uses;
  if (OwnComparisons)
    visit(statement, [&](const Expr &expr, const Place &) {
      if (expr.kind == ExprKind::Param && ++uses[expr.number] > 1)
        TypedParameters.insert(expr.number);
    });
  for (const auto &[number, type] : firstTypes(statement, Owners.catalog()))
    FirstTypes[number] = type;
}

std::string_view Scene::typeOf(const Expr &expr) const {
  if (expr.kind == ExprKind::Param && TypedParameters.count(expr.number))
    return "";
  return isolation::typeOf(expr, Owners.catalog());
}

/// "" where it is not known.
std::string_view Refutation::typeOf(Situation &s, const Operand &operand) {
  if (operand.kind == Operand::Kind::Column && S.item(operand.item).table) {
    const sql::Column *column = S.item(operand.item).table->column(operand.column);
    return column ? std::string_view(column->type) : std::string_view();
  }
  const bool isColumn = operand.kind != Operand::Kind::Expression || operand.expr->kind == ExprKind::Column ||
                        operand.expr->kind == ExprKind::Field;
  return isColumn ? resolve(s, operand).type : S.typeOf(*operand.expr);
}

/// Which operators of the schema may be meant by an operator as it is written.
OwnOperators Scene::ownOperators(bool isOfPostgres) const {
  if (isOfPostgres)
    return OwnOperators::Never;
  return BuiltInsHidden ? OwnOperators::First : OwnOperators::Behind;
}

/// Values of our own are compared as they are.
bool Refutation::isComparedByOwn(Situation &s, const Operand &a, const Operand &b) {
  if (!S.hasOwnComparisons() || a.kind == Operand::Kind::Value || b.kind == Operand::Kind::Value)
    return false;
  return mayBeComparedByOwn(typeOf(s, a), typeOf(s, b), S.ownership().catalog(), S.ownOperators(a.isForPostgres));
}

/// The same of `x = ANY (array)`: the elements of ARRAY[$1] are texts, whatever x is.
bool Refutation::isElementComparedByOwn(Situation &s, const Operand &operand) {
  if (!S.hasOwnComparisons())
    return false;
  const Expr &array = *operand.expr->args[1];
  std::string_view type;
  if (array.kind == ExprKind::Cast && array.name.ends_with("[]"))
    type = std::string_view(array.name).substr(0, array.name.size() - 2);
  for (size_t i = 0; array.kind == ExprKind::Array && i < array.args.size(); ++i)
    if (const std::string_view one = S.typeOf(*array.args[i]); i == 0 || one != UnknownType)
      type = one == UnknownType ? "text" : one;
  const Operand x = Operand::of(*operand.expr->args[0], *operand.frame, operand.view);
  return mayBeComparedByOwn(typeOf(s, x), type, S.ownership().catalog(), S.ownOperators(operand.expr->isOfPostgres));
}

bool Refutation::isCastByOwn(Situation &s, const Expr &value, const Frame &frame, std::string_view to, bool written) {
  return S.hasOwnComparisons() &&
         mayBeCastByOwn(typeOf(s, Operand::of(value, frame, 0)), to, written, S.ownership().catalog());
}

bool isCondition(const Expr &expr) {
  switch (expr.kind) {
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
  case ExprKind::AnyArray:
  case ExprKind::AllArray:
  case ExprKind::Between:
  case ExprKind::NotBetween:
  case ExprKind::Exists:
  case ExprKind::InQuery:
    return true;
  case ExprKind::Op:
    return expr.args.size() == 2 && (expr.name == "=" || expr.name == "<>" || expr.name == "!=" || expr.name == "<" ||
                                     expr.name == "<=" || expr.name == ">" || expr.name == ">=");
  default:
    return false;
  }
}

/// Without what is known of the situation: "" where the text does not say it, and for NULL and texts, which are of the
/// others' type.
std::string Refutation::typeAsWritten(const Operand &operand) {
  const sql::Catalog &catalog = S.ownership().catalog();
  int item = operand.kind == Operand::Kind::Column ? operand.item : -1;
  std::string_view column = operand.column;
  if (operand.kind == Operand::Kind::Expression) {
    const Expr &expr = *operand.expr;
    if (expr.kind != ExprKind::Column || expr.path.empty() || !operand.frame) {
      const std::string_view type = S.typeOf(expr);
      return type == UnknownType ? "" : baseOf(type, catalog);
    }
    item = S.find(*operand.frame, expr.path);
    column = item < 0 ? std::string_view() : S.columnNamed(item, expr.path.back());
  }
  if (item < 0 && operand.kind != Operand::Kind::Output)
    return "";
  return operand.kind == Operand::Kind::Output ? columnType(operand) : columnType(Operand::columnOf(item, column, 0));
}

/// Whether values of any other type that are brought to this one may be the same then though they were not.
static bool isMerging(std::string_view type) {
  type = type.substr(0, type.find('('));
  return type == "float4" || type == "float8" || type == "bpchar" || type == "name" || type == "char";
}

/// Whether what two columns are the same in may be but what the comparisons with one of them see: a citext is compared
/// with a parameter without regard to case, with a text as it is.
static bool isSeenOtherwise(std::string_view type) {
  return isMerging(type) || type == AnyType || type.substr(type.rfind('.') + 1) == "citext";
}

/// Whether the comparison of two columns is one of what it makes of them: `user_id = f` of a bigint and a float8.
bool Refutation::areMerged(std::string_view a, std::string_view b) const {
  const sql::Catalog &catalog = S.ownership().catalog();
  if (a == b || a.empty() || b.empty() || (catalog.domains.empty() && !isSeenOtherwise(a) && !isSeenOtherwise(b)))
    return false;
  const std::string x = baseOf(a, catalog), y = baseOf(b, catalog);
  return x != y && (isSeenOtherwise(x) || isSeenOtherwise(y));
}

/// Whether values that PostgreSQL brings to one type may be the same then though they were not (PostgreSQL manual,
/// "UNION, CASE, and Related Constructs"): a bigint beside a float8, a varchar beside a bpchar.
bool Refutation::mayMerge(const std::vector<Operand> &values) {
  std::vector<std::string> types;
  for (const Operand &value : values)
    if (value.kind == Operand::Kind::Expression && value.expr->kind == ExprKind::SessionValue)
      types.emplace_back("text"); // the name of a role, which is not cut
    else if (value.kind != Operand::Kind::Expression || value.expr->kind != ExprKind::Const ||
             value.expr->constant == sql::ConstKind::Integer)
      types.push_back(typeAsWritten(value));
  return std::any_of(types.begin(), types.end(), [&](const std::string &one) {
    return isMerging(one) &&
           std::any_of(types.begin(), types.end(), [&](const std::string &other) { return other != one; });
  });
}

bool Refutation::mayMergeIn(const Expr &list, const Frame &frame) {
  std::vector<Operand> values;
  for (const sql::ExprPtr &part : list.args)
    values.push_back(Operand::of(*part, frame, 0));
  return mayMerge(values);
}

/// The same of the branches of a set operation, or the rows of VALUES, that the column comes from.
bool Refutation::mayMergeArms(const Operand &operand, int position) {
  const sql::Query *query = S.item(operand.item).query;
  if (!query || (query->setOp == sql::SetOp::None && query->values.size() < 2))
    return false;
  auto [known, isNew] = MergedArms.try_emplace({operand.item, position, std::string(operand.column)}, false);
  if (!isNew)
    return known->second;
  std::vector<Operand> values;
  std::vector<Arm> arms;
  collectArms(*query, S.item(operand.item), S.item(operand.item).scope, /*areCompared=*/true, arms);
  for (const Arm &arm : arms)
    if (const std::optional<Operand> value = outputIn(operand, arm, position))
      values.push_back(*value);
  const bool is = mayMerge(values); // which may have asked for others
  MergedArms[{operand.item, position, std::string(operand.column)}] = is;
  return is;
}

bool Refutation::mayMergeBranches(const sql::Query &query, const Frame *outer, const CteScope *scope) {
  const sql::Query *first = &query;
  while (first->setOp != sql::SetOp::None && first->left)
    first = first->left.get();
  const int item = S.addSubquery(query, outer, scope),
            count = static_cast<int>(first->values.empty() ? first->targets.size() : first->values[0].size());
  for (int position = 0; position < count; ++position)
    if (mayMergeArms(Operand::output(item, position, 0), position))
      return true;
  return false;
}

/// Whether the value is a truth value, which a cast to boolean leaves as it is.
bool Refutation::givesTruth(Situation &s, const Operand &operand) {
  return typeOf(s, operand) == "bool" || (operand.kind == Operand::Kind::Expression && isCondition(*operand.expr));
}

/// '42'::int8 is the constant as the program meant it; true::int and 2::boolean are constants of another type.
Refutation::Resolved Refutation::castConstant(const Expr &cast, const Resolved &constant) {
  static const std::string yes = "true", no = "false", one = "1", zero = "0";
  const Expr &written = *cast.args[0];
  Resolved result = constant;
  const bool isInteger = cast.name == "int2" || cast.name == "int4" || cast.name == "int8";
  if (written.constant == sql::ConstKind::Boolean && isInteger)
    result.term = S.constant(TermKind::Integer, written.value.starts_with('t') ? one : zero, written.location);
  if (written.constant == sql::ConstKind::Integer && cast.name == "bool")
    result.term =
        S.constant(TermKind::Boolean, std::strtoll(written.value.c_str(), nullptr, 10) ? yes : no, written.location);
  const std::string base = baseOf(cast.name, S.ownership().catalog());
  if (written.constant == sql::ConstKind::Integer &&
      (!cast.value.empty() || mayMergeValues(base) || base.find('(') != std::string::npos))
    result = {Resolved::Kind::Value, S.cast(constant.term, cast.name + cast.value), {}, cast.name};
  return result;
}

} // namespace pgtidy::analysis::isolation
