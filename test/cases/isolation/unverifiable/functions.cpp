// Functions without a body in sight, and functions with one.
#include <pqxx/pqxx>
#include <string>

std::string statement(int kind);

struct Source {
  virtual ~Source() = default;
  virtual std::string statement() const = 0;
};

void faults(pqxx::work &txn, const Source &source) {
  txn.exec(statement(1));       // expect: pg-isolation-unverifiable
  txn.exec(source.statement()); // expect: pg-isolation-unverifiable
}

std::string known(int kind) {
  switch (kind) {
  case 1:
    return "SELECT id FROM products";
  default:
    return "SELECT name FROM products";
  }
}

struct Known {
  virtual ~Known() = default;
  virtual std::string statement() const = 0;
};

struct Products : Known {
  std::string statement() const override { return "SELECT id FROM products"; }
};

void fine(pqxx::work &txn, const Known &source) {
  txn.exec(known(1));
  txn.exec(source.statement());
}
