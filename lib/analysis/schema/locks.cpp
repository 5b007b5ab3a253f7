#include "locks.h"

#include "expressions.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <iterator>

namespace pgtidy::analysis {

using sql::ChangeKind;

namespace {

struct KindLock {
  ChangeKind kind;
  Lock lock;
};

/// Of the manual's pages of the statements; what is not here takes none that matters.
constexpr KindLock Locks[] = {
    {ChangeKind::AddColumn, Lock::AccessExclusive},
    {ChangeKind::DropColumn, Lock::AccessExclusive},
    {ChangeKind::AlterType, Lock::AccessExclusive},
    {ChangeKind::SetNotNull, Lock::AccessExclusive},
    {ChangeKind::DropNotNull, Lock::AccessExclusive},
    {ChangeKind::SetDefault, Lock::AccessExclusive},
    {ChangeKind::DropDefault, Lock::AccessExclusive},
    {ChangeKind::RewriteTable, Lock::AccessExclusive},
    {ChangeKind::AttachPartition, Lock::ShareUpdateExclusive},
    {ChangeKind::AlterTable, Lock::AccessExclusive},
    {ChangeKind::Truncate, Lock::AccessExclusive},
    {ChangeKind::DropConstraint, Lock::AccessExclusive},
    {ChangeKind::ValidateConstraint, Lock::ShareUpdateExclusive},
    {ChangeKind::RenameTable, Lock::AccessExclusive},
    {ChangeKind::RenameColumn, Lock::AccessExclusive},
    {ChangeKind::DropTable, Lock::AccessExclusive},
    {ChangeKind::CreateTrigger, Lock::ShareRowExclusive},
    {ChangeKind::Insert, Lock::RowExclusive},
    {ChangeKind::Update, Lock::RowExclusive},
    {ChangeKind::Delete, Lock::RowExclusive},
};

/// Commands of ALTER TABLE that take less than ACCESS EXCLUSIVE.
constexpr llvm::StringLiteral MildCommands[] = {"AT_SetStatistics", "AT_SetOptions",      "AT_ResetOptions",
                                                "AT_SetRelOptions", "AT_ResetRelOptions", "AT_ClusterOn",
                                                "AT_DropCluster"};
constexpr llvm::StringLiteral TriggerCommands[] = {"AT_EnableTrig",       "AT_DisableTrig",      "AT_EnableTrigAll",
                                                   "AT_DisableTrigAll",   "AT_EnableTrigUser",   "AT_DisableTrigUser",
                                                   "AT_EnableAlwaysTrig", "AT_EnableReplicaTrig"};

Lock alterTableLock(llvm::StringRef command) {
  if (llvm::is_contained(MildCommands, command))
    return Lock::ShareUpdateExclusive;
  return llvm::is_contained(TriggerCommands, command) ? Lock::ShareRowExclusive : Lock::AccessExclusive;
}

/// Functions that are volatile, so that each row gets its own value.
constexpr llvm::StringLiteral Volatile[] = {"random",           "clock_timestamp",
                                            "timeofday",        "nextval",
                                            "setval",           "gen_random_uuid",
                                            "uuid_generate_v1", "uuid_generate_v4",
                                            "uuid_generate_v7", "uuid_generate_v1mc",
                                            "uuidv4",           "uuidv7",
                                            "gen_random_bytes", "gen_salt",
                                            "txid_current",     "pg_current_xact_id",
                                            "gen_uuid_v7",      "uuid_v7"};

bool isVolatile(const sql::Expr &call, const sql::Catalog &catalog) {
  if (call.path.empty())
    return false;
  const std::string &name = call.path.back();
  std::string schema = call.path.size() > 1 ? call.path[call.path.size() - 2] : "";
  if (llvm::is_contained(Volatile, llvm::StringRef(name)))
    return true;
  const sql::Function *function = catalog.function(schema, name);
  return function && function->isVolatile;
}

/// "(10,2)" as its numbers.
std::vector<int> numbersIn(llvm::StringRef modifiers) {
  std::vector<int> numbers;
  llvm::SmallVector<llvm::StringRef> parts;
  modifiers.trim("()").split(parts, ',', -1, false);
  for (llvm::StringRef part : parts)
    if (part.trim().getAsInteger(10, numbers.emplace_back()))
      return {};
  return numbers;
}

bool widensText(const sql::Column &before, const sql::ColumnChange &after) {
  if (before.type != "varchar" && before.type != "text")
    return false;
  if (after.type == "text" || (after.type == "varchar" && after.modifiers.empty()))
    return true;
  std::vector<int> from = numbersIn(before.modifiers), to = numbersIn(after.modifiers);
  return before.type == "varchar" && after.type == "varchar" && from.size() == 1 && to.size() == 1 && to[0] >= from[0];
}

bool widensNumeric(const sql::Column &before, const sql::ColumnChange &after) {
  if (before.type != "numeric" || after.type != "numeric")
    return false;
  std::vector<int> from = numbersIn(before.modifiers), to = numbersIn(after.modifiers);
  if (to.empty())
    return true;
  auto scale = [](const std::vector<int> &numbers) { return numbers.size() > 1 ? numbers[1] : 0; };
  return !from.empty() && to[0] >= from[0] && scale(from) == scale(to);
}

} // namespace

std::string_view lockName(Lock lock) {
  constexpr std::string_view names[] = {
      "no lock", "ACCESS SHARE",        "ROW SHARE", "ROW EXCLUSIVE",   "SHARE UPDATE EXCLUSIVE",
      "SHARE",   "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"};
  return names[static_cast<size_t>(lock)];
}

std::string_view blockedBy(Lock lock) {
  if (lock == Lock::AccessExclusive)
    return "reads and writes";
  return lock >= Lock::Share ? "writes" : "";
}

Lock lockOf(const sql::Change &change) {
  switch (change.kind) {
  case ChangeKind::AlterTable:
    return alterTableLock(change.object);
  case ChangeKind::AddConstraint:
    return change.constraint.kind == sql::ConstraintKind::Foreign ? Lock::ShareRowExclusive : Lock::AccessExclusive;
  case ChangeKind::CreateIndex:
    return change.concurrently ? Lock::ShareUpdateExclusive : Lock::Share;
  case ChangeKind::DropIndex:
  case ChangeKind::Reindex:
  case ChangeKind::DetachPartition:
    return change.concurrently ? Lock::ShareUpdateExclusive : Lock::AccessExclusive;
  case ChangeKind::RefreshView:
    return change.concurrently ? Lock::Exclusive : Lock::AccessExclusive;
  case ChangeKind::LockTable:
    return static_cast<Lock>(std::clamp(change.number, 0, 8));
  default:
    break;
  }
  for (const KindLock &entry : Locks)
    if (entry.kind == change.kind)
      return entry.lock;
  return Lock::None;
}

bool addColumnRewrites(const sql::ColumnChange &column, const sql::Catalog &catalog) {
  if (column.serial || column.identity || column.stored)
    return true;
  bool found = false;
  if (column.defaultValue)
    visitExpressions(*column.defaultValue, [&](const sql::Expr &expr) {
      found |= expr.kind == sql::ExprKind::Func && isVolatile(expr, catalog);
    });
  return found;
}

bool keepsStorage(const sql::Column &before, const sql::ColumnChange &after) {
  if (after.converts && before.type != after.type)
    return false;
  if (before.type == after.type && before.modifiers == after.modifiers)
    return true;
  if (before.type == "cidr" && after.type == "inet")
    return true;
  return widensText(before, after) || widensNumeric(before, after);
}

} // namespace pgtidy::analysis
