// Libraries that few programs use.
#include <cppdb/frontend.h>
#include <libpqtypes.h>
#include <ecpg_stub.h>
#include <nanodbc.h>
#include <otl.h>
#include <ozo.h>
#include <taopq.h>

using namespace ozo::literals;

namespace data {

void taopq(const std::shared_ptr<tao::pq::connection> &connection, long user) {
  connection->prepare("all_orders", "SELECT id FROM orders"); // expect: pg-isolation-unscoped
  connection->execute("all_orders");
  connection->execute("SELECT id FROM orders WHERE user_id = $1", user);
  connection->execute("DELETE FROM orders"); // expect: pg-isolation-unscoped
}

void cppdb(::cppdb::session &session, long user) {
  session << "SELECT id FROM orders WHERE user_id = ?" << user;
  session << "DELETE FROM orders WHERE id = ?" << user << ::cppdb::exec; // expect: pg-isolation-unscoped
}

void ozo(::ozo::connection_info &info, long user, const std::string &status) {
  ::ozo::request(info, "SELECT id FROM orders WHERE user_id = "_SQL + user + " AND status = "_SQL + status, 0, 0);
  ::ozo::execute(info, "DELETE FROM orders WHERE status = "_SQL + status, 0); // expect: pg-isolation-unscoped
}

void nanodbc(::nanodbc::connection &connection) {
  ::nanodbc::execute(connection, "SELECT id FROM orders"); // expect: pg-isolation-unscoped
  ::nanodbc::statement(connection, "SELECT id FROM orders WHERE user_id = ?");
}

void otl(otl_connect &db) {
  otl_stream own(50, "SELECT id FROM orders WHERE user_id = :user<bigint> AND status <> :status<char[31]>", db);
  otl_stream all(50, "SELECT id FROM orders WHERE id > :id<bigint>", db); // expect: pg-isolation-unscoped
}

void pqtypes(PGconn *connection, long user) {
  PQexecf(connection, "SELECT id FROM orders WHERE user_id = %int8 AND status = %text*", user, "open");
  PQexecf(connection, "DELETE FROM orders WHERE id = %int8", user); // expect: pg-isolation-unscoped
}

void ecpg() {
  ECPGdo(1, 0, 1, nullptr, 0, ECPGst_normal, "select id from orders where user_id = $1", ECPGt_EOIT, ECPGt_EORT);
  ECPGdo(2, 0, 1, nullptr, 0, ECPGst_normal, "delete from orders", ECPGt_EOIT, ECPGt_EORT); // expect: pg-isolation-unscoped
  ECPGtrans(3, nullptr, "commit");
}

} // namespace data

void bypass(cppdb::session &session) {
  session << "SELECT 1"; // expect: pg-orm-bypass
}

void connect(otl_connect &db) {
  cppdb::session whole("postgresql:dbname=shop;user=app;password='fake-secret'"); // expect: pg-connection-hardcoded
  cppdb::session file("sqlite3:db=shop.db");
  nanodbc::connection list("Driver={PostgreSQL};Uid=app"); // expect: pg-connection-hardcoded
  nanodbc::connection name("DSN=shop");
  db.rlogon("UID=app;PWD=fake-secret;DSN=shop"); // expect: pg-connection-hardcoded
  ozo::connection_info("host=db.example.org");   // expect: pg-connection-hardcoded, pg-connection-insecure, pg-connection-no-timeout
  tao::pq::connection::create("dbname=shop");    // expect: pg-connection-hardcoded
  ECPGconnect(1, 0, "shop", "app", nullptr, nullptr, 0); // expect: pg-connection-hardcoded
}
