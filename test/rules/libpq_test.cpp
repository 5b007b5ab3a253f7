#include "reading.h"

namespace pgtidy::rules {

using facts::Action;

/// The only database call of a function whose body is `statements`.
static facts::Call call(const std::string &statements) {
  return onlyCall("#include <libpq-fe.h>\n#include <cstddef>\n#include <string>\n"
                  "void f(PGconn *c, const char *user) {\n" +
                  statements + "\n}\n");
}

static std::string sqlOf(const std::string &statements) { return printed(call(statements).sql); }

TEST(Libpq, connectionStringsAreConnections) {
  for (std::string name : {"PQconnectdb", "PQconnectStart", "PQping"}) {
    facts::Call found = call(name + "(\"host=db\");");
    EXPECT_EQ(found.function, name);
    EXPECT_EQ(found.action, Action::Connect);
    EXPECT_EQ(printed(found.connection), "\"host=db\"");
    EXPECT_EQ(found.library, "libpq");
  }
}

TEST(Libpq, keywordArraysAreSettings) {
  for (std::string name : {"PQconnectdbParams", "PQconnectStartParams", "PQpingParams"}) {
    facts::Call found = call("const char *const k[] = {\"host\", \"password\", nullptr};\n"
                             "const char *const v[] = {\"db\", \"pw\", nullptr};\n" +
                             name + "(k, v, 0);");
    EXPECT_EQ(found.function, name);
    ASSERT_EQ(found.settings.size(), 2U) << name;
    EXPECT_EQ(found.settings[1].keyword, "password");
    EXPECT_EQ(printed(found.settings[1].value), "\"pw\"");
  }
}

TEST(Libpq, setdbGivesSettingsByPosition) {
  facts::Call login = call("PQsetdbLogin(\"h\", \"5432\", nullptr, nullptr, \"d\", \"u\", \"p\");");
  EXPECT_EQ(login.action, Action::Connect);
  ASSERT_EQ(login.settings.size(), 5U);
  EXPECT_EQ(login.settings[0].keyword, "host");
  EXPECT_EQ(login.settings[4].keyword, "password");
  EXPECT_EQ(printed(login.settings[4].value), "\"p\"");
  facts::Call macro = call("PQsetdb(\"h\", \"5432\", nullptr, nullptr, \"d\");");
  EXPECT_EQ(macro.function, "PQsetdbLogin");
  EXPECT_EQ(macro.settings.size(), 3U);
}

TEST(Libpq, textsAreExecuted) {
  for (std::string name : {"PQexec", "PQsendQuery"}) {
    facts::Call found = call(name + "(c, \"SELECT 1\");");
    EXPECT_EQ(found.function, name);
    EXPECT_EQ(found.action, Action::Execute);
    EXPECT_EQ(printed(found.sql), "\"SELECT 1\"");
  }
}

TEST(Libpq, parametersAreBoundValues) {
  for (std::string name : {"PQexecParams", "PQsendQueryParams"}) {
    facts::Call found =
        call("const char *v[] = {user};\n" + name + "(c, \"SELECT $1\", 1, nullptr, v, nullptr, nullptr, 0);");
    EXPECT_EQ(found.action, Action::Execute);
    EXPECT_EQ(printed(found.sql), "\"SELECT $1\"");
    EXPECT_EQ(found.values.size(), 1U) << name;
  }
}

TEST(Libpq, preparedStatementsHaveNames) {
  for (std::string name : {"PQprepare", "PQsendPrepare"}) {
    facts::Call found = call(name + "(c, \"one\", \"SELECT 1\", 0, nullptr);");
    EXPECT_EQ(found.action, Action::Prepare);
    EXPECT_EQ(printed(found.name), "\"one\"");
    EXPECT_EQ(printed(found.sql), "\"SELECT 1\"");
  }
  for (std::string name : {"PQexecPrepared", "PQsendQueryPrepared"}) {
    facts::Call found = call("const char *v[] = {user};\n" + name + "(c, \"one\", 1, v, nullptr, nullptr, 0);");
    EXPECT_EQ(found.action, Action::ExecutePrepared);
    EXPECT_EQ(printed(found.name), "\"one\"");
    EXPECT_EQ(found.values.size(), 1U);
  }
}

TEST(Libpq, describingIsNoCall) {
  facts::Unit unit =
      factsOf("#include <libpq-fe.h>\nvoid f(PGconn *c) { PQdescribePrepared(c, \"one\"); PQfinish(c); }");
  EXPECT_TRUE(unit.calls.empty());
}

/// The kind of the first hole in the SQL that `statements` execute.
static facts::HoleKind holeKind(const std::string &statements) {
  facts::Call found = call(statements);
  facts::HoleKind kind = facts::HoleKind::Unknown;
  auto visit = [&](auto &&self, const facts::Text &text) -> void {
    if (!text)
      return;
    if (const auto *hole = std::get_if<facts::Hole>(&text->value))
      kind = hole->kind;
    if (const auto *concat = std::get_if<facts::Concat>(&text->value))
      for (const facts::Text &part : concat->parts)
        self(self, part);
  };
  visit(visit, found.sql);
  return kind;
}

TEST(Libpq, escapingTellsWhatForm) {
  std::string exec = "PQexec(c, (std::string(\"SELECT \") + x).c_str());";
  EXPECT_EQ(holeKind("char *x = PQescapeLiteral(c, user, 3);" + exec), facts::HoleKind::EscapedLiteral);
  EXPECT_EQ(holeKind("char *x = PQescapeIdentifier(c, user, 3);" + exec), facts::HoleKind::EscapedIdentifier);
  EXPECT_EQ(
      holeKind("size_t n; auto *x = (const char *)PQescapeByteaConn(c, (const unsigned char *)user, 3, &n);" + exec),
      facts::HoleKind::EscapedString);
  EXPECT_EQ(holeKind("char x[99]; PQescapeStringConn(c, x, user, 3, nullptr);" + exec), facts::HoleKind::EscapedString);
  EXPECT_EQ(holeKind("char x[99]; PQescapeString(x, user, 3);" + exec), facts::HoleKind::EscapedString);
}

TEST(Libpq, copyGoesThroughExec) { EXPECT_EQ(sqlOf("PQexec(c, \"COPY t FROM STDIN\");"), "\"COPY t FROM STDIN\""); }

} // namespace pgtidy::rules
