// Passwords of people in logs, and what is none.
#include <cstdio>
#include <iostream>
#include <pqxx/pqxx>
#include <string>
#include <syslog.h>

struct Request {
  std::string user_password() const;
  std::string password;
  bool has_password = false;
};

std::string hashed(const std::string &password);

void signIn(pqxx::work &work, const Request &request, const std::string &hashed_password) {
  std::cerr << "user " << request.user_password() << "\n";             // expect: pg-auth-logged-password
  std::cerr << "user " << request.password << "\n";                    // expect: pg-auth-logged-password
  syslog(LOG_INFO, "password %s", request.password.c_str());           // expect: pg-auth-logged-password
  std::cerr << request.has_password << request.password.size() << "\n";
  std::cerr << hashed(request.password) << hashed_password << "\n";
  std::cerr << "wrong password\n";
  work.exec_params("SELECT sign_in($1)", request.password);
}

void newUser(pqxx::work &work, const std::string &name, const std::string &user_password) {
  std::cout << "Password: " << user_password << std::endl;             // expect: pg-auth-logged-password
  work.exec("INSERT INTO people (name, password) VALUES (" + work.quote(name) + ", " + work.quote(user_password) + ")");
}

std::string generated();

void tool(const std::string &password_file) {
  const std::string password = generated();
  std::cout << "Password: " << password << "\n"; // a tool that makes them
  std::cerr << "written to " << password_file << "\n";
}
