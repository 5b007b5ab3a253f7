// ALTER TABLE, command by command.
#include "change/change.h"
#include "lower/lower.h"
#include "lower/serial.h"

#include "llvm/ADT/StringSwitch.h"

namespace pgtidy::sql {
namespace {

void readConstraint(ColumnChange &column, Node constraint) {
  std::string_view kind = constraint["contype"].str();
  if (kind == "CONSTR_NOTNULL")
    column.notNull = true;
  else if (kind == "CONSTR_DEFAULT")
    column.defaultValue = lowerExpr(constraint["raw_expr"]);
  else if (kind == "CONSTR_GENERATED")
    column.stored = true;
  else if (kind == "CONSTR_IDENTITY")
    column.identity = column.notNull = true;
  else if (kind == "CONSTR_PRIMARY")
    column.primary = column.notNull = true;
  else if (kind == "CONSTR_UNIQUE")
    column.unique = true;
  else if (kind == "CONSTR_FOREIGN")
    column.references = true;
  else if (kind == "CONSTR_CHECK")
    column.checks = true;
}

ColumnChange columnOf(Node definition) {
  ColumnChange column;
  column.name = std::string(definition["colname"].str());
  column.type = typeName(definition["typeName"]);
  column.modifiers = typeModifiers(definition["typeName"]);
  if (std::string integer = serialType(column.type); !integer.empty()) {
    column.type = integer;
    column.serial = column.notNull = true;
  }
  column.notNull |= definition["is_not_null"].boolean();
  for (Node constraint : definition["constraints"])
    readConstraint(column, constraint.body());
  return column;
}

ConstraintKind kindOf(std::string_view kind) {
  return llvm::StringSwitch<ConstraintKind>(kind)
      .Case("CONSTR_PRIMARY", ConstraintKind::Primary)
      .Case("CONSTR_UNIQUE", ConstraintKind::Unique)
      .Case("CONSTR_FOREIGN", ConstraintKind::Foreign)
      .Case("CONSTR_EXCLUSION", ConstraintKind::Exclusion)
      .Default(ConstraintKind::Check);
}

void readConstraint(const ChangeMaker &maker, Change &change, Node node) {
  ConstraintChange &constraint = change.constraint;
  change.name = std::string(node["conname"].str());
  constraint.kind = kindOf(node["contype"].str());
  bool foreign = constraint.kind == ConstraintKind::Foreign;
  constraint.columns = stringList(node[foreign ? "fk_attrs" : "keys"]);
  constraint.condition = lowerExpr(node["raw_expr"]);
  constraint.index = std::string(node["indexname"].str());
  constraint.notValid = node["skip_validation"].boolean();
  if (foreign) {
    Change parent = maker.onTable(ChangeKind::Other, node["pktable"]);
    constraint.referenced = parent.key.empty() ? parent.table : parent.key;
  }
}

/// How ALTER TABLE writes a table anew; "" when it does not.
std::string rewriteBy(std::string_view subtype) {
  return llvm::StringSwitch<std::string>(subtype)
      .Case("AT_SetLogged", "SET LOGGED")
      .Case("AT_SetUnLogged", "SET UNLOGGED")
      .Case("AT_SetTableSpace", "SET TABLESPACE")
      .Case("AT_SetAccessMethod", "SET ACCESS METHOD")
      .Default("");
}

ChangeKind kindOf(std::string_view subtype, Node command) {
  if (subtype == "AT_ColumnDefault")
    return command["def"] ? ChangeKind::SetDefault : ChangeKind::DropDefault;
  return llvm::StringSwitch<ChangeKind>(subtype)
      .Case("AT_AddColumn", ChangeKind::AddColumn)
      .Case("AT_DropColumn", ChangeKind::DropColumn)
      .Case("AT_AlterColumnType", ChangeKind::AlterType)
      .Case("AT_SetNotNull", ChangeKind::SetNotNull)
      .Case("AT_DropNotNull", ChangeKind::DropNotNull)
      .Case("AT_AddConstraint", ChangeKind::AddConstraint)
      .Case("AT_DropConstraint", ChangeKind::DropConstraint)
      .Case("AT_ValidateConstraint", ChangeKind::ValidateConstraint)
      .Case("AT_AttachPartition", ChangeKind::AttachPartition)
      .Case("AT_DetachPartition", ChangeKind::DetachPartition)
      .Default(rewriteBy(subtype).empty() ? ChangeKind::AlterTable : ChangeKind::RewriteTable);
}

void readCommand(const ChangeMaker &maker, Change &change, Node command) {
  std::string_view subtype = command["subtype"].str();
  Node definition = command["def"];
  change.kind = kindOf(subtype, command);
  change.name = std::string(command["name"].str());
  change.guarded = command["missing_ok"].boolean();
  change.cascade = command["behavior"].str() == "DROP_CASCADE";
  if (change.kind == ChangeKind::AddColumn || change.kind == ChangeKind::AlterType) {
    change.column = columnOf(definition["ColumnDef"]);
    change.column.converts = static_cast<bool>(definition["ColumnDef"]["raw_default"]);
    if (change.kind == ChangeKind::AlterType)
      change.column.name = change.name;
    else
      change.name = change.column.name;
  } else if (change.kind == ChangeKind::AddConstraint) {
    readConstraint(maker, change, definition["Constraint"]);
  } else if (change.kind == ChangeKind::RewriteTable) {
    change.name = rewriteBy(subtype);
  } else if (definition["PartitionCmd"]) {
    change.other = maker.onTable(ChangeKind::Other, definition["PartitionCmd"]["name"]).table;
    change.concurrently = definition["PartitionCmd"]["concurrent"].boolean();
  } else if (change.kind == ChangeKind::AlterTable) {
    change.object = std::string(subtype);
  }
}

} // namespace

void addTableCommands(const ChangeMaker &maker, Node body, std::vector<Change> &changes) {
  for (Node command : body["cmds"]) {
    Change change = maker.onTable(ChangeKind::AlterTable, body["relation"]);
    readCommand(maker, change, command["AlterTableCmd"]);
    Node located = command["AlterTableCmd"]["def"].body();
    if (located["location"])
      change.location = maker.make(ChangeKind::Other, static_cast<Offset>(located["location"].integer())).location;
    changes.push_back(std::move(change));
  }
}

} // namespace pgtidy::sql
