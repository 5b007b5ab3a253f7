// Constants whose texts another file has: the program wrote them, whatever they are.
#include <pqxx/pqxx>
#include <string>

struct Product {
  static const std::string table;
  static std::string cache; // may be set to anything
};

void fine(pqxx::work &txn) { txn.exec("SELECT id FROM " + Product::table); }
void raw(pqxx::work &txn) { txn.exec("SELECT id FROM " + Product::cache); } // expect: pg-sql-injection
