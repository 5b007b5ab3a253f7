// What ODB's pragmas say of classes and members is what they are called in the database.
#include <odb.h>

#pragma db object table("users")
class User {
public:
#pragma db id auto
  int id_;
#pragma db unique
  std::string email_;
};

#pragma db object table("orders") pointer(std::shared_ptr)
class Order {
public:
  int customer() const { return customer_; }
  void status(const std::string &to) { status_ = to; }
  void number(int to) { number_ = to; }

private:
#pragma db id auto \
    column("id")
  int number_;
  // Whose it is.
#pragma db column("user_id") not_null
  int customer_;
  std::string status_;
};

#pragma db object table("items")
class Item {
public:
#pragma db id
  int id_;
#pragma db column("order_id")
  std::shared_ptr<Order> order_;
};

class Invoice {
public:
  int id_;
  int payer_;
};
#pragma db object(Invoice) table("orders")
#pragma db member(Invoice::payer_) column("user_id")

#pragma db object
class products {
public:
  int id_;
  int order_; // a word that SQL keeps for itself
};

#pragma db object schema("shop") table("orders")
class Elsewhere {
public:
  int id_;
};

#pragma db view object(Order) object(User: Order::customer_ == User::id_)
struct Named {
#pragma db column(Order::status_)
  std::string status;
};
#pragma db view query("SELECT count(*) FROM orders WHERE (?)")
struct Count {
  int count;
};
#pragma db view query("SELECT status FROM orders")
struct Status {
  std::string status;
};

namespace odb {
template <> struct query_columns<User> {
  static const pgsql::query_column<int> id;
  static const pgsql::query_column<std::string> email;
};
template <> struct query_columns<Order> {
  static const pgsql::query_column<int> number, customer;
  static const pgsql::query_column<std::string> status;
};
struct order_column : pgsql::query_column<int> {
  const query_columns<Order> *operator->() const;
};
template <> struct query_columns<Item> {
  static const pgsql::query_column<int> id;
  static const order_column order;
};
template <> struct query_columns<Invoice> {
  static const pgsql::query_column<int> id, payer;
};
template <> struct query_columns<products> {
  static const pgsql::query_column<int> id, order;
};
template <> struct query_columns<Elsewhere> {};
template <> struct query_columns<Named> {
  typedef query_columns<::Order> Order;
  typedef query_columns<::User> User;
};
template <> struct query_columns<Count> {};
template <> struct query_columns<Status> {};
} // namespace odb

void reads(odb::database &db, int user, int order, const std::string &status) {
  typedef odb::query<Order> query;
  db.query<Order>();     // expect: pg-isolation-unscoped
  db.load<Order>(order); // expect: pg-isolation-unscoped
  db.query<Order>(query::status == status); // expect: pg-isolation-unscoped
  db.query<Order>(query::customer == user);
  db.query<Order>(query::customer == user && query::number == order);
  db.query<Order>(query::customer == 7); // expect: pg-isolation-constant-user
  db.query<User>();                      // expect: pg-isolation-unscoped
  db.query<User>(odb::query<User>::id == user);
}

void namedApart(odb::database &db, int user, int invoice) {
  db.query<Invoice>(odb::query<Invoice>::payer == user);
  db.query<Invoice>(odb::query<Invoice>::id == invoice); // expect: pg-isolation-unscoped
}

void noOnes(odb::database &db, int order) {
  db.query<products>(odb::query<products>::order == order);
  db.query<Elsewhere>(); // of another schema, which belongs to nobody here
}

void throughPointers(odb::database &db, int user, const std::string &status) {
  typedef odb::query<Item> query;
  db.query<Item>(query::order->customer == user);
  db.query<Item>(query::order == 3); // expect: pg-isolation-unscoped
}

void views(odb::database &db, int user, const std::string &status) {
  db.query<Named>(); // expect: pg-isolation-unscoped, pg-isolation-unscoped
  db.query<Named>(odb::query<Named>::Order::customer == user);
  db.query<Named>(odb::query<Named>::Order::status == status); // expect: pg-isolation-unscoped, pg-isolation-unscoped
  db.query<Status>();                                          // expect: pg-isolation-unscoped
  db.query_value<Count>("user_id = " + odb::query<Count>::_val(user)); // expect: pg-orm-raw-sql
  db.query_value<Count>("status = " + odb::query<Count>::_val(status)); // expect: pg-isolation-unscoped, pg-orm-raw-sql
}

void prepared(odb::database &db, int user, const std::string &status) {
  typedef odb::query<Order> query;
  db.prepare_query<Order>("mine", query::customer == user).execute();
  db.prepare_query<Order>("all", query::status == status).execute(); // expect: pg-isolation-unscoped
  db.connection()->execute("UPDATE orders SET status = 'paid' WHERE id = 1"); // expect: pg-isolation-unscoped, pg-orm-raw-sql
}

void guarded(odb::database &db, int user, int order) {
  typedef odb::query<Order> query;
  Order *found = db.query_one<Order>(query::number == order && query::customer == user);
  if (!found)
    return;
  db.erase(*found);       // expect: pg-isolation-guarded
  db.erase<Order>(order); // expect: pg-isolation-guarded
}

void unguarded(odb::database &db, int user, int order, Order &other) {
  typedef odb::query<Order> query;
  Order *found = db.query_one<Order>(query::number == order && query::customer == user);
  if (!found)
    return;
  db.erase(other); // expect: pg-isolation-unscoped
}

void compared(odb::database &db, int user, int order) {
  Order *found = db.load<Order>(order); // expect: pg-isolation-guarded
  if (found->customer() != user)
    return;
  db.update(*found); // expect: pg-isolation-guarded
}

void comparedInVain(odb::database &db, int user, int order) {
  Order found;
  if (!db.find(order, found)) // expect: pg-isolation-unscoped
    return;
  bool isMine = found.customer() == user;
  db.erase<Order>(order); // expect: pg-isolation-unscoped
}

void built(odb::database &db, int user, bool onlyMine) {
  typedef odb::query<Order> query;
  query asked(true);
  db.query<Order>(asked && query::customer == user);
  if (onlyMine)
    asked = asked && query::customer == user;
  db.query<Order>(asked); // expect: pg-isolation-unscoped
}

void told(odb::database &db, int user, int order) {
  Order *found = db.load<Order>(order); // expect: pg-isolation-guarded
  if (found->customer() != user)
    return;
  found->status("paid");
  db.update(*found); // expect: pg-isolation-guarded
}

void toldAnother(odb::database &db, int user, int order, int other) {
  Order *found = db.load<Order>(order); // expect: pg-isolation-guarded
  if (found->customer() != user)
    return;
  found->number(other);
  db.update(*found); // expect: pg-isolation-unscoped
}
