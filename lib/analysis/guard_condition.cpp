#include "guard_condition.h"

#include "bound_values.h"
#include "guard_rows.h"
#include "lookup_texts.h"

#include "isolation/visit.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace pgtidy::analysis {
namespace {

using facts::Check;
using facts::Operand;
using sql::Expr;
using sql::ExprKind;
using sql::ExprPtr;
using sql::QueryPtr;

constexpr int32_t FirstFresh = 10000;
constexpr unsigned DeepestRead = 3;

ExprPtr exists(QueryPtr query) {
  ExprPtr made = exprOf(ExprKind::Exists);
  made->query = std::move(query);
  return made;
}

QueryPtr onlyColumn(QueryPtr query, ExprPtr column) {
  query->targets.clear();
  query->targets.emplace_back();
  query->targets.back().value = std::move(column);
  return query;
}

/// The column of a row was true, or not 0.
ExprPtr trueColumn(QueryPtr query, llvm::StringRef column) {
  size_t index = 0;
  if (query->targets.size() != 1 || (column.consume_front("#") && (column.getAsInteger(10, index) || index != 0)))
    return nullptr;
  sql::Target target = std::move(query->targets.front());
  query->targets.clear();
  if (!column.empty() && column != "0" && !target.name.empty() && column != llvm::StringRef(target.name))
    return nullptr;
  Expr &value = *target.value;
  bool counts = value.kind == ExprKind::Func && value.path.back() == "count" && (!value.func || !value.func->filter);
  if (counts && !query->having) {
    ExprPtr one = exprOf(ExprKind::Const);
    one->constant = sql::ConstKind::Integer;
    one->value = "1";
    return exists(onlyColumn(std::move(query), std::move(one)));
  }
  if (isAggregate(value) || query->having)
    return nullptr;
  if (query->from.empty() && !query->where)
    return std::move(target.value);
  query->where = conjunction(std::move(query->where), std::move(target.value));
  return exists(onlyColumn(std::move(query), exprOf(ExprKind::Star)));
}

const Operand *insertedAt(const std::vector<Operand> &inserted, const text::Location &location) {
  for (const Operand &operand : inserted)
    if (operand.location == location)
      return &operand;
  return nullptr;
}

} // namespace

GuardedStatement::GuardedStatement(const Alternative &alternative, size_t statement, const facts::Situation &situation,
                                   const TextOfLookup &textOf)
    : Original(alternative), TextOf(textOf), Parsed(sql::parse(alternative.text)), Index(statement) {
  auto note = [&](const Operand &operand, ExprKind kind, size_t number) {
    if (operand.identity.empty())
      return;
    Expr value;
    value.kind = kind;
    value.number = static_cast<int32_t>(number);
    Values.try_emplace(operand.identity, std::move(value));
  };
  for (size_t i = 0; i < situation.operands.size(); ++i)
    if (std::optional<size_t> number = placeholderOf(situation.operands, i, Parsed.parameterNames))
      note(situation.operands[i], ExprKind::Param, *number);
  for (size_t i = 0; i < situation.operands.size(); ++i)
    if (std::optional<size_t> number = placeholderOf(situation.operands, i, Parsed.parameterNames))
      noteReadByOwn(situation.operands[i], static_cast<int32_t>(*number));
  for (size_t i = 0; i < alternative.holes.size(); ++i)
    if (const Operand *operand = insertedAt(situation.inserted, alternative.holes[i].location))
      note(*operand, ExprKind::Hole, i);
}

/// The columns that the values of a lookup are compared with, by the values' places among the operands.
static std::vector<std::pair<size_t, std::string>> comparedColumns(const facts::Lookup &lookup,
                                                                   const LookupText &text) {
  std::vector<std::pair<size_t, std::string>> columns;
  const sql::Parsed parsed = sql::parse(text.text);
  for (const sql::Statement &statement : parsed.statements)
    isolation::visit(statement, [&](const Expr &expr, const isolation::Place &) {
      if (expr.kind != ExprKind::Op || expr.name != "=" || expr.args.size() != 2)
        return;
      for (auto [own, other] : {std::pair(0, 1), std::pair(1, 0)})
        if (expr.args[own]->kind == ExprKind::Column && expr.args[other]->kind == ExprKind::Param)
          if (std::optional<size_t> bound =
                  valueFor(lookup.operands, static_cast<size_t>(expr.args[other]->number), parsed.parameterNames))
            columns.emplace_back(*bound, expr.args[own]->path.back());
    });
  return columns;
}

/// Whether one of the statement's own values is the key of the row that the lookup reads. Who knows a secret of it, as
/// a session's token, is known by that.
bool GuardedStatement::isReadByOwn(const facts::Lookup &lookup) const {
  auto isOwn = [&](const Operand &operand) { return Values.count(operand.identity) != 0 || isReadByOwn(operand); };
  const LookupText *text = lookup.asked.empty() ? TextOf(lookup) : nullptr;
  if (!text)
    return llvm::any_of(lookup.operands, isOwn) || llvm::any_of(lookup.inserted, isOwn);
  const auto columns = comparedColumns(lookup, *text);
  return llvm::any_of(columns, [&](const auto &compared) {
    return llvm::StringRef(compared.second).ends_with_insensitive("id") && isOwn(lookup.operands[compared.first]);
  });
}

bool GuardedStatement::isReadByOwn(const Operand &operand) const {
  return (operand.rows && isReadByOwn(*operand.rows)) ||
         llvm::any_of(operand.others, [&](const Operand &other) { return isReadByOwn(other); });
}

void GuardedStatement::noteReadByOwn(const Operand &operand, int32_t number) {
  if (isReadByOwn(operand))
    Nobody.insert("$" + std::to_string(number));
}

/// The value as the statement has it, or as a placeholder of its own.
ExprPtr GuardedStatement::value(const Operand &operand) {
  if (auto known = Values.find(operand.identity); known != Values.end())
    return plainCopy(known->second);
  ExprPtr made = exprOf(ExprKind::Param);
  std::string name = operand.identity.empty() ? "unknown " + std::to_string(Fresh.size()) : operand.identity;
  made->number = Fresh.try_emplace(name, FirstFresh + static_cast<int32_t>(Fresh.size())).first->second;
  noteReadByOwn(operand, made->number);
  if (operand.column == facts::Written)
    Nobody.insert("$" + std::to_string(made->number));
  return made;
}

/// The rows that a lookup found, in terms of the statement's values.
QueryPtr GuardedStatement::query(const facts::Lookup &lookup, unsigned depth) {
  const LookupText *text = TextOf(lookup);
  if (!text || depth > DeepestRead)
    return nullptr;
  // Places behind those of the statement, so that its own references are told from the lookup's.
  sql::Template moved = text->text;
  size_t shift = Original.text.text.size() + 1;
  moved.text.insert(0, shift, ' ');
  for (sql::Hole &hole : moved.holes)
    hole.offset += static_cast<uint32_t>(shift);
  sql::Parsed parsed = sql::parse(moved);
  if (parsed.statements.size() != 1 || llvm::any_of(parsed.holes, [](const sql::ParsedHole &hole) {
        return hole.role != sql::HoleRole::Value && hole.role != sql::HoleRole::String;
      }))
    return nullptr;
  isolation::visit(parsed.statements.front(), [&](const Expr &expr, const isolation::Place &) {
    if (expr.kind != ExprKind::Param && expr.kind != ExprKind::Hole)
      return;
    auto index = static_cast<size_t>(expr.number);
    Operand operand;
    if (expr.kind == ExprKind::Param) {
      if (std::optional<size_t> bound = valueFor(lookup.operands, index, parsed.parameterNames))
        operand = lookup.operands[*bound];
    }
    if (expr.kind == ExprKind::Hole && index < text->holes.size())
      if (const Operand *inserted = insertedAt(lookup.inserted, text->holes[index].location))
        operand = *inserted;
    ExprPtr same = value(operand);
    auto &own = const_cast<Expr &>(expr); // `parsed` is ours
    own.kind = same->kind;
    own.number = same->number;
    own.name.clear();
  });
  QueryPtr found = queryOf(parsed.statements.front());
  if (!found || !simplify(*found))
    return nullptr;
  for (const auto *operands : {&lookup.operands, &lookup.inserted})
    for (const Operand &operand : *operands)
      if (operand.rows && !operand.identity.empty())
        if (ExprPtr read = readFrom(value(operand), operand, depth + 1))
          found->where = conjunction(std::move(found->where), std::move(read));
  return found;
}

/// value IN (SELECT column FROM …), or one of several such.
ExprPtr GuardedStatement::readFrom(ExprPtr value, const Operand &operand, unsigned depth) {
  ExprPtr any = readFromOne(plainCopy(*value), operand, depth);
  for (const Operand &other : operand.others) {
    ExprPtr one = any ? readFromOne(plainCopy(*value), other, depth) : nullptr;
    any = one ? disjunction(std::move(any), std::move(one)) : nullptr;
  }
  return any;
}

ExprPtr GuardedStatement::readFromOne(ExprPtr value, const Operand &operand, unsigned depth) {
  if (!operand.rows)
    return nullptr;
  QueryPtr found = query(*operand.rows, depth);
  if (!found || hasAggregate(*found))
    return nullptr;
  ExprPtr column = columnOf(*found, operand.column);
  if (!column)
    return nullptr;
  ExprPtr made = exprOf(ExprKind::InQuery);
  made->args.push_back(std::move(value));
  made->query = onlyColumn(std::move(found), std::move(column));
  return made;
}

ExprPtr GuardedStatement::condition(const Check &check) {
  ExprPtr any = oneCondition(check);
  for (const Check &other : check.others) {
    ExprPtr one = any ? oneCondition(other) : nullptr;
    any = one ? disjunction(std::move(any), std::move(one)) : nullptr;
  }
  return any;
}

static std::set<std::string> tablesOf(const LookupText &text) {
  std::set<std::string> tables;
  const sql::Parsed parsed = sql::parse(text.text);
  for (const sql::Statement &statement : parsed.statements)
    isolation::visitTables(statement, [&](const sql::Name &table) { tables.insert(table.name); });
  return tables;
}

/// Whether a statement that the value may be of reads a table of the lookup.
bool GuardedStatement::readsTableOf(const Operand &operand, const facts::Lookup &other) const {
  return (operand.rows && readsTableOf(*operand.rows, other)) ||
         llvm::any_of(operand.others, [&](const Operand &one) { return readsTableOf(one, other); });
}

/// Whether both read one table: what is compared then are two rows, and neither says who the user is, as a session's
/// does.
bool GuardedStatement::readsTableOf(const facts::Lookup &one, const facts::Lookup &other) const {
  const LookupText *first = one.asked.empty() ? TextOf(one) : nullptr;
  const LookupText *second = other.asked.empty() ? TextOf(other) : nullptr;
  if (!first || !second)
    return false;
  const std::set<std::string> known = tablesOf(*first), tables = tablesOf(*second);
  return llvm::any_of(tables, [&](const std::string &table) { return known.count(table) != 0; });
}

/// What the check says, whatever else may be certain instead.
ExprPtr GuardedStatement::oneCondition(const Check &check) {
  QueryPtr found = query(*check.rows, 0);
  if (!found)
    return nullptr;
  if (check.kind == Check::Kind::True)
    return trueColumn(std::move(found), check.column);
  if (hasAggregate(*found))
    return nullptr;
  if (check.kind == Check::Kind::Equal) {
    if (readsTableOf(check.operand, *check.rows))
      return nullptr;
    ExprPtr column = columnOf(*found, check.column);
    if (!column)
      return nullptr;
    ExprPtr equal = exprOf(ExprKind::Op);
    equal->name = "=";
    equal->args.push_back(std::move(column));
    equal->args.push_back(value(check.operand));
    found->where = conjunction(std::move(found->where), std::move(equal));
  }
  return exists(onlyColumn(std::move(found), exprOf(ExprKind::Star)));
}

bool GuardedStatement::conjoin(ExprPtr condition) {
  if (!condition || Index >= Parsed.statements.size())
    return false;
  sql::Statement &statement = Parsed.statements[Index];
  auto add = [&](ExprPtr &where) {
    where = conjunction(std::move(where), std::move(condition));
    return true;
  };
  if (statement.kind == sql::StatementKind::Update)
    return add(statement.update->where);
  if (statement.kind == sql::StatementKind::Delete)
    return add(statement.remove->where);
  sql::Query *query = statement.kind == sql::StatementKind::Select   ? statement.select.get()
                      : statement.kind == sql::StatementKind::Insert ? statement.insert->source.get()
                                                                     : nullptr;
  if (!query || query->setOp != sql::SetOp::None)
    return false;
  if (query->values.size() == 1) { // VALUES (…) is SELECT …, which can have a condition
    for (ExprPtr &value : query->values.front()) {
      query->targets.emplace_back();
      query->targets.back().value = std::move(value);
    }
    query->values.clear();
  }
  return query->values.empty() && add(query->where);
}

bool GuardedStatement::add(const Check &check) { return check.rows && conjoin(condition(check)); }

bool GuardedStatement::addRead(const std::vector<Operand> &bound, size_t index) {
  std::optional<size_t> number = placeholderOf(bound, index, Parsed.parameterNames);
  if (!number || !bound[index].rows)
    return false;
  ExprPtr param = exprOf(ExprKind::Param);
  param->number = static_cast<int32_t>(*number);
  return conjoin(readFrom(std::move(param), bound[index], 0));
}

/// The column that one side has in the place where the other has the hole: `id` of `id = {hole}`, and of a row of them.
static const Expr *columnBeside(const Expr &own, const Expr &other, int32_t hole) {
  if (own.kind == ExprKind::Row && other.kind == ExprKind::Row && own.args.size() == other.args.size()) {
    for (size_t i = 0; i < own.args.size(); ++i)
      if (const Expr *column = columnBeside(*own.args[i], *other.args[i], hole))
        return column;
    return nullptr;
  }
  return own.kind == ExprKind::Column && other.kind == ExprKind::Hole && other.number == hole ? &own : nullptr;
}

/// The column that the statement compares the value in its hole with; "" where it is none.
static std::string columnComparedWith(const sql::Statement &statement, size_t hole) {
  std::string column;
  isolation::visit(statement, [&](const Expr &expr, const isolation::Place &) {
    if (expr.kind != ExprKind::Op || expr.name != "=" || expr.args.size() != 2)
      return;
    for (auto [own, other] : {std::pair(0, 1), std::pair(1, 0)})
      if (const Expr *beside = columnBeside(*expr.args[own], *expr.args[other], static_cast<int32_t>(hole)))
        column = beside->path.back();
  });
  return column;
}

bool GuardedStatement::addReadInserted(const Operand &operand) {
  bool isAdded = false;
  for (size_t i = 0; i < Original.holes.size(); ++i) {
    if (Original.holes[i].location != operand.location || !operand.rows)
      continue;
    ExprPtr hole = exprOf(ExprKind::Hole);
    hole->number = static_cast<int32_t>(i);
    Operand read = operand;
    if (read.column == facts::KeyColumn && Index < Parsed.statements.size())
      read.column = columnComparedWith(Parsed.statements[Index], i);
    isAdded |= conjoin(readFrom(std::move(hole), read, 0));
  }
  return isAdded;
}

StatementVerdict GuardedStatement::judge(const Ownership &ownership) const {
  if (Index >= Parsed.statements.size())
    return {};
  return analysis::judge(Parsed.statements[Index], Parsed, Original.text, ownership);
}

} // namespace pgtidy::analysis
