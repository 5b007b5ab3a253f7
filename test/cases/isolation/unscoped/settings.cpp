// Settings: each is declared with what it is by default in one place, and asked for in another.
#include <map>
#include <pqxx/pqxx>
#include <string>

class Settings {
  std::map<std::string, std::string> values, help;

public:
  void declare(const std::string &key, const std::string &text) { values[key] = text; }
  std::string get(const std::string &key) const {
    auto it = values.find(key);
    return it == values.end() ? "" : it->second;
  }
  std::string &set(const std::string &key, const std::string &what) {
    help[key] = what;
    return values[key];
  }
  const std::string &operator[](const std::string &key) { return values[key]; }
};

Settings &settings() {
  static Settings all;
  return all;
}

void declareAll() {
  settings().declare("orders.all", "SELECT id FROM orders"); // expect: pg-isolation-unscoped
  settings().declare("orders.mine", "SELECT id FROM orders WHERE user_id = $1");
  settings().declare("orders.unused", "SELECT total FROM orders");
}
void all(pqxx::work &txn) { txn.exec(settings().get("orders.all")); }
void mine(pqxx::work &txn, int user) { txn.exec_params(settings().get("orders.mine"), user); }

// The key is put together on both sides, and one function declares what its callers say.
class Factory {
  std::string name;

protected:
  void declare(const std::string &suffix, const std::string &key, const std::string &help, const std::string &text) {
    settings().set(name + suffix + "-" + key, help) = text;
  }

public:
  explicit Factory(const std::string &name) : name(name) {}
};

class Backend : public Factory {
public:
  Backend() : Factory("pg") {}
  void declareArguments(const std::string &suffix = "") {
    const std::string columns = "SELECT id, status FROM orders"; // expect: pg-isolation-unscoped
    declare(suffix, "any", "any of them", columns + " WHERE status = 'open'");
    declare(suffix, "own", "one's own", columns + " WHERE user_id = $1");
    declare(suffix, "none", "no one's", "SELECT email FROM users");
  }
};

class Store {
  std::string anyQuery, ownQuery, prefix;
  const std::string &argument(const std::string &key) { return settings()[prefix + "-" + key]; }

public:
  explicit Store(const std::string &prefix) : prefix(prefix) {
    anyQuery = argument("any");
    ownQuery = argument("own");
  }
  void any(pqxx::work &txn) { txn.exec(anyQuery); }
  void own(pqxx::work &txn, int user) { txn.exec_params(ownQuery, user); }
};

void run(pqxx::work &txn, const std::string &suffix, int user) {
  Backend backend;
  backend.declareArguments(suffix);
  Store store("pg" + suffix);
  store.any(txn);
  store.own(txn, user);
}
