// Setters that nobody calls put nothing into an object; those that are called, and members that nobody else fills, do.
#include <pqxx/pqxx>
#include <string>

class Sequence {
  std::string name_;

public:
  explicit Sequence(const std::string &name) : name_(name) {}
  void setName(const std::string &name) { name_ = name; }
  std::string created() const { return "CREATE SEQUENCE " + name_; }
};

static void create(pqxx::work &txn, const Sequence &sequence) { txn.exec(sequence.created()); } // fine

void create(pqxx::work &txn) {
  create(txn, Sequence("products_id"));
  create(txn, Sequence("tags_id"));
}

class Schema {
  std::string name_;

public:
  explicit Schema(const std::string &name) : name_(name) {}
  void setName(const std::string &name) { name_ = name; }
  std::string created() const { return "CREATE SCHEMA " + name_; } // expect: pg-sql-injection
};

static void create(pqxx::work &txn, const Schema &schema) { txn.exec(schema.created()); }

void createRenamed(pqxx::work &txn, const char *argument) {
  Schema first("one"), second("two");
  second.setName(argument);
  create(txn, first);
  create(txn, second);
}

class Domain {
  std::string name_ = "";

public:
  void setName(const std::string &name) { name_ = name; }
  std::string created() const { return "CREATE DOMAIN " + name_ + " AS text"; } // expect: pg-sql-injection
};

void create(pqxx::work &txn, const Domain &domain) { txn.exec(domain.created()); }
