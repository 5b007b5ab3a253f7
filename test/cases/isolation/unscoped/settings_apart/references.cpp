// What functions of another file give references to: an element, a whole map, a member.
#include "../settings_apart.h"

#include "libpq-fe.h"

void declareReferences() {
  settings().set("plain") = "SELECT total FROM orders"; // expect: pg-isolation-unscoped
  std::string &kept = settings().set("kept");
  kept = "SELECT status FROM orders WHERE user_id = $1";
  settings().set("grown") = "SELECT id, placed_at FROM orders";
  settings().set("grown") += " WHERE user_id = $1";
  settings().set("ordered") = "SELECT id, total FROM orders"; // expect: pg-isolation-unscoped
  settings().set("ordered").append(" ORDER BY placed_at");
  settings().others()["all"] = "SELECT name FROM users"; // expect: pg-isolation-unscoped
  settings().others().emplace("added", "SELECT id FROM users"); // expect: pg-isolation-unscoped
  settings().others()["unused"] = "SELECT email FROM users";
  settings().title() = "SELECT body FROM memos"; // expect: pg-isolation-unscoped
}

void lookAlikes(std::string found) {
  found = settings()["plain"]; // a copy: nothing is put there
  found = "SELECT id, total, status FROM orders";
  std::string copied = settings().set("kept");
  copied = "SELECT id FROM users";
  std::map<std::string, std::string> others = settings().others();
  others["all"] = "SELECT id, email FROM users";
}

void ask(PGconn *c) {
  PQexec(c, settings()["plain"].c_str());
  PQexec(c, settings()["kept"].c_str());
  PQexec(c, settings()["grown"].c_str());
  PQexec(c, settings()["ordered"].c_str());
  PQexec(c, settings().other("all").c_str());
  PQexec(c, settings().other("added").c_str());
  PQexec(c, settings().heading().c_str());
}
