#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Unit unit(const std::string &statements) {
  return factsOf("#include <libpqtypes.h>\n"
                 "void f(PGconn *c, PGparam *p, int id) {\n" +
                 statements + "\n}\n");
}

class Pqtypes : public testing::TestWithParam<Recognised> {};
TEST_P(Pqtypes, isRecognised) {
  facts::Unit found = unit(GetParam().statements);
  ASSERT_EQ(found.calls.size(), 1U) << GetParam().statements;
  expectCall(found.calls.front(), GetParam());
  EXPECT_EQ(found.calls.front().library, "pqtypes");
}

INSTANTIATE_TEST_SUITE_P(
    all, Pqtypes,
    testing::Values(Recognised{"PQexecf(c, \"a %int4\", id);", "PQexecf", Action::Execute, "\"a %int4\""},
                    Recognised{"PQsendf(c, \"a\");", "PQsendf", Action::Execute, "\"a\""},
                    Recognised{"PQparamExec(c, p, \"a\", 1);", "PQparamExec", Action::Execute, "\"a\""},
                    Recognised{"PQparamExecPrepared(c, p, \"n\", 1);", "PQparamExecPrepared", Action::ExecutePrepared,
                               "-", "\"n\""}));

TEST(PqtypesCalls, valuesAreBound) {
  facts::Unit found = unit("PQexecf(c, \"a %int4\", id);");
  ASSERT_EQ(found.calls.size(), 1U);
  EXPECT_EQ(found.calls[0].values.size(), 1U);
  EXPECT_EQ(found.calls[0].placeholders, facts::Placeholders::Percent);
}

} // namespace pgtidy::rules
