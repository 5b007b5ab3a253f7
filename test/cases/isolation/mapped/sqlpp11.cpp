// sqlpp11's expressions are judged as the statements that they send.
#include <sqlpp11.h>

/// As its script writes them.
#define COLUMN(Type, name, cpp)                                                                                        \
  struct Type {                                                                                                        \
    struct _alias_t {                                                                                                  \
      static constexpr const char _literal[] = name;                                                                   \
      template <typename T> struct _member_t {                                                                         \
        T cpp;                                                                                                         \
      };                                                                                                               \
    };                                                                                                                 \
  }
namespace Orders_ {
COLUMN(Id, "id", id);
COLUMN(UserId, "user_id", userId);
COLUMN(Status, "status", status);
} // namespace Orders_
struct Orders : sqlpp::table_t<Orders, Orders_::Id, Orders_::UserId, Orders_::Status> {
  struct _alias_t {
    static constexpr const char _literal[] = "orders";
  };
};
namespace Items_ {
COLUMN(Id, "id", id);
COLUMN(OrderId, "order_id", orderId);
} // namespace Items_
struct Items : sqlpp::table_t<Items, Items_::Id, Items_::OrderId> {
  struct _alias_t {
    static constexpr const char _literal[] = "items";
  };
};

using namespace sqlpp;

void reads(postgresql::connection &db, int user, int order) {
  const auto t = Orders{};
  db(select(all_of(t)).from(t).unconditionally());                                // expect: pg-isolation-unscoped
  db(select(all_of(t)).from(t).where(t.id == order));                             // expect: pg-isolation-unscoped
  db(select(t.id, t.status).from(t).where(t.userId == user));
  db(select(t.id).from(t).where(t.id == order && t.userId == user).limit(1));
  db(select(t.id).from(t).where(t.id == order || t.userId == user));              // expect: pg-isolation-unscoped
  db(select(t.id).from(t).where(t.userId != user));                               // expect: pg-isolation-unscoped
  db(select(t.id).from(t).where(true));                                           // expect: pg-isolation-unscoped
  db(select(count(t.id)).from(t).where(t.status == std::string("open")));         // expect: pg-isolation-unscoped
  db(select(t.id).from(t).where(t.userId == 7));                                  // expect: pg-isolation-constant-user
  db(select(t.id).from(t).dynamic_where(t.id == order)); // expect: pg-isolation-unverifiable
  auto mine = select(t.id).from(t).where(t.userId == user);
  db(mine);
}

void joins(postgresql::connection &db, int user, int item) {
  const auto o = Orders{};
  const auto i = Items{};
  db(select(i.id).from(i).where(i.id == item)); // expect: pg-isolation-unscoped
  db(select(i.id).from(i.join(o).on(i.orderId == o.id)).where(i.id == item && o.userId == user));
  db(select(i.id).from(i.join(o).on(i.orderId == o.id)).where(i.id == item)); // expect: pg-isolation-unscoped, pg-isolation-unscoped
  db(select(i.id).from(i).where(i.orderId.in(select(o.id).from(o).where(o.userId == user))));
}

void writes(postgresql::connection &db, int user, int order, int other) {
  const auto t = Orders{};
  db(update(t).set(t.status = std::string("paid")).where(t.id == order)); // expect: pg-isolation-unscoped
  db(update(t).set(t.status = std::string("paid")).where(t.id == order && t.userId == user));
  db(remove_from(t).where(t.id == order)); // expect: pg-isolation-unscoped
  db(remove_from(t).where(t.userId == user));
  db(insert_into(t).set(t.userId = user, t.status = std::string("open")));
  db(update(t).set(t.userId = other).where(t.userId == user)); // expect: pg-isolation-ownership-change
}

void raw(postgresql::connection &db, int order) {
  const auto t = Orders{};
  db(select(t.id).from(t).where(t.id == order && verbatim<bool>("id > 3"))); // expect: pg-isolation-unscoped, pg-orm-raw-sql
  db.execute("DELETE FROM orders WHERE id = 1"); // expect: pg-isolation-unscoped, pg-orm-raw-sql
}
