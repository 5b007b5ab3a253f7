// What a value is compared with is not written into the text.
#include <libpq-fe.h>
#include <string>

PGconn *toOneOfTwo(const std::string &host) {
  if (host == "localhost")
    return PQconnectdb(("host=" + host).c_str());
  return nullptr;
}

PGconn *toAnother(std::string host) {
  if (host == "localhost")
    host = "127.0.0.1"; // expect: pg-connection-hardcoded
  return PQconnectdb(("host=" + host).c_str());
}
