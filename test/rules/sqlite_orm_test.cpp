#include "reading.h"

namespace pgtidy::rules {
namespace {

/// The SQL of the only call of `statements`.
std::string sent(const std::string &statements) {
  facts::Call call = onlyCall(R"(
    #include <sqlite_orm.h>
    using namespace sqlite_orm;
    struct Order { int id; int user_id; };
    void f(internal::storage_t<Order> &storage, int user) { )" +
                                  statements + " }",
                              {"-std=c++20", "-isystem", PGTIDY_SOURCE_DIR "/test/stubs"});
  EXPECT_EQ(call.library, "sqlite_orm");
  return printed(call.sql);
}

TEST(SqliteOrm, callsAreTheStatementsThatTheySend) {
  EXPECT_EQ(sent("storage.get_all<Order>();").rfind(R"x("SELECT * FROM \"" + )x", 0), 0u);
  EXPECT_NE(sent("storage.get_all<Order>(where(c(&Order::user_id) == user));").find(R"x(" = (" + {user} + ")")x"),
            std::string::npos);
  EXPECT_NE(sent("storage.remove<Order>(3);").find(R"x(WHERE id = (3))x"), std::string::npos);
}

} // namespace
} // namespace pgtidy::rules
