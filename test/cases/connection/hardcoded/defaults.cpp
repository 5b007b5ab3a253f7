// What a parameter has by default, where nobody calls the function and where callers give another.
#include <libpq-fe.h>

PGconn *open(const char *uri = "postgresql://app:pw@db/shop") { // expect: pg-connection-hardcoded
  return PQconnectdb(uri);
}

PGconn *openEmpty(const char *uri = "") { return PQconnectdb(uri); }

static PGconn *openGiven(const char *uri = "host=db") { return PQconnectdb(uri); }
PGconn *given(const char *uri) { return openGiven(uri); }
