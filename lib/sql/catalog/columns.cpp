#include "catalog/columns.h"

#include "catalog/bound.h"
#include "catalog/default.h"
#include "lower/lower.h"
#include "lower/serial.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace pgtidy::sql {
namespace {

KeyAction keyAction(std::string_view action) {
  switch (action.empty() ? 'a' : action.front()) {
  case 'r':
    return KeyAction::Restrict;
  case 'c':
    return KeyAction::Cascade;
  case 'n':
    return KeyAction::SetNull;
  case 'd':
    return KeyAction::SetDefault;
  default:
    return KeyAction::NoAction;
  }
}

std::string nameOr(Session &session, Node constraint, const Table &table, const std::vector<std::string> &columns,
                   std::string_view label) {
  std::string name(constraint["conname"].str());
  return name.empty() ? generatedName(session.names, table, columns, label) : name;
}

void addForeignKey(Session &session, Table &table, Node constraint, std::vector<std::string> columns) {
  ForeignKey key;
  key.name = nameOr(session, constraint, table, columns, "fkey");
  key.columns = std::move(columns);
  Name parent = tableName(constraint["pktable"]);
  const Table *known = session.find(parent);
  key.schema = known ? known->schema : parent.schema.empty() ? session.creationSchema() : parent.schema;
  key.table = parent.name;
  key.referenced = stringList(constraint["pk_attrs"]);
  key.onDelete = keyAction(constraint["fk_del_action"].str());
  key.onUpdate = keyAction(constraint["fk_upd_action"].str());
  key.nulled = stringList(constraint["fk_del_set_cols"]);
  key.notValid = constraint["skip_validation"].boolean();
  key.deferrable = constraint["deferrable"].boolean();
  key.origin = session.origin(constraint);
  table.foreignKeys.push_back(std::move(key));
}

void addCheck(Session &session, Table &table, Node constraint, std::string_view column) {
  std::vector<std::string> columns;
  if (!column.empty())
    columns.emplace_back(column);
  table.checks.push_back({nameOr(session, constraint, table, columns, "check"), lowerExpr(constraint["raw_expr"]),
                          constraint["skip_validation"].boolean(), session.origin(constraint)});
}

/// ADD CONSTRAINT … USING INDEX: the index becomes the constraint's and takes its name.
void addKeyUsingIndex(Session &session, Table &table, Node constraint, bool primary) {
  std::string index(constraint["indexname"].str());
  auto found = llvm::find_if(table.indexes, [&](const Index &i) { return i.name == index; });
  if (found == table.indexes.end())
    return session.leftOut(static_cast<Offset>(constraint["location"].integer()),
                           "index \"" + index + "\" does not exist");
  Key key{std::string(constraint["conname"].str()), found->columns, primary, false, session.origin(constraint)};
  if (key.name.empty())
    key.name = index;
  key.included = found->included;
  key.deferrable = constraint["deferrable"].boolean();
  table.indexes.erase(found);
  llvm::erase_if(table.keys, [&](const Key &k) { return k.name == index; });
  addKey(session.names, table, std::move(key));
}

void addKeyConstraint(Session &session, Table &table, Node constraint, std::vector<std::string> columns, bool primary,
                      bool only) {
  if (constraint["indexname"])
    return addKeyUsingIndex(session, table, constraint, primary);
  Key key;
  key.name = std::string(constraint["conname"].str());
  key.columns = std::move(columns);
  key.included = stringList(constraint["including"]);
  key.primary = primary;
  if (key.name.empty())
    key.name = generatedKeyName(session.names, table, key);
  key.nullsNotDistinct = constraint["nulls_not_distinct"].boolean();
  key.deferrable = constraint["deferrable"].boolean();
  key.origin = session.origin(constraint);
  if (!isUnattached(session, table, only))
    return addKey(session.names, table, std::move(key));
  const std::string name = key.name;
  session.names.add(name);
  keepUnattached(session, table, name, std::move(key));
}

/// A constraint that names its own columns, or that of the column it stands at.
void addTableConstraint(Session &session, Table &table, Node constraint, std::string_view column, bool only = false) {
  auto columns = [&](std::string_view member) {
    return column.empty() ? stringList(constraint[member]) : std::vector<std::string>{std::string(column)};
  };
  std::string_view kind = constraint["contype"].str();
  if (kind == "CONSTR_FOREIGN")
    addForeignKey(session, table, constraint, columns("fk_attrs"));
  else if (kind == "CONSTR_PRIMARY" || kind == "CONSTR_UNIQUE")
    addKeyConstraint(session, table, constraint, columns("keys"), kind == "CONSTR_PRIMARY", only);
  else if (kind == "CONSTR_CHECK")
    addCheck(session, table, constraint, column);
}

/// Those that stand at a column, where DEFERRABLE is a constraint by itself, of the one before it.
void addColumnsConstraints(Session &session, Table &table, Node constraints, std::string_view column) {
  enum class Last : uint8_t { Other, Key, Foreign } last = Last::Other;
  for (Node constraint : constraints) {
    std::string_view kind = constraint.body()["contype"].str();
    if (kind == "CONSTR_ATTR_DEFERRABLE" || kind == "CONSTR_ATTR_DEFERRED") {
      if (last == Last::Key)
        table.keys.back().deferrable = true;
      if (last == Last::Foreign)
        table.foreignKeys.back().deferrable = true;
      continue;
    }
    if (kind.starts_with("CONSTR_ATTR_"))
      continue;
    const size_t keys = table.keys.size(), foreignKeys = table.foreignKeys.size();
    addTableConstraint(session, table, constraint.body(), column);
    last = table.keys.size() > keys ? Last::Key : table.foreignKeys.size() > foreignKeys ? Last::Foreign : Last::Other;
  }
}

/// A constraint that is a property of the column.
void applyColumnConstraint(Session &session, Column &column, Node constraint) {
  std::string_view kind = constraint["contype"].str();
  if (kind == "CONSTR_NOTNULL") {
    column.notNull = true;
  } else if (kind == "CONSTR_DEFAULT") {
    column.hasDefault = true;
    column.defaultText = defaultAt(session.statement(), static_cast<size_t>(constraint["location"].integer()));
    bindNames(column.defaultText, session.catalog, session.searchPath);
  } else if (kind == "CONSTR_GENERATED") {
    column.generated = column.hasDefault = true;
    column.generatedAs = lowerExpr(constraint["raw_expr"]);
  } else if (kind == "CONSTR_IDENTITY") {
    column.identity = column.notNull = column.hasDefault = true;
  }
}

void makeSerial(Session &session, Column &column, const Table &table) {
  std::string integer = serialType(column.type);
  if (integer.empty())
    return;
  column.type = integer;
  column.serial = column.notNull = column.hasDefault = true;
  column.defaultText = "nextval('" + generatedName(session.names, table, {column.name}, "seq") + "'::regclass)";
}

} // namespace

/// The length of what begins the text, has at most `most` bytes and cuts no character of UTF-8 in two.
static size_t clipped(std::string_view text, size_t most) {
  size_t length = std::min(most, text.size());
  while (length > 0 && length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
    --length;
  return length;
}

/// Whether PostgreSQL does not choose the name for something of the label's kind: constraints have names of their own,
/// indexes are relations, and keys are both.
static bool isTaken(const RelationNames &names, const Table &table, std::string_view name, std::string_view label) {
  auto has = [&](const auto &list) { return llvm::any_of(list, [&](const auto &item) { return item.name == name; }); };
  const bool isConstraint = label != "idx" && label != "seq", isIndex = label != "fkey" && label != "check";
  return (isConstraint && (has(table.foreignKeys) || has(table.checks) || has(table.keys))) ||
         (isIndex && names.has(table, name));
}

std::string generatedName(const RelationNames &names, const Table &table, const std::vector<std::string> &columns,
                          std::string_view label) {
  std::string joined = llvm::join(columns, "_");
  for (unsigned attempt = 0;; ++attempt) {
    std::string ending(label);
    if (attempt)
      ending += std::to_string(attempt);
    // PostgreSQL's names have at most 63 bytes; it shortens the longer part first.
    size_t room = 63 - std::min<size_t>(60, ending.size() + 1 + (joined.empty() ? 0 : 1));
    size_t first = table.name.size(), second = joined.size();
    while (first + second > room)
      --(first > second ? first : second);
    std::string name = table.name.substr(0, clipped(table.name, first));
    if (!joined.empty())
      name += "_" + joined.substr(0, clipped(joined, second));
    name += "_" + ending;
    if (!isTaken(names, table, name, label))
      return name;
  }
}

std::string generatedKeyName(const RelationNames &names, const Table &table, const Key &key) {
  std::vector<std::string> columns = key.columns;
  columns.insert(columns.end(), key.included.begin(), key.included.end());
  return key.primary ? generatedName(names, table, {}, "pkey") : generatedName(names, table, columns, "key");
}

Column *mutableColumn(Table &table, std::string_view name) { return const_cast<Column *>(table.column(name)); }

void addKey(RelationNames &names, Table &table, Key key) {
  names.add(key.name);
  if (key.primary)
    for (const std::string &name : key.columns)
      if (Column *column = mutableColumn(table, name))
        column->notNull = true;
  table.keys.push_back(std::move(key));
}

void addColumn(Session &session, Table &table, Node columnDef) {
  std::string name(columnDef["colname"].str());
  if (!table.column(name)) {
    Column column;
    column.name = name;
    column.origin = session.origin(columnDef);
    table.columns.push_back(std::move(column));
  }
  Column &column = *mutableColumn(table, name); // an inherited one is merged with
  column.inherited = false;
  if (Node type = columnDef["typeName"])
    column.type = typeName(type), column.modifiers = typeModifiers(type);
  makeSerial(session, column, table);
  column.notNull |= columnDef["is_not_null"].boolean();
  for (Node constraint : columnDef["constraints"])
    applyColumnConstraint(session, column, constraint.body());
  addColumnsConstraints(session, table, columnDef["constraints"], name);
}

void addConstraint(Session &session, Table &table, Node constraint, bool only) {
  addTableConstraint(session, table, constraint, {}, only);
}

std::vector<Table *> descendants(Catalog &catalog, const Table &table) {
  std::vector<Table *> found;
  std::set<std::string> keys{tableKey(table.schema, table.name)};
  for (bool grown = true; grown;) {
    grown = false;
    for (auto &[key, child] : catalog.tables()) {
      bool inherits = keys.count(child.partitionOf) ||
                      llvm::any_of(child.inherits, [&](const std::string &parent) { return keys.count(parent); });
      if (inherits && keys.insert(key).second) {
        found.push_back(&child);
        grown = true;
      }
    }
  }
  return found;
}

void inheritColumns(Table &child, const Table &parent) {
  for (const Column &column : parent.columns)
    if (!child.column(column.name)) {
      child.columns.push_back(column);
      child.columns.back().inherited = true;
    }
}

void inheritKeys(RelationNames &names, Table &child, const Table &parent) {
  for (Key key : parent.keys)
    if (llvm::none_of(child.keys, [&](const Key &own) { return own.columns == key.columns; })) {
      key.name = generatedKeyName(names, child, key);
      addKey(names, child, std::move(key));
    }
  for (const ForeignKey &key : parent.foreignKeys)
    if (llvm::none_of(child.foreignKeys, [&](const ForeignKey &own) {
          return own.columns == key.columns && own.table == key.table && own.schema == key.schema;
        }))
      child.foreignKeys.push_back(key);
}

} // namespace pgtidy::sql
