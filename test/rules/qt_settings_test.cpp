#include "reading.h"

namespace pgtidy::rules {

/// What `expression`, sent as SQL, is.
static std::string textOf(const std::string &expression) {
  return printed(
      onlyCall("#include <qt_sql.h>\nvoid f(QSqlQuery &q, QSettings &s) { q.exec(" + expression + "); }").sql);
}

TEST(QtSettings, whatIsGivenWhereNothingIsSetIsKnown) {
  EXPECT_EQ(textOf("s.value(\"key\", \"default\").toString()"), "({s.value(\"…\", \"…\")}|\"default\")");
  EXPECT_EQ(textOf("s.value(\"key\").toString()"), "{s.value(\"…\")}");
  EXPECT_EQ(textOf("qEnvironmentVariable(\"NAME\", \"default\")"),
            "({qEnvironmentVariable(\"NAME\", \"…\")}|\"default\")");
  EXPECT_EQ(textOf("QProcessEnvironment::systemEnvironment().value(\"NAME\", \"default\")"),
            "({QProcessEnvironment::systemEnvironment().value(\"NAME\", \"…\")}|\"default\")");
}

TEST(QtSettings, theEnvironmentIsSet) {
  facts::Call call = onlyCall("#include <qt_sql.h>\nvoid f() { qputenv(\"PGPASSWORD\", \"x\"); }");
  EXPECT_EQ(call.action, facts::Action::Configure);
  ASSERT_EQ(call.settings.size(), 1U);
  EXPECT_EQ(call.settings[0].keyword, "PGPASSWORD");
}

} // namespace pgtidy::rules
