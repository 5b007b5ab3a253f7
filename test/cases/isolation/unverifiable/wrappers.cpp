// Each caller of a wrapper is judged for itself.
#include <cstdlib>
#include <pqxx/pqxx>
#include <string>

std::string fromFile(const std::string &path);

pqxx::result run(pqxx::work &txn, const std::string &sql) { return txn.exec(sql); }

pqxx::result runTwice(pqxx::work &txn, const std::string &sql) {
  run(txn, sql);
  return run(txn, sql);
}

void calls(pqxx::work &txn) {
  run(txn, "SELECT id FROM products");
  run(txn, fromFile("jobs.sql")); // expect: pg-isolation-unverifiable
  runTwice(txn, "SELECT id FROM products");
  std::string text = std::getenv("STARTUP_SQL");
  run(txn, text); // expect: pg-isolation-unverifiable
}

class Session {
public:
  explicit Session(pqxx::work &txn) : txn_(txn) {}
  void run(const std::string &sql) { txn_.exec(sql); }

private:
  pqxx::work &txn_;
};

void methods(pqxx::work &txn) {
  Session session(txn);
  session.run("SELECT id FROM products");
  session.run(fromFile("jobs.sql")); // expect: pg-isolation-unverifiable
}
