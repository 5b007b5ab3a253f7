// Containers that hold, besides what is seen, what is not: it is one of the texts that are sent.
#include <map>
#include <pqxx/pqxx>
#include <string>

using Texts = std::map<std::string, std::string>;
std::string readFrom(const std::string &file);
void fill(Texts &texts);

class Read {
  Texts queries{{"a", "SELECT 1"}};

public:
  void load(const std::string &name, const std::string &file) { queries[name] = readFrom(file); }
  void any(pqxx::work &txn) { txn.exec(queries.at("a")); } // expect: pg-isolation-unverifiable
};

class FilledElsewhere {
  Texts queries{{"a", "SELECT 1"}};

public:
  void load() { fill(queries); }
  void any(pqxx::work &txn) { txn.exec(queries.at("a")); } // expect: pg-isolation-unverifiable
};

// What is set by a name of the run may stand in the place of each: that is said once.
class Settings {
  Texts queries{{"a", "SELECT 1"}, {"b", "SELECT 2"}};

public:
  void set(const std::string &name, const std::string &file) { queries[name] = readFrom(file); }
  void one(pqxx::work &txn) { txn.exec(queries.at("a")); } // expect: pg-isolation-unverifiable
  void other(pqxx::work &txn) { txn.exec(queries.at("b")); }
  void neither(pqxx::work &txn) { txn.exec(queries.at("c")); } // expect: pg-isolation-unverifiable
};

// What is put under one key is not under the other.
class Apart {
  Texts queries{{"a", "SELECT 1"}};

public:
  void load(const std::string &file) { queries["b"] = readFrom(file); }
  void one(pqxx::work &txn) { txn.exec(queries.at("a")); }
  void other(pqxx::work &txn) { txn.exec(queries.at("b")); }   // expect: pg-isolation-unverifiable
  void neither(pqxx::work &txn) { txn.exec(queries.at("c")); } // expect: pg-isolation-unverifiable
};
