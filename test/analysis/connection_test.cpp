#include "connection.h"

#include "analysis/program.h"

#include <gtest/gtest.h>

namespace pgtidy::analysis {
namespace {

using namespace sample;
using facts::Action;

using Strings = std::vector<std::string>;

/// The literal parts of each connection: "host@3:6+2" is a host in line 3, column 6, of 2 bytes; secrets with "!".
Strings partsIn(const Builder &builder) {
  facts::Program program = builder.program();
  Linker linker(program);
  Strings shown;
  for (const Connection &connection : connectionsOf(program, linker, Dialects(program, linker))) {
    std::string parts;
    for (const ConnectionPart &part : connection.literals)
      parts += (parts.empty() ? "" : " ") + part.keyword + (part.secret ? "!" : "") + "@" +
               std::to_string(part.location.line) + ":" + std::to_string(part.location.column) + "+" +
               std::to_string(part.length);
    shown.push_back(parts);
  }
  return shown;
}

Strings partsOf(Text connection) {
  Builder b;
  b.connect(std::move(connection));
  return partsIn(b);
}

TEST(Connection, literalValuesWithTheirPlaces) {
  EXPECT_EQ(partsOf(written("host=db password=abc port=5432", 3)), Strings{"host@3:6+2 password!@3:18+3"});
  EXPECT_EQ(partsOf(written("dbname=x", 3)), Strings{"dbname@3:8+1"});
  EXPECT_EQ(partsOf(written("host=localhost", 3)), Strings{"host@3:6+9"});
}

TEST(Connection, theQuotesOfARunTimeValueAreNoValue) {
  EXPECT_EQ(partsOf(facts::concat({facts::literal("password='"), run("p"), facts::literal("'")})), Strings{});
  EXPECT_EQ(partsOf(facts::concat({facts::literal("host="), run("h"), facts::literal("'")})), Strings{});
  EXPECT_EQ(partsOf(facts::concat({facts::literal("password='"), run("p"), written("s3'", 3)})),
            Strings{"password!@3:1+2"});
}

TEST(Connection, theWordBehindAnEmptyValueIsNoValue) {
  const Text name = facts::choice("", {facts::repeat(facts::literal("")), run("name")});
  EXPECT_EQ(partsOf(facts::concat({written("dbname =", 1), name, written(" user = app", 2)})), Strings{"user@2:9+3"});
  EXPECT_EQ(partsOf(facts::concat({written("dbname =", 1), written(" app", 2)})), Strings{});
  EXPECT_EQ(partsOf(facts::concat({written("dbname =", 1), written("app", 2)})), Strings{"dbname@2:1+3"});
}

TEST(Connection, uri) {
  EXPECT_EQ(partsOf(written("postgresql://u:pw@h:5432/d?sslmode=require", 3)),
            Strings{"user@3:14+1 password!@3:16+2 host@3:19+1 dbname@3:26+1"});
}

TEST(Connection, whatSaysNothingIsNotReported) {
  for (const char *text : {"", "postgresql://", "service=app", "port=5432 sslmode=require", "application_name=x",
                           "connect_timeout=10", "host='' user=''", "DSN=x"})
    EXPECT_EQ(partsOf(written(text, 3)), Strings{}) << text;
}

TEST(Connection, runTimeValuesAreNotReported) {
  EXPECT_EQ(partsOf(facts::concat({written("host=", 3), run("h"), written(" port=1 user=", 4), run("u")})), Strings{});
  EXPECT_EQ(partsOf(facts::concat({written("postgresql://", 3), run("u"), written(":", 3), run("p"), written("@", 3),
                                   run("h"), written("/", 3), run("d")})),
            Strings{});
  EXPECT_EQ(partsOf(run("getenv(\"DATABASE_URL\")")), Strings{});
  EXPECT_EQ(partsOf(nullptr), Strings{});
}

TEST(Connection, aPartOfAValueIsReported) {
  EXPECT_EQ(partsOf(facts::concat({written("host=", 3), run("h"), written(".example.org", 4)})),
            Strings{"host@4:1+12"});
}

TEST(Connection, fallbacksAreReported) {
  EXPECT_EQ(partsOf(facts::choice("", {run("env"), written("host=db", 5)})), Strings{"host@5:6+2"});
  EXPECT_EQ(partsOf(facts::concat({written("host=", 3), facts::choice("", {run("env"), written("localhost", 5)})})),
            Strings{"host@5:1+9"});
}

TEST(Connection, eachBranchAndEachLiteralOnce) {
  Text text = facts::concat({written("user=app host=", 3), facts::choice("", {written("a", 4), written("b", 5)})});
  EXPECT_EQ(partsOf(text), (Strings{"user@3:6+3 host@4:1+1", "host@5:1+1"}));
}

TEST(Connection, aConstantThatSeveralCallsUseIsOnce) {
  Builder b;
  b.connect(symbol("url"), "f");
  b.connect(symbol("url"), "g");
  b.assign("url", written("host=db", 9));
  EXPECT_EQ(partsIn(b), Strings{"host@9:6+2"});
}

TEST(Connection, throughWrappers) {
  Builder b;
  b.connect(facts::concat({written("host=", 2), parameter("open"), written(" password=", 2), parameter("open", 1)}),
            "open");
  b.function("open");
  b.invoke("open", {written("db", 20), written("abc", 21)}, "g");
  facts::Program program = b.program();
  Linker linker(program);
  std::vector<Connection> connections = connectionsOf(program, linker, Dialects(program, linker));
  ASSERT_EQ(connections.size(), 1u);
  EXPECT_EQ(connections[0].way.size(), 1u);
  EXPECT_EQ(connections[0].location, at(20));
  EXPECT_EQ(partsIn(b), Strings{"host@20:1+2 password!@21:1+3"});
}

TEST(Connection, literalsWithoutPlaceAreAtTheCall) {
  Builder b;
  b.connect(facts::literal("host=db"));
  facts::Program program = b.program();
  Linker linker(program);
  std::vector<Connection> connections = connectionsOf(program, linker, Dialects(program, linker));
  ASSERT_EQ(connections.size(), 1u);
  EXPECT_EQ(connections[0].location, program.calls[0].location);
}

Strings settingOf(std::string keyword, Text value, Action action = Action::Connect) {
  Builder b;
  facts::Call &call = b.connect(nullptr);
  call.action = action;
  call.settings = {{std::move(keyword), std::move(value)}};
  return partsIn(b);
}

TEST(Connection, settings) {
  EXPECT_EQ(settingOf("password", written("abc", 3)), Strings{"password!@3:1+3"});
  EXPECT_EQ(settingOf("host", written("db", 3)), Strings{"host@3:1+2"});
  EXPECT_EQ(settingOf("host", written("", 3)), Strings{});
  EXPECT_EQ(settingOf("port", written("5432", 3)), Strings{});
  EXPECT_EQ(settingOf("host", run("h")), Strings{});
  EXPECT_EQ(settingOf("host", nullptr), Strings{});
}

TEST(Connection, settingsOfOneCallAreOneConnection) {
  Builder b;
  b.connect(nullptr).settings = {{"host", written("db", 3)}, {"user", written("app", 4)}, {"port", written("1", 5)}};
  EXPECT_EQ(partsIn(b), Strings{"host@3:1+2 user@4:1+3"});
}

TEST(Connection, aDatabaseNameCanBeAConnectionString) {
  EXPECT_EQ(settingOf("dbname", written("host=db", 3)), Strings{"host@3:6+2"});
  EXPECT_EQ(settingOf("dbname", written("postgres://h/d", 3)), Strings{"host@3:12+1 dbname@3:14+1"});
  EXPECT_EQ(settingOf("dbname", written("app", 3)), Strings{"dbname@3:1+3"});
}

TEST(Connection, environmentVariables) {
  EXPECT_EQ(settingOf("PGPASSWORD", written("abc", 3), Action::Configure), Strings{"password!@3:1+3"});
  EXPECT_EQ(settingOf("DATABASE_URL", written("postgres://h", 3), Action::Configure), Strings{"host@3:12+1"});
  EXPECT_EQ(settingOf("PGHOST", written("db", 3), Action::Configure), Strings{});
  EXPECT_EQ(settingOf("TZ", written("UTC", 3), Action::Configure), Strings{});
  EXPECT_EQ(settingOf("PGPASSWORD", run("p"), Action::Configure), Strings{});
}

TEST(Connection, putenv) {
  EXPECT_EQ(partsOf(written("PGPASSWORD=abc", 3)), Strings{"password!@3:12+3"});
  EXPECT_EQ(partsOf(written("DATABASE_URL=postgres://h", 3)), Strings{"host@3:25+1"});
  EXPECT_EQ(partsOf(written("TZ=UTC", 3)), Strings{});
}

TEST(Connection, sqliteFilesAreNotReported) {
  Builder b;
  b.connect(written("dbname=x.db", 3)).dialect = facts::Dialect::SQLite;
  EXPECT_EQ(partsIn(b), Strings{});
}

TEST(Connection, redactedPasswordsAreStillThere) {
  EXPECT_EQ(partsOf(written("password=*****", 3)), Strings{"password!@3:10+5"});
}

TEST(Connection, escapesCountAsTheyAreSpelled) {
  Text text = facts::literal("password=a\tb", {{0, 10, at(3, 1), 0}, {10, 1, at(3, 11), 2}, {11, 1, at(3, 13), 0}});
  EXPECT_EQ(partsOf(facts::concat({text})).at(0).substr(0, 15), "password!@3:10+");
  Text quoted = facts::literal("password='a\tb'", {{0, 11, at(3, 1), 0}, {11, 1, at(3, 12), 2}, {12, 2, at(3, 14), 0}});
  EXPECT_EQ(partsOf(quoted), Strings{"password!@3:11+4"});
}

} // namespace
} // namespace pgtidy::analysis
