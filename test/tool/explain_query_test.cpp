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

TEST(ExplainQuery, saysWhatIsNotJudgedAndWhere) {
  auto says = [](const char *query, const char *words, int status) {
    Output run = explain(query);
    EXPECT_NE(run.out.find(words), std::string::npos) << run.out;
    EXPECT_EQ(run.out.find("reaches no row"), std::string::npos) << run.out;
    EXPECT_EQ(run.status, status) << query;
  };
  says("EXECUTE q(1)", "runs `q`, which is judged where it is prepared", 1);
  says("FETCH ALL FROM c", "which is judged where it is declared", 1);
  says("DROP TABLE orders", "changes what the database has", 0);
  says("CREATE VIEW v AS SELECT * FROM orders", "changes what the database has", 0);
  says("SET app.user_id = '7'", "reads and writes no rows", 0);
  says("VACUUM orders", "is no query, and not judged", 0);
  says("SELECT * FROM pg_stat_activity", "reads catalogs of the system", 0);
  EXPECT_NE(explain("SELECT 1").out.find("reaches no row of another user"), std::string::npos);
}

TEST(ExplainQuery, whatIsPreparedElsewhereIsNotProven) {
  for (const char *query : {"EXECUTE p(3)", "EXPLAIN ANALYZE EXECUTE p(3)", "CREATE TABLE copy AS EXECUTE p"}) {
    Output run = explain(query);
    EXPECT_EQ(run.status, 1) << query;
    EXPECT_NE(run.out.find("runs `p`, which is judged where it is prepared"), std::string::npos) << run.out;
  }
}

TEST(ExplainQuery, rowsThatCopyPutsInAreNotJudged) {
  Output run = explain("COPY orders FROM STDIN");
  EXPECT_EQ(run.status, 1);
  EXPECT_NE(run.out.find("is not judged"), std::string::npos) << run.out;
  EXPECT_EQ(run.out.find("scoped"), std::string::npos) << run.out;
}

} // namespace
} // namespace pgtidy::test
