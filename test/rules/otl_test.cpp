#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Unit unit(const std::string &statements) {
  return factsOf("#include <otl.h>\n"
                 "void f(otl_connect &c, otl_stream &s) {\n" +
                 statements + "\n}\n");
}

class Otl : public testing::TestWithParam<Recognised> {};
TEST_P(Otl, isRecognised) {
  facts::Unit found = unit(GetParam().statements);
  ASSERT_EQ(found.calls.size(), 1U) << GetParam().statements;
  expectCall(found.calls.front(), GetParam());
  EXPECT_EQ(found.calls.front().library, "otl");
}

INSTANTIATE_TEST_SUITE_P(all, Otl,
                         testing::Values(Recognised{"otl_stream t(50, \"a :f<int>\", c);", "otl_stream::otl_stream",
                                                    Action::Execute, "\"a :f<int>\""},
                                         Recognised{"s.open(50, \"a\", c);", "otl_stream::open", Action::Execute,
                                                    "\"a\""},
                                         Recognised{"otl_cursor::direct_exec(c, \"a\");", "otl_cursor::direct_exec",
                                                    Action::Execute, "\"a\""},
                                         Recognised{"c.rlogon(\"UID=u;PWD=p;DSN=d\");", "otl_connect::rlogon",
                                                    Action::Connect, "\"UID=u;PWD=p;DSN=d\""}));

} // namespace pgtidy::rules
