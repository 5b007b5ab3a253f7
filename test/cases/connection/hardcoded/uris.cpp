// Connection URIs.
#include <cstdlib>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>

void faults() {
  pqxx::connection whole("postgresql://app:fake-secret@db.example.org:5432/shop"); // expect: pg-connection-hardcoded
  pqxx::connection shortScheme("postgres://db.example.org");                       // expect: pg-connection-hardcoded
  pqxx::connection onlyUser("postgresql://app@");                                  // expect: pg-connection-hardcoded
  pqxx::connection onlyDatabase("postgresql:///shop");                             // expect: pg-connection-hardcoded
  pqxx::connection byQuery("postgresql://?host=db.example.org");                   // expect: pg-connection-hardcoded
  pqxx::connection encoded("postgresql://app:fake%2Fsecret@localhost/shop");       // expect: pg-connection-hardcoded
  pqxx::connection raw(R"(postgresql://localhost/shop)");                          // expect: pg-connection-hardcoded
  pqxx::connection socket("postgresql://%2Fvar%2Frun%2Fpostgresql/shop");          // expect: pg-connection-hardcoded
}

void partly(const std::string &host, const std::string &password) {
  std::string inHost = "postgresql://app:" + password + "@" + host; // expect: pg-connection-hardcoded
  pqxx::connection first(inHost);
  std::string inDatabase = "postgresql://" + host + "/shop"; // expect: pg-connection-hardcoded
  pqxx::connection second(inDatabase);
}

void fine(const std::string &host, const std::string &user, const std::string &database) {
  pqxx::connection empty("postgresql://");
  pqxx::connection portOnly("postgresql://:5433");
  pqxx::connection modes("postgresql://?sslmode=verify-full&connect_timeout=10&application_name=shop");
  pqxx::connection allFromOutside("postgresql://" + user + "@" + host + ":5432/" + database + "?sslmode=require");
  pqxx::connection fromEnvironment(std::getenv("DATABASE_URL"));
}
