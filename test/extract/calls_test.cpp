#include "evaluating.h"

namespace pgtidy::extract {

static std::vector<std::string> connections(const std::string &code) {
  std::vector<std::string> texts;
  for (const facts::Call &call : unitOf(code).calls)
    if (call.action == facts::Action::Connect)
      texts.push_back(show(call.connection));
  return texts;
}
using Texts = std::vector<std::string>;

TEST(Calls, constructorsConnect) {
  EXPECT_EQ(connections(R"(void f() { pqxx::connection c{"dbname=a"}; })"), Texts{"\"dbname=a\""});
}
TEST(Calls, makeUniqueConnects) {
  EXPECT_EQ(connections(R"(void f() { auto c = std::make_unique<pqxx::connection>("dbname=a"); })"),
            Texts{"\"dbname=a\""});
}
TEST(Calls, newConnects) {
  EXPECT_EQ(connections(R"(void f() { delete new pqxx::connection("dbname=a"); })"), Texts{"\"dbname=a\""});
}
TEST(Calls, emplaceConnects) {
  EXPECT_EQ(connections(R"(std::optional<pqxx::connection> c; void f() { c.emplace("dbname=a"); })"),
            Texts{"\"dbname=a\""});
}
TEST(Calls, memberInitialiserConnects) {
  EXPECT_EQ(connections(R"(struct D { pqxx::connection c; D() : c("dbname=a") {} };)"), Texts{"\"dbname=a\""});
}
TEST(Calls, globalConnects) { EXPECT_EQ(connections(R"(pqxx::connection c("dbname=a");)"), Texts{"\"dbname=a\""}); }
TEST(Calls, commandLineConnects) {
  EXPECT_EQ(connections(R"(int main(int, char **argv) { PQconnectdb(argv[1]); })"), Texts{"{argv[1]}"});
}

TEST(Calls, keywordsAndValues) {
  facts::Unit unit = unitOf(R"(void f() { const char *k[] = {"host", "password", nullptr};
    const char *v[] = {"h", "p", nullptr}; PQconnectdbParams(k, v, 0); })");
  ASSERT_EQ(unit.calls.size(), 1U);
  ASSERT_EQ(unit.calls[0].settings.size(), 2U);
  EXPECT_EQ(unit.calls[0].settings[1].keyword, "password");
  EXPECT_EQ(show(unit.calls[0].settings[1].value), "\"p\"");
}
TEST(Calls, settingsByPosition) {
  facts::Unit unit = unitOf(R"(void f() { PQsetdbLogin("h", nullptr, nullptr, nullptr, "d", "u", "p"); })");
  ASSERT_EQ(unit.calls.size(), 1U);
  EXPECT_EQ(unit.calls[0].settings.size(), 4U);
}
TEST(Calls, boundValues) {
  facts::Unit unit = unitOf(R"(void f(pqxx::work &w, const string &s) { w.exec_params("SELECT $1, $2", s, 7); })");
  ASSERT_EQ(unit.calls.size(), 1U);
  ASSERT_EQ(unit.calls[0].values.size(), 2U);
  EXPECT_EQ(show(unit.calls[0].values[0]), "$s");
  EXPECT_EQ(show(unit.calls[0].values[1]), "\"7\"");
}
TEST(Calls, preparedNameAndText) {
  facts::Unit unit = unitOf(R"(void f(pqxx::connection &c) { c.prepare("n", "SELECT 1"); })");
  ASSERT_EQ(unit.calls.size(), 1U);
  EXPECT_EQ(show(unit.calls[0].name), "\"n\"");
  EXPECT_EQ(show(unit.calls[0].sql), "\"SELECT 1\"");
}
TEST(Calls, placeIsThatOfTheName) {
  facts::Unit unit = unitOf("void f(pqxx::work &w) {\n  w.exec(\"a\");\n}");
  ASSERT_EQ(unit.calls.size(), 1U);
  EXPECT_EQ(unit.calls[0].location.line, linesBefore("") + 2);
  EXPECT_EQ(unit.calls[0].location.column, 5U);
}
TEST(Calls, secretsInExpressionsAreLeftOut) {
  facts::Unit unit = unitOf(R"(string decrypt(const char *); void f() { pqxx::connection c(decrypt("hunter2")); })");
  ASSERT_EQ(unit.calls.size(), 1U);
  auto *result = std::get_if<facts::Result>(&unit.calls[0].connection->value);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->hole.expression.find("hunter2"), std::string::npos);
}
TEST(Calls, moveOfAConnectionIsNoConnect) {
  EXPECT_EQ(connections(R"(struct H { pqxx::connection c; }; void f(pqxx::connection &&c) { H h{std::move(c)}; })"),
            Texts{});
}

} // namespace pgtidy::extract
