#include "reading.h"

namespace pgtidy::rules {
namespace {

/// The SQL of the only call of `statements`.
std::string sent(const std::string &statements) {
  facts::Call call = onlyCall(R"(
    #include <sqlpp11.h>
    struct Orders_ {
      struct Id { struct _alias_t { static constexpr const char _literal[] = "id"; template <typename T> struct _member_t { T id; }; }; };
      struct UserId { struct _alias_t { static constexpr const char _literal[] = "user_id"; template <typename T> struct _member_t { T userId; }; }; };
    };
    struct Orders : sqlpp::table_t<Orders, Orders_::Id, Orders_::UserId> { struct _alias_t { static constexpr const char _literal[] = "orders"; }; };
    using namespace sqlpp;
    void f(postgresql::connection &db, const Orders &t, int user) { )" +
                                  statements + " }",
                              {"-std=c++20"});
  EXPECT_EQ(call.library, "sqlpp11");
  return printed(call.sql);
}

TEST(Sqlpp11, expressionsAreTheStatementsThatTheySend) {
  EXPECT_EQ(sent(R"x(db(select(all_of(t)).from(t).unconditionally());)x"), R"x("SELECT orders.* FROM orders")x");
  EXPECT_EQ(sent(R"x(db(select(t.id).from(t).where(t.userId == user && t.id > 3));)x"),
            R"x("SELECT orders.id FROM orders WHERE (orders.user_id = (" + {user} + ")) AND (orders.id > (3))")x");
  EXPECT_EQ(sent(R"x(db(update(t).set(t.id = 3).where(t.userId == user));)x"),
            R"x("UPDATE orders SET id = (3) WHERE orders.user_id = (" + {user} + ")")x");
  EXPECT_EQ(sent(R"x(db(insert_into(t).set(t.id = 3, t.userId = user));)x"),
            R"x("INSERT INTO orders (id, user_id) VALUES ((3), (" + {user} + "))")x");
  EXPECT_EQ(sent(R"x(db(remove_from(t).where(t.id.in(1, 2)));)x"),
            R"x("DELETE FROM orders WHERE orders.id IN ((1), (2))")x");
}

} // namespace
} // namespace pgtidy::rules
