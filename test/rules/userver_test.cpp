#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Unit unit(const std::string &statements) {
  return factsOf("#include <userver_postgres.h>\n"
                 "using namespace userver::storages::postgres;\n"
                 "const Query known{\"a\", Query::Name{\"n\"}};\n"
                 "void f(ClusterPtr c, Transaction &t, int id) {\n" +
                 statements + "\n}\n");
}

class Userver : public testing::TestWithParam<Recognised> {};
TEST_P(Userver, isRecognised) {
  facts::Unit found = unit(GetParam().statements);
  ASSERT_EQ(found.calls.size(), 1U) << GetParam().statements;
  expectCall(found.calls.front(), GetParam());
  EXPECT_EQ(found.calls.front().library, "userver");
}

INSTANTIATE_TEST_SUITE_P(
    all, Userver,
    testing::Values(Recognised{"c->Execute(ClusterHostType::kMaster, \"a\", id);",
                               "userver::storages::postgres::Cluster::Execute", Action::Execute, "\"a\""},
                    Recognised{"c->Execute(ClusterHostType::kMaster, OptionalCommandControl{}, \"a\", id);",
                               "userver::storages::postgres::Cluster::Execute", Action::Execute, "\"a\""},
                    Recognised{"t.Execute(\"a\", id);", "userver::storages::postgres::Transaction::Execute",
                               Action::Execute, "\"a\""},
                    Recognised{"t.Execute(OptionalCommandControl{}, \"a\", id);",
                               "userver::storages::postgres::Transaction::Execute", Action::Execute, "\"a\""},
                    Recognised{"c->Execute(ClusterHostType::kSlave, known, id);",
                               "userver::storages::postgres::Cluster::Execute", Action::Execute, "\"a\""},
                    Recognised{"Query q{\"a\"}; t.Execute(q);", "userver::storages::postgres::Transaction::Execute",
                               Action::Execute, "\"a\""}));

} // namespace pgtidy::rules
