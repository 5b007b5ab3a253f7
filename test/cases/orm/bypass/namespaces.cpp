// `namespace:shop::db` covers what is nested in it, and nothing that only looks like it.
#include <pqxx/pqxx>

namespace shop::db {

class Tags {
public:
  explicit Tags(pqxx::work &txn) : txn_(txn) {}
  pqxx::result all() { return txn_.exec("SELECT id FROM tags"); }
  pqxx::result names();

private:
  pqxx::work &txn_;
};

namespace detail {
inline pqxx::result count(pqxx::work &txn) { return txn.exec("SELECT count(*) FROM tags"); }
} // namespace detail

namespace {
[[maybe_unused]] pqxx::result hidden(pqxx::work &txn) { return txn.exec("SELECT 1"); }
} // namespace

template <class Transaction> pqxx::result anyOf(Transaction &txn) { return txn.exec("SELECT 2"); }

} // namespace shop::db

pqxx::result shop::db::Tags::names() { return txn_.exec("SELECT name FROM tags"); }

namespace shop::dbx {
pqxx::result now(pqxx::work &txn) {
  return txn.exec("SELECT now()"); // expect: pg-orm-bypass
}
} // namespace shop::dbx

namespace shop {
pqxx::result now(pqxx::work &txn) {
  return txn.exec("SELECT now()"); // expect: pg-orm-bypass
}
} // namespace shop

namespace other::shop::db {
pqxx::result now(pqxx::work &txn) {
  return txn.exec("SELECT now()"); // expect: pg-orm-bypass
}
} // namespace other::shop::db

using namespace shop::db;

pqxx::result outside(pqxx::work &txn) {
  anyOf(txn);
  return txn.exec("SELECT now()"); // expect: pg-orm-bypass
}
