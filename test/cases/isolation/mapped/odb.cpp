// ODB's queries are judged as the statements that they send; a class is its table.
#include <odb.h>

#pragma db object
class orders {
public:
  int id;
  int user_id;
  std::string status;
};

namespace odb {
template <> struct query_columns<orders> {
  static const pgsql::query_column<int> id;
  static const pgsql::query_column<int> user_id;
  static const pgsql::query_column<std::string> status;
};
} // namespace odb

void reads(odb::database &db, int user, int order) {
  typedef odb::query<orders> query;
  db.query<orders>(); // expect: pg-isolation-unscoped
  db.load<orders>(order); // expect: pg-isolation-unscoped
  db.query<orders>(query::status == "open"); // expect: pg-isolation-unscoped
  db.query<orders>(query::user_id == user);
  db.query<orders>(query::user_id == user && query::status == "open");
  db.query<orders>(query::user_id == user || query::status == "open"); // expect: pg-isolation-unscoped
  db.query<orders>(query::user_id != user); // expect: pg-isolation-unscoped
  db.query<orders>(query::user_id.in(user));
  db.query<orders>(query::user_id.in(user, order)); // expect: pg-isolation-unscoped
  db.query<orders>(query::user_id.is_not_null()); // expect: pg-isolation-unscoped
  db.query<orders>(query::user_id == 7); // expect: pg-isolation-constant-user
  query mine(query::user_id == user);
  db.query<orders>(mine && query::id == order);
}

void writes(odb::database &db, int user, int order) {
  typedef odb::query<orders> query;
  db.erase<orders>(order); // expect: pg-isolation-unscoped
  db.erase_query<orders>(query::id == order); // expect: pg-isolation-unscoped
  db.erase_query<orders>(query::id == order && query::user_id == user);
  db.execute("DELETE FROM orders WHERE id = 1"); // expect: pg-isolation-unscoped, pg-orm-raw-sql
}
