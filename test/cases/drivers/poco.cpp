// POCO Data: statements are streamed, a manipulator runs them.
#include <poco_data.h>

using namespace Poco::Data::Keywords;

namespace data {

void statements(Poco::Data::Session &session, long user, const std::string &status, std::string &name) {
  session << "SELECT email FROM users WHERE id = $1", into(name), use(user), now;
  session << "SELECT status FROM orders", into(name), now; // expect: pg-isolation-unscoped
  session << "SELECT status FROM orders WHERE user_id = ?", into(name), use(user), now;
  Poco::Data::Statement statement(session);
  statement << "SELECT '" << status << "'"; // expect: pg-sql-injection
  statement.execute();
}

void placeholders(Poco::Data::Session &session, Poco::ActiveRecord::StatementPlaceholderProvider &numbered, long user,
                  std::string &name) {
  session << "SELECT status FROM orders WHERE user_id = " << numbered.next(), into(name), use(user), now;
}

// Values that are neither bound nor read fill in the formats of the statement, as they are.
void formatted(Poco::Data::Session &session, int user, const std::string &status, std::string &name) {
  session << "SELECT status FROM orders WHERE user_id = %d", into(name), user, now;
  session << "SELECT %s FROM orders WHERE user_id = %d", "status", user, into(name), now;
  session << "SELECT email FROM users WHERE id <> %[1]d AND id = %[0]d", user, 1, into(name), now;
  session << "SELECT status FROM orders WHERE status LIKE 'o%%' AND user_id = %d", user, into(name), now;
  session << "SELECT status FROM orders WHERE status LIKE 'o%' AND user_id = ?", use(user), into(name), now;
  session << "DELETE FROM orders WHERE id = %d", user, now; // expect: pg-isolation-unscoped
  session << "UPDATE orders SET status = '%s' WHERE user_id = %d",
      status, user, now; // expect: pg-sql-injection
  Poco::Data::Statement statement(session);
  statement << "SELECT id FROM orders WHERE user_id = %d", user;
  statement.execute();
}

} // namespace data

void bypass(Poco::Data::Session &session) {
  session << "SELECT 1", now; // expect: pg-orm-bypass
}

void connect(const Poco::Util::AbstractConfiguration &configuration) {
  Poco::Data::Session literal("PostgreSQL", "host=db.example.org"); // expect: pg-connection-hardcoded
  Poco::Data::SessionPool byDefault("PostgreSQL",
                                    configuration.getString("database", "dbname=shop")); // expect: pg-connection-hardcoded
  Poco::Data::SessionPool configured("PostgreSQL", configuration.getString("database"));
}
