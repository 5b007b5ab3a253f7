#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Unit unit(const std::string &statements) {
  return factsOf("#include <boost_mysql.h>\n"
                 "void f(boost::mysql::any_connection &c, boost::mysql::results &r) {\n" +
                 statements + "\n}\n");
}

class BoostMysql : public testing::TestWithParam<Recognised> {};
TEST_P(BoostMysql, isRecognised) {
  facts::Unit found = unit(GetParam().statements);
  ASSERT_EQ(found.calls.size(), 1U) << GetParam().statements;
  expectCall(found.calls.front(), GetParam());
  EXPECT_EQ(found.calls.front().library, "boost_mysql");
}

INSTANTIATE_TEST_SUITE_P(
    all, BoostMysql,
    testing::Values(Recognised{"c.execute(\"a\", r);", "boost::mysql::any_connection::execute", Action::Execute,
                               "\"a\""},
                    Recognised{"c.async_execute(\"a\", r, [] {});", "boost::mysql::any_connection::async_execute",
                               Action::Execute, "\"a\""},
                    Recognised{"c.prepare_statement(\"a\");", "boost::mysql::any_connection::prepare_statement",
                               Action::Prepare, "\"a\""},
                    Recognised{"c.connect({});", "boost::mysql::any_connection::connect", Action::Connect, "-"}));

TEST(BoostMysqlCalls, areInTheDialectOfMysql) {
  facts::Unit found = unit("c.execute(\"a\", r);");
  ASSERT_EQ(found.calls.size(), 1U);
  EXPECT_EQ(found.calls[0].dialect, facts::Dialect::MySQL);
}

} // namespace pgtidy::rules
