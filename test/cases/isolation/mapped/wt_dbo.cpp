// Wt::Dbo's queries are judged as the statements that they send; the session says which table a class is.
#include <wt_dbo.h>

namespace dbo = Wt::Dbo;

class Order {};
class Product {};

void map(dbo::Session &session) {
  session.mapClass<Order>("orders");
  session.mapClass<Product>("products");
}

void reads(dbo::Session &session, int user, int order) {
  dbo::collection<dbo::ptr<Order>> all = session.find<Order>();          // expect: pg-isolation-unscoped
  dbo::ptr<Order> one = session.find<Order>().where("id = ?").bind(order); // expect: pg-isolation-unscoped
  dbo::ptr<Order> mine = session.find<Order>().where("id = ?").bind(order).where("user_id = ?").bind(user);
  dbo::collection<dbo::ptr<Order>> ours = session.find<Order>().where("user_id = ? AND status = ?").bind(user).bind("open");
  dbo::ptr<Order> other = session.find<Order>("where user_id = ?").bind(user).limit(1);
  dbo::collection<dbo::ptr<Product>> products = session.find<Product>(); // nobody's: fine
  session.load<Order>(order);                                            // expect: pg-isolation-unscoped
  auto query = session.find<Order>();
  query.where("status = ?").bind("open");
  query.resultList(); // expect: pg-isolation-unscoped
  query.where("user_id = ?").bind(user);
  query.orderBy("id").resultList();
}

void handed(dbo::Query<dbo::ptr<Order>> &query) {
  query.resultList(); // what it asks is not known
}

void raw(dbo::Session &session, int user) {
  int count = session.query<int>("select count(1) from orders"); // expect: pg-isolation-unscoped, pg-orm-raw-sql
  int own = session.query<int>("select count(1) from orders").where("user_id = ?").bind(user); // expect: pg-orm-raw-sql
  session.execute("DELETE FROM orders WHERE id = ?").bind(3); // expect: pg-isolation-unscoped, pg-orm-raw-sql
}

void either(dbo::Session &session, int user) {
  dbo::collection<dbo::ptr<Order>> found =
      session.find<Order>().where("user_id = ?").bind(user).orWhere("status = ?").bind("open"); // expect: pg-isolation-unscoped
  dbo::collection<dbo::ptr<Order>> mine =
      session.find<Order>().where("user_id = ?").bind(user).orWhere("user_id IS NULL"); // or nobody's: fine
}

void ordered(dbo::Session &session, const std::string &column, int user) {
  dbo::collection<dbo::ptr<Order>> found =
      session.find<Order>().where("user_id = ?").bind(user).orderBy(column); // expect: pg-sql-injection
  dbo::collection<dbo::ptr<Order>> mine = session.find<Order>().orderBy("status desc").where("user_id = ?").bind(user);
}

void changed(dbo::Session &session, int user, int order) {
  dbo::ptr<Order> any = session.load<Order>(order); // expect: pg-isolation-unscoped
  any.remove();                                     // expect: pg-isolation-unscoped
  dbo::ptr<Order> mine = session.find<Order>().where("id = ?").bind(order).where("user_id = ?").bind(user);
  if (!mine)
    return;
  mine.modify();                                    // expect: pg-isolation-guarded
}

class Paid {
public:
  std::string status;
  int userId;
};
void mapPaid(dbo::Session &session) { session.mapClass<Paid>("orders"); }

void compared(dbo::Session &session, int user, int order) {
  dbo::ptr<Paid> found = session.load<Paid>(order); // expect: pg-isolation-guarded
  if (found->userId != user)
    return;
  found.remove(); // expect: pg-isolation-guarded
}

void comparedInVain(dbo::Session &session, int user, int order) {
  dbo::ptr<Paid> found = session.load<Paid>(order); // expect: pg-isolation-unscoped
  bool isMine = found->userId == user;
  found.remove(); // expect: pg-isolation-unscoped
}

void removedByStatement(dbo::Session &session, int user, int order) {
  dbo::ptr<Paid> found = session.load<Paid>(order); // expect: pg-isolation-guarded
  if (found->userId != user)
    return;
  session.execute("DELETE FROM orders WHERE id = ?").bind(order); // expect: pg-isolation-guarded, pg-orm-raw-sql
}
