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
