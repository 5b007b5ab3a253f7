// Methods of the same name elsewhere, and functions of the driver that send nothing.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>

namespace mock {
struct work {
  void exec(const std::string &) {}
  void exec_params(const std::string &, int) {}
};
void PQexec(PGconn *, const char *) {}
} // namespace mock

void mocks(PGconn *connection) {
  mock::work work;
  work.exec("SELECT 1");
  work.exec_params("SELECT $1", 1);
  mock::PQexec(connection, "SELECT 1");
}

void process() { std::string exec = "exec"; }

long rows(const pqxx::result &result) { return static_cast<long>(result.size()); }

void commit(pqxx::work &txn) { txn.commit(); }
