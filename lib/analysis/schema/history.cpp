#include "history.h"

#include "expressions.h"
#include "locks.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::analysis {

using sql::ChangeKind;

namespace {

bool isView(const sql::Table &table) {
  return table.kind == sql::RelationKind::View || table.kind == sql::RelationKind::MaterializedView;
}

/// Whether a validated CHECK of the table says `column IS NOT NULL`.
bool isProvenNotNull(const sql::Table &table, const std::string &column) {
  return llvm::any_of(table.checks, [&](const sql::Check &check) {
    if (check.notValid || !check.condition)
      return false;
    return llvm::any_of(branches(*check.condition, sql::ExprKind::And), [&](const sql::Expr *part) {
      return part->kind == sql::ExprKind::IsNotNull && part->args[0]->kind == sql::ExprKind::Column &&
             part->args[0]->path.back() == column;
    });
  });
}

/// A table that was there before the file and has no CHECK that could say what a partition's bounds say.
bool isUncheckedTable(const sql::Catalog &catalog, llvm::StringRef name, int32_t file) {
  const sql::Table *table = catalog.find(sql::Name{"", name.substr(name.rfind('.') + 1).str()});
  return table && table->kind == sql::RelationKind::Table && table->origin.file != file &&
         llvm::none_of(table->checks, [](const sql::Check &check) { return !check.notValid; });
}

bool scansRows(const ChangeBefore &item) {
  const sql::Change &change = item.change;
  switch (change.kind) {
  case ChangeKind::SetNotNull:
    return !item.provenNotNull;
  case ChangeKind::AddConstraint:
    return !change.constraint.notValid && change.constraint.index.empty();
  case ChangeKind::AddColumn:
    return change.column.unique || change.column.primary || change.column.checks;
  case ChangeKind::CreateIndex:
  case ChangeKind::Reindex:
    return true;
  default:
    return item.rewrites;
  }
}

} // namespace

void History::openFile(int32_t file, const sql::Catalog &before) {
  File = file;
  FirstStep = Result.steps.size();
  if (Result.migrations[static_cast<size_t>(file)].mayHaveDown)
    Before = tablesBefore(before);
  InScript = false;
  ++Transaction;
  LockTimeout = AlwaysLockTimeout;
  StatementTimeout = AlwaysStatementTimeout;
  Unvalidated.clear();
  Made.clear();
}

/// What is dropped and made again in the file is replaced; so is what the file itself made.
static void markReplaced(llvm::MutableArrayRef<MigrationStep> steps) {
  std::set<std::string> made;
  auto name = [](const sql::Change &change) { return change.table.empty() ? change.name : change.table; };
  for (const MigrationStep &step : steps)
    for (const ChangeBefore &item : step.changes)
      if (item.change.kind == ChangeKind::CreateTable || item.change.kind == ChangeKind::CreateObject ||
          item.change.kind == ChangeKind::CreateIndex)
        made.insert(item.change.kind == ChangeKind::CreateTable ? name(item.change) : item.change.name);
  for (MigrationStep &step : steps)
    for (ChangeBefore &item : step.changes)
      if (item.change.kind == ChangeKind::DropTable || item.change.kind == ChangeKind::DropObject ||
          item.change.kind == ChangeKind::DropIndex)
        item.replaced =
            made.count(item.change.kind == ChangeKind::DropTable ? name(item.change) : item.change.name) > 0;
}

void History::closeFile(const sql::Catalog &after) {
  if (File < 0)
    return;
  markReplaced(llvm::MutableArrayRef<MigrationStep>(Result.steps).drop_front(FirstStep));
  const sql::Migration &migration = Result.migrations[static_cast<size_t>(File)];
  bool changed =
      llvm::any_of(llvm::ArrayRef<MigrationStep>(Result.steps).drop_front(FirstStep), [](const MigrationStep &step) {
        return llvm::any_of(step.changes, [](const ChangeBefore &item) {
          return item.change.kind < ChangeKind::Insert && item.change.kind != ChangeKind::Reindex;
        });
      });
  Result.downs[static_cast<size_t>(File)] = judgeDown(migration, Before, after, changed);
}

ChangeBefore History::judge(const sql::Change &change, const sql::Catalog &before) {
  ChangeBefore item;
  item.change = change;
  if (Result.migrations[static_cast<size_t>(File)].mayHaveDown)
    remember(Before, change.key, before);
  auto found = before.tables().find(change.key);
  const sql::Table *table = change.key.empty() || found == before.tables().end() ? nullptr : &found->second;
  item.known = table != nullptr;
  bool concernsTable =
      !change.table.empty() || change.kind == ChangeKind::DropIndex || change.kind == ChangeKind::Reindex;
  item.existing = table ? table->origin.file != File && table->schema != "pg_temp" : concernsTable;
  if (change.kind == ChangeKind::CreateTable || (table && isView(*table) && change.kind != ChangeKind::RefreshView))
    item.existing = false;
  if (table) {
    const sql::Column *column = table->column(change.name);
    if (column)
      item.column = *column;
    item.provenNotNull = isProvenNotNull(*table, change.name);
    if (column && change.kind == ChangeKind::AlterType)
      item.rewrites = !keepsStorage(*column, change.column);
  }
  if (change.kind == ChangeKind::AlterType && !item.column)
    item.rewrites = true;
  if (change.kind == ChangeKind::AddColumn)
    item.rewrites = addColumnRewrites(change.column, before);
  if (change.kind == ChangeKind::RewriteTable)
    item.rewrites = true;
  if (change.kind == ChangeKind::AttachPartition)
    item.scans = isUncheckedTable(before, change.other, File);
  item.unvalidated = change.kind == ChangeKind::ValidateConstraint && Unvalidated.count(change.name);
  item.lock = item.existing ? lockOf(change) : Lock::None;
  item.scans |= item.existing && scansRows(item);
  return item;
}

void History::follow(const sql::Change &change) {
  if (change.kind == ChangeKind::Begin) {
    InScript = true;
    ++Transaction;
  } else if (change.kind == ChangeKind::Commit || change.kind == ChangeKind::Rollback) {
    InScript = false;
    ++Transaction;
    Unvalidated.clear();
  } else if (change.kind == ChangeKind::SetParameter) {
    LockTimeout |= change.name == "lock_timeout";
    StatementTimeout |= change.name == "statement_timeout";
  } else if (change.kind == ChangeKind::AddConstraint && change.constraint.notValid) {
    Unvalidated.insert(change.name);
  }
}

void History::setTransaction(MigrationStep &step) const {
  const sql::Migration &migration = Result.migrations[static_cast<size_t>(File)];
  if (InScript)
    step.inTransaction = InTransaction::Script;
  else if (migration.transaction == sql::TransactionHabit::Always)
    step.inTransaction = InTransaction::Tool;
  if (step.inTransaction != InTransaction::No)
    step.transaction = Transaction;
}

bool needsNoTransaction(const MigrationStep &step) {
  return llvm::any_of(step.changes, [](const ChangeBefore &item) {
    return item.change.concurrently && item.change.kind != ChangeKind::RefreshView;
  });
}

/// Tools that send a file as one text: PostgreSQL makes one transaction of it when it has several statements.
static void joinSeveral(const sql::Migration &migration, llvm::MutableArrayRef<MigrationStep> steps) {
  if (migration.transaction != sql::TransactionHabit::Several || steps.size() < 2)
    return;
  // Flyway sees statements that can not be in a transaction, and begins none for a file of nothing else.
  if (migration.tool == sql::MigrationTool::Flyway && llvm::all_of(steps, needsNoTransaction))
    return;
  for (MigrationStep &step : steps)
    if (step.inTransaction == InTransaction::No) {
      step.inTransaction = InTransaction::Tool;
      step.transaction = 0;
    }
}

void History::statement(const sql::SchemaStatement &statement, const sql::Catalog &before) {
  if (statement.file != File) {
    closeFile(before);
    openFile(statement.file, before);
  }
  MigrationStep step;
  step.file = File;
  step.begin = statement.begin;
  step.end = statement.end;
  step.tag = statement.tag;
  setTransaction(step);
  if (step.inTransaction == InTransaction::No) // NOT VALID is done with at the statement's end
    Unvalidated.clear();
  step.lockTimeout = LockTimeout;
  step.statementTimeout = StatementTimeout;
  for (const sql::Change &change : statement.changes) {
    step.changes.push_back(judge(change, before));
    follow(change);
  }
  if (statement.tag == "AlterRoleSetStmt" || statement.tag == "AlterDatabaseSetStmt") {
    std::string_view text =
        std::string_view(before.files[static_cast<size_t>(File)].text)
            .substr(static_cast<size_t>(statement.begin), static_cast<size_t>(statement.end - statement.begin));
    AlwaysLockTimeout |= llvm::StringRef(text.data(), text.size()).contains_insensitive("lock_timeout");
    AlwaysStatementTimeout |= llvm::StringRef(text.data(), text.size()).contains_insensitive("statement_timeout");
    LockTimeout |= AlwaysLockTimeout;
    StatementTimeout |= AlwaysStatementTimeout;
  }
  Result.steps.push_back(std::move(step));
}

void History::finish(const sql::Catalog &after) {
  closeFile(after);
  size_t begin = 0;
  while (begin < Result.steps.size()) {
    size_t end = begin;
    while (end < Result.steps.size() && Result.steps[end].file == Result.steps[begin].file)
      ++end;
    joinSeveral(Result.migrations[static_cast<size_t>(Result.steps[begin].file)],
                llvm::MutableArrayRef<MigrationStep>(Result.steps).slice(begin, end - begin));
    begin = end;
  }
}

std::vector<const MigrationStep *> Schema::stepsOf(int32_t file) const {
  std::vector<const MigrationStep *> found;
  for (const MigrationStep &step : steps)
    if (step.file == file)
      found.push_back(&step);
  return found;
}

bool Schema::usesPolicies() const {
  return llvm::any_of(catalog.tables(),
                      [](const auto &item) { return item.second.rowSecurity || !item.second.policies.empty(); });
}

Schema readSchema(const std::vector<sql::Migration> &migrations) {
  Schema schema;
  schema.migrations = migrations;
  schema.downs.resize(migrations.size());
  History history(schema);
  sql::apply(
      schema.catalog, migrations, schema.problems,
      [&](const sql::SchemaStatement &statement, const sql::Catalog &before) { history.statement(statement, before); });
  history.finish(schema.catalog);
  sql::finish(schema.catalog);
  for (const sql::SchemaFile &file : schema.catalog.files)
    schema.lines.emplace_back(file.text);
  return schema;
}

} // namespace pgtidy::analysis
