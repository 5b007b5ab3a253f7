// Values that the program escapes by hand, byte by byte: where their quotes close is not known.
#include <libpq-fe.h>
#include <string>

static std::string quoted(const std::string &value) {
  const bool needsQuotes = value.empty() || value.find(' ') != std::string::npos;
  std::string result;
  for (char byte : value) {
    if (byte == '\'' || byte == '\\')
      result.push_back('\\');
    result.push_back(byte);
  }
  return needsQuotes ? "'" + result + "'" : result;
}

PGconn *open(const std::string &host, const std::string &user, const std::string &password) {
  std::string text = "host=" + quoted(host) + " user=" + quoted(user);
  if (!password.empty())
    text += " password=" + quoted(password);
  return PQconnectdb((text + " connect_timeout=5").c_str());
}

PGconn *broken(const std::string &host) {
  return PQconnectdb(("host=" + host + " port = '5432").c_str()); // expect: pg-connection-malformed
}
