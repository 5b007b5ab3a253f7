#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Unit unit(const std::string &statements) {
  return factsOf("#include <ozo.h>\n"
                 "using namespace ozo::literals;\n"
                 "void f(ozo::connection_info &c, int id, std::string name) {\n" +
                 statements + "\n}\n");
}

class Ozo : public testing::TestWithParam<Recognised> {};
TEST_P(Ozo, isRecognised) {
  facts::Unit found = unit(GetParam().statements);
  ASSERT_EQ(found.calls.size(), 1U) << GetParam().statements;
  expectCall(found.calls.front(), GetParam());
  EXPECT_EQ(found.calls.front().library, "ozo");
}

INSTANTIATE_TEST_SUITE_P(
    all, Ozo,
    testing::Values(Recognised{"ozo::request(c, \"a\"_SQL, 1, 2);", "ozo::request", Action::Execute, "\"a\""},
                    Recognised{"ozo::request(c, \"a \"_SQL + id + \" b \"_SQL + name, 1, 2);", "ozo::request",
                               Action::Execute, "\"a \" + {id} + \" b \" + {name}"},
                    Recognised{"ozo::execute(c, ozo::make_query(\"a\", id), 1);", "ozo::execute", Action::Execute,
                               "\"a\""},
                    Recognised{"ozo::connection_info i(\"host=a\");", "ozo::connection_info::connection_info",
                               Action::Connect, "\"host=a\""}));

} // namespace pgtidy::rules
