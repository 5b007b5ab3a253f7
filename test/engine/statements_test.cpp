// The statements of a program, as reports and editors have them.
#include "engine/engine.h"
#include "temporary_folder.h"

#include "gtest/gtest.h"

namespace pgtidy::test {

namespace {

std::vector<findings::Statement> statementsOf(const std::string &body) {
  TemporaryFolder folder;
  engine::Config config;
  config.root = folder.path();
  config.schema = {folder.write("schema.sql",
                                "CREATE TABLE users (id bigint PRIMARY KEY);\n"
                                "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users);\n"
                                "CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);\n")};
  std::string source =
      folder.write("a.cpp", "struct PGconn;\nextern \"C\" struct PGresult *PQexec(PGconn *, const char *);\n"
                            "void run(PGconn *conn) {\n" +
                                body + "\n}\n");
  llvm::Expected<rules::Rules> rules = engine::loadRules(config);
  EXPECT_TRUE(static_cast<bool>(rules));
  std::vector<extract::Command> commands{{folder.path(), source, {"clang++", source}}};
  return engine::analyse(engine::collectFacts(commands, *rules, {}), config).statements;
}

} // namespace

TEST(Statements, sayHowEachTableIsTied) {
  auto statements =
      statementsOf(R"(PQexec(conn, "SELECT * FROM items i JOIN orders o ON o.id = i.order_id WHERE o.user_id = $1");)");
  ASSERT_EQ(statements.size(), 1U);
  ASSERT_EQ(statements[0].tables.size(), 2U);
  EXPECT_EQ(statements[0].tables[0].table, "items");
  EXPECT_EQ(statements[0].tables[0].owner, "through orders by order_id");
  EXPECT_EQ(statements[0].tables[0].scope, findings::Scope::Scoped);
  EXPECT_EQ(statements[0].tables[1].owner, "owned by user_id");
  EXPECT_EQ(statements[0].tables[1].principal, "$1");
}

TEST(Statements, openOnesHaveARemedy) {
  auto statements = statementsOf(R"(PQexec(conn, "DELETE FROM orders");)");
  ASSERT_EQ(statements.size(), 1U);
  ASSERT_EQ(statements[0].tables.size(), 1U);
  EXPECT_EQ(statements[0].tables[0].operation, "delete");
  EXPECT_EQ(statements[0].tables[0].scope, findings::Scope::Open);
  EXPECT_NE(statements[0].tables[0].remedy.find("user_id = "), std::string::npos);
}

TEST(Statements, knowWhereTheirBytesStand) {
  auto statements = statementsOf("PQexec(conn, \"SELECT 1 \"\n  \"FROM orders\");");
  ASSERT_EQ(statements.size(), 1U);
  EXPECT_EQ(statements[0].text, "SELECT 1 FROM orders");
  ASSERT_EQ(statements[0].pieces.size(), 2U);
  EXPECT_EQ(statements[0].pieces[0].place.line, 4U);
  EXPECT_EQ(statements[0].pieces[0].place.column, 15U);
  EXPECT_EQ(statements[0].pieces[0].length, 9U);
  EXPECT_EQ(statements[0].pieces[1].place.line, 5U);
}

TEST(Statements, passwordsInThemAreRedacted) {
  auto statements = statementsOf(R"(PQexec(conn, "ALTER ROLE app PASSWORD 's3cr3t-w0rd'");)");
  ASSERT_EQ(statements.size(), 1U);
  EXPECT_EQ(statements[0].text.find("s3cr3t"), std::string::npos);
}

} // namespace pgtidy::test
