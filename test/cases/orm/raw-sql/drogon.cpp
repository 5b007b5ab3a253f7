// Drogon's client has a use of its own: only what is sent to the tables that the program maps goes round the mapper.
#include "../../isolation/mapped/drogon.h"

using namespace drogon::orm;

std::vector<Product> all(const DbClientPtr &db) { return Mapper<Product>(db).findAll(); }

void statements(const DbClientPtr &db, int product, const std::string &name) {
  db->execSqlSync("SELECT * FROM products WHERE id = $1", product);                 // expect: pg-orm-raw-sql
  db->execSqlSync("UPDATE products SET name = $1 WHERE id = $2", name, product);    // expect: pg-orm-raw-sql
  db->execSqlSync("INSERT INTO products (name) VALUES ($1)", name);                 // expect: pg-orm-raw-sql
  *db << "DELETE FROM products WHERE id = $1" << product;                           // expect: pg-orm-raw-sql
  db->execSqlSync("SELECT p.name FROM products p JOIN shelves s ON s.id = p.shelf"); // expect: pg-orm-raw-sql
  db->execSqlSync("SELECT name FROM shelves WHERE id = $1", product);               // no class is mapped to it: fine
  db->execSqlSync("LOCK TABLE products IN SHARE MODE");                             // no rows: fine
  db->execSqlSync("SELECT nextval('products_id_seq')");                             // no table: fine
}

drogon::Task<int> later(DbClientPtr db, int product) {
  auto rows = co_await db->execSqlCoro("SELECT count(*) FROM products WHERE id = $1", product); // expect: pg-orm-raw-sql
  co_return static_cast<int>(rows.size());
}

CustomSql handedOn(const std::string &condition) { return CustomSql(condition); } // written elsewhere: fine

void conditions(const DbClientPtr &db, int product) {
  Mapper<Product> products(db);
  products.findBy(Criteria("id", CompareOperator::EQ, product));
  products.findBy(Criteria("id < $?"_sql, product));             // expect: pg-orm-raw-sql
  products.findBy(Criteria(CustomSql("id % 2 = 0")));            // expect: pg-orm-raw-sql
}

/// A class of rows as drogon_ctl makes it: what it sends itself is the mapper's.
struct Label {
  using PrimaryKeyType = int;
  static const std::string tableName;
  static const std::string primaryKeyName;
  void load(const DbClientPtr &db) { db->execSqlSync("SELECT * FROM labels WHERE id = $1", id); }
  int id = 0;
};
inline const std::string Label::tableName = "labels";
inline const std::string Label::primaryKeyName = "id";

std::vector<Label> labels(const DbClientPtr &db) {
  db->execSqlSync("SELECT * FROM labels"); // expect: pg-orm-raw-sql
  return Mapper<Label>(db).findAll();
}
