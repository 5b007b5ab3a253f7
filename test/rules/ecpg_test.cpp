#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Unit unit(const std::string &statements) {
  return factsOf("#include <ecpg_stub.h>\n"
                 "void f(int id) {\n" +
                 statements + "\n}\n");
}

class Ecpg : public testing::TestWithParam<Recognised> {};
TEST_P(Ecpg, isRecognised) {
  facts::Unit found = unit(GetParam().statements);
  ASSERT_EQ(found.calls.size(), 1U) << GetParam().statements;
  expectCall(found.calls.front(), GetParam());
  EXPECT_EQ(found.calls.front().library, "ecpg");
}

INSTANTIATE_TEST_SUITE_P(
    all, Ecpg,
    testing::Values(Recognised{"ECPGdo(1, 0, 1, nullptr, 0, ECPGst_normal, \"a b\", ECPGt_EOIT, ECPGt_EORT);", "ECPGdo",
                               Action::Execute, "\"a b\"", "\"a b\""},
                    Recognised{"ECPGprepare(1, nullptr, 0, \"n\", \"a\");", "ECPGprepare", Action::Prepare, "\"a\"",
                               "\"n\""},
                    Recognised{"ECPGtrans(1, nullptr, \"commit\");", "ECPGtrans", Action::Execute, "\"commit\""},
                    Recognised{"ECPGconnect(1, 0, \"a@b\", \"u\", \"p\", nullptr, 0);", "ECPGconnect", Action::Connect,
                               "\"a@b\""}));

} // namespace pgtidy::rules
