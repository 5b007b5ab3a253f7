#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Unit unit(const std::string &statements) {
  return factsOf("#include <sql.h>\n#include <sqlext.h>\n#include <sqlucode.h>\n#include <string>\n"
                 "void f(SQLHDBC c, SQLHSTMT s, std::string text) {\n" +
                 statements + "\n}\n");
}

class Odbc : public testing::TestWithParam<Recognised> {};
TEST_P(Odbc, isRecognised) {
  facts::Unit found = unit(GetParam().statements);
  ASSERT_EQ(found.calls.size(), 1U) << GetParam().statements;
  expectCall(found.calls.front(), GetParam());
  EXPECT_EQ(found.calls.front().library, "odbc");
}

INSTANTIATE_TEST_SUITE_P(
    all, Odbc,
    testing::Values(
        Recognised{"SQLExecDirect(s, (SQLCHAR *)\"a\", SQL_NTS);", "SQLExecDirect", Action::Execute, "\"a\""},
        Recognised{"SQLExecDirectW(s, (SQLWCHAR *)u\"a\", SQL_NTS);", "SQLExecDirectW", Action::Execute, "\"a\""},
        Recognised{"std::string q = \"a \" + text; SQLExecDirect(s, (SQLCHAR *)q.c_str(), SQL_NTS);", "SQLExecDirect",
                   Action::Execute, "\"a \" + $text"},
        Recognised{"SQLPrepare(s, (SQLCHAR *)\"abc\", 2); SQLExecute(s);", "SQLPrepare", Action::Prepare, "\"ab\""},
        Recognised{"SQLDriverConnect(c, 0, (SQLCHAR *)\"DSN=a\", SQL_NTS, 0, 0, 0, 0);", "SQLDriverConnect",
                   Action::Connect, "\"DSN=a\""},
        Recognised{"SQLConnect(c, (SQLCHAR *)\"a\", SQL_NTS, (SQLCHAR *)\"u\", SQL_NTS, (SQLCHAR *)\"p\", SQL_NTS);",
                   "SQLConnect", Action::Connect, "\"u\""}));

TEST(Odbc, theCatalogueTakesNoSql) {
  EXPECT_TRUE(unit("SQLTables(s, 0, 0, 0, 0, (SQLCHAR *)\"orders\", SQL_NTS, 0, 0); SQLExecute(s);").calls.empty());
}

} // namespace pgtidy::rules
