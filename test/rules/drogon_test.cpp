#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Unit unit(const std::string &statements) {
  return factsOf("#include <drogon_orm.h>\n"
                 "using namespace drogon::orm;\n"
                 "void f(const DbClientPtr &c, DbClient &client, int id) {\n" +
                 statements + "\n}\n");
}

class Drogon : public testing::TestWithParam<Recognised> {};
TEST_P(Drogon, isRecognised) {
  facts::Unit found = unit(GetParam().statements);
  ASSERT_EQ(found.calls.size(), 1U) << GetParam().statements;
  expectCall(found.calls.front(), GetParam());
  EXPECT_EQ(found.calls.front().library, "drogon");
}

INSTANTIATE_TEST_SUITE_P(
    all, Drogon,
    testing::Values(
        Recognised{"c->execSqlSync(\"a\", id);", "drogon::orm::DbClient::execSqlSync", Action::Execute, "\"a\""},
        Recognised{"c->execSqlAsync(\"a\", [](const Result &) {}, [](const DrogonDbException &) {}, id);",
                   "drogon::orm::DbClient::execSqlAsync", Action::Execute, "\"a\""},
        Recognised{"auto r = c->execSqlAsyncFuture(\"a\", id);", "drogon::orm::DbClient::execSqlAsyncFuture",
                   Action::Execute, "\"a\""},
        Recognised{"*c << \"a\" << id >> [](const Result &) {};", "drogon::orm::DbClient::operator<<", Action::Execute,
                   "\"a\""},
        Recognised{"*c << std::string(\"a\");", "drogon::orm::DbClient::operator<<", Action::Execute, "\"a\""},
        Recognised{"static_cast<Transaction &>(client).execSqlSync(\"a\");", "drogon::orm::DbClient::execSqlSync",
                   Action::Execute, "\"a\""},
        Recognised{"DbClient::newPgClient(\"host=a\", 1);", "drogon::orm::DbClient::newPgClient", Action::Connect,
                   "\"host=a\""},
        Recognised{"DbClient::newSqlite3Client(\"filename=a.db\", 1);", "drogon::orm::DbClient::newSqlite3Client",
                   Action::Connect, "-"}));

TEST(DrogonCalls, argumentsBehindTheCallBacksAreBound) {
  facts::Unit found = unit("c->execSqlAsync(\"a\", [](const Result &) {}, [](const DrogonDbException &) {}, id, id);");
  ASSERT_EQ(found.calls.size(), 1U);
  EXPECT_EQ(found.calls[0].values.size(), 2U);
}

TEST(DrogonCalls, coroutinesWait) {
  facts::Call found = onlyCall("#include <drogon_orm.h>\n"
                               "drogon::Task<int> f(drogon::orm::DbClientPtr c, int id) {\n"
                               "  auto r = co_await c->execSqlCoro(\"a\", id);\n  co_return 1;\n}");
  EXPECT_EQ(printed(found.sql), "\"a\"");
}

TEST(Drogon, theFileOfSettingsHoldsConnections) {
  const facts::Call call = onlyCall("#include <drogon_orm.h>\n"
                                    "void f(drogon::HttpAppFramework &app) { app.loadConfigFile(\"f\"); }");
  EXPECT_EQ(call.action, Action::Connect);
  EXPECT_EQ(printed(call.driver), "file setting(file contents(\"f\"), \"db_clients\", \"*\", \"rdbms\")");
  ASSERT_EQ(call.settings.size(), 5U);
  EXPECT_EQ(call.settings[3].keyword, "password");
  EXPECT_EQ(printed(call.settings[3].value), "file setting(file contents(\"f\"), \"db_clients\", \"*\", \"passwd\")");
  EXPECT_EQ(call.settings[4].keyword, "password"); // which Drogon reads as well
  EXPECT_EQ(printed(call.settings[4].value), "file setting(file contents(\"f\"), \"db_clients\", \"*\", \"password\")");
}

} // namespace pgtidy::rules
