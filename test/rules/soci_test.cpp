#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

/// The calls of `statements` in a function with a session, with the installed SOCI.
static facts::Unit unit(const std::string &statements) {
  return factsOf(
      "#include <memory>\n#include <soci/soci.h>\n#include <string>\nextern const soci::backend_factory &backend;\n"
      "void f(soci::session &sql, int id, std::string name) {\n" +
          statements + "\n}\n",
      {"-std=c++17"});
}

class Soci : public testing::TestWithParam<Recognised> {};
TEST_P(Soci, isRecognised) {
  facts::Unit found = unit(GetParam().statements);
  ASSERT_EQ(found.calls.size(), 1U) << GetParam().statements;
  expectCall(found.calls.front(), GetParam());
  EXPECT_EQ(found.calls.front().library, "soci");
}

#define ONCE "soci::details::once_temp_type::operator<<"
#define PREPARED "soci::details::prepare_temp_type::operator<<"

INSTANTIATE_TEST_SUITE_P(
    executing, Soci,
    testing::Values(Recognised{"sql << \"a\";", "soci::session::operator<<", Action::Execute, "\"a\"", "-", "$sql"},
                    Recognised{"sql << \"a\", soci::use(id), soci::into(name);", "soci::session::operator<<",
                               Action::Execute, "\"a\"", "-", "$sql"},
                    Recognised{"sql << \"a \" << \"b\", soci::use(id);", ONCE, Action::Execute, "\"a b\""},
                    Recognised{"sql << \"a \" << id << \" c\", soci::into(id);", ONCE, Action::Execute,
                               "\"a \" + {id} + \" c\""},
                    Recognised{"sql.once << \"a\";", "soci::details::once_type::operator<<", Action::Execute, "\"a\""},
                    Recognised{"soci::statement s = (sql.prepare << \"a\", soci::use(id)); s.execute(true);",
                               "soci::details::prepare_type::operator<<", Action::Prepare, "\"a\""},
                    Recognised{"soci::rowset<soci::row> r = (sql.prepare << \"a \" << \"b\");", PREPARED,
                               Action::Prepare, "\"a b\""},
                    Recognised{"soci::statement s(sql); s.prepare(\"a\"); s.define_and_bind();",
                               "soci::statement::prepare", Action::Prepare, "\"a\""}));

INSTANTIATE_TEST_SUITE_P(
    connecting, Soci,
    testing::Values(Recognised{"soci::session s(\"postgresql\", \"dbname=a\");", "soci::session::session",
                               Action::Connect, "\"dbname=a\"", "-", "\"postgresql\""},
                    Recognised{"soci::session s(\"sqlite3://a.db\");", "soci::session::session", Action::Connect,
                               "\"sqlite3://a.db\""},
                    Recognised{"soci::session s(backend, \"dbname=a\");", "soci::session::session", Action::Connect,
                               "\"dbname=a\"", "-", "\"soci::backend_factory\""},
                    Recognised{"sql.open(\"postgresql\", \"dbname=a\");", "soci::session::open", Action::Connect,
                               "\"dbname=a\"", "-", "\"postgresql\""},
                    Recognised{"soci::connection_parameters p(\"postgresql\", \"dbname=a\"); "
                               "soci::session s(p);",
                               "soci::session::session", Action::Connect, "\"postgresql://dbname=a\""},
                    Recognised{"soci::connection_parameters p(backend, \"dbname=a\"); sql.open(p);",
                               "soci::session::open", Action::Connect, "{} + \"://dbname=a\""},
                    Recognised{"sql.open(soci::connection_parameters(\"postgresql://dbname=a\"));",
                               "soci::session::open", Action::Connect, "\"postgresql://dbname=a\""},
                    Recognised{"auto s = std::make_unique<soci::session>(\"postgresql\", \"dbname=a\");",
                               "soci::session::session", Action::Connect, "\"dbname=a\"", "-", "\"postgresql\""}));

TEST(Soci, parametersAreNoConnection) {
  EXPECT_TRUE(unit("soci::connection_parameters p(\"postgresql\", \"dbname=a password=b\");").calls.empty());
}

TEST(Soci, poolsAreNoConnections) {
  EXPECT_TRUE(
      unit("soci::connection_pool p(2); soci::session s(p); soci::transaction t(s); t.commit();").calls.empty());
}

TEST(Soci, theBackEndBehindAReferenceIsTheDriver) {
  facts::Unit found =
      factsOf("#include <soci/soci.h>\n"
              "namespace soci { const backend_factory *factory_sqlite3(); }\n"
              "struct back_end : soci::backend_factory {\n"
              "  soci::details::session_backend *make_session(const soci::connection_parameters &) const;\n"
              "};\n"
              "extern const back_end made;\n"
              "static const soci::backend_factory &first = *soci::factory_sqlite3(), &second = made;\n"
              "void f() { soci::session s(first, \"dbname=a\"), t(second, \"dbname=a\"); }\n"
              "void g() { soci::session s(*soci::factory_sqlite3(), \"dbname=a\"); }\n",
              {"-std=c++17"});
  ASSERT_EQ(found.calls.size(), 3U);
  EXPECT_EQ(printed(found.calls[0].driver), "\"soci::factory_sqlite3\"");
  EXPECT_EQ(printed(found.calls[1].driver), "\"back_end\"");
  EXPECT_EQ(printed(found.calls[2].driver), "\"soci::factory_sqlite3\"");
}

TEST(Soci, theBackEndsOwnWordsAreNotAnyText) {
  facts::Unit found = unit("sql << \"select 1\" + sql.get_dummy_from_clause(); sql << name;");
  ASSERT_EQ(found.calls.size(), 2U);
  const auto *joined = std::get_if<facts::Concat>(&found.calls[0].sql->value);
  ASSERT_TRUE(joined);
  const auto *word = std::get_if<facts::Hole>(&joined->parts.back()->value);
  EXPECT_TRUE(word && word->kind == facts::HoleKind::Enumerator);
  EXPECT_TRUE(std::holds_alternative<facts::Parameter>(found.calls[1].sql->value));
}

TEST(Soci, whatIsUsedIsBoundInItsOrder) {
  facts::Unit found = unit("sql << \"a\", soci::use(id), soci::into(name), soci::use(name);\n"
                           "soci::statement s = (sql.prepare << \"b\", soci::use(id)); s.execute(true);");
  ASSERT_EQ(found.calls.size(), 2U);
  ASSERT_EQ(found.calls[0].values.size(), 2U);
  EXPECT_EQ(printed(found.calls[0].values[1]), "$name");
  EXPECT_EQ(found.calls[0].situations.front().operands[0].expression, "id");
  EXPECT_EQ(found.calls[1].situations.size(), 1U);
  EXPECT_EQ(found.calls[1].values.size(), 1U);
}

TEST(Soci, whatIsPreparedAndNotSentIsBoundToNothing) {
  facts::Unit found = unit("soci::statement s = (sql.prepare << \"b\", soci::use(id));");
  ASSERT_EQ(found.calls.size(), 1U);
  EXPECT_TRUE(found.calls[0].situations.empty());
}

TEST(Soci, aSessionKnowsItsDriver) {
  facts::Unit found = unit("soci::session s(\"sqlite3\", \"a.db\"); s << \"a\";");
  ASSERT_EQ(found.calls.size(), 2U);
  EXPECT_EQ(printed(found.calls[1].driver), "\"sqlite3\"");
}

} // namespace pgtidy::rules
