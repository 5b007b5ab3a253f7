// INSERT: whose the rows are that it makes, and the row that ON CONFLICT finds.
#include "isolation/readings.h"
#include "isolation/scalars.h"
#include "isolation/visit.h"
#include "isolation/walk.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {

void Walk::insert(const sql::Statement &statement, const CteScope *scope, const Frame *outer) {
  const sql::Insert &insert = *statement.insert;
  if (insert.source)
    query(*insert.source, outer, scope, false, Within, {});
  const Frame *frame = S.openWriter(statement, outer, scope, Within);
  Way.push_back(Step::at(*frame, -1));
  int source = insert.source ? S.addSubquery(*insert.source, outer, scope) : -1;
  insertedRow(insert, *frame, source);
  if (insert.conflict == sql::Insert::Conflict::Update)
    conflictingRow(insert, *frame, source);
  for (const sql::Assignment &one : insert.conflictSet)
    expression(one.value.get(), *frame, false);
  conditions(insert.conflictWhere.get(), *frame);
  for (const sql::Target &target : insert.returning)
    expression(target.value.get(), *frame, false);
  Way.pop_back();
}

/// The new row has to be the principal's, or nobody's.
void Walk::insertedRow(const sql::Insert &insert, const Frame &frame, int source) {
  int excluded = frame.first + 1;
  Item &row = S.item(excluded);
  const sql::Table *table = S.ownership().tableMeant(insert.table); // a view has its own columns
  bool named = !insert.columns.empty();
  size_t count = named ? insert.columns.size() : table ? table->columns.size() : 0;
  for (size_t i = 0; source >= 0 && i < count; ++i) {
    NewValue value;
    value.column = S.writtenColumn(insert.table, named ? insert.columns[i] : table->columns[i].name);
    value.item = source;
    value.position = static_cast<int>(i);
    if (insert.source->values.size() == 1 && i < insert.source->values[0].size() && insert.source->values[0][i] &&
        insert.source->values[0][i]->kind == sql::ExprKind::Default)
      value = defaultOf(excluded, value.column, frame);
    if (const sql::Column *column = row.table ? row.table->column(value.column) : nullptr;
        insert.overridesUser && column && column->identity) {
      value = {};
      value.column = column->name; // the sequence says what it is
    }
    row.values.push_back(value);
  }
  if (!isOwned(row))
    return;
  if (named || (table && !table->columns.empty()) || source < 0)
    giveDefaults(excluded, frame);
  std::vector<Fact> facts;
  if (source >= 0)
    facts.push_back({Fact::Kind::Open, True, Operand::output(source, 0, 0), {}});
  Way.back().bare = true;
  judgeNewRow(mention(frame.first, Use::Insert), excluded, frame, facts);
  Way.back().bare = false;
}

/// The columns that say whose the row is, where the statement does not give them.
void Walk::giveDefaults(int row, const Frame &frame) {
  auto complete = [&](const std::string &column) {
    std::vector<NewValue> &values = S.item(row).values;
    bool given =
        std::any_of(values.begin(), values.end(), [&](const NewValue &value) { return value.column == column; });
    if (!given)
      values.push_back(defaultOf(row, column, frame));
  };
  const TableOwnership &owned = *S.item(row).owned;
  for (const std::string &column : owned.ownerColumns)
    complete(column);
  for (const ParentLink &link : owned.parents)
    for (const std::string &column : link.columns)
      complete(column);
}

/// The row that INSERT, or MERGE, puts in: as it is given, and as a trigger may leave it.
void Walk::judgeNewRow(Mention &found, int row, const Frame &frame, const std::vector<Fact> &facts) {
  Refutation::Supposition supposed;
  supposed.stranger = row;
  supposed.signedIn = true;
  supposed.publicToo = true; // a row below what others have published is theirs
  supposed.policies = "insert";
  supposed.facts = facts;
  noteBetween(row, "insert", frame, [&] {
    Mention probe = asIfClosed(found);
    judgeInserted(probe, row, supposed);
    return probe.closed;
  });
  forEachTriggered(row, "insert", frame, [&] { judgeInserted(found, row, supposed); });
}

void Walk::judgeInserted(Mention &found, int excluded, const Refutation::Supposition &supposed) {
  const Item &row = S.item(excluded);
  // A new user's row is the new user's own, and of what only a membership opens nobody is a member yet.
  bool isNobodys = row.owned->kind == OwnerKind::Member && row.owned->parents.empty();
  if (row.owned->kind != OwnerKind::Users && !isNobodys)
    note(found, R.refute(Way, supposed));
  withoutPrincipal(found, excluded, supposed);
  if (S.ownership().isMembership(row.key))
    for (const ParentLink &link : row.owned->parents)
      if (found.closed && joinsAnothers(excluded, link, supposed.facts)) {
        found.closed = false;
        found.membership = true;
      }
}

/// coalesce($1, 7): what is the principal's when there is one has to be nobody's when there is none.
void Walk::withoutPrincipal(Mention &found, int row, const Refutation::Supposition &asSignedIn) {
  if (S.item(row).owned->kind == OwnerKind::Users)
    return;
  const std::vector<Fact> &facts = asSignedIn.facts;
  const std::vector<ParentLink> &parents = S.item(row).owned->parents;
  if (std::any_of(parents.begin(), parents.end(), [&](const ParentLink &link) {
        const TableOwnership *parent = S.ownership().find(link.parent);
        return parent && parent->kind == OwnerKind::Users;
      })) {
    Refutation::Supposition supposed = asSignedIn;
    supposed.signedIn = false;
    note(found, R.refute(Way, supposed));
  }
  for (const std::string &column : S.item(row).owned->ownerColumns) {
    Refutation::Supposition supposed;
    supposed.policies = "insert";
    supposed.written = row;
    supposed.facts = facts;
    Term owner = S.column(row, column);
    const UserKeys keys = Ownership::keysOf(*S.item(row).owned, column);
    supposed.facts.push_back({Fact::Kind::Stranger, True, Operand::of(owner), {}, keys});
    supposed.facts.push_back({Fact::Kind::Equal, True, Operand::of(owner), Operand::columnOf(row, column, 0)});
    supposed.signedIn = true;
    if (!R.refute(Way, supposed).closed)
      continue; // somebody else by intent: the other party of a message
    supposed.signedIn = false;
    note(found, R.refute(Way, supposed));
  }
}

/// Whether a membership row may open rows that are not the principal's: it has to hang below a row that is.
bool Walk::joinsAnothers(int row, const ParentLink &link, const std::vector<Fact> &facts) {
  Refutation::Supposition supposed;
  supposed.stranger = S.addRow(link.parent);
  supposed.signedIn = true;
  supposed.facts = facts;
  for (size_t i = 0; i < link.columns.size() && i < link.referenced.size(); ++i)
    supposed.facts.push_back({Fact::Kind::Equal, True, Operand::columnOf(supposed.stranger, link.referenced[i], 0),
                              Operand::columnOf(row, link.columns[i], 0)});
  return !R.refute(Way, supposed).closed;
}

/// What a column is when the INSERT does not give it.
NewValue Walk::defaultOf(int item, std::string_view name, const Frame &frame) {
  NewValue value;
  value.column = name;
  const sql::Table *table = S.item(item).table;
  if (const sql::Column *column = table ? table->column(name) : nullptr; column && column->generatedAs) {
    value.expr = column->generatedAs.get();
    value.frame = S.frameOf(item);
    return value;
  }
  std::optional<std::string_view> text;
  if (S.item(item).name)
    text = S.defaultedBefore(*S.item(item).name, name);
  if (const sql::Column *column = table ? table->column(name) : nullptr; column && !text)
    text = S.ownership().catalog().defaultOf(*column);
  value.isNull = !text;
  if (!text || text->empty())
    return value;
  value.expr = S.ownership().readings().expression(std::string(*text));
  if (value.expr)
    value.frame = &frame;
  return value;
}

std::vector<std::string> Walk::conflictColumns(const sql::Insert &insert, const Frame &frame) {
  const sql::Table *table = S.item(frame.first).table;
  if (insert.conflictConstraint.empty() || !table)
    return insert.conflictColumns;
  for (const sql::Key &key : table->keys)
    if (key.name == insert.conflictConstraint)
      return key.columns;
  return {};
}

/// Whether both conditions name a column of one name.
static bool shareColumn(const sql::Expr &a, const sql::Expr &b) {
  bool shared = false;
  visitExpr(a, [&](const sql::Expr &x, const Place &) {
    visitExpr(b, [&](const sql::Expr &y, const Place &) {
      shared |= x.kind == sql::ExprKind::Column && y.kind == x.kind && x.path.back() == y.path.back();
    });
  });
  return shared;
}

/// The predicate that rows meet which the unique index finds that ON CONFLICT (…) WHERE means; null where it may mean
/// another: what the clause asks for only has to imply the predicate of an index (INSERT, ON CONFLICT Clause).
static const sql::Expr *predicateMeant(const sql::Expr &asked, const std::vector<std::string> &columns,
                                       const sql::Table *table) {
  auto isOver = [&](const std::vector<std::string> &others) {
    return std::is_permutation(others.begin(), others.end(), columns.begin(), columns.end());
  };
  const sql::Expr *found = nullptr;
  if (!table ||
      std::any_of(table->keys.begin(), table->keys.end(), [&](const sql::Key &key) { return isOver(key.columns); }))
    return nullptr;
  for (const sql::Index &index : table->indexes) {
    if (!index.unique || !isOver(index.columns))
      continue;
    if (index.predicate && !found && sameExpr(*index.predicate, asked))
      found = index.predicate.get();
    else if (!index.predicate || shareColumn(*index.predicate, asked))
      return nullptr;
  }
  return found;
}

/// ON CONFLICT DO UPDATE changes the row that is there: it has to be the principal's too.
static bool areNullsOne(const sql::Table *table, const std::vector<std::string> &columns) {
  return table && std::any_of(table->keys.begin(), table->keys.end(), [&](const sql::Key &key) {
           return key.nullsNotDistinct && key.columns.size() == columns.size() &&
                  std::is_permutation(key.columns.begin(), key.columns.end(), columns.begin());
         });
}

void Walk::conflictingRow(const sql::Insert &insert, const Frame &frame, int source) {
  int target = frame.first, excluded = frame.first + 1;
  std::vector<Fact> facts;
  if (source >= 0)
    facts.push_back({Fact::Kind::Open, True, Operand::output(source, 0, 0), {}});
  const std::vector<std::string> columns = conflictColumns(insert, frame);
  // Where NULLs are one, nobody's row is met, too (CREATE INDEX, NULLS NOT DISTINCT).
  const Fact::Kind is = areNullsOne(S.item(target).table, columns) ? Fact::Kind::Same : Fact::Kind::Equal;
  for (const std::string &column : columns)
    facts.push_back({is, True, Operand::columnOf(target, column, 0), Operand::columnOf(excluded, column, 0)});
  if (insert.conflictWhere)
    facts.push_back({Fact::Kind::Truth, True, Operand::of(*insert.conflictWhere, frame, 0), {}});
  if (const sql::Expr *predicate =
          insert.conflictPredicate ? predicateMeant(*insert.conflictPredicate, columns, S.item(target).table) : nullptr)
    facts.push_back({Fact::Kind::Truth, True, Operand::of(*predicate, *S.frameOf(target), 0), {}});
  if (!isOwned(S.item(target)))
    return;
  Refutation::Supposition supposed;
  supposed.stranger = target;
  supposed.facts = facts;
  supposed.policies = "update";
  Way.back().item = target;
  Mention &found = mention(target, Use::Insert);
  bool wasClosed = found.closed;
  written(found, supposed);
  found.conflict = wasClosed && !found.closed;
  ownershipChange(insert.conflictSet, frame, facts);
  if (S.renames(insert.table)) { // the clause has the view's names, the row has the table's
    found.closed = false;
    found.conflict = true;
  }
  Way.back().item = -1;
}

} // namespace pgtidy::analysis::isolation
