// SQL's three-valued logic: what it means for the values that a condition is true, false or unknown.
#include "isolation/own_operators.h"
#include "isolation/refutation.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

Fact isIn(const Operand &operand, uint8_t mask) { return {Fact::Kind::Truth, mask, operand, {}}; }

/// Whether values of the type may be rows, of which IS NULL asks for the fields.
bool isOfRows(std::string_view type, const sql::Catalog &catalog) {
  static constexpr std::string_view Often[] = {"int4", "int8", "text",    "varchar",
                                               "uuid", "bool", "numeric", "timestamptz"};
  if (std::find(std::begin(Often), std::end(Often), type) != std::end(Often))
    return false; // without a search
  const std::string base = baseOf(type, catalog);
  auto isIt = [&](std::string_view known) {
    return known == base ||
           (known.ends_with(base) && known.size() > base.size() && known[known.size() - base.size() - 1] == '.');
  };
  return !base.empty() &&
         (base == "record" || std::any_of(catalog.otherRelations.begin(), catalog.otherRelations.end(), isIt) ||
          std::any_of(catalog.tables().begin(), catalog.tables().end(),
                      [&](const auto &table) { return isIt(table.first); }));
}

/// Whether a function is called, sub-queries apart: also by the name of a column, as `o.total` is of `total(o)`.
bool calls(const Expr &expr, const sql::Catalog &catalog) {
  const bool isField = expr.kind == ExprKind::Field || (expr.kind == ExprKind::Column && expr.path.size() > 1);
  const std::string &field = expr.kind == ExprKind::Column && isField ? expr.path.back() : expr.name;
  return expr.kind == ExprKind::Func || (isField && !catalog.functionsNamed("", field).empty()) ||
         std::any_of(expr.args.begin(), expr.args.end(),
                     [&](const sql::ExprPtr &part) { return part && calls(*part, catalog); });
}

/// Whether the block may have no row where one meets its conditions: a function may give a set, of no rows, in the
/// select list, and in what only DISTINCT ON, ORDER BY and windows compute.
bool mayGiveNone(const sql::Query &query, const sql::Catalog &catalog) {
  auto may = [&](const sql::ExprPtr &part) { return part && calls(*part, catalog); };
  return std::any_of(query.targets.begin(), query.targets.end(),
                     [&](const sql::Target &target) { return may(target.value); }) ||
         std::any_of(query.orderBy.begin(), query.orderBy.end(),
                     [&](const sql::OrderItem &order) { return may(order.value); }) ||
         std::any_of(query.distinctOn.begin(), query.distinctOn.end(), may) ||
         std::any_of(query.windows.begin(), query.windows.end(), may);
}

} // namespace

bool Refutation::truth(Situation &s, const Operand &operand, uint8_t mask) {
  if (mask == (True | False | Unknown))
    return true;
  if (mask == 0)
    return false;
  if (operand.kind != Operand::Kind::Expression)
    return plainTruth(s, operand, mask);
  const Expr &expr = *operand.expr;
  auto part = [&](size_t i) { return Operand::of(*expr.args[i], *operand.frame, operand.view); };
  switch (expr.kind) {
  case ExprKind::Const:
    if (expr.constant == sql::ConstKind::Null)
      return mask & Unknown;
    if (expr.constant == sql::ConstKind::Boolean)
      return mask & (expr.value == "true" || expr.value == "t" ? True : False);
    return true;
  case ExprKind::And:
  case ExprKind::Or:
    return connective(s, operand, mask, expr.kind == ExprKind::And);
  case ExprKind::Not:
    return truth(s, part(0), negated(mask));
  case ExprKind::IsNull:
  case ExprKind::IsNotNull: {
    if (expr.kind == ExprKind::IsNotNull)
      mask = negated(mask);
    if (!(mask & (True | False)))
      return false;
    if (expr.args[0]->kind == ExprKind::Row || (mask & True && mask & False) ||
        isOfRows(typeAsWritten(part(0)), S.ownership().catalog()))
      return true;
    return apply(s, {mask & True ? Fact::Kind::Null : Fact::Kind::NotNull, True, part(0), {}});
  }
  case ExprKind::BoolTest:
    return boolTest(s, operand, mask);
  case ExprKind::Op:
    return comparison(s, operand, mask);
  case ExprKind::Distinct:
    mask = negated(mask);
    [[fallthrough]];
  case ExprKind::NotDistinct:
    if (!(mask & (True | False)))
      return false;
    if ((mask & True) && (mask & False))
      return true;
    return apply(s, {mask & True ? Fact::Kind::Same : Fact::Kind::Distinct, True, part(0), part(1)});
  case ExprKind::NotIn:
    return membership(s, operand, negated(mask), expr.args, 1);
  case ExprKind::In:
    return membership(s, operand, mask, expr.args, 1);
  case ExprKind::AnyArray:
  case ExprKind::AllArray:
    return arrayComparison(s, operand, mask);
  case ExprKind::NotBetween:
    mask = negated(mask);
    [[fallthrough]];
  case ExprKind::Between:
    return between(s, operand, mask);
  case ExprKind::Exists:
  case ExprKind::InQuery:
  case ExprKind::AnyQuery:
    return subquery(s, operand, mask);
  case ExprKind::Hole:
    Current.holeDecides = true;
    return true;
  case ExprKind::Cast:
    if (expr.name != "bool" || expr.args.empty())
      return true;
    return givesTruth(s, part(0)) ? truth(s, part(0), mask) : plainTruth(s, operand, mask);
  case ExprKind::Func:
    if (const Expr *same = operand.frame ? sameInGroup(expr, *operand.frame) : nullptr)
      return truth(s, Operand::of(*same, *operand.frame, operand.view), mask);
    return plainTruth(s, operand, mask);
  default:
    return plainTruth(s, operand, mask);
  }
}

bool Refutation::connective(Situation &s, const Operand &operand, uint8_t mask, bool isAnd) {
  const Expr &expr = *operand.expr;
  // OR is AND with the roles of true and false changed.
  uint8_t allOf = isAnd ? True : False, anyOf = isAnd ? False : True;
  auto part = [&](size_t i) { return Operand::of(*expr.args[i], *operand.frame, operand.view); };
  if (!(mask & anyOf)) { // every part is allOf or unknown
    uint8_t each = mask & Unknown ? static_cast<uint8_t>(allOf | Unknown) : allOf;
    for (size_t i = 0; i < expr.args.size(); ++i)
      s.todo.push_back(isIn(part(i), each));
    return true;
  }
  if ((mask & allOf) && (mask & Unknown))
    return true;
  std::vector<std::vector<Fact>> alternatives;
  for (size_t i = 0; i < expr.args.size(); ++i)
    alternatives.push_back({isIn(part(i), static_cast<uint8_t>(mask & ~allOf))});
  if (mask & allOf) { // one part decides, or all of them do
    std::vector<Fact> &all = alternatives.emplace_back();
    for (size_t i = 0; i < expr.args.size(); ++i)
      all.push_back(isIn(part(i), allOf));
  }
  either(s, std::move(alternatives));
  return true;
}

bool Refutation::boolTest(Situation &s, const Operand &operand, uint8_t mask) {
  const Expr &expr = *operand.expr;
  std::string_view what = expr.name;
  if (what.starts_with("not ")) {
    mask = negated(mask);
    what.remove_prefix(4);
  }
  uint8_t tested = what == "true" ? True : what == "false" ? False : Unknown;
  uint8_t inner = 0;
  if (mask & True)
    inner |= tested;
  if (mask & False)
    inner |= static_cast<uint8_t>((True | False | Unknown) & ~tested);
  return truth(s, Operand::of(*expr.args[0], *operand.frame, operand.view), inner);
}

bool Refutation::membership(Situation &s, const Operand &operand, uint8_t mask, const std::vector<sql::ExprPtr> &list,
                            size_t firstInList) {
  Operand x = Operand::of(*operand.expr->args[0], *operand.frame, operand.view);
  x.isForPostgres = operand.expr->isOfPostgres;
  auto element = [&](size_t i) { return Operand::of(*list[i], *operand.frame, operand.view); };
  std::vector<Operand> all{x};
  for (size_t i = firstInList; i < list.size(); ++i)
    all.push_back(element(i));
  if (mayMerge(all))
    return true;
  if (mask == True) {
    std::vector<std::vector<Fact>> alternatives;
    for (size_t i = firstInList; i < list.size(); ++i)
      alternatives.push_back({{Fact::Kind::Equal, True, x, element(i)}});
    if (alternatives.empty())
      return true;
    either(s, std::move(alternatives));
  } else if (mask == False) {
    for (size_t i = firstInList; i < list.size(); ++i)
      s.todo.push_back({Fact::Kind::NotEqual, True, x, element(i)});
  } else if (mask == (False | Unknown)) {
    for (size_t i = firstInList; i < list.size(); ++i)
      if (!equality(s, x, element(i), mask))
        return contradiction(s);
  }
  return true;
}

bool Refutation::arrayComparison(Situation &s, const Operand &operand, uint8_t mask) {
  const Expr &expr = *operand.expr;
  if (isElementComparedByOwn(s, operand))
    return true;
  const Expr *array = arrayLiteral(expr.args[1].get(), *operand.frame);
  Operand x = Operand::of(*expr.args[0], *operand.frame, operand.view);
  x.isForPostgres = expr.isOfPostgres;
  bool any = expr.kind == ExprKind::AnyArray;
  if (any && expr.name == "=" && mask == True && expr.args[1] && expr.args[1]->kind == ExprKind::ArrayQuery) {
    equalOutputs(s, x, *expr.args[1]->query, operand);
    return true;
  }
  if (any && expr.name == "=" && mask == True && !array) {
    equalElement(s, x, Operand::of(*expr.args[1], *operand.frame, operand.view), Fact::Kind::Equal);
    return true;
  }
  if (!array || array->args.empty())
    return true;
  if (any && expr.name == "=")
    return membership(s, operand, mask, array->args, 0);
  if (!any && (expr.name == "<>" || expr.name == "!="))
    return membership(s, operand, negated(mask), array->args, 0);
  if (!any && expr.name == "=" && mask == True)
    for (const sql::ExprPtr &element : array->args)
      s.todo.push_back({Fact::Kind::Equal, True, x, Operand::of(*element, *operand.frame, operand.view)});
  return true;
}

bool Refutation::between(Situation &s, const Operand &operand, uint8_t mask) {
  const Expr &expr = *operand.expr;
  if (mask != True || expr.args.size() != 3)
    return true;
  auto part = [&](size_t i) { return Operand::of(*expr.args[i], *operand.frame, operand.view); };
  if (expr.name == "symmetric") {
    Resolved low = resolve(s, part(1)), high = resolve(s, part(2));
    if (low.kind != Resolved::Kind::Value || high.kind != Resolved::Kind::Value || !s.equal.same(low.term, high.term))
      return true;
  }
  return ordering(s, ">=", part(0), part(1), True) && ordering(s, "<=", part(0), part(2), True);
}

/// EXISTS, IN and = ANY that are true give a row; nothing is concluded from those that are not.
bool Refutation::subquery(Situation &s, const Operand &operand, uint8_t mask) {
  const Expr &expr = *operand.expr;
  if (!(mask & True) && expr.kind == ExprKind::Exists && expr.query)
    return noRow(s, operand);
  if (mask != True || !expr.query || (expr.kind == ExprKind::AnyQuery && expr.name != "="))
    return true;
  if (expr.kind != ExprKind::Exists && !expr.args.empty()) {
    equalOutputs(s, Operand::of(*expr.args[0], *operand.frame, operand.view), *expr.query, operand);
    return true;
  }
  int item = S.addSubquery(*expr.query, operand.frame, operand.frame->scope);
  s.todo.push_back({Fact::Kind::Open, True, Operand::output(item, 0, operand.view), {}});
  return true;
}

/// The sub-query, which stands at `place`, has a row that equals `left`, column by column.
void Refutation::equalOutputs(Situation &s, const Operand &left, const sql::Query &query, const Operand &place) {
  int item = S.addSubquery(query, place.frame, place.frame->scope);
  auto output = [&](size_t i) { return Operand::output(item, static_cast<int>(i), place.view); };
  s.todo.push_back({Fact::Kind::Open, True, output(0), {}});
  if (left.expr->kind != ExprKind::Row) {
    s.todo.push_back({Fact::Kind::Equal, True, left, output(0)});
    return;
  }
  if (std::any_of(left.expr->args.begin(), left.expr->args.end(),
                  [](const sql::ExprPtr &part) { return part && givesColumns(*part); }))
    return;
  for (size_t i = 0; i < left.expr->args.size(); ++i)
    s.todo.push_back({Fact::Kind::Equal, True, Operand::of(*left.expr->args[i], *left.frame, left.view), output(i)});
}

/// NOT EXISTS (SELECT … WHERE condition): without tables, the condition is not true. Of a table no row meets it, nor
/// does the supposed one beside which this stands. (Elsewhere it says nothing: the row may matter by making it false.)
bool Refutation::noRow(Situation &s, const Operand &operand) {
  const sql::Query &query = *operand.expr->query;
  if (query.setOp != sql::SetOp::None || !query.values.empty() || query.limit || query.offset || query.having ||
      !query.groupBy.empty() || query.groupingSets || mayBeSingleGroup(query, S.ownership().catalog()))
    return true;
  if (mayGiveNone(query, S.ownership().catalog()))
    return true;
  if (query.from.empty()) {
    if (!query.where)
      return false;
    const Frame *frame = S.open(query, operand.frame, operand.frame->scope);
    s.todo.push_back(isIn(Operand::of(*query.where, *frame, operand.view), False | Unknown));
    return true;
  }
  if (s.strangers.empty() || query.from.size() != 1 || query.from[0]->only || query.from[0]->sampled || !query.where ||
      !query.ctes.empty())
    return true;
  const Item &row = S.item(s.strangers[0]);
  bool isRow = row.kind == ItemKind::Table && row.table && !row.table->rowSecurity && !row.table->columns.empty() &&
               query.from[0]->kind == sql::FromKind::Table && query.from[0]->columnAliases.empty();
  bool isBeside = s.strangers[0] >= operand.frame->first && s.strangers[0] < operand.frame->last;
  if (!isRow || !isBeside || seenNull(s, s.strangers[0], operand.view))
    return true;
  Frame *frame = S.open(query, operand.frame, operand.frame->scope);
  if (S.item(frame->first).kind != ItemKind::Table || S.item(frame->first).key != row.key)
    return true;
  S.standFor(*frame, s.strangers[0]);
  s.todo.push_back(isIn(Operand::of(*query.where, *frame, operand.view), False | Unknown));
  return true;
}

/// A column, parameter or CASE that is used as a condition.
bool Refutation::plainTruth(Situation &s, const Operand &operand, uint8_t mask) {
  Resolved value = resolve(s, operand);
  if (value.kind == Resolved::Kind::Blocked) {
    s.blocked.push_back(isIn(operand, mask));
    return true;
  }
  if (value.kind == Resolved::Kind::Branching) {
    Cases cases;
    if (!branches(value.expr, cases))
      return truth(s, value.expr, mask);
    std::vector<std::vector<Fact>> alternatives;
    for (auto &[facts, one] : cases) {
      facts.push_back(isIn(one, mask));
      alternatives.push_back(std::move(facts));
    }
    either(s, std::move(alternatives));
    return true;
  }
  if (value.term == S.null())
    return mask & Unknown ? true : contradiction(s);
  if (s.equal.traits(value.term) & NotNull)
    mask &= True | False;
  if (!mask)
    return contradiction(s);
  Term yes = S.constant(TermKind::Boolean, "true", -1), no = S.constant(TermKind::Boolean, "false", -1);
  bool possible = true;
  if (mask == True)
    possible = s.equal.mergeEqual(value.term, yes);
  else if (mask == False)
    possible = s.equal.mergeEqual(value.term, no);
  else if (mask == Unknown)
    possible = s.equal.mark(value.term, IsNull);
  else if (mask == (True | False))
    possible = s.equal.mark(value.term, NotNull);
  else
    possible = s.equal.differ(value.term, mask == (False | Unknown) ? yes : no);
  return possible || contradiction(s);
}

} // namespace pgtidy::analysis::isolation
