// Texts that others give, and that lose what they begin or end with: what is left is known when the callers are.
#include <pqxx/pqxx>
#include <string>

class Trigger {
  std::string name_, condition_;

public:
  Trigger(const std::string &name, const std::string &condition) : name_(name), condition_(condition) {
    if (!condition_.empty() && condition_.back() == ';')
      condition_.erase(condition_.size() - 1);
  }
  std::string created() const {
    return "CREATE TRIGGER " + name_ + " BEFORE INSERT ON products WHEN (" + condition_ + ") EXECUTE FUNCTION f()";
  }
};

static void add(pqxx::work &txn, const Trigger &trigger) { txn.exec(trigger.created()); }

static void find(pqxx::work &txn, std::string where) {
  if (where.ends_with(" AND "))
    where.erase(where.size() - 5);
  if (where.starts_with("WHERE "))
    where.erase(0, 6);
  txn.exec("SELECT id FROM products WHERE " + where);
}

static void listed(pqxx::work &txn, std::string ids) {
  ids.pop_back();
  txn.exec("SELECT id FROM products WHERE id IN (" + ids + ")"); // expect: pg-sql-syntax
}

static void unlike(pqxx::work &txn, std::string where) {
  if (where[where.size() - 1] != ';')
    where.pop_back();
  txn.exec("SELECT id FROM products WHERE " + where);
}

void fine(pqxx::work &txn) {
  add(txn, Trigger("one", "NEW.a = 1;"));
  add(txn, Trigger("two", "NEW.b = 2"));
  find(txn, "a = 1 AND ");
  find(txn, "WHERE b = 2 AND ");
  find(txn, "c = 3");
  listed(txn, "1,2,");
  unlike(txn, "a = 1 ");
  unlike(txn, "a = 1;");
}

void broken(pqxx::work &txn) {
  find(txn, "a = 1 OR "); // expect: pg-sql-syntax
  listed(txn, "1,2,,");
  unlike(txn, "a = 1 OR "); // expect: pg-sql-syntax
}
