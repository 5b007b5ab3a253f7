// Values that the program escapes before it puts them into a connection string.
#include <libpq-fe.h>
#include <string>
std::string escaped(const std::string &value) {
  std::string made;
  for (char c : value) {
    if (c == '\'' || c == '\\')
      made.push_back('\\');
    made.push_back(c);
  }
  return value.find(' ') != std::string::npos ? "'" + made + "'" : made;
}
/// Quotes and backslashes that a loop puts in are no password.
void open(const std::string &user, const std::string &password) {
  PQconnectdb(("host=" + escaped(user) + " password=" + escaped(password) + " sslmode=verify-full").c_str());
}
static std::string copied(const std::string &value) {
  std::string made;
  for (const char c : value) {
    if (c == '\'' || c == '\\')
      made.push_back(c);
    made.push_back(c);
  }
  return made;
}
static std::string escapedByName(const std::string &value) { return copied(value); }
std::string setting(const char *name);
/// What is written stays so, character by character.
void byDefault() {
  std::string host = "localhost";
  try {
    host = setting("host");
  } catch (...) {
  }
  PQconnectdb(("host='" + escapedByName(host) + "' connect_timeout=5").c_str()); // expect: pg-connection-hardcoded
  PQconnectdb(("host='" + copied("db.local") + "' connect_timeout=5").c_str());  // expect: pg-connection-hardcoded
}
void byCallers(const std::string &host) {
  PQconnectdb(("host='" + copied(host) + "' user='" + escapedByName(setting("user")) + "' connect_timeout=5").c_str());
}
