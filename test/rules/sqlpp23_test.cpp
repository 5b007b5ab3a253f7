#include "reading.h"

namespace pgtidy::rules {
namespace {

/// The SQL of the only call of `statements`.
std::string sent(const std::string &statements) {
  facts::Call call = onlyCall(R"(
    #include <sqlpp23.h>
    struct Orders_ {
      struct Id { struct _sqlpp_name_tag { static constexpr const char name[] = "id"; template <typename T> struct _member_t { T id; }; }; };
      struct UserId { struct _sqlpp_name_tag { static constexpr const char name[] = "user_id"; template <typename T> struct _member_t { T userId; }; }; };
      struct _sqlpp_name_tag { static constexpr const char name[] = "orders"; };
      template <typename T> using _table_columns = sqlpp::table_columns<T, Id, UserId>;
    };
    using Orders = sqlpp::table_t<Orders_>;
    using namespace sqlpp;
    void f(postgresql::connection &db, const Orders &t, int user) { )" +
                                  statements + " }",
                              {"-std=c++23"});
  EXPECT_EQ(call.library, "sqlpp11");
  return printed(call.sql);
}

TEST(Sqlpp23, expressionsAreTheStatementsThatTheySend) {
  EXPECT_EQ(sent(R"x(db(select(all_of(t)).from(t).where(true));)x"), R"x("SELECT orders.* FROM orders WHERE TRUE")x");
  EXPECT_EQ(sent(R"x(db(select(t.id).from(t).where(t.userId == user && t.id == 3));)x"),
            R"x("SELECT orders.id FROM orders WHERE (orders.user_id = (" + {user} + ")) AND (orders.id = (3))")x");
  EXPECT_EQ(sent(R"x(db(update(t).set(t.id = 3).where(t.userId == user));)x"),
            R"x("UPDATE orders SET id = (3) WHERE orders.user_id = (" + {user} + ")")x");
  EXPECT_EQ(sent(R"x(db(insert_into(t).set(t.id = 3, t.userId = user));)x"),
            R"x("INSERT INTO orders (id, user_id) VALUES ((3), (" + {user} + "))")x");
  EXPECT_EQ(sent(R"x(db(delete_from(t).where(t.id == user));)x"),
            R"x("DELETE FROM orders WHERE orders.id = (" + {user} + ")")x");
}

TEST(Sqlpp23, whatIsAddedOnSomeWaysIsNotKnown) {
  EXPECT_NE(sent("db(delete_from(t).where(t.id == user && dynamic(user > 3, t.userId == user)));").find("not known"),
            0u);
}

TEST(Sqlpp23, aTextIsRaw) {
  facts::Call call =
      onlyCall("#include <sqlpp23.h>\nvoid f(sqlpp::postgresql::connection &db) { db(\"SELECT 1\"); }", {"-std=c++23"});
  EXPECT_EQ(call.around, "sqlpp11");
}

} // namespace
} // namespace pgtidy::rules
