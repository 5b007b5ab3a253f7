#include "reading.h"

namespace pgtidy::rules {
namespace {

/// The SQL of the only call of `statements`.
std::string sent(const std::string &statements) {
  facts::Call call = onlyCall(R"(
    #include <treefrog.h>
    struct BlogEntryObject : TSqlObject { enum PropertyIndex { Id, UserId }; };
    void f(TSqlORMapper<BlogEntryObject> &mapper, int user) { )" +
                                  statements + " }",
                              {"-std=c++20"});
  EXPECT_EQ(call.library, "treefrog");
  return printed(call.sql);
}

TEST(TreeFrog, callsAreTheStatementsThatTheySend) {
  EXPECT_EQ(sent(R"x(mapper.find();)x"), R"x("SELECT * FROM blog_entry WHERE TRUE")x");
  EXPECT_EQ(sent(R"x(mapper.findBy(BlogEntryObject::UserId, user);)x"),
            R"x("SELECT * FROM blog_entry WHERE user_id = (" + {user} + ")")x");
  EXPECT_EQ(
      sent(
          R"x(mapper.removeAll(TCriteria(BlogEntryObject::Id, TSql::GreaterThan, 3) && TCriteria(BlogEntryObject::UserId, user));)x"),
      R"x("DELETE FROM blog_entry WHERE (id > ('3')) AND (user_id = (" + {user} + "))")x");
}

} // namespace
} // namespace pgtidy::rules
