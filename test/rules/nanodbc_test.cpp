#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Unit unit(const std::string &statements) {
  return factsOf("#include <nanodbc.h>\n"
                 "void f(nanodbc::connection &c, nanodbc::statement &s) {\n" +
                 statements + "\n}\n");
}

class Nanodbc : public testing::TestWithParam<Recognised> {};
TEST_P(Nanodbc, isRecognised) {
  facts::Unit found = unit(GetParam().statements);
  ASSERT_EQ(found.calls.size(), 1U) << GetParam().statements;
  expectCall(found.calls.front(), GetParam());
  EXPECT_EQ(found.calls.front().library, "nanodbc");
}

INSTANTIATE_TEST_SUITE_P(
    all, Nanodbc,
    testing::Values(Recognised{"nanodbc::execute(c, \"a\");", "nanodbc::execute", Action::Execute, "\"a\""},
                    Recognised{"nanodbc::just_execute(c, \"a\");", "nanodbc::just_execute", Action::Execute, "\"a\""},
                    Recognised{"nanodbc::statement t(c, \"a\"); nanodbc::execute(t);", "nanodbc::statement::statement",
                               Action::Prepare, "\"a\""},
                    Recognised{"s.prepare(c, \"a\");", "nanodbc::statement::prepare", Action::Prepare, "\"a\""},
                    Recognised{"nanodbc::prepare(s, \"a\");", "nanodbc::prepare", Action::Prepare, "\"a\""},
                    Recognised{"s.execute_direct(c, \"a\");", "nanodbc::statement::execute_direct", Action::Execute,
                               "\"a\""},
                    Recognised{"nanodbc::connection d(\"DSN=a\");", "nanodbc::connection::connection", Action::Connect,
                               "\"DSN=a\""},
                    Recognised{"nanodbc::connection d(\"a\", \"u\", \"p\");", "nanodbc::connection::connection",
                               Action::Connect, "\"u\""}));

} // namespace pgtidy::rules
