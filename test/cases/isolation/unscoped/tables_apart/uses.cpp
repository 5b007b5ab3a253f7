#include "../tables_apart.h"

void uses(pqxx::work &txn, int user, int i) {
  txn.exec(ofConstants.at("all"));
  txn.exec_params(ofConstants.at("mine"), user);
  txn.exec(ofVariables.at("all"));
  txn.exec(ofVariables["later"]);
  txn.exec(ofArray[i]);
  txn.exec(ofStandardArray[1]);
  for (const std::string &text : ofVector)
    txn.exec(text);
  txn.exec(given().at("all"));
  if (auto found = OfClass::map.find(1); found != OfClass::map.end())
    txn.exec(found->second);
  txn.exec(OfClass::array[i]);
}

void registered(pqxx::work &txn, Registry &registry, int user) {
  registry.add("all", "SELECT placed_at FROM orders"); // expect: pg-isolation-unscoped
  registry.add("mine", "SELECT placed_at FROM orders WHERE user_id = $1");
  registry.add("unused", "SELECT id, placed_at FROM orders");
  txn.exec(registry.get("all"));
  txn.exec_params(registry.get("mine"), user);
}
