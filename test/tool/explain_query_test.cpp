// `pgtidy explain --query`: the verdict on one statement, with what it rests on.
#include "tool.h"

#include <gtest/gtest.h>

namespace pgtidy::test {
namespace {

const char *schema = "CREATE TABLE users (id bigint PRIMARY KEY);\n"
                     "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));\n"
                     "CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id));\n";

Output explain(const std::string &query, bool withSchema = true) {
  TemporaryFolder folder;
  folder.write("schema.sql", schema);
  std::vector<std::string> arguments{"explain", "--query=" + query, "--config={}"};
  if (withSchema)
    arguments.push_back("--schema=schema.sql");
  return run(folder.path(), arguments);
}

TEST(ExplainQuery, namesTheConditionsThatScopeEachTable) {
  Output run = explain("SELECT i.id FROM items i JOIN orders o ON o.id = i.order_id WHERE o.user_id = $1 AND i.id > 7");
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_NE(run.out.find("  items i (read): scoped: tied to $1\n    by  o.id = i.order_id\n    by  o.user_id = $1\n"),
            std::string::npos)
      << run.out;
  EXPECT_NE(run.out.find("  orders o (read): scoped: tied to $1\n    by  o.user_id = $1\n"), std::string::npos)
      << run.out;
}

TEST(ExplainQuery, saysWhereTheChainBreaksAndWhatWouldCloseIt) {
  Output run = explain("SELECT * FROM items");
  EXPECT_EQ(run.status, 1);
  EXPECT_NE(run.out.find("`items` is a child of `orders` by `order_id`, but `orders` is not tied to a user here"),
            std::string::npos)
      << run.out;
  EXPECT_NE(run.out.find("EXISTS (SELECT 1 FROM orders WHERE orders.id = items.order_id AND orders.user_id = $1)"),
            std::string::npos)
      << run.out;
  EXPECT_NE(run.out.find("CREATE POLICY"), std::string::npos) << run.out;
}

TEST(ExplainQuery, takesTheUsualPlaceholders) {
  EXPECT_NE(explain("SELECT * FROM orders WHERE user_id = ?").out.find("scoped: tied to ?"), std::string::npos);
  EXPECT_NE(explain("SELECT * FROM orders WHERE user_id = :u").out.find("scoped: tied to :u"), std::string::npos);
}

TEST(ExplainQuery, saysWhenNamesAloneDecide) {
  Output run = explain("SELECT * FROM notes WHERE user_id = $1", false);
  EXPECT_EQ(run.status, 0);
  EXPECT_NE(run.out.find("judged by its name: no schema is configured"), std::string::npos) << run.out;
}

TEST(ExplainQuery, saysWhatTheSchemaDoesNotHave) {
  Output run =
      explain("WITH o AS (SELECT * FROM ordres) SELECT * FROM o JOIN other.orders USING (id), pg_class, orders WHERE "
              "user_id = $1");
  EXPECT_NE(run.out.find("  ordres: not in the schema"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("  other.orders: not in the schema"), std::string::npos) << run.out;
  EXPECT_EQ(run.out.find("pg_class: not"), std::string::npos) << run.out;
  EXPECT_EQ(run.out.find("  o: not"), std::string::npos) << run.out;
}

TEST(ExplainQuery, nothingToExplainIsSaid) {
  Output run = explain("");
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.err.find("explain what?"), std::string::npos) << run.err;
}

TEST(ExplainQuery, whatDoesNotParseIsNoVerdict) {
  Output run = explain("SELEKT 1");
  EXPECT_EQ(run.status, 2);
  EXPECT_NE(run.err.find("syntax error"), std::string::npos) << run.err;
}

} // namespace
} // namespace pgtidy::test
