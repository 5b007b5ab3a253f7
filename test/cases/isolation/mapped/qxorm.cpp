// QxOrm's queries are judged as the statements that they send; the registration says which table a class is.
#include <qxorm.h>

class Order {
public:
  int id;
  int user;
};

namespace qx {
template <> void register_class(QxClass<Order> &order) {
  order.setName("orders");
  order.id(&Order::id, "id");
  order.data(&Order::user, "user_id");
}
} // namespace qx

void reads(int user, int order) {
  std::vector<Order> rows;
  qx::dao::fetch_all(rows); // expect: pg-isolation-unscoped
  qx::dao::fetch_by_query(qx_query().where("id").isEqualTo(order), rows); // expect: pg-isolation-unscoped
  qx::dao::fetch_by_query(qx_query().where("user_id").isEqualTo(user), rows);
  qx_query query;
  query.where("id").isEqualTo(order).and_("user_id").isEqualTo(user).orderAsc("id");
  qx::dao::fetch_by_query(query, rows);
  query.or_("id").isEqualTo(order);
  qx::dao::fetch_by_query(query, rows); // expect: pg-isolation-unscoped
  qx::dao::count<Order>();              // expect: pg-isolation-unscoped
}

void writes(int user) {
  qx::dao::delete_all<Order>(); // expect: pg-isolation-unscoped
  qx::dao::delete_by_query<Order>(qx_query().where("user_id").isEqualTo(user));
  std::vector<Order> rows;
  qx::dao::fetch_by_query(qx_query("WHERE user_id IS NOT NULL"), rows); // expect: pg-orm-raw-sql, pg-isolation-unscoped
  qx::dao::fetch_by_query(qx_query("WHERE user_id = :user"), rows);         // expect: pg-orm-raw-sql
  qx::dao::fetch_by_query(qx_query("INNER JOIN a ON a.id = b.id"), rows);   // expect: pg-orm-raw-sql, pg-isolation-unverifiable
}

void ordered(int user, const QString &column) {
  std::vector<Order> rows;
  qx::dao::fetch_by_query(qx_query().where("user_id").isEqualTo(user).orderAsc(column), rows); // expect: pg-sql-injection
}
