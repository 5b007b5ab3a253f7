// Ways on which a connection's secret gets into a log.
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <libpq-fe.h>
#include <memory>
#include <pqxx/pqxx>
#include <string>

class Log {
public:
  void info(const std::string &text) { std::clog << "[info] " << text << std::endl; }
  template <typename... Parts> void all(const Parts &...parts) { (std::clog << ... << parts) << "\n"; }
};

class Pool {
public:
  explicit Pool(std::string url) : url_(std::move(url)) {}
  void open() {
    connection_ = std::make_unique<pqxx::connection>(url_);
    std::cout << "Opened " << url_ << std::endl;                              // expect: pg-connection-logged
    std::cout << "Opened " << PQpass(raw_) << std::endl;                       // expect: pg-connection-logged
    std::cout << "Opened " << connection_->dbname() << std::endl;
  }

private:
  std::string url_;
  std::unique_ptr<pqxx::connection> connection_;
  PGconn *raw_ = nullptr;
};

void throughALog(Log &log, int argc, char **argv) {
  if (argc < 2)
    return;
  std::string url = argv[1];
  PGconn *connection = PQconnectdb(url.c_str());
  log.info("connected");
  log.info("connected to " + url);                                            // expect: pg-connection-logged
  if (PQstatus(connection) != CONNECTION_OK)
    std::fprintf(stderr, "no connection: %s (%s)\n", PQerrorMessage(connection), url.c_str()); // expect: pg-connection-logged
}

void fromTheEnvironment() {
  std::cerr << "password is " << std::getenv("PGPASSWORD") << "\n";           // expect: pg-connection-logged
  std::cerr << "host is " << std::getenv("PGHOST") << "\n";
  const char *keywords[] = {"host", "password", nullptr};
  const char *values[] = {std::getenv("PGHOST"), std::getenv("SHOP_SECRET"), nullptr};
  PQconnectdbParams(keywords, values, 0);
  std::printf("%s %s\n", std::getenv("PGHOST"), std::getenv("SHOP_SECRET"));  // expect: pg-connection-logged
}

void written() {
  const std::string text = "host=db.example.org user=app password=fake-secret";
  PQconnectdb(text.c_str());
  std::cerr << "connecting with " << text << "\n";                            // expect: pg-connection-logged
  const std::string more = text + std::getenv("SHOP_OPTIONS");
  PQconnectdb(more.c_str());
  std::cerr << "connecting with " << more << "\n";                            // expect: pg-connection-logged
}
