// One helper asks several texts: what it says of one is nothing about the others.
#include <libpq-fe.h>
#include <memory>
#include <string>

struct Person {
  std::string mail, login;
};

struct Account {
  std::string mail, login;
};

static bool isLong(const std::string &text) {
  if (text.size() > 10)
    return true;
  return false;
}

static bool hasQuote(const std::string &text) {
  if (text.find('\'') != std::string::npos) {
    return true;
  }
  return false;
}

void onlyLongOnes(PGconn *c, const std::string &first, const std::string &second) {
  if (isLong(first))
    return;
  if (isLong(second))
    PQexec(c, ("INSERT INTO tags (name) VALUES ('" + second + "')").c_str()); // expect: pg-sql-injection
}

void onlyLongMembers(PGconn *c, const Account &person) {
  if (isLong(person.mail))
    return;
  if (isLong(person.login))
    PQexec(c, ("INSERT INTO tags (name) VALUES ('" + person.login + "')").c_str()); // expect: pg-sql-injection
}

bool bothAreAsked(PGconn *c, const Person &person) {
  if (hasQuote(person.mail) || hasQuote(person.login))
    return false;
  PQexec(c, ("INSERT INTO tags (name, note) VALUES ('" + person.login + "', '" + person.mail + "')").c_str());
  return true;
}

bool oneIsAsked(PGconn *c, const Account &person) {
  if (hasQuote(person.mail))
    return false;
  PQexec(c, ("INSERT INTO tags (name) VALUES ('" + person.login + "')").c_str()); // expect: pg-sql-injection
  return true;
}

struct Guest {
  std::string mail, login, note;
};

bool bothBehindAPointer(PGconn *c, const std::shared_ptr<Guest> &guest) {
  if (hasQuote(guest->mail) || hasQuote(guest->login))
    return false;
  PQexec(c, ("INSERT INTO tags (name, note) VALUES ('" + guest->login + "', '" + guest->mail + "')").c_str());
  return true;
}

bool notAllBehindAPointer(PGconn *c, const Guest *guest) {
  if (hasQuote(guest->mail))
    return false;
  PQexec(c, ("INSERT INTO tags (name, note) VALUES ('" + guest->mail + "', '" + guest->note + "')").c_str()); // expect: pg-sql-injection
  return true;
}
