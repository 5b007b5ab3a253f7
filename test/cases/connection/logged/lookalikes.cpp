// What looks like a logged connection and is none.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <libpq-fe.h>
#include <map>
#include <pqxx/pqxx>
#include <sstream>
#include <string>

void usage(const char *program) {
  std::cerr << "usage: " << program << " postgresql://user:password@host/database\n";
  std::cerr << "Password for user postgres: ";
}

void writesSettings(const std::string &url) {
  PQconnectdb(url.c_str());
  std::ofstream file("settings.ini");
  file << "url=" << url << "\n"; // a file of settings, no log
  std::ostringstream text;
  text << url;
}

void without(const std::string &host, const std::string &user, const std::string &password) {
  const std::string text = "host=" + host + " user=" + user + " password=" + password;
  PQconnectdb(text.c_str());
  std::cerr << "connecting to " << host << " as " << user << "\n";
  std::cerr << "host=" << host << " user=" << user << " password=***\n";
  std::cerr << text.size() << password.empty() << "\n";
  std::cerr << text.substr(0, text.find(" password")) << "\n";
}

void failed(const std::string &url) {
  try {
    pqxx::connection connection(url);
    std::cerr << connection.dbname() << "\n";
  } catch (const std::exception &error) {
    std::cerr << error.what() << "\n";
  }
}

struct Other {
  std::string url;
  void open() { std::cerr << "opening " << url << "\n"; } // of a web page
};

struct Database {
  std::string url;
  void open() { PQconnectdb(url.c_str()); }
};

void others() {
  Other other{std::getenv("HOME_PAGE")};
  other.open();
  Database database{std::getenv("DATABASE_URL")};
  database.open();
  std::cerr << std::getenv("HOME_PAGE") << "\n";
}

std::string masked(const std::string &url) {
  const size_t at = url.find('@');
  return at == std::string::npos ? std::string("…") : "***" + url.substr(at);
}

void shown(const std::string &url) {
  std::cerr << "connecting to " << masked(url) << "\n";
  PQconnectdb(url.c_str());
}
