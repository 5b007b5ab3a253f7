// A program without a mapper: its statements are at home.
#include <drogon_orm.h>

void statements(const drogon::orm::DbClientPtr &db, int product) {
  db->execSqlSync("SELECT * FROM products WHERE id = $1", product);
}
