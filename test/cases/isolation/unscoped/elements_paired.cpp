// What stands in one element of a table of the program belongs together, whichever element it is; two elements do not.
#include "libpq-fe.h"

#include <array>
#include <map>
#include <string>
#include <vector>

struct Table {
  const char *name, *owner;
};

static const Table tables[] = {{"orders", "user_id"}, {"users", "id"}, {"products", "id"}};
static const std::vector<Table> listed = {{"orders", "user_id"}, {"users", "id"}};
static const std::map<std::string, Table> named = {{"o", {"orders", "user_id"}}, {"u", {"users", "id"}}};
static const char *const names[] = {"orders", "users"}, *const owners[] = {"user_id", "id"};

static std::string mine(const char *table, const char *owner) {
  return std::string("SELECT id FROM ") + table + " WHERE " + owner + " = $1";
}

void subscripts(PGconn *c, int k) { PQexec(c, mine(tables[k].name, tables[k].owner).c_str()); }
void ofVector(PGconn *c, int k) { PQexec(c, mine(listed[k].name, listed.at(k).owner).c_str()); }
void ofMap(PGconn *c, const std::string &k) { PQexec(c, mine(named.at(k).name, named.at(k).owner).c_str()); }
void parallel(PGconn *c, int k) { PQexec(c, mine(names[k], owners[k]).c_str()); }

void reference(PGconn *c, unsigned k) {
  const Table &table = tables[k % 3];
  PQexec(c, mine(table.name, table.owner).c_str());
}

void copy(PGconn *c, int k) {
  const Table table = tables[k];
  PQexec(c, mine(table.name, table.owner).c_str());
}

void pointer(PGconn *c, int k) {
  const Table *table = tables + k, *same = &tables[k];
  PQexec(c, mine(table->name, table->owner).c_str());
  PQexec(c, mine(same->name, same->owner).c_str());
}

void formatted(PGconn *c, int k, long user) {
  char sql[200];
  snprintf(sql, sizeof sql, "DELETE FROM %s WHERE %s = %ld", tables[k].name, tables[k].owner, user);
  PQexec(c, sql);
}

static const char *const crossed[] = {"orders", "products"}; // expect: pg-isolation-unscoped
static const char *const columns[] = {"user_id", "id"};

void twoOfThem(PGconn *c, int i, int j) { PQexec(c, mine(crossed[i], columns[j]).c_str()); }

static const char *const stale[] = {"orders", "products"}; // expect: pg-isolation-unscoped
static const char *const after[] = {"user_id", "id"};

void afterAChange(PGconn *c, int k) {
  const char *table = stale[k];
  ++k;
  PQexec(c, mine(table, after[k]).c_str());
}
