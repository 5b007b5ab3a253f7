// Conditions that a caller gives as a list: each stands once for each element.
#include <pqxx/pqxx>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

using Entry = std::tuple<std::string, std::string>;

static std::string where(const std::vector<Entry> &entries) {
  std::ostringstream out;
  for (const Entry &entry : entries)
    out << (&entry == &entries.front() ? " WHERE " : " AND ") << std::get<0>(entry) << " = " << std::get<1>(entry);
  return out.str();
}

static pqxx::result totals(pqxx::work &txn, const std::vector<Entry> &entries, int value) {
  return txn.exec_params("SELECT total FROM orders" + where(entries), value);
}

static pqxx::result sums(pqxx::work &txn, const std::vector<Entry> &entries, int value) {
  return txn.exec_params("SELECT sum(total) FROM orders" + where(entries), value); // expect: pg-isolation-unscoped
}

void all(pqxx::work &txn, int user) {
  totals(txn, {{"user_id", "$1"}}, user);
  totals(txn, {{"user_id", "$1"}, {"status", "'open'"}}, user);
  sums(txn, {{"status", "'open'"}, {"id", "$1"}}, user);
}
