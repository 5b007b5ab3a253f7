// What functions of another file give references to: an element, a whole map, a member.
#include "../settings_apart.h"

#include "libpq-fe.h"

void declareReferences() {
  settings().set("plain") = "SELECT total FROM orders"; // expect: pg-isolation-unscoped
  std::string &kept = settings().set("kept");
  kept = "SELECT status FROM orders WHERE user_id = $1";
  settings().others()["all"] = "SELECT name FROM users"; // expect: pg-isolation-unscoped
  settings().others().emplace("added", "SELECT id FROM users"); // expect: pg-isolation-unscoped
  settings().others()["unused"] = "SELECT email FROM users";
  settings().title() = "SELECT body FROM memos"; // expect: pg-isolation-unscoped
}

void lookAlikes(std::string found) {
  found = settings()["plain"]; // a copy: nothing is put there
  found = "SELECT id, total FROM orders";
}

void ask(PGconn *c) {
  PQexec(c, settings()["plain"].c_str());
  PQexec(c, settings()["kept"].c_str());
  PQexec(c, settings().other("all").c_str());
  PQexec(c, settings().other("added").c_str());
  PQexec(c, settings().heading().c_str());
}
