#include "reading.h"

namespace pgtidy::rules {
namespace {

/// The SQL of the only call of `statements`.
std::string sent(const std::string &statements) {
  facts::Call call = onlyCall(R"(
    #include <qxorm.h>
    struct Order { int id; };
    void f(std::vector<Order> &rows, int user) { )" +
                                  statements + " }",
                              {"-std=c++20"});
  EXPECT_EQ(call.library, "qxorm");
  return printed(call.sql);
}

TEST(QxOrm, queriesAreTheStatementsThatTheySend) {
  std::string sql = sent("qx::dao::fetch_by_query(qx_query().where(\"user_id\").isEqualTo(user), rows);");
  EXPECT_EQ(sql.rfind("\"SELECT * FROM \\\"\" + ", 0), 0u) << sql;
  EXPECT_NE(sql.find(" WHERE TRUE AND user_id = ("), std::string::npos) << sql;
}

} // namespace
} // namespace pgtidy::rules
