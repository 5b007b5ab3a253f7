// Statements that are built once and kept in a map.
#include <pqxx/pqxx>
#include <map>
#include <string>

static std::string everyOrder(int limit) {
  return "SELECT id FROM orders LIMIT " + std::to_string(limit); // expect: pg-isolation-unscoped
}
static std::string ofUser(int limit) {
  return "SELECT id FROM orders WHERE user_id = $1 LIMIT " + std::to_string(limit);
}

class Emplaced {
  std::map<int, std::string> kept_;

public:
  const std::string &get(int limit) {
    auto it = kept_.find(limit);
    if (it != kept_.end())
      return it->second;
    return kept_.emplace(limit, everyOrder(limit)).first->second;
  }
};

class Reseated {
  std::map<int, std::string> kept_;

public:
  const std::string &get(int limit) {
    auto it = kept_.find(limit);
    if (it == kept_.end())
      it = kept_.insert({limit, ofUser(limit)}).first;
    return it->second;
  }
};

void run(pqxx::work &txn, Emplaced &emplaced, Reseated &reseated, int limit, long user) {
  txn.exec(emplaced.get(limit));
  txn.exec_params(reseated.get(limit), user);
}
