// Why a reference is open, told from the conditions that name its owner column.
#include "isolation/suggest.h"
#include "isolation/visit.h"

#include "sql/print.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

std::string code(const std::string &text) { return "`" + text + "`"; }

std::string bareName(const std::string &key) {
  return key.substr(key.find('.') == std::string::npos ? 0 : key.find('.') + 1);
}

/// Whether the expression is an owner column of the mention, as far as names tell.
bool isOwner(const Expr *expr, const Place &place, const Mention &mention) {
  while (expr && (expr->kind == ExprKind::Cast || expr->kind == ExprKind::Collate) && !expr->args.empty())
    expr = expr->args[0].get();
  if (!expr || expr->kind != ExprKind::Column || expr->path.empty() ||
      !llvm::is_contained(mention.owned->ownerColumns, expr->path.back()))
    return false;
  if (expr->path.size() > 1)
    return expr->path[expr->path.size() - 2] == (mention.alias.empty() ? mention.name->name : mention.alias);
  return place.tables && std::any_of(place.tables->begin(), place.tables->end(),
                                     [&](const NamedTable &table) { return table.name == mention.name; });
}

/// The owner column among the parts of an expression; "" when there is none.
std::string ownerAmong(const Expr &expr, const Place &place, const Mention &mention) {
  for (const sql::ExprPtr &part : expr.args) {
    const Expr *column = part.get();
    if (!isOwner(column, place, mention))
      continue;
    while (column->kind != ExprKind::Column)
      column = column->args[0].get();
    return column->path.back();
  }
  return "";
}

/// The owner column that a comparison in the expression asks for, sub-queries apart; "" when there is none.
std::string comparedOwner(const Expr *expr, const Place &place, const Mention &mention) {
  if (!expr)
    return "";
  std::string found = expr->kind == ExprKind::Op && expr->name == "=" ? ownerAmong(*expr, place, mention) : "";
  for (const sql::ExprPtr &part : expr->args)
    found = found.empty() ? comparedOwner(part.get(), place, mention) : found;
  return found;
}

/// What is made of a comparison with the owner column; "" when nothing is that would let others' rows through.
std::string weakened(const Expr &expr, const Place &place, const Mention &mention) {
  bool test = expr.kind == ExprKind::BoolTest || expr.kind == ExprKind::IsNotNull || expr.kind == ExprKind::IsNull ||
              expr.kind == ExprKind::Case || expr.kind == ExprKind::Coalesce;
  const std::string column = place.isCondition && test ? comparedOwner(&expr, place, mention) : "";
  if (column.empty())
    return "";
  if (expr.kind == ExprKind::IsNotNull || expr.kind == ExprKind::IsNull)
    return "the condition asks whether the comparison with " + code(column) + " is NULL, not whether it is true";
  if (expr.kind == ExprKind::Case)
    return "CASE asks for " + code(column) + " on one of its branches only";
  if (expr.kind == ExprKind::Coalesce)
    return "COALESCE is true as well where the comparison with " + code(column) + " is NULL";
  if (expr.name == "not false" || expr.name == "unknown")
    return "`IS " + std::string(expr.name == "unknown" ? "UNKNOWN" : "NOT FALSE") +
           "` is true as well where the comparison with " + code(column) + " is NULL";
  return "";
}

/// `user_id::varchar(1) = $1`: the type as written, where it cuts the column; "" otherwise.
std::string cutTo(const Expr &comparison, const Place &place, const Mention &mention) {
  for (const sql::ExprPtr &part : comparison.args)
    if (part && part->kind == ExprKind::Cast && isOwner(part.get(), place, mention) &&
        (!part->value.empty() || part->name == "bool" || part->name == "int2" || part->name == "char"))
      return part->name + part->value;
  return "";
}

/// Whether a query around the mention's own asks for a column of the owner's name.
bool isAskedFurtherOut(const sql::Statement &statement, const Mention &mention, const std::string &column,
                       const sql::Catalog &catalog) {
  bool found = false;
  auto isOfTable = [&](const Expr &asked, const Place &place) { // another one, which is named there
    return place.tables && llvm::any_of(*place.tables, [&](const NamedTable &one) {
             const sql::Table *table = catalog.find(*one.name);
             const bool isQualified = asked.path.size() > 1;
             return table && !table->view && table->column(column) &&
                    (!isQualified || asked.path[asked.path.size() - 2] == one.alias);
           });
  };
  visit(statement, [&](const Expr &expr, const Place &place) {
    bool elsewhere = !place.tables || std::none_of(place.tables->begin(), place.tables->end(),
                                                   [&](const NamedTable &one) { return one.name == mention.name; });
    found |= elsewhere && expr.kind == ExprKind::Op && expr.name == "=" &&
             std::any_of(expr.args.begin(), expr.args.end(), [&](const sql::ExprPtr &part) {
               return part && part->kind == ExprKind::Column && !part->path.empty() && part->path.back() == column &&
                      !isOfTable(*part, place);
             });
  });
  return found;
}

/// Whether the condition compares two columns.
bool isJoin(const Expr &expr) {
  return expr.kind == ExprKind::Op && expr.args.size() == 2 && expr.args[0]->kind == ExprKind::Column &&
         expr.args[1]->kind == ExprKind::Column;
}

/// What a condition on the owner column falls short of; "" when it is not about it.
std::string shortcoming(const Expr &expr, const Place &place, const Mention &mention) {
  if (std::string why = weakened(expr, place, mention); !why.empty())
    return why;
  const std::string column = ownerAmong(expr, place, mention);
  if (column.empty())
    return "";
  switch (expr.kind) {
  case ExprKind::Op:
    if (expr.args.size() == 1)
      return "`" + expr.name + column + "` is another value than " + code(column) +
             ", which it does not tie to one user";
    if (expr.name != "=")
      return "`" + column + " " + sql::spoken(expr.name) + " …` does not tie it to one user";
    if (expr.args.size() == 2 && isOwner(expr.args[0].get(), place, mention) &&
        isOwner(expr.args[1].get(), place, mention))
      return code(column) + " is compared with itself";
    if (std::string type = cutTo(expr, place, mention); !type.empty())
      return code(column) + " is cut to " + code(type) + ", where two users can look alike";
    break;
  case ExprKind::AnyArray:
    return "`" + column + " = ANY (…)` is a list of users, not one";
  case ExprKind::In:
    if (expr.args.size() > 2)
      return "`" + column + " IN (…)` is a list of users, not one";
    break;
  case ExprKind::NotIn:
  case ExprKind::Distinct:
  case ExprKind::IsNotNull:
  case ExprKind::NotBetween:
    return "the condition on " + code(column) + " keeps other users' rows in";
  case ExprKind::Coalesce:
    return "COALESCE with " + code(column) + " lets every row through when the value is NULL";
  case ExprKind::InQuery:
    return "the sub-query that " + code(column) + " is compared with is not tied to one user";
  default:
    return "";
  }
  if (!place.isCondition)
    return "";
  if (place.underNot)
    return "the condition on " + code(column) + " is negated";
  if (place.underOr)
    return "the condition on " + code(column) + " is only one side of an OR";
  if (place.outerOn && isJoin(expr)) // it says which rows go together, not whose they are
    return "";
  if (place.outerOn)
    return "the condition on " + code(column) + " stands in the ON of an outer join, which keeps the row anyway";
  return "what " + code(column) + " is compared with is not tied to one user, or the condition does not reach this far";
}

/// Whether the statement reads or writes the table somewhere.
bool mentions(const sql::Statement &statement, const std::string &key, const Ownership &ownership) {
  bool found = false;
  visit(statement, [&](const Expr &, const Place &place) {
    found =
        found || (place.tables && std::any_of(place.tables->begin(), place.tables->end(),
                                              [&](const NamedTable &one) { return ownership.key(*one.name) == key; }));
  });
  return found;
}

/// The column x of NOT IN (SELECT x …), where the mention stands, that may be NULL; "" when there is none.
std::string nullableInNotIn(const Mention &mention, const sql::Statement &statement, const Ownership &ownership) {
  const sql::Query *query = mention.frame ? mention.frame->query : nullptr;
  const sql::Table *table = ownership.catalog().find(*mention.name);
  const Expr *output = query && query->targets.size() == 1 ? query->targets[0].value.get() : nullptr;
  if (!table || !output || output->kind != ExprKind::Column || output->path.empty())
    return "";
  const sql::Column *column = table->column(output->path.back());
  bool isNotIn = false;
  visit(statement, [&](const Expr &expr, const Place &place) {
    isNotIn |= expr.kind == ExprKind::InQuery && expr.query.get() == query && place.underNot;
  });
  return isNotIn && column && !column->notNull ? column->name : "";
}

/// The columns of the mention's table that name users together; null where each does alone.
const std::vector<std::string> *namedTogether(const Mention &mention, const Ownership &ownership) {
  const TableOwnership &owned = *mention.owned;
  if (owned.hasJointKey() && !owned.joint.empty())
    return &owned.joint[0].columns;
  const TableOwnership *parent =
      owned.ownerColumns.empty() && !owned.parents.empty() ? ownership.find(owned.parents[0].parent) : nullptr;
  return parent && parent->kind == OwnerKind::Users ? &owned.parents[0].columns : nullptr;
}

/// Whether the table has but some of the columns that name users together.
bool hasPartOfKey(const Mention &mention, const Ownership &ownership) {
  const std::vector<std::string> *together = namedTogether(mention, ownership);
  const TableOwnership *users =
      mention.owned->parents.empty() ? nullptr : ownership.find(mention.owned->parents[0].parent);
  return together && users && !users->joint.empty() && together->size() < users->joint[0].columns.size();
}

std::string missing(const Mention &mention, const sql::Statement &statement, const Ownership &ownership) {
  const TableOwnership &owned = *mention.owned;
  std::string table = code(mention.name->name);
  if (const std::vector<std::string> *together = namedTogether(mention, ownership)) {
    std::string columns;
    for (const std::string &column : *together)
      columns += (columns.empty() ? "" : " and ") + code(bareName(mention.key) + "." + column);
    if (hasPartOfKey(mention, ownership))
      return columns + " alone says not whose a row is: users of " + code(bareName(owned.parents[0].parent)) +
             " are named by several columns together, and " + table + " has not all of them";
    return "no condition ties " + columns + " together to one user";
  }
  if (!owned.ownerColumns.empty())
    return "no condition ties " + code(bareName(mention.key) + "." + owned.ownerColumns[0]) + " to one user";
  if (!owned.parents.empty()) {
    const ParentLink &link = owned.parents[0];
    std::string parent = code(bareName(link.parent)), columns;
    for (const std::string &column : link.columns)
      columns += (columns.empty() ? "" : ", ") + column;
    std::string child = code(bareName(mention.key)) + " is a child of " + parent + " by " + code(columns) + ", but ";
    if (mentions(statement, link.parent, ownership))
      return child + "not each of its rows is joined by that to a row of " + parent + " that is tied to a user";
    return child + parent + " is not tied to a user here";
  }
  if (!owned.heir.empty())
    return "rows of " + code(bareName(owned.heir)) + " are read with those of " + table +
           ", which has no column that says whose they are";
  if (std::vector<Grant> grants = ownership.grants(mention.key); !grants.empty())
    return "no condition joins " + table + " to the user's rows of " + code(bareName(grants[0].membership));
  return "no condition ties " + table + " to one user";
}

} // namespace

std::vector<std::string> columnsCompared(const Mention &mention) {
  std::vector<std::string> columns;
  const std::string &name = mention.alias.empty() ? mention.name->name : mention.alias;
  auto isOf = [&](const Expr &column) {
    return column.kind == ExprKind::Column && !column.path.empty() && column.path.size() <= 2 &&
           (column.path.size() == 2 ? column.path[0] == name : mention.frame->last - mention.frame->first == 1);
  };
  std::vector<const Expr *> conditions{mention.frame ? mention.frame->where : nullptr};
  for (size_t at = 0; at < conditions.size(); ++at) {
    const Expr *one = conditions[at];
    if (one && one->kind == ExprKind::And)
      for (const sql::ExprPtr &part : one->args)
        conditions.push_back(part.get());
    if (!one || one->kind != ExprKind::Op || one->name != "=" || one->args.size() != 2)
      continue;
    for (size_t i = 0; i < 2; ++i)
      if (const Expr &column = *one->args[i], &other = *one->args[1 - i];
          isOf(column) && (other.kind == ExprKind::Param || other.kind == ExprKind::Const))
        columns.push_back(column.path.back());
  }
  return columns;
}

std::string comparedWith(const sql::Statement &statement, const Mention &mention) {
  std::string user;
  if (!mention.owned || mention.owned->ownerColumns.empty())
    return user;
  visit(statement, [&](const Expr &expr, const Place &) {
    if (!user.empty() || expr.kind != ExprKind::Op || expr.name != "=" || expr.args.size() != 2)
      return;
    for (size_t i = 0; i < 2; ++i)
      if (const Expr *column = expr.args[i].get(), *other = expr.args[1 - i].get();
          column && other && column->kind == ExprKind::Column && other->kind == ExprKind::Param &&
          !column->path.empty() && column->path.back() == mention.owned->ownerColumns[0])
        user = "$" + std::to_string(other->number);
  });
  return user;
}

std::string openReason(const Mention &mention, const sql::Statement &statement, const Ownership &ownership) {
  if (mention.tooLarge)
    return "the statement is too large to analyse";
  if (mention.use == Use::Truncate)
    return mention.key == ownership.key(*mention.name)
               ? "TRUNCATE removes every user's rows"
               : "TRUNCATE … CASCADE removes every user's rows of " + code(bareName(mention.key)) + " as well";
  if (mention.use == Use::CopyOut)
    return "COPY reads every user's rows";
  if (mention.conflict)
    return "ON CONFLICT DO UPDATE changes the row of " + code(mention.name->name) +
           " that is there, whosever it is: its WHERE does not ask";
  if (mention.missed)
    return "WHEN NOT MATCHED tells whether there is a row of " + code(mention.name->name) +
           " that meets ON, whosever it is: ON does not ask";
  if (mention.nobodys)
    return "rows of " + code(mention.name->name) + " that are not the user's own are changed: what is nobody's or " +
           "public may only be read";
  if (mention.membership)
    return "the new row of " + code(mention.name->name) + " opens rows that are not known to be the user's";
  if (mention.use == Use::Insert && hasPartOfKey(mention, ownership))
    return missing(mention, statement, ownership);
  bool isSelected = statement.insert && statement.insert->source && !statement.insert->source->from.empty();
  if (mention.use == Use::Insert && mention.owned->ownerColumns.empty() && isSelected)
    return "the new row hangs below a row that is not known to be the user's own";
  if (mention.use == Use::Insert && mention.owned->ownerColumns.empty())
    return "the new row's parent is only named by a value: that it exists is checked, not whose it is";
  if (mention.use == Use::Insert)
    return "the new row is not tied to one user by " + code(mention.owned->ownerColumns[0]);
  std::string column = mention.owned->ownerColumns.empty() ? "" : mention.owned->ownerColumns[0];
  std::string found;
  visit(statement, [&](const Expr &expr, const Place &place) {
    if (found.empty())
      found = shortcoming(expr, place, mention);
  });
  if (found.empty() && !mention.barrier.empty() && !column.empty() &&
      isAskedFurtherOut(statement, mention, column, ownership.catalog()))
    found = "the condition on " + code(column) + " comes after " + std::string(mention.barrier) +
            ": other users' rows have taken part by then";
  if (std::string null = found.empty() ? nullableInNotIn(mention, statement, ownership) : ""; !null.empty())
    found = "NOT IN is NULL where any row of " + code(mention.name->name) + " has no " + code(null) +
            ", whosever it is: NOT EXISTS asks for the rows that are equal alone";
  std::string through = mention.throughView ? "through the view " + code(mention.name->name) + ": " : "";
  return through + (found.empty() ? missing(mention, statement, ownership) : found);
}

} // namespace pgtidy::analysis::isolation
