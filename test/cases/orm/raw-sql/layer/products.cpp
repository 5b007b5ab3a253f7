// Outside of the layer a statement is reported once, a condition of the mapper's as what it is.
#include "../../../isolation/mapped/drogon.h"

using namespace drogon::orm;

std::vector<Product> all(const DbClientPtr &db) {
  db->execSqlSync("SELECT * FROM products WHERE id = 1");        // expect: pg-orm-bypass
  return Mapper<Product>(db).findBy(Criteria("id % 2 = 0"_sql)); // expect: pg-orm-raw-sql
}
