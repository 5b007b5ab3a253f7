#include "reading.h"

namespace pgtidy::rules {
namespace {

/// The SQL of the only call of `statements`.
std::string sent(const std::string &statements) {
  facts::Call call = onlyCall(R"(
    #include <wt_dbo.h>
    struct Order {};
    using Wt::Dbo::Session;
    void f(Session &session, int user) { )" +
                                  statements + " }",
                              {"-std=c++20"});
  EXPECT_EQ(call.library, "wt_dbo");
  return printed(call.sql);
}

TEST(WtDbo, queriesAreTheStatementsThatTheySend) {
  EXPECT_EQ(sent(R"x(session.execute("DELETE FROM orders");)x"), R"x("DELETE FROM orders")x");
}

TEST(WtDbo, aQueryOfItsOwnIsRaw) {
  facts::Unit unit = factsOf(R"(
    #include <wt_dbo.h>
    int f(Wt::Dbo::Session &session, int user) {
      return session.query<int>("select 1 from orders").where("user_id = ?").bind(user).resultValue();
    })");
  ASSERT_EQ(unit.calls.size(), 2u);
  EXPECT_EQ(unit.calls[0].action, facts::Action::Compose);
  EXPECT_EQ(unit.calls[0].around, "wt_dbo");
  EXPECT_EQ(printed(unit.calls[1].sql), R"x("select 1 from orders WHERE TRUE AND (user_id = (" + {user} + "))")x");
}

TEST(WtDbo, theSessionNamesTheTable) {
  std::string sql = sent("session.find<Order>().where(\"user_id = ?\").resultList();");
  EXPECT_EQ(sql.rfind("\"SELECT * FROM \\\"\" + ", 0), 0u) << sql;
  EXPECT_NE(sql.find(" WHERE TRUE AND (user_id = ?)"), std::string::npos) << sql;
}

} // namespace
} // namespace pgtidy::rules
