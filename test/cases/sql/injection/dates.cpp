// A date in a format that is written in the program is no text of anybody else's.
#include <ctime>
#include <iomanip>
#include <pqxx/pqxx>
#include <sstream>
#include <string>

void streamed(pqxx::work &txn) {
  const std::time_t now = std::time(nullptr);
  std::ostringstream text;
  text << std::put_time(std::localtime(&now), "%F %T");
  txn.exec("INSERT INTO events (at) VALUES ('" + text.str() + "')");
}

void inBuffer(pqxx::work &txn) {
  const std::time_t now = std::time(nullptr);
  char text[64];
  std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", std::localtime(&now));
  txn.exec("INSERT INTO events (at) VALUES ('" + std::string(text) + "')");
}

void inAnyFormat(pqxx::work &txn, const char *format) {
  const std::time_t now = std::time(nullptr);
  std::ostringstream text;
  text << std::put_time(std::localtime(&now), format);
  txn.exec("INSERT INTO events (at) VALUES ('" + text.str() + "')"); // expect: pg-sql-injection
}
