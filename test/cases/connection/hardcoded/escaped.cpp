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
