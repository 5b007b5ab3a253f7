// Transactions, and parameters of the session.
#include "change/change.h"

#include "lower/lower.h"

namespace pgtidy::sql::change {

void transaction(const ChangeMaker &maker, Node body, Changes &changes) {
  std::string_view kind = body["kind"].str();
  if (kind == "TRANS_STMT_BEGIN" || kind == "TRANS_STMT_START")
    changes.push_back(maker.make(ChangeKind::Begin));
  else if (kind == "TRANS_STMT_COMMIT")
    changes.push_back(maker.make(ChangeKind::Commit));
  else if (kind == "TRANS_STMT_ROLLBACK")
    changes.push_back(maker.make(ChangeKind::Rollback));
}

void setParameter(const ChangeMaker &maker, Node body, Changes &changes) {
  Change change = maker.make(ChangeKind::SetParameter);
  change.name = std::string(body["name"].str());
  Node value = body["args"].at(0)["A_Const"];
  change.to =
      value["ival"] ? std::to_string(value["ival"]["ival"].integer()) : std::string(value["sval"]["sval"].str());
  change.local = body["is_local"].boolean();
  changes.push_back(std::move(change));
}

/// SELECT set_config('lock_timeout', '2s', …) sets a parameter as SET does.
void select(const ChangeMaker &maker, Node body, Changes &changes) {
  for (Node target : body["targetList"]) {
    Node call = target["ResTarget"]["val"]["FuncCall"];
    std::vector<std::string> name = stringList(call["funcname"]);
    if (name.empty() || name.back() != "set_config")
      continue;
    Change change = maker.make(ChangeKind::SetParameter);
    change.name = std::string(call["args"].at(0)["A_Const"]["sval"]["sval"].str());
    changes.push_back(std::move(change));
  }
}

} // namespace pgtidy::sql::change
