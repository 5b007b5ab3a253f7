// Statements that are kept in containers: wherever they are put there, and under the key that is asked for.
#include <array>
#include <map>
#include <pqxx/pqxx>
#include <string>
#include <unordered_map>
#include <vector>

using Texts = std::map<std::string, std::string>;

class Declared {
  const Texts queries = {
      {"all", "SELECT status FROM orders"}, // expect: pg-isolation-unscoped
      {"mine", "SELECT status FROM orders WHERE user_id = $1"},
      {"unused", "SELECT total FROM orders"},
  };

public:
  void all(pqxx::work &txn) { txn.exec(queries.at("all")); }
  void mine(pqxx::work &txn, int user) { txn.exec_params(queries.at("mine"), user); }
};

class Initialised {
  std::unordered_map<std::string, std::string> queries;

public:
  Initialised() : queries{{"all", "SELECT total FROM orders"}, {"one", "SELECT 1"}} {} // expect: pg-isolation-unscoped
  void all(pqxx::work &txn) {
    if (auto found = queries.find("all"); found != queries.end())
      txn.exec(found->second);
  }
};

class Filled {
  Texts queries;

public:
  Filled() {
    queries["all"] = "SELECT id FROM orders"; // expect: pg-isolation-unscoped
    queries["mine"] = "SELECT id FROM orders WHERE user_id = $1";
  }
  void all(pqxx::work &txn) { txn.exec(queries["all"]); }
  void mine(pqxx::work &txn, int user) { txn.exec_params(queries["mine"], user); }
};

class Emplaced {
  Texts queries;

public:
  Emplaced() {
    queries.emplace("a", "SELECT body FROM memos"); // expect: pg-isolation-unscoped
    queries.insert({"b", "SELECT 1"});
    queries.insert_or_assign("c", "SELECT 2");
  }
  void any(pqxx::work &txn, const std::string &name) { txn.exec(queries.at(name)); }
};

class ByIndex {
  std::string queries[3];
  std::array<const char *, 2> more;

public:
  ByIndex() : more{"SELECT 1", "SELECT email FROM users"} { // expect: pg-isolation-unscoped
    queries[0] = "SELECT note_id FROM memos"; // expect: pg-isolation-unscoped
    queries[1] = "SELECT note_id FROM memos WHERE user_id = $1";
    queries[2] = "SELECT user_id FROM memos";
  }
  void all(pqxx::work &txn) { txn.exec(queries[0]); }
  void mine(pqxx::work &txn, int user) { txn.exec_params(queries[1], user); }
  void second(pqxx::work &txn) { txn.exec(more[1]); }
};

enum class Which { First, Second };

class ByEnumerator {
  std::map<Which, std::string> queries{{Which::First, "SELECT 1"}};

public:
  void prepare() { queries[Which::Second] = "SELECT name FROM users"; } // expect: pg-isolation-unscoped
  void second(pqxx::work &txn) { txn.exec(queries.at(Which::Second)); }
};

static Texts shared;
void fillShared() { shared["all"] = "SELECT id FROM users"; } // expect: pg-isolation-unscoped
void fillShared(const std::string &text) { shared["more"] = text; }
void useShared(pqxx::work &txn) { txn.exec(shared["all"]); }
void fillSharedMore() { fillShared("SELECT id, name FROM users"); } // expect: pg-isolation-unscoped
void useSharedMore(pqxx::work &txn) { txn.exec(shared["more"]); }

struct OfClass {
  static std::map<int, std::string> queries;
  static void fill() { queries[0] = "SELECT id, email FROM users"; } // expect: pg-isolation-unscoped
  static void use(pqxx::work &txn) { txn.exec(queries[0]); }
};
std::map<int, std::string> OfClass::queries;

class FilledByFunction {
  Texts queries;
  static void fill(Texts &texts) { texts["all"] = "SELECT placed_at FROM orders"; } // expect: pg-isolation-unscoped

public:
  FilledByFunction() { fill(queries); }
  void all(pqxx::work &txn) { txn.exec(queries.at("all")); }
};

// A text that grows, and one that takes another's place.
class Changed {
  Texts queries;

public:
  Changed() {
    queries["grown"] = "SELECT status FROM orders"; // expect: pg-isolation-unscoped
    queries["grown"] += " ORDER BY id";
    queries["replaced"] = "SELECT status, total FROM orders";
    queries["replaced"] = "SELECT status FROM orders WHERE user_id = $1";
  }
  void grown(pqxx::work &txn) { txn.exec(queries["grown"]); }
  void local(pqxx::work &txn, const std::string &name) {
    Texts texts{{"a", "SELECT 1"}};
    texts["a"] = "SELECT total, id FROM orders"; // expect: pg-isolation-unscoped
    txn.exec(texts["a"]);
    texts[name] = "SELECT id, status FROM orders"; // expect: pg-isolation-unscoped
    txn.exec(texts["a"]);
  }
};
