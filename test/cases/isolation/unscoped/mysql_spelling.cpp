// Statements for MySQL in its own spelling are read as far as that is only spelling.
#include <mariadb/mysql.h>
#include <cstdio>
#include <cstring>
#include <string>

void everyOrder(MYSQL *db) { mysql_query(db, "SELECT `id` FROM `orders` LIMIT 5, 10"); } // expect: pg-isolation-unscoped

void byId(MYSQL *db, long id) {
  const std::string sql = "DELETE FROM `orders` WHERE `id` = " + std::to_string(id); // expect: pg-isolation-unscoped
  mysql_query(db, sql.c_str());
}

void ofUser(MYSQL *db, long user, const char *status) {
  char escaped[256], sql[512];
  mysql_real_escape_string(db, escaped, status, std::strlen(status));
  std::snprintf(sql, sizeof sql, "SELECT `id` FROM `orders` WHERE `user_id` = %ld AND `status` = \"%s\" # newest", user,
                escaped);
  mysql_query(db, sql);
}

// Its own words are no PostgreSQL: nothing is said.
void replaced(MYSQL *db) { mysql_query(db, "REPLACE INTO `orders` (`id`) VALUES (1)"); }
