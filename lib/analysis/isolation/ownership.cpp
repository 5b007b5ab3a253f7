// Who owns the rows of which table, as the schema and the configuration say.
#include "analysis/isolation.h"
#include "isolation/dotted_name.h"
#include "isolation/readings.h"
#include "isolation/relations.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace pgtidy::analysis {

using isolation::isNamedIn;
using isolation::keyOf;

namespace {

/// Whether what the column of a users table holds is one user's.
bool namesAlone(const TableOwnership &users, const std::string &column) {
  return llvm::is_contained(users.ownerColumns, column) && Ownership::keysOf(users, column) != 0;
}

/// The foreign key of which `column` is the only column; null when there is none.
const sql::ForeignKey *foreignKeyOf(const sql::Table &table, const std::string &column) {
  for (const sql::ForeignKey &key : table.foreignKeys)
    if (key.columns.size() == 1 && key.columns[0] == column)
      return &key;
  return nullptr;
}

std::vector<std::shared_ptr<const sql::Parsed>> readAll(const std::vector<std::string> &texts, const char *before) {
  std::vector<std::shared_ptr<const sql::Parsed>> result;
  for (const std::string &text : texts) {
    auto parsed = std::make_shared<sql::Parsed>(sql::parse(before + text));
    if (!parsed->error && parsed->statements.size() == 1 && parsed->statements[0].select)
      result.push_back(std::move(parsed));
  }
  return result;
}

} // namespace

bool isMadeToBypass(std::string_view role) { return role == "postgres" || role == "neondb_owner"; }

bool passesByPolicies(const std::string &role, const sql::Catalog &catalog) {
  return catalog.roles.count(role) > 0 ? catalog.bypassesRowSecurity(role) : isMadeToBypass(role);
}

Ownership::Ownership(const sql::Catalog &catalog, UserModel model, bool withOtherPaths)
    : Schema(catalog), Model(std::move(model)), Read(std::make_shared<isolation::Readings>()),
      Related(std::make_shared<isolation::Relations>(catalog)) {
  Model.bypassesRowSecurity |= passesByPolicies(Model.role, Schema);
  readConditions();
  if (!Schema.empty())
    readSchema();
  readTriggers();
  if (withOtherPaths)
    readSearchPaths();
  if (Schema.isWhole())
    return;
  if (KeyNames.size() <= 1)
    KeyNames = {"id", "email", "username", "login"};
  for (const std::string &name : Model.tables)
    if (!Schema.find("public", name))
      Tables[name] = {OwnerKind::Users, {"id", "email", "username", "login"}, {}, true, {1, 2, 4, 8}};
}

void Ownership::connectAs(const std::string &role) {
  if (!Model.role.empty() || role.empty())
    return;
  Model.role = role;
  Model.bypassesRowSecurity |= passesByPolicies(role, Schema);
  readSearchPathsAnew();
}

void Ownership::readConditions() {
  Public = readAll(Model.publicWhen, "SELECT 1 WHERE ");
  Principals = readAll(Model.principals, "SELECT ");
}

bool Ownership::isShared(const std::string &key) const { return isNamedIn(Model.shared, key); }
bool Ownership::isMembership(const std::string &key) const { return isNamedIn(Model.memberships, key); }

void Ownership::readSchema() {
  for (const auto &[key, table] : Schema.tables())
    Heirs.insert(table.inherits.begin(), table.inherits.end());
  std::set<std::string> users = userTables();
  for (const std::string &key : users)
    Tables[key] = ofUsers(Schema.tables().at(key));
  nameUserKeys(users);
  std::map<std::string, TableOwnership> owned;
  for (const auto &[key, table] : Schema.tables()) {
    if (table.view || isShared(key) || users.count(key))
      continue;
    std::vector<std::string> owners = ownerColumns(table);
    std::vector<ParentLink> links = linksByName(table);
    if (!owners.empty() || !links.empty())
      owned[key] = {owners.empty() ? OwnerKind::Parent : OwnerKind::Column, owners, std::move(links), false,
                    userKeysOf(table, owners, users)};
  }
  Tables.merge(owned);
  addPartitions();
  addMembers();
  for (size_t before = 0; before != Tables.size();) {
    before = Tables.size();
    addChildren();
    addPartitions();
    addHeirs();
  }
  addCredentials();
  nameJointKeys();
}

/// The foreign key that leads from the column, be it with others, to one of the users table that names users alone;
/// null where there is none.
const sql::ForeignKey *Ownership::keyToUsers(const sql::Table &table, const std::string &column) const {
  for (const sql::ForeignKey &foreign : table.foreignKeys) {
    const std::string parent = foreign.schema + "." + foreign.table;
    auto users = Tables.find(parent);
    auto found = std::find(foreign.columns.begin(), foreign.columns.end(), column);
    if (found == foreign.columns.end() || users == Tables.end() || users->second.kind != OwnerKind::Users ||
        parent == keyOf(table))
      continue;
    const size_t index = static_cast<size_t>(found - foreign.columns.begin());
    const bool isWhole = foreign.columns.size() == 1 && !users->second.hasJointKey();
    if (isWhole || (index < foreign.referenced.size() && namesAlone(users->second, foreign.referenced[index])))
      return &foreign;
  }
  return nullptr;
}

/// Columns with a foreign key to a users table's key, and columns of the configured names that lead nowhere else: by
/// their mere name not where it takes others to name a user.
std::vector<std::string> Ownership::ownerColumns(const sql::Table &table) const {
  const bool hasJointUsers =
      std::any_of(Tables.begin(), Tables.end(), [](const auto &entry) { return entry.second.hasJointKey(); });
  std::vector<std::string> result;
  for (const sql::Column &column : table.columns) {
    // With others such a column leads to users whom it does not name alone, be it by way of their rows.
    const bool isPart =
        std::any_of(table.foreignKeys.begin(), table.foreignKeys.end(), [&](const sql::ForeignKey &key) {
          return key.columns.size() > 1 && llvm::is_contained(key.columns, column.name) &&
                 (hasJointUsers || namesJointly(key));
        });
    const bool isAlone = !isPart && (Model.ownerColumnsConfigured || !onlyJointUsers());
    const bool byName =
        llvm::is_contained(Model.ownerColumns, column.name) && !foreignKeyOf(table, column.name) && isAlone;
    if (keyToUsers(table, column.name) || byName)
      result.push_back(column.name);
  }
  // The name that is configured comes first: it is the one to propose.
  std::sort(result.begin(), result.end(), [&](const std::string &a, const std::string &b) {
    return llvm::is_contained(Model.ownerColumns, a) > llvm::is_contained(Model.ownerColumns, b);
  });
  return result;
}

/// Foreign keys to user-owned tables, until nothing is added. A foreign key of a table to itself passes nothing on.
void Ownership::addChildren() {
  bool changed = true;
  while (changed) {
    changed = false;
    for (const auto &[key, table] : Schema.tables()) {
      if (table.view || isShared(key))
        continue;
      auto known = Tables.find(key);
      if (known != Tables.end() && known->second.kind == OwnerKind::Users)
        continue;
      for (const sql::ForeignKey &foreign : table.foreignKeys) {
        std::string parent = foreign.schema + "." + foreign.table;
        auto owner = Tables.find(parent);
        if (parent == key || owner == Tables.end() || isShared(parent) || findOnly(parent) == nullptr ||
            (owner->second.kind == OwnerKind::Users && !namesJointly(foreign)))
          continue;
        TableOwnership &entry = Tables[key];
        // NOT VALID: of a row that was there the parent may be missing, and the owner column says whose it is.
        if (foreign.notValid && foreign.columns.size() > 1 &&
            std::any_of(foreign.columns.begin(), foreign.columns.end(),
                        [&](const std::string &column) { return llvm::is_contained(entry.ownerColumns, column); }))
          continue;
        if (std::any_of(entry.parents.begin(), entry.parents.end(), [&](const ParentLink &link) {
              return link.parent == parent && link.columns == foreign.columns;
            }))
          continue;
        if (entry.kind == OwnerKind::None)
          entry.kind = OwnerKind::Parent;
        entry.parents.push_back({foreign.columns, parent, foreign.referenced});
        changed = true;
      }
    }
  }
}

/// A partition or child table is owned as its parent is.
void Ownership::addPartitions() {
  for (const auto &[key, table] : Schema.tables()) {
    std::vector<std::string> parents = table.inherits;
    if (!table.partitionOf.empty()) {
      parents.push_back(table.partitionOf);
      Parts.insert(table.partitionOf);
    }
    for (const std::string &parent : parents)
      if (auto owner = Tables.find(parent); owner != Tables.end() && !Tables.count(key) && !isShared(key))
        Tables[key] = owner->second.kind == OwnerKind::Users && parent == table.partitionOf
                          ? ofUsersPart(table, owner->second)
                          : owner->second;
  }
}

/// A table whose partition or heir is user-owned gives such rows when it is read (Inheritance). Where it has all of the
/// columns that say whose they are, those say so here too.
void Ownership::addHeirs() {
  for (const auto &[key, table] : Schema.tables()) {
    std::vector<std::string> parents = table.inherits;
    if (!table.partitionOf.empty())
      parents.push_back(table.partitionOf);
    const TableOwnership *owned = find(key);
    for (const std::string &parent : parents) {
      auto above = Schema.tables().find(parent);
      if (!owned || above == Schema.tables().end() || Tables.count(parent) || isShared(parent))
        continue;
      auto isThere = [&](const std::string &column) { return above->second.column(column) != nullptr; };
      const bool isSaid = std::all_of(owned->ownerColumns.begin(), owned->ownerColumns.end(), isThere) &&
                          std::all_of(owned->parents.begin(), owned->parents.end(), [&](const ParentLink &link) {
                            return std::all_of(link.columns.begin(), link.columns.end(), isThere);
                          });
      TableOwnership made = isSaid ? *owned : TableOwnership{OwnerKind::Member, {}, {}, false};
      made.heir = key;
      Tables[parent] = std::move(made);
    }
  }
}

/// A table of which a membership table says who may see what is user-owned, without an owner column even.
void Ownership::addMembers() {
  for (const auto &[key, table] : Schema.tables()) {
    if (!isMembership(key))
      continue;
    for (const sql::ForeignKey &foreign : table.foreignKeys) {
      std::string parent = foreign.schema + "." + foreign.table;
      if (!Tables.count(parent) && !isShared(parent) && Schema.tables().count(parent))
        Tables[parent] = {OwnerKind::Member, {}, {}, false};
    }
  }
}

std::vector<Grant> Ownership::grants(const std::string &key) const {
  std::vector<Grant> result;
  if (Model.memberships.empty())
    return result;
  for (const auto &[name, table] : Schema.tables()) {
    auto owned = Tables.find(name);
    if (!isMembership(name) || owned == Tables.end())
      continue;
    for (const sql::ForeignKey &foreign : table.foreignKeys)
      if (foreign.schema + "." + foreign.table == key)
        result.push_back({name, foreign.columns, foreign.referenced, owned->second.ownerColumns});
  }
  if (Schema.empty())
    for (const std::string &name : Model.memberships) {
      // Without a schema, "project_id" of the membership table is the key of "projects".
      std::string singular = key.size() > 1 && key.back() == 's' ? key.substr(0, key.size() - 1) : key;
      result.push_back({name, {singular + "_id"}, {"id"}, Model.ownerColumns});
    }
  return result;
}

std::string Ownership::key(const sql::Name &name) const {
  if (const sql::Table *table = Schema.empty() ? nullptr : tableMeant(name))
    return keyOf(*table);
  return Schema.isWhole() ? "" : name.name;
}

const sql::Table *Ownership::tableMeant(const sql::Name &name) const {
  if (name.hole >= 0)
    for (const sql::Table *table : Schema.meantAtRunTime(name))
      if (const TableOwnership *owned = find(keyOf(*table)); owned && owned->kind != OwnerKind::None)
        return table;
  return Schema.find(name);
}

const TableOwnership *Ownership::find(const std::string &key) const {
  auto found = Tables.find(key);
  return found == Tables.end() ? nullptr : &found->second;
}

const TableOwnership *Ownership::findOnly(const std::string &key) const {
  const TableOwnership *found = find(key);
  return found && !found->heir.empty() && !hasParts(key) ? nullptr : found;
}

TableOwnership Ownership::of(const sql::Name &table) const {
  if (table.schema == "pg_catalog" || table.schema == "information_schema")
    return {};
  const TableOwnership *found = find(key(table));
  return found ? *found : TableOwnership{};
}

} // namespace pgtidy::analysis
