#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Unit unit(const std::string &statements) {
  return factsOf("#include <poco_data.h>\n"
                 "using namespace Poco::Data::Keywords;\n"
                 "void f(Poco::Data::Session &s, int id, std::string name) {\n" +
                 statements + "\n}\n");
}

class Poco : public testing::TestWithParam<Recognised> {};
TEST_P(Poco, isRecognised) {
  facts::Unit found = unit(GetParam().statements);
  ASSERT_EQ(found.calls.size(), 1U) << GetParam().statements;
  expectCall(found.calls.front(), GetParam());
  EXPECT_EQ(found.calls.front().library, "poco");
}

INSTANTIATE_TEST_SUITE_P(
    all, Poco,
    testing::Values(
        Recognised{"s << \"a\", now;", "Poco::Data::Session::operator<<", Action::Execute, "\"a\"", "-", "$s"},
        Recognised{"s << \"a\", into(name), use(id), now;", "Poco::Data::Session::operator<<", Action::Execute, "\"a\"",
                   "-", "$s"},
        Recognised{"s << \"a \" << id << \" b\", now;", "Poco::Data::Statement::operator<<", Action::Execute,
                   "\"a \" + {id} + \" b\""},
        Recognised{"Poco::Data::Statement t(s); t << \"a\", use(id); t.execute();", "Poco::Data::Statement::operator<<",
                   Action::Execute, "\"a\""},
        Recognised{"Poco::Data::Statement t = (s << \"a\", use(id)); t.execute();", "Poco::Data::Session::operator<<",
                   Action::Execute, "\"a\"", "-", "$s"},
        Recognised{"Poco::Data::Session t(\"PostgreSQL\", \"host=a\");", "Poco::Data::Session::Session",
                   Action::Connect, "\"host=a\"", "-", "\"PostgreSQL\""},
        Recognised{"Poco::Data::Session t(\"PostgreSQL:///host=a\");", "Poco::Data::Session::Session", Action::Connect,
                   "\"PostgreSQL:///host=a\""},
        Recognised{"Poco::Data::SessionPoolContainer t; t.add(\"PostgreSQL\", \"host=a\");",
                   "Poco::Data::SessionPoolContainer::add", Action::Connect, "\"host=a\"", "-", "\"PostgreSQL\""},
        Recognised{"Poco::Data::RecordSet t(s, \"a\");", "Poco::Data::RecordSet::RecordSet", Action::Execute, "\"a\"",
                   "-", "$s"},
        Recognised{"s << Poco::format(\"a %d\", id), now;", "Poco::Data::Session::operator<<", Action::Execute,
                   "\"a \" + {id}", "-", "$s"},
        Recognised{"s << \"a \" + Poco::NumberFormatter::format(id), now;", "Poco::Data::Session::operator<<",
                   Action::Execute, "\"a \" + {Poco::NumberFormatter::format(id)}", "-", "$s"},
        Recognised{"Poco::Data::SessionPool t(\"SQLite\", \"a.db\"); t.get();", "Poco::Data::SessionPool::SessionPool",
                   Action::Connect, "\"a.db\"", "-", "\"SQLite\""}));

TEST(PocoSettings, whatIsGivenWhereNothingIsSetIsKnown) {
  facts::Unit found = factsOf("#include <poco_data.h>\nvoid f(Poco::Util::AbstractConfiguration &c) {\n"
                              "Poco::Data::Session s(\"PostgreSQL\", c.getString(\"database\", \"host=a\"));\n}");
  ASSERT_EQ(found.calls.size(), 1U);
  EXPECT_EQ(printed(found.calls[0].connection), "({c.getString(\"…\", \"…\")}|\"host=a\")");
}

TEST(Poco, entriesOfFilesAreKnownByTheirNames) {
  EXPECT_EQ(printed(onlyCall("#include <libpq-fe.h>\n#include <poco_data.h>\n"
                             "void f(PGconn *c) { Poco::Util::IniFileConfiguration v(\"f\"); "
                             "PQexec(c, v.getString(\"a.b\", \"c\").c_str()); }")
                        .sql),
            "(file setting(file contents(\"f\"), \"a\", \"b\")|\"c\")");
}

} // namespace pgtidy::rules
