#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Unit unit(const std::string &statements) {
  return factsOf(
      "#include <taopq.h>\n"
      "using namespace tao::pq;\n"
      "void f(std::shared_ptr<connection> c, transaction &t, std::shared_ptr<transaction_base> b, int id) {\n" +
      statements + "\n}\n");
}

class Taopq : public testing::TestWithParam<Recognised> {};
TEST_P(Taopq, isRecognised) {
  facts::Unit found = unit(GetParam().statements);
  ASSERT_EQ(found.calls.size(), 1U) << GetParam().statements;
  expectCall(found.calls.front(), GetParam());
  EXPECT_EQ(found.calls.front().library, "taopq");
}

INSTANTIATE_TEST_SUITE_P(
    all, Taopq,
    testing::Values(
        Recognised{"c->execute(\"a b\", id);", "tao::pq::connection::execute", Action::Execute, "\"a b\"", "\"a b\""},
        Recognised{"t.execute(\"a\");", "tao::pq::transaction_base::execute", Action::Execute, "\"a\"", "\"a\""},
        Recognised{"c->prepare(\"n\", \"a\");", "tao::pq::connection::prepare", Action::Prepare, "\"a\"", "\"n\""},
        Recognised{"table_writer w(b, \"COPY t FROM STDIN\");", "tao::pq::table_writer::table_writer", Action::Execute,
                   "\"COPY t FROM STDIN\""},
        Recognised{"connection::create(\"dbname=a\");", "tao::pq::connection::create", Action::Connect,
                   "\"dbname=a\""}));

} // namespace pgtidy::rules
