#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

static facts::Call call(const std::string &statements) {
  return onlyCall("#include <mariadb/mysql.h>\nvoid f(MYSQL *c, MYSQL_STMT *s, const char *user, unsigned long n) {\n" +
                  statements + "\n}\n");
}

TEST(Mysql, statementsAreInItsDialect) {
  for (const Recognised &wanted :
       {Recognised{"mysql_query(c, \"a\");", "mysql_query", Action::Execute, "\"a\""},
        Recognised{"mysql_real_query(c, \"ab\", 1);", "mysql_real_query", Action::Execute, "\"a\""},
        Recognised{"mysql_stmt_prepare(s, \"a\", 1);", "mysql_stmt_prepare", Action::Prepare, "\"a\""},
        Recognised{"mysql_real_connect(c, \"h\", \"u\", \"p\", \"d\", 0, 0, 0);", "mysql_real_connect", Action::Connect,
                   "\"h\""}}) {
    facts::Call found = call(wanted.statements);
    expectCall(found, wanted);
    EXPECT_EQ(found.dialect, facts::Dialect::MySQL);
  }
}

TEST(Mysql, escapingIsForTheInsideOfQuotes) {
  EXPECT_EQ(printed(call("char x[99]; mysql_real_escape_string(c, x, user, n); mysql_query(c, x);").sql), "{user}");
}

} // namespace pgtidy::rules
