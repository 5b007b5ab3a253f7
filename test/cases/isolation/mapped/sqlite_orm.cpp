// sqlite_orm's calls are judged as the statements that they send; the storage says how classes and members are called.
#include <sqlite_orm.h>

using namespace sqlite_orm;

struct Order {
  int number;
  int customer;
  std::string status;
};
struct Product {
  int id;
};

inline auto opened() {
  return make_storage("shop.sqlite",
                      make_table("orders", make_column("id", &Order::number, primary_key()),
                                 make_column("user_id", &Order::customer), make_column("status", &Order::status)),
                      make_table("products", make_column("id", &Product::id, primary_key())));
}

void reads(int user, int order, const std::string &status) {
  auto storage = opened();
  storage.get_all<Order>(); // expect: pg-isolation-unscoped
  storage.get_all<Order>(where(c(&Order::customer) == user));
  storage.get_all<Order>(where(c(&Order::customer) == user && c(&Order::status) == status));
  storage.get_all<Order>(where(c(&Order::customer) == user || c(&Order::status) == status)); // expect: pg-isolation-unscoped
  storage.get_all<Order>(where(c(&Order::customer) != user)); // expect: pg-isolation-unscoped
  storage.get_all<Order>(where(c(&Order::customer) == user), order_by(&Order::status));
  storage.get_all<Order>(order_by(&Order::status)); // expect: pg-isolation-unscoped
  storage.get_all<Order>(where(c(&Order::customer) == 7)); // expect: pg-isolation-constant-user
  storage.get<Order>(order);         // expect: pg-isolation-unscoped
  storage.get_pointer<Order>(order); // expect: pg-isolation-unscoped
  storage.select(&Order::status, where(c(&Order::number) == order)); // expect: pg-isolation-unscoped
  storage.select(&Order::status, where(c(&Order::customer) == user));
  storage.count<Order>(); // expect: pg-isolation-unscoped
  storage.count<Order>(where(c(&Order::customer) == user));
  storage.get_all<Product>(); // nobody's: fine
}

void writes(int user, int order, const Order &given) {
  auto storage = opened();
  storage.remove<Order>(order);     // expect: pg-isolation-unscoped
  storage.remove_all<Order>();      // expect: pg-isolation-unscoped
  storage.remove_all<Order>(where(c(&Order::customer) == user));
  storage.update(given);            // expect: pg-isolation-unscoped
  storage.update_all(set(c(&Order::status) = "paid"), where(c(&Order::number) == order)); // expect: pg-isolation-unscoped
  storage.update_all(set(c(&Order::status) = "paid"), where(c(&Order::customer) == user));
}
