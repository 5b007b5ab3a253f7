#include "change/change.h"

#include "lower/lower.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace pgtidy::sql {
namespace {

using Changes = std::vector<Change>;

std::string shown(const Name &name) { return name.schema.empty() ? name.name : name.schema + "." + name.name; }

/// "materialized view" of OBJECT_MATVIEW, "foreign table" of OBJECT_FOREIGN_TABLE.
std::string objectName(std::string_view kind) {
  if (kind == "OBJECT_MATVIEW")
    return "materialized view";
  llvm::StringRef name(kind.data(), kind.size());
  name.consume_front("OBJECT_");
  std::string lower = name.lower();
  std::ranges::replace(lower, '_', ' ');
  return lower;
}

void createTable(const ChangeMaker &maker, Node body, Changes &changes) {
  Change change = maker.onTable(ChangeKind::CreateTable, body["relation"] ? body["relation"] : body["into"]["rel"]);
  change.guarded = body["if_not_exists"].boolean();
  change.object = objectName(body["objtype"].str());
  changes.push_back(std::move(change));
}

void alterTable(const ChangeMaker &maker, Node body, Changes &changes) {
  std::string_view kind = body["objtype"].str();
  if (kind == "OBJECT_INDEX" || kind == "OBJECT_SEQUENCE" || kind == "OBJECT_VIEW")
    return;
  addTableCommands(maker, body, changes);
}

void createIndex(const ChangeMaker &maker, Node body, Changes &changes) {
  Change change = maker.onTable(ChangeKind::CreateIndex, body["relation"]);
  change.name = std::string(body["idxname"].str());
  change.concurrently = body["concurrent"].boolean();
  change.guarded = body["if_not_exists"].boolean();
  change.unique = body["unique"].boolean();
  for (Node element : body["indexParams"])
    change.columns.push_back(std::string(element["IndexElem"]["name"].str()));
  changes.push_back(std::move(change));
}

ChangeKind dropKind(std::string_view kind) {
  if (kind == "OBJECT_TABLE" || kind == "OBJECT_FOREIGN_TABLE")
    return ChangeKind::DropTable;
  if (kind == "OBJECT_INDEX")
    return ChangeKind::DropIndex;
  return kind == "OBJECT_SCHEMA" ? ChangeKind::DropSchema : ChangeKind::DropObject;
}

void drop(const ChangeMaker &maker, Node body, Changes &changes) {
  for (Node object : body["objects"]) {
    std::vector<std::string> path = objectPath(object);
    Change change = maker.make(dropKind(body["removeType"].str()));
    change.object = objectName(body["removeType"].str());
    change.name = path.empty() ? std::string() : path.back();
    change.concurrently = body["concurrent"].boolean();
    change.guarded = body["missing_ok"].boolean();
    change.cascade = body["behavior"].str() == "DROP_CASCADE";
    if (change.kind == ChangeKind::DropTable)
      maker.setTable(change, nameOf(path));
    if (change.kind == ChangeKind::DropIndex) {
      change.key = tableOfIndex(maker.session.catalog, nameOf(path));
      change.table = change.key;
    }
    if (change.object == "policy" || change.object == "trigger") {
      path.pop_back();
      maker.setTable(change, nameOf(path));
    }
    changes.push_back(std::move(change));
  }
}

void rename(const ChangeMaker &maker, Node body, Changes &changes) {
  std::string_view kind = body["renameType"].str();
  bool isColumn = kind == "OBJECT_COLUMN", isTable = kind == "OBJECT_TABLE";
  ChangeKind change = isColumn ? ChangeKind::RenameColumn : isTable ? ChangeKind::RenameTable : ChangeKind::RenameOther;
  Change renamed = body["relation"] ? maker.onTable(change, body["relation"]) : maker.make(change);
  renamed.object = objectName(isColumn ? body["relationType"].str() : kind);
  renamed.name = std::string(isTable ? std::string_view(renamed.table) : body["subname"].str());
  renamed.to = std::string(body["newname"].str());
  changes.push_back(std::move(renamed));
}

void truncate(const ChangeMaker &maker, Node body, Changes &changes) {
  for (Node relation : body["relations"]) {
    Change change = maker.onTable(ChangeKind::Truncate, relation);
    change.cascade = body["behavior"].str() == "DROP_CASCADE";
    changes.push_back(std::move(change));
  }
}

void write(const ChangeMaker &maker, ChangeKind kind, Node body, Changes &changes) {
  Change change = maker.onTable(kind, body["relation"]);
  change.filtered = static_cast<bool>(body["whereClause"]);
  changes.push_back(std::move(change));
}

void alterEnum(const ChangeMaker &maker, Node body, Changes &changes) {
  bool renames = static_cast<bool>(body["oldVal"]);
  Change change = maker.make(renames ? ChangeKind::RenameEnumValue : ChangeKind::AddEnumValue);
  change.name = maker.session.findEnum(stringList(body["typeName"]));
  if (change.name.empty())
    change.name = llvm::join(stringList(body["typeName"]), ".");
  change.to = std::string(body["newVal"].str());
  change.guarded = body["skipIfNewValExists"].boolean();
  change.positioned = static_cast<bool>(body["newValNeighbor"]);
  changes.push_back(std::move(change));
}

void domain(const ChangeMaker &maker, Node body, Changes &changes) {
  bool isNew = static_cast<bool>(body["domainname"]);
  std::string subtype(body["subtype"].str());
  if (isNew ? body["constraints"].size() == 0 : subtype != "C" && subtype != "O")
    return;
  if (body["def"]["Constraint"]["skip_validation"].boolean())
    return;
  Change change = maker.make(ChangeKind::DomainConstraint);
  change.name = llvm::join(stringList(isNew ? body["domainname"] : body["typeName"]), ".");
  change.isNew = isNew;
  changes.push_back(std::move(change));
}

void dropDatabase(const ChangeMaker &maker, Node body, Changes &changes) {
  changes.push_back(maker.make(ChangeKind::DropDatabase));
  changes.back().name = std::string(body["dbname"].str());
}

struct Form {
  llvm::StringLiteral tag;
  void (*lower)(const ChangeMaker &, Node, Changes &);
};

template <ChangeKind kind> void writeOf(const ChangeMaker &maker, Node body, Changes &changes) {
  write(maker, kind, body, changes);
}

using namespace change;

constexpr Form Forms[] = {
    {"CreateStmt", createTable},
    {"CreateTableAsStmt", createTable},
    {"AlterTableStmt", alterTable},
    {"IndexStmt", createIndex},
    {"DropStmt", drop},
    {"RenameStmt", rename},
    {"TruncateStmt", truncate},
    {"AlterEnumStmt", alterEnum},
    {"CreateDomainStmt", domain},
    {"AlterDomainStmt", domain},
    {"ReindexStmt", reindex},
    {"VacuumStmt", vacuum},
    {"ClusterStmt", cluster},
    {"RefreshMatViewStmt", refresh},
    {"TransactionStmt", transaction},
    {"VariableSetStmt", setParameter},
    {"SelectStmt", select},
    {"LockStmt", lock},
    {"InsertStmt", writeOf<ChangeKind::Insert>},
    {"UpdateStmt", writeOf<ChangeKind::Update>},
    {"DeleteStmt", writeOf<ChangeKind::Delete>},
    {"CreateTrigStmt", writeOf<ChangeKind::CreateTrigger>},
    {"DropdbStmt", dropDatabase},
};

/// What makes an object of a kind that no change of its own stands for: its name, so that a drop before it is a
/// replacement.
void creation(const ChangeMaker &maker, std::string_view tag, Node body, Changes &changes) {
  Change change = maker.make(ChangeKind::CreateObject);
  if (tag == "ViewStmt")
    change.object = "view", change.name = tableName(body["view"]).name;
  else if (tag == "CreateFunctionStmt")
    change.object = "function", change.name = nameOf(stringList(body["funcname"])).name;
  else if (tag == "CreatePolicyStmt")
    change.object = "policy", change.name = std::string(body["policy_name"].str());
  else if (tag == "CreateEnumStmt" || tag == "CompositeTypeStmt")
    change.object = "type", change.name = nameOf(stringList(body["typeName"])).name;
  else
    return;
  changes.push_back(std::move(change));
}

} // namespace

std::string tableOfIndex(const Catalog &catalog, const Name &index) {
  for (const auto &[key, table] : catalog.tables())
    if (index.schema.empty() || table.schema == index.schema)
      for (const Index &candidate : table.indexes)
        if (candidate.name == index.name)
          return key;
  return {};
}

Change ChangeMaker::make(ChangeKind kind, Offset inStatement) const {
  Change change;
  change.kind = kind;
  change.location = session.origin(inStatement).offset;
  return change;
}

void ChangeMaker::setTable(Change &change, const Name &name) const {
  change.table = shown(name);
  if (const Table *table = session.find(name))
    change.key = tableKey(table->schema, table->name);
}

Change ChangeMaker::onTable(ChangeKind kind, Node rangeVar) const {
  if (!rangeVar)
    return make(kind);
  Name name = tableName(rangeVar);
  Change change = make(kind, name.location);
  setTable(change, name);
  return change;
}

SchemaStatement schemaStatement(Session &session, Node statement, StatementSpan span) {
  SchemaStatement result;
  result.file = session.origin(0).file;
  result.begin = static_cast<Offset>(span.begin);
  result.end = static_cast<Offset>(span.end);
  result.tag = std::string(statement.tag());
  ChangeMaker maker{session};
  for (const Form &form : Forms)
    if (statement.tag() == std::string_view(form.tag))
      form.lower(maker, statement.body(), result.changes);
  creation(maker, statement.tag(), statement.body(), result.changes);
  return result;
}

} // namespace pgtidy::sql
