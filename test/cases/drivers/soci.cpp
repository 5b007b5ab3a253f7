// SOCI: statements are streamed, values come after commas.
#include <soci/soci.h>
#include <iostream>
#include <string>

namespace data {

void statements(soci::session &sql, long user, const std::string &status, std::string &name) {
  sql << "SELECT email FROM users WHERE id = :id", soci::use(user), soci::into(name);
  sql << "SELECT status FROM orders", soci::into(name); // expect: pg-isolation-unscoped
  sql << "SELECT status FROM orders WHERE user_id = " << user, soci::into(name);
  sql << "SELECT status FROM orders "
      << "WHERE user_id = :user", soci::use(user), soci::into(name);
  sql.once << "DELETE FROM orders WHERE status = '" << status << "'"; // expect: pg-isolation-unscoped, pg-sql-injection
  soci::statement prepared = (sql.prepare << "SELECT id FROM orders WHERE id = :id", soci::use(user)); // expect: pg-isolation-unscoped
  soci::rowset<soci::row> rows = (sql.prepare << "SELECT id FROM orders WHERE user_id = :u", soci::use(user, "u"));
  sql << "SELECT id FORM orders", soci::into(name); // expect: pg-sql-syntax
}

// Of a procedure, the back end makes a SELECT.
void procedures(soci::session &sql, int user) {
  soci::procedure cleanup = (sql.prepare << "cleanup(:user)", soci::use(user));
  cleanup.execute(true);
  soci::procedure none = (sql.prepare << "cleanup()");
  soci::procedure broken = (sql.prepare << "cleanup(:user", soci::use(user)); // expect: pg-sql-syntax
  soci::procedure open = (sql.prepare << "count(*) FROM orders");             // expect: pg-isolation-unscoped
}

} // namespace data

void bypass(soci::session &sql) {
  sql << "SELECT 1"; // expect: pg-orm-bypass
}

void connect(const std::string &password) {
  soci::session whole("postgresql://dbname=shop user=app");          // expect: pg-connection-hardcoded
  soci::session named("postgresql", "host=db password=" + password); // expect: pg-connection-hardcoded
  soci::session service("postgresql", "service=shop");
}

void lookalikes() { std::cout << "SELECT status FROM orders" << " WHERE"; }
