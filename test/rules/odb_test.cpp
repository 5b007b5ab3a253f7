#include "reading.h"

namespace pgtidy::rules {
namespace {

/// The SQL of the only call of `statements`.
std::string sent(const std::string &statements) {
  facts::Call call = onlyCall(R"(
    #include <odb.h>
    struct order { int id; };
    namespace odb { template <> struct query_columns<order> { static const pgsql::query_column<int> id, user_id; }; }
    typedef odb::query<order> query;
    void f(odb::database &db, int user, const query &any) { )" +
                                  statements + " }",
                              {"-std=c++20", "-isystem", PGTIDY_SOURCE_DIR "/test/stubs"});
  EXPECT_EQ(call.library, "odb");
  return printed(call.sql);
}

TEST(Odb, queriesAreTheStatementsThatTheySend) {
  EXPECT_EQ(sent("db.query<order>();"), R"x("SELECT * FROM \"order\" WHERE TRUE")x");
  EXPECT_EQ(sent("db.find<order>(3);"), R"x("SELECT * FROM \"order\" WHERE \"id\" = (3)")x");
  EXPECT_EQ(sent("db.query<order>(query::user_id == user && !(query::id == 3));"),
            R"x("SELECT * FROM \"order\" WHERE (\"user_id\" = (" + {user} + ")) AND (NOT (\"order\".\"id\" = (3)))")x");
  EXPECT_EQ(sent("db.erase_query<order>(query::user_id.is_null());"),
            R"x("DELETE FROM \"order\" WHERE \"user_id\" IS NULL")x");
  EXPECT_EQ(sent("db.execute(\"DELETE FROM orders\");"), R"x("DELETE FROM orders")x");
}

TEST(Odb, aConditionThatIsNotKnownDecides) {
  EXPECT_EQ(sent("db.query<order>(any);").rfind(R"x("SELECT * FROM \"order\" WHERE " + {)x", 0), 0u);
}

} // namespace
} // namespace pgtidy::rules
