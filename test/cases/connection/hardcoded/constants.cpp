// Constants, members and default arguments, also of a header.
#include "constants.h"

#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>

static const std::string user = "app"; // expect: pg-connection-hardcoded

PGconn *archive() { return PQconnectdb(archiveUrl); }

PGconn *byMacro() { return PQconnectdb(SHOP_DATABASE); }

PGconn *byMember(const Settings &settings) {
  return PQconnectdb(("host=" + settings.host + " connect_timeout=" + settings.timeout).c_str());
}

PGconn *byGlobal() { return PQconnectdb(("user=" + user).c_str()); }

PGconn *open(const std::string &url = "dbname=shop") { // expect: pg-connection-hardcoded
  return PQconnectdb(url.c_str());
}

PGconn *byDefault() { return open(); }

class Pool {
public:
  Pool() : url_("postgresql://localhost") {} // expect: pg-connection-hardcoded
  PGconn *connect() const { return PQconnectdb(url_.c_str()); }

private:
  std::string url_;
};
