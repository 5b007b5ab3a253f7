#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Unit unit(const std::string &statements) {
  return factsOf("#include <cppdb/frontend.h>\n"
                 "void f(cppdb::session &s, int id) {\n" +
                     statements + "\n}\n",
                 {"-std=c++14"});
}

class Cppdb : public testing::TestWithParam<Recognised> {};
TEST_P(Cppdb, isRecognised) {
  facts::Unit found = unit(GetParam().statements);
  ASSERT_EQ(found.calls.size(), 1U) << GetParam().statements;
  expectCall(found.calls.front(), GetParam());
  EXPECT_EQ(found.calls.front().library, "cppdb");
}

INSTANTIATE_TEST_SUITE_P(all, Cppdb,
                         testing::Values(Recognised{"s << \"a\" << id << cppdb::exec;", "cppdb::session::operator<<",
                                                    Action::Execute, "\"a\"", "-", "$s"},
                                         Recognised{"cppdb::result r = s << \"a\" << id;", "cppdb::session::operator<<",
                                                    Action::Execute, "\"a\"", "-", "$s"},
                                         Recognised{"cppdb::statement t = s.prepare(\"a\");", "cppdb::session::prepare",
                                                    Action::Execute, "\"a\"", "-", "$s"},
                                         Recognised{"cppdb::session t(\"postgresql:dbname=a\");",
                                                    "cppdb::session::session", Action::Connect,
                                                    "\"postgresql:dbname=a\""},
                                         Recognised{"s.open(\"sqlite3:db=a.db\");", "cppdb::session::open",
                                                    Action::Connect, "\"sqlite3:db=a.db\""}));

} // namespace pgtidy::rules
