// What the program defines itself, and what only the configuration declares, joins the schema.
#include "tool.h"

#include <gtest/gtest.h>

namespace pgtidy::test {
namespace {

const char *defines = R"cpp(
void setUp(PGconn *c) {
  PQexec(c, "CREATE INDEX ON trips (rider); DROP TABLE IF EXISTS users");
  PQexec(c, "CREATE TABLE IF NOT EXISTS trips (id bigint PRIMARY KEY, rider bigint NOT NULL REFERENCES users (id))");
  PQexec(c, "CREATE TABLE users (id bigint PRIMARY KEY)");
}
)cpp";

Output analyse(const std::string &query, const std::string &rest = "") {
  Project project;
  project.add("a.cpp", std::string(libpqStub) + rest + "void f(PGconn *c) { PQexec(c, \"" + query + "\"); }\n");
  return project.run({"-p", ".", "--checks=-*,pg-isolation-*", "--config={}"});
}

TEST(OwnSchema, whatTheProgramDefinesIsTheSchema) {
  EXPECT_NE(analyse("SELECT * FROM trips", defines).out.find("`trips.rider` to one user"), std::string::npos);
  Output scoped = analyse("SELECT * FROM trips WHERE rider = $1", defines);
  EXPECT_EQ(scoped.status, 0) << scoped.out;
  EXPECT_EQ(analyse("SELECT * FROM trips").status, 0); // nothing says whose it is
}

TEST(OwnSchema, namesDecideOfTheOtherTables) {
  Output run = analyse("SELECT * FROM notes; SELECT 1 FROM notes WHERE user_id = $1", defines);
  EXPECT_EQ(run.status, 1);
  EXPECT_NE(run.out.find("judged by its name"), std::string::npos) << run.out;
}

TEST(OwnSchema, foreignKeysOfTheConfigurationMakeChildren) {
  TemporaryFolder folder;
  folder.write("s.sql", "CREATE TABLE users (id int PRIMARY KEY);\n"
                        "CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users (id));\n"
                        "CREATE TABLE items (id int PRIMARY KEY, order_id int);\n");
  auto explain = [&](const std::string &config) {
    return test::run(folder.path(), {"explain", "--query=SELECT * FROM items", "--schema=s.sql", "--config=" + config});
  };
  EXPECT_EQ(explain("{}").status, 0);
  Output run = explain("Users: { ForeignKeys: ['items (order_id) REFERENCES orders (id)'] }");
  EXPECT_EQ(run.status, 1);
  EXPECT_NE(run.out.find("`items` is a child of `orders` by `order_id`"), std::string::npos) << run.out << run.err;
  EXPECT_NE(explain("Users: { ForeignKeys: ['items order_id'] }").err.find("ForeignKeys"), std::string::npos);
}

TEST(OwnSchema, policiesDoNotBindARoleThatBypassesThem) {
  TemporaryFolder folder;
  folder.write("s.sql", "CREATE TABLE users (id int PRIMARY KEY);\n"
                        "CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users (id));\n"
                        "ALTER TABLE orders ENABLE ROW LEVEL SECURITY;\n"
                        "CREATE POLICY p ON orders USING (user_id = current_setting('app.user_id')::int);\n");
  auto status = [&](const std::string &users) {
    return test::run(folder.path(),
                     {"explain", "--query=SELECT * FROM orders", "--schema=s.sql", "--config=Users: { " + users + " }"})
        .status;
  };
  EXPECT_EQ(status("Role: app"), 0);
  EXPECT_EQ(status("Role: app, BypassRls: true"), 1);
}

} // namespace
} // namespace pgtidy::test
