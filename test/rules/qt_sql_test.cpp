#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Unit unit(const std::string &statements) {
  return factsOf("#include <qt_sql.h>\nint n();\nvoid given(QSqlQuery &);\nvoid f(QSqlQuery &q, QSqlQueryModel &m, "
                 "QSqlResult *r) {\n" +
                 statements + "\n}\n");
}

class QtSql : public testing::TestWithParam<Recognised> {};
TEST_P(QtSql, isRecognised) {
  facts::Unit found = unit(GetParam().statements);
  ASSERT_EQ(found.calls.size(), 1U) << GetParam().statements;
  expectCall(found.calls.front(), GetParam());
  EXPECT_EQ(found.calls.front().library, "qt_sql");
  EXPECT_EQ(found.calls.front().dialect, facts::Dialect::Any);
}

INSTANTIATE_TEST_SUITE_P(
    executing, QtSql,
    testing::Values(Recognised{"q.exec(\"a\");", "QSqlQuery::exec", Action::Execute, "\"a\"", "-", "$q"},
                    Recognised{"QSqlQuery p(\"a\");", "QSqlQuery::QSqlQuery", Action::Execute, "\"a\""},
                    Recognised{"q.prepare(\"a\"); q.addBindValue(1); q.exec();", "QSqlQuery::prepare", Action::Prepare,
                               "\"a\"", "-", "$q"},
                    Recognised{"QSqlDatabase::database().exec(\"a\");", "QSqlDatabase::exec", Action::Execute, "\"a\"",
                               "-", "{QSqlDatabase::database()}"},
                    Recognised{"m.setQuery(\"a\");", "QSqlQueryModel::setQuery", Action::Execute, "\"a\""}));

INSTANTIATE_TEST_SUITE_P(connecting, QtSql,
                         testing::Values(Recognised{"QSqlDatabase::addDatabase(\"QPSQL\");",
                                                    "QSqlDatabase::addDatabase", Action::Connect, "-", "-",
                                                    "\"QPSQL\""}));

/// What is bound when the only statement of the code is sent: "name=expression …", for each time that it is.
static std::vector<std::string> bound(const std::string &statements) {
  facts::Unit found = unit("QSqlQuery own; " + statements);
  std::vector<std::string> all;
  for (const facts::Call &call : found.calls)
    for (const facts::Situation &situation : call.situations) {
      all.emplace_back();
      for (const facts::Operand &operand : situation.operands)
        all.back() += operand.name + "=" + operand.expression + " ";
    }
  return all;
}

TEST(QtSql, valuesAreBoundUntilTheQueryRuns) {
  using All = std::vector<std::string>;
  EXPECT_EQ(bound("int a = n(), b = n(); own.prepare(\"x\"); own.addBindValue(a); own.addBindValue(b); own.exec();"),
            All{"=a =b "});
  EXPECT_EQ(bound("int a = n(), b = n(); own.prepare(\"x\"); own.bindValue(\":b\", b); own.bindValue(\":a\", a);"
                  "own.bindValue(\":b\", a); own.exec();"),
            All{"b=a a=a "});
  EXPECT_EQ(bound("int a = n(), b = n(); own.prepare(\"x\"); own.addBindValue(a); own.exec(); own.addBindValue(b); "
                  "own.exec();"),
            (All{"=a ", "=b "}));
  EXPECT_EQ(bound("int a = n(); own.prepare(\"x\"); own.addBindValue(a);"), All{}); // who sends it is not seen
  EXPECT_EQ(bound("int a = n(); own.prepare(\"x\"); own.addBindValue(a); given(own); own.exec();"), All{""});
  EXPECT_EQ(bound("int a = n(); q.prepare(\"x\"); q.addBindValue(a); q.exec();"), (All{"=a ", ""})); // its caller may
}

TEST(QtSql, whatSendsNothingIsNoCall) {
  facts::Unit found =
      unit("QSqlQuery p; QSqlQuery o(r); QSqlQuery n{QSqlDatabase::database()}; m.setQuery(q); q.exec();"
           "q.execBatch(); QSqlDatabase d; d.open(); d.exec();");
  EXPECT_TRUE(found.calls.empty());
}

TEST(QtSql, settingsKnowTheirDriver) {
  facts::Unit found =
      unit("QSqlDatabase d = QSqlDatabase::addDatabase(\"QSQLITE\");\n"
           "d.setHostName(\"h\"); d.setDatabaseName(\"d\"); d.setUserName(\"u\"); d.setPassword(\"p\");\n"
           "d.open(\"u\", \"p\"); QSqlQuery p(d); p.exec(\"a\");");
  ASSERT_EQ(found.calls.size(), 7U);
  const char *keywords[] = {"", "host", "dbname", "user", "password", "user", ""};
  for (size_t i = 0; i < found.calls.size(); ++i) {
    EXPECT_EQ(printed(found.calls[i].driver), "\"QSQLITE\"") << found.calls[i].function;
    if (*keywords[i]) {
      EXPECT_EQ(found.calls[i].action, Action::Configure);
      EXPECT_EQ(found.calls[i].settings.front().keyword, keywords[i]);
    }
  }
}

} // namespace pgtidy::rules
