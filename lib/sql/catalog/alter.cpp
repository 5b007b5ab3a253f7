#include "catalog/bound.h"
#include "catalog/columns.h"
#include "catalog/default.h"
#include "catalog/drop.h"
#include "catalog/other_relations.h"
#include "catalog/statements.h"
#include "catalog/view.h"
#include "lower/lower.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::sql {
namespace {

/// One ALTER TABLE statement.
struct Alter {
  Session &session;
  Table &table;
  bool only = false; ///< ALTER TABLE ONLY: the tables that inherit stay as they are
  size_t defaultsSet = 0;

  /// What happens to a column happens to those of the tables that inherit as well.
  template <class Change> void eachTable(Change change) {
    change(table);
    if (only)
      return;
    for (Table *child : descendants(session.catalog, table))
      change(*child);
  }

  template <class Change> void eachColumn(Node command, Change change) {
    std::string name(command["name"].str());
    if (!table.column(name))
      return missing("column", name);
    eachTable([&](Table &changed) {
      if (Column *column = mutableColumn(changed, name))
        change(*column);
    });
  }

  void missing(const char *what, const std::string &name) {
    session.leftOut(0, std::string(what) + " \"" + name + "\" of relation \"" + table.name + "\" does not exist");
  }
};

void addColumnCommand(Alter &alter, Node command) {
  Node column = command["def"]["ColumnDef"];
  std::string name(column["colname"].str());
  if (alter.table.column(name)) {
    if (!command["missing_ok"].boolean())
      alter.session.leftOut(static_cast<Offset>(column["location"].integer()),
                            "column \"" + name + "\" of relation \"" + alter.table.name + "\" already exists");
    return;
  }
  columnsChanged(alter.session.catalog, alter.table);
  addColumn(alter.session, alter.table, column);
  alter.eachTable([&](Table &table) { inheritColumns(table, alter.table); });
}

void dropColumnCommand(Alter &alter, Node command) {
  std::string name(command["name"].str());
  bool cascade = command["behavior"].str() == "DROP_CASCADE";
  if (!alter.table.column(name)) {
    if (!command["missing_ok"].boolean())
      alter.missing("column", name);
    return;
  }
  alter.eachTable([&](Table &table) {
    const Column *column = table.column(name);
    if (&table == &alter.table || (column && column->inherited))
      dropColumn(alter.session.catalog, table, name, cascade);
  });
}

void alterType(Alter &alter, Node command) {
  Node written = command["def"]["ColumnDef"]["typeName"];
  std::string type = typeName(written), modifiers = typeModifiers(written);
  alter.eachColumn(command, [&](Column &column) {
    column.type = type;
    column.modifiers = modifiers;
  });
}

void setNotNull(Alter &alter, Node command) {
  alter.eachColumn(command, [](Column &column) { column.notNull = true; });
}

void dropNotNull(Alter &alter, Node command) {
  alter.eachColumn(command, [](Column &column) { column.notNull = false; });
}

void setDefault(Alter &alter, Node command) {
  std::string text = command["def"] ? defaultSet(alter.session.statement(), alter.defaultsSet++) : "";
  bindNames(text, alter.session.catalog, alter.session.searchPath);
  bool has = static_cast<bool>(command["def"]);
  alter.eachColumn(command, [&](Column &column) {
    column.hasDefault = has;
    column.defaultText = text;
  });
}

void addIdentity(Alter &alter, Node command) {
  alter.eachColumn(command, [](Column &column) { column.identity = column.notNull = column.hasDefault = true; });
}

void dropIdentity(Alter &alter, Node command) {
  alter.eachColumn(command, [](Column &column) { column.identity = column.hasDefault = false; });
}

void dropExpression(Alter &alter, Node command) {
  alter.eachColumn(command, [](Column &column) {
    column.generated = column.hasDefault = false;
    column.generatedAs = nullptr;
  });
}

void addConstraintCommand(Alter &alter, Node command) {
  addConstraint(alter.session, alter.table, command["def"]["Constraint"], alter.only);
}

void dropConstraintCommand(Alter &alter, Node command) {
  std::string_view name = command["name"].str();
  alter.eachTable([&](Table &table) { dropConstraint(alter.session.catalog, table, name); });
}

void validateConstraint(Alter &alter, Node command) {
  for (ForeignKey &key : alter.table.foreignKeys)
    if (key.name == command["name"].str())
      key.notValid = false;
  for (Check &check : alter.table.checks)
    if (check.name == command["name"].str())
      check.notValid = false;
}

/// ALTER CONSTRAINT: whether it is DEFERRABLE, of a foreign key.
void alterConstraint(Alter &alter, Node command) {
  Node change =
      command["def"]["ATAlterConstraint"] ? command["def"]["ATAlterConstraint"] : command["def"]["Constraint"];
  for (ForeignKey &key : alter.table.foreignKeys)
    if (key.name == change["conname"].str())
      key.deferrable = change["deferrable"].boolean();
}

void enableSecurity(Alter &alter, Node) { alter.table.rowSecurity = true; }
void disableSecurity(Alter &alter, Node) { alter.table.rowSecurity = false; }
void forceSecurity(Alter &alter, Node) { alter.table.forceRowSecurity = true; }
void unforceSecurity(Alter &alter, Node) { alter.table.forceRowSecurity = false; }

void changeOwner(Alter &alter, Node command) { alter.table.owner = roleName(command["newowner"]); }

/// The tables that this one is a partition of, innermost first.
std::vector<Table *> wholesOf(Catalog &catalog, const Table &part) {
  std::vector<Table *> wholes;
  for (auto whole = catalog.tables().find(part.partitionOf);
       whole != catalog.tables().end() && wholes.size() < catalog.tables().size();
       whole = catalog.tables().find(whole->second.partitionOf))
    wholes.push_back(&whole->second);
  return wholes;
}

bool isOf(const Trigger &trigger, const Table &table, std::string_view name) {
  return trigger.schema == table.schema && trigger.table == table.name && (name.empty() || trigger.name == name);
}

/// ENABLE and DISABLE TRIGGER, of one or of all. Partitions have row triggers of the whole as their own: what is said
/// of those in a partition, or of the whole with ONLY, makes it unsure for which rows they are fired, and they may be.
void setTriggers(Alter &alter, std::string_view name, bool isDisabled) {
  Catalog &catalog = alter.session.catalog;
  const std::vector<Table *> wholes = wholesOf(catalog, alter.table);
  const bool areApart = alter.only && alter.table.partitioned;
  if (areApart || (isDisabled && !wholes.empty()))
    alter.table.triggersUnsure = true;
  for (Table *whole : wholes)
    for (Trigger &trigger : catalog.triggers) {
      const bool isCopied = isOf(trigger, *whole, name) && trigger.forEachRow;
      whole->triggersUnsure |= isDisabled || (isCopied && trigger.isDisabled);
      alter.table.triggersUnsure |= isCopied && trigger.isDisabled;
      trigger.isDisabled &= isDisabled || !isCopied;
    }
  for (Trigger &trigger : catalog.triggers)
    if (isOf(trigger, alter.table, name))
      trigger.isDisabled = isDisabled && !(areApart && trigger.forEachRow);
}

void enableTrigger(Alter &alter, Node command) { setTriggers(alter, command["name"].str(), false); }
void disableTrigger(Alter &alter, Node command) { setTriggers(alter, command["name"].str(), true); }

/// Those of foreign keys are among them, and what was written meanwhile is not checked when they come back.
void disableAllTriggers(Alter &alter, Node command) {
  disableTrigger(alter, command);
  std::vector<Table *> with = wholesOf(alter.session.catalog, alter.table); // whose keys are the partitions', too
  alter.eachTable([&](Table &table) { with.push_back(&table); });
  auto refersToOne = [&](const ForeignKey &foreign) {
    return llvm::any_of(with,
                        [&](const Table *one) { return foreign.table == one->name && foreign.schema == one->schema; });
  };
  for (auto &[key, table] : alter.session.catalog.tables())
    for (ForeignKey &foreign : table.foreignKeys)
      foreign.notValid |= llvm::is_contained(with, &table) || refersToOne(foreign);
}

void attachPartition(Alter &alter, Node command) {
  Table *child = alter.session.require(tableName(command["def"]["PartitionCmd"]["name"]), false);
  if (child && child != &alter.table)
    child->partitionOf = tableKey(alter.table.schema, alter.table.name);
}

void detachPartition(Alter &alter, Node command) {
  Table *child = alter.session.require(tableName(command["def"]["PartitionCmd"]["name"]), false);
  if (!child)
    return;
  for (const Table *whole : wholesOf(alter.session.catalog, *child)) { // whose keys it keeps
    inheritColumns(*child, *whole);
    inheritKeys(alter.session.names, *child, *whole);
  }
  child->partitionOf.clear();
}

void addInherit(Alter &alter, Node command) {
  const Table *parent = alter.session.require(tableName(command["def"]), false);
  if (!parent || parent == &alter.table)
    return;
  alter.table.inherits.push_back(tableKey(parent->schema, parent->name));
  inheritColumns(alter.table, *parent);
}

void dropInherit(Alter &alter, Node command) {
  if (const Table *parent = alter.session.require(tableName(command["def"]), false))
    llvm::erase(alter.table.inherits, tableKey(parent->schema, parent->name));
}

void setOptions(Alter &alter, Node command) { setViewOptions(alter.table, command["def"]["List"]["items"]); }

void resetOptions(Alter &alter, Node command) { resetViewOptions(alter.table, command["def"]["List"]["items"]); }

struct Command {
  llvm::StringLiteral subtype;
  void (*apply)(Alter &, Node);
};

constexpr Command Commands[] = {
    {"AT_AddColumn", addColumnCommand},
    {"AT_DropColumn", dropColumnCommand},
    {"AT_AlterColumnType", alterType},
    {"AT_SetNotNull", setNotNull},
    {"AT_DropNotNull", dropNotNull},
    {"AT_ColumnDefault", setDefault},
    {"AT_AddIdentity", addIdentity},
    {"AT_DropIdentity", dropIdentity},
    {"AT_DropExpression", dropExpression},
    {"AT_AddConstraint", addConstraintCommand},
    {"AT_DropConstraint", dropConstraintCommand},
    {"AT_ValidateConstraint", validateConstraint},
    {"AT_AlterConstraint", alterConstraint},
    {"AT_EnableRowSecurity", enableSecurity},
    {"AT_DisableRowSecurity", disableSecurity},
    {"AT_ForceRowSecurity", forceSecurity},
    {"AT_NoForceRowSecurity", unforceSecurity},
    {"AT_ChangeOwner", changeOwner},
    {"AT_EnableTrig", enableTrigger},
    {"AT_EnableAlwaysTrig", enableTrigger},
    {"AT_EnableTrigAll", enableTrigger},
    {"AT_EnableTrigUser", enableTrigger},
    {"AT_EnableReplicaTrig", disableTrigger},
    {"AT_DisableTrig", disableTrigger},
    {"AT_DisableTrigAll", disableAllTriggers},
    {"AT_DisableTrigUser", disableTrigger},
    {"AT_AttachPartition", attachPartition},
    {"AT_DetachPartition", detachPartition},
    {"AT_AddInherit", addInherit},
    {"AT_DropInherit", dropInherit},
    {"AT_SetRelOptions", setOptions},
    {"AT_ResetRelOptions", resetOptions},
};

void applyCommand(Alter &alter, Node command) {
  for (const Command &known : Commands)
    if (command["subtype"].str() == std::string_view(known.subtype))
      return known.apply(alter, command);
}

bool isDrop(Node command) {
  std::string_view kind = command["subtype"].str();
  return kind == "AT_DropConstraint" || kind == "AT_DropColumn";
}

/// Sequences, indexes and types are altered by the same statement; a dump sets their owner as that of a table.
bool concernsTable(Node body) {
  std::string_view kind = body["objtype"].str();
  if (kind == "OBJECT_INDEX" || kind == "OBJECT_SEQUENCE" || kind == "OBJECT_TYPE")
    return false;
  for (Node command : body["cmds"])
    if (command["AlterTableCmd"]["subtype"].str() != "AT_ChangeOwner")
      return true;
  return false;
}

} // namespace

/// ALTER TYPE … ADD, DROP and ALTER ATTRIBUTE: with CASCADE, without which there are no such tables, those of the type
/// have it as well.
static void alterComposite(Session &session, Node body) {
  const std::string key = compositeKey(session, tableName(body["relation"]));
  if (key.empty())
    return;
  Table attributes;
  attributes.columns = session.catalog.compositeTypes[key];
  auto applyAll = [&](Alter alter) {
    for (Node command : body["cmds"])
      applyCommand(alter, command["AlterTableCmd"]);
  };
  applyAll({session, attributes, true});
  session.catalog.compositeTypes[key] = attributes.columns;
  for (const auto &[table, type] : session.typedTables)
    if (auto found = session.catalog.tables().find(table); type == key && found != session.catalog.tables().end())
      applyAll({session, found->second, false});
}

void alterTable(Session &session, Node body) {
  if (body["objtype"].str() == "OBJECT_TYPE")
    return alterComposite(session, body);
  if (body["objtype"].str() == "OBJECT_INDEX")
    for (Node command : body["cmds"])
      if (command["AlterTableCmd"]["subtype"].str() == "AT_AttachPartition")
        attachIndex(session, std::string(body["relation"]["relname"].str()),
                    tableName(command["AlterTableCmd"]["def"]["PartitionCmd"]["name"]).name);
  Table *table = session.require(tableName(body["relation"]), body["missing_ok"].boolean() || !concernsTable(body));
  if (!table)
    return;
  Alter alter{session, *table, !body["relation"]["inh"].boolean()};
  for (bool drops : {true, false}) // these are done first, wherever they are written (ATPrepCmd() in tablecmds.c)
    for (Node command : body["cmds"])
      if (isDrop(command["AlterTableCmd"]) == drops)
        applyCommand(alter, command["AlterTableCmd"]);
}

} // namespace pgtidy::sql
