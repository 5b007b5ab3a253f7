// The data layer may talk to the driver.
#include "../../../isolation/mapped/drogon.h"

using namespace drogon::orm;

std::vector<Product> all(const DbClientPtr &db) {
  db->execSqlSync("SELECT * FROM products WHERE id = 1"); // in the layer: fine
  return Mapper<Product>(db).findBy(Criteria("id % 2 = 0"_sql));
}
