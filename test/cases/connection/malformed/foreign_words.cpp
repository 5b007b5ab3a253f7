// Key words of other clients: whoever gives them to libpq gets an error, also where none of libpq's stands beside them.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <soci/soci.h>

void open() {
  pqxx::connection one("server=localhost; db=webservice"); // expect: pg-connection-malformed, pg-connection-malformed
  PQconnectdb("db=webservice"); // expect: pg-connection-malformed
  soci::session other("db=webservice"); // which back end it is is not known
}
