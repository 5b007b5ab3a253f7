// Lists that callers give: what is joined stands where that is done.
#include <boost/algorithm/string/join.hpp>
#include <pqxx/pqxx>
#include <string>
#include <vector>

void joined(pqxx::work &txn,
            const std::vector<std::string> &columns) {
  txn.exec("SELECT " + boost::algorithm::join(columns, ", ") + " FROM tags"); // expect: pg-sql-injection
}

void named(pqxx::work &txn, const std::vector<std::string> &columns) {
  txn.exec("SELECT " + boost::algorithm::join(columns, ", ") + " FROM tags");
}

void caller(pqxx::work &txn) { named(txn, {"id", "name"}); }
