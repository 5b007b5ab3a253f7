// REINDEX, VACUUM FULL, CLUSTER, REFRESH, LOCK.
#include "change/change.h"

#include "lower/lower.h"

namespace pgtidy::sql::change {

static bool hasOption(Node options, std::string_view name) {
  for (Node option : options)
    if (option["DefElem"]["defname"].str() == name)
      return true;
  return false;
}

void reindex(const ChangeMaker &maker, Node body, Changes &changes) {
  bool isIndex = body["kind"].str() == "REINDEX_OBJECT_INDEX";
  Change change = maker.onTable(ChangeKind::Reindex, body["relation"]);
  change.name = body["relation"] ? change.table : std::string(body["name"].str());
  change.object = isIndex ? "index" : "table";
  change.concurrently = hasOption(body["params"], "concurrently");
  if (isIndex) {
    change.key = tableOfIndex(maker.session.catalog, tableName(body["relation"]));
    change.table = change.key;
  }
  changes.push_back(std::move(change));
}

void vacuum(const ChangeMaker &maker, Node body, Changes &changes) {
  if (!hasOption(body["options"], "full"))
    return;
  for (Node relation : body["rels"]) {
    changes.push_back(maker.onTable(ChangeKind::RewriteTable, relation["VacuumRelation"]["relation"]));
    changes.back().name = "VACUUM FULL";
  }
  if (body["rels"].size() == 0) {
    changes.push_back(maker.make(ChangeKind::RewriteTable));
    changes.back().name = "VACUUM FULL";
  }
}

void cluster(const ChangeMaker &maker, Node body, Changes &changes) {
  changes.push_back(maker.onTable(ChangeKind::RewriteTable, body["relation"]));
  changes.back().name = "CLUSTER";
}

void refresh(const ChangeMaker &maker, Node body, Changes &changes) {
  changes.push_back(maker.onTable(ChangeKind::RefreshView, body["relation"]));
  changes.back().concurrently = body["concurrent"].boolean();
}

void lock(const ChangeMaker &maker, Node body, Changes &changes) {
  for (Node relation : body["relations"]) {
    changes.push_back(maker.onTable(ChangeKind::LockTable, relation));
    changes.back().number = static_cast<int32_t>(body["mode"].integer());
  }
}

} // namespace pgtidy::sql::change
