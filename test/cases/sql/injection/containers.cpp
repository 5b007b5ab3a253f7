// Containers of texts that callers give: each of their texts may be any element.
#include <array>
#include <initializer_list>
#include <pqxx/pqxx>
#include <queue>
#include <stack>
#include <string>
#include <vector>

static void first(pqxx::work &txn, const std::vector<std::string> &columns) {
  txn.exec("SELECT " + columns[0] + " FROM products");
}

static void all(pqxx::work &txn, std::vector<std::string> columns) {
  std::string list = "id";
  for (const std::string &column : columns)
    list += ", " + column;
  txn.exec("SELECT " + list + " FROM products");
}

static void each(pqxx::work &txn, std::initializer_list<const char *> tables) {
  for (const char *table : tables)
    txn.exec(std::string("SELECT count(*) FROM ") + table);
}

static void pair(pqxx::work &txn, const std::array<const char *, 2> &tables) {
  for (const char *table : tables)
    txn.exec(std::string("SELECT count(*) FROM ") + table);
}

void fine(pqxx::work &txn) {
  first(txn, {"name", "price"});
  all(txn, {"name", "price"});
  each(txn, {"products", "tags"});
  pair(txn, {"products", "tags"});
  const std::vector<std::string> known{"name"};
  first(txn, known);
}

static void given(pqxx::work &txn, const std::vector<std::string> &columns) {
  txn.exec("SELECT " + columns[1] + " FROM products");
}

void fault(pqxx::work &txn, const std::string &column) { // expect: pg-sql-injection
  given(txn, {"name", column});
}

void nobodyCallsIt(pqxx::work &txn, const std::vector<std::string> &columns) {
  txn.exec("SELECT " + columns[0] + " FROM products"); // expect: pg-sql-injection
}

static void array(pqxx::work &txn, const std::string names[2]) { txn.exec("SELECT " + names[1] + " FROM products"); }

static void pointers(pqxx::work &txn, const char *const *names, size_t count) {
  std::string list = "id";
  for (size_t i = 0; i < count; ++i)
    list += std::string(", ") + names[i];
  txn.exec("SELECT " + list + " FROM products");
}

void fineArrays(pqxx::work &txn) {
  const std::string names[2] = {"name", "price"};
  array(txn, names);
  static const char *const columns[] = {"name", "price"};
  pointers(txn, columns, 2);
}

static void fromArray(pqxx::work &txn, const std::string *names) { txn.exec("SELECT " + names[1] + " FROM products"); }

void faultInArray(pqxx::work &txn, const std::string &column) { // expect: pg-sql-injection
  const std::string names[] = {"name", column};
  fromArray(txn, names);
}

// What grows inside of what grows.
struct Group {
  std::vector<std::string> names;
};

void nested(pqxx::work &txn, const std::vector<std::string> &names) {
  std::vector<Group> groups;
  for (const auto &name : names) {
    Group &group = groups.emplace_back();
    group.names.push_back(name);
    groups.back().names.push_back(name);
  }
  txn.exec("SELECT 1");
}

class Conditions {
public:
  explicit Conditions(pqxx::work &txn) : Txn(txn) {}
  void equal(const std::string &column, const std::string &value) {
    Parts.push("\"" + column + "\" = " + Txn.quote(value));
  }
  void raw(const std::string &condition) { Others.push(condition); }
  std::string all() {
    std::string text;
    while (!Parts.empty()) {
      text += " AND " + Parts.top();
      Parts.pop();
    }
    return text;
  }
  std::string others() {
    const std::string text = Others.top();
    Others.pop();
    return Others.empty() ? text : Others.top();
  }

private:
  pqxx::work &Txn;
  std::stack<std::string> Parts, Others;
};

void popped(pqxx::work &txn, const std::string &name) {
  Conditions conditions(txn);
  conditions.equal("name", name);
  conditions.equal("shop", name);
  txn.exec("SELECT id FROM products WHERE true" + conditions.all());
  conditions.raw(name);
  txn.exec("SELECT id FROM products WHERE " + conditions.others()); // expect: pg-sql-injection
}

void largest(pqxx::work &txn, const std::string &name) {
  std::priority_queue<std::string> names;
  names.push("name");
  names.push(name);
  names.pop(); // the larger of both
  txn.exec("SELECT " + names.top() + " FROM products"); // expect: pg-sql-injection
}
