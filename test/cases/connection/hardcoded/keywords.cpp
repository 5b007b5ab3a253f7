// Connection strings of keywords and values.
#include <cstdlib>
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <string>

void faults() {
  PQfinish(PQconnectdb("host=db.example.org"));                           // expect: pg-connection-hardcoded
  PQfinish(PQconnectdb("dbname = shop"));                                 // expect: pg-connection-hardcoded
  PQfinish(PQconnectdb("user='app' password='fake secret'"));             // expect: pg-connection-hardcoded
  PQfinish(PQconnectdb("hostaddr=192.0.2.7 connect_timeout=10"));         // expect: pg-connection-hardcoded
  PQfinish(PQconnectStart("dbname=shop"));                                // expect: pg-connection-hardcoded
  PQping("host=localhost");                                               // expect: pg-connection-hardcoded
}

PGconn *severalLines() {
  return PQconnectdb("connect_timeout=10 "
                     "password=fake-secret " // expect: pg-connection-hardcoded
                     "sslmode=require");
}

PGconn *partly(const std::string &password) {
  std::string text = "host=db.example.org password="; // expect: pg-connection-hardcoded
  text += password;
  return PQconnectdb(text.c_str());
}

PGconn *escaped() {
  return PQconnectdb("password=fake\\'secret"); // expect: pg-connection-hardcoded
}

void fine(const std::string &host, const std::string &password) {
  PQfinish(PQconnectdb(""));
  PQfinish(PQconnectdb("service=shop"));
  PQfinish(PQconnectdb("port=5433 sslmode=verify-full connect_timeout=10 application_name=host"));
  PQfinish(PQconnectdb(("host=" + host + " password=" + password).c_str()));
  PQfinish(PQconnectdb("options='-c host=none'"));
}
