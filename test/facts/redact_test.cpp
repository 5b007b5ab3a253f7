#include "facts/project_file.h"
#include "facts/redact.h"
#include "facts/setting.h"

#include "facts/cut.h"
#include "facts/sample.h"
#include "facts/serialize.h"

#include <gtest/gtest.h>

#include <functional>
#include <tuple>

namespace pgtidy::facts {
namespace {

using sample::at;
using sample::run;
using sample::written;

Unit connecting(Text connection) {
  Unit unit;
  unit.files.add("/a.cpp");
  Call call;
  call.action = Action::Connect;
  call.connection = std::move(connection);
  unit.calls.push_back(call);
  return unit;
}

std::string connectionOf(Unit unit) {
  redactSecrets(unit);
  return print(unit.calls.at(0).connection);
}

TEST(RedactSecrets, passwordOfAConnectionString) {
  EXPECT_EQ(connectionOf(connecting(literal("host=db password=hunter2 user=app"))),
            "\"host=db password=******* user=app\"");
  EXPECT_EQ(connectionOf(connecting(literal("password='hun ter'"))), "\"password='*******'\"");
}

TEST(RedactSecrets, passwordInSettings) {
  Unit unit = connecting(nullptr);
  unit.calls[0].settings.push_back({"password", settingIn(settingsIn(literal("{}hunter2"), {}), {literal("key")}, {})});
  unit.calls[0].settings.push_back(
      {"password", settingIn(settingsIn(fileContents(literal("a.json"), {}), {}), {literal("key")}, {})});
  redactSecrets(unit);
  EXPECT_EQ(print(unit.calls[0].settings[0].value), "file setting(\"*********\", \"key\")"); // written in the program
  EXPECT_EQ(print(unit.calls[0].settings[1].value), "file setting(file contents(\"a.json\"), \"key\")");
}

TEST(RedactSecrets, passwordOfAList) {
  Unit unit = connecting(literal("UID=app;PWD={hun;ter};DSN=x"));
  unit.calls[0].connectionForm = ConnectionForm::List;
  EXPECT_EQ(connectionOf(std::move(unit)), "\"UID=app;PWD={*******};DSN=x\"");
}

TEST(RedactSecrets, passwordOfAListThatThisUnitDoesNotSend) {
  Unit unit;
  unit.symbols.push_back({"list", literal("UID=app;PWD=hunter2;DSN=x"), ""});
  redactSecrets(unit);
  EXPECT_EQ(print(unit.symbols[0].text), "\"UID=app;PWD=*******;DSN=x\"");
}

TEST(RedactSecrets, passwordBehindADriver) {
  Unit unit = connecting(literal("postgresql://host=db password=hunter2"));
  unit.calls[0].driver = unit.calls[0].connection;
  redactSecrets(unit);
  EXPECT_EQ(print(unit.calls[0].driver), "\"postgresql://host=db password=*******\"");
}

TEST(RedactSecrets, runsStay) {
  Unit unit = connecting(written("password=hunter2", 4));
  redactSecrets(unit);
  const Literal *literal = asLiteral(unit.calls[0].connection);
  ASSERT_EQ(literal->runs.size(), 1u);
  EXPECT_EQ(literal->runs[0].length, 16u);
  EXPECT_EQ(literal->bytes.size(), 16u);
}

TEST(RedactSecrets, whatEscapesAValueStays) {
  EXPECT_EQ(connectionOf(connecting(concat({literal("password='"), literal("\\"), run("c"), literal("'")}))),
            "\"password='\\\\\" + {c} + \"'\"");
}

TEST(RedactSecrets, emptyPasswordStaysEmpty) {
  EXPECT_EQ(connectionOf(connecting(literal("password='' host=x"))), "\"password='' host=x\"");
}

TEST(RedactSecrets, passwordOfARole) {
  Unit unit;
  Call call;
  call.sql = literal("ALTER ROLE app PASSWORD 'hunter2'");
  unit.calls.push_back(call);
  redactSecrets(unit);
  EXPECT_EQ(print(unit.calls[0].sql), "\"ALTER ROLE app PASSWORD '*******'\"");
}

/// What the unit's connection takes from a parameter, which is given `argument`.
Unit connectingBy(const std::function<Text(Text)> &made, Text argument) {
  const Text given = parameter({"f", 0, sample::value("s")});
  Unit unit = connecting(concat({literal("host=db password="), made(given)}));
  unit.invocations.push_back({"f", at(0, 9), {std::move(argument)}, "g"});
  return unit;
}

TEST(RedactSecrets, whatASecretIsComparedWith) {
  for (auto [extent, value, hidden] :
       {std::tuple(Extent::Whole, "hunter2", "*******"), std::tuple(Extent::Start, "hun", "***"),
        std::tuple(Extent::End, "ter2", "****"), std::tuple(Extent::Start, "other", "other")}) {
    Unit unit = connectingBy(
        [extent, value](Text given) { return narrowed({std::move(given), literal(value), true, {}, extent}); },
        literal("hunter2"));
    redactSecrets(unit);
    EXPECT_EQ(print(unit.invocations[0].arguments[0]), "\"*******\"");
    EXPECT_NE(print(unit.calls[0].connection).find("\"" + std::string(hidden) + "\""), std::string::npos)
        << print(unit.calls[0].connection);
  }
}

TEST(RedactSecrets, whatIsCutOffASecret) {
  Unit unit = connectingBy([](Text given) { return withoutEnd(given, 1); }, literal("hunter2;"));
  redactSecrets(unit);
  EXPECT_EQ(print(unit.invocations[0].arguments[0]), "\"********\"");
  // A part that was cut off before stands at the same bytes of the source.
  const Text whole = written("hunter2;", 4);
  unit = connecting(concat({literal("host=db password="), slice(*asLiteral(whole), 0, 7)}));
  unit.invocations.push_back({"f", at(0, 9), {whole}, "g"});
  redactSecrets(unit);
  EXPECT_EQ(print(unit.invocations[0].arguments[0]), "\"*******;\"");
}

TEST(RedactSecrets, valueInAnotherPiece) {
  Text text = concat({literal("password="), choice("c", {literal("one"), literal("three")}), literal(" user=u")});
  EXPECT_EQ(connectionOf(connecting(text)), "\"password=\" + (\"***\"|\"*****\") + \" user=u\"");
}

TEST(RedactSecrets, valueAroundARunTimeValue) {
  EXPECT_EQ(connectionOf(connecting(concat({literal("password=ab"), run("x"), literal("cd user=u")}))),
            "\"password=**\" + {x} + \"** user=u\"");
}

TEST(RedactSecrets, constantElsewhereInTheUnit) {
  Unit unit = connecting(concat({literal("host=x password="), symbol({"c:@pw", {}})}));
  unit.symbols.push_back({"c:@pw", literal("hunter2"), ""});
  redactSecrets(unit);
  EXPECT_EQ(print(unit.symbols[0].text), "\"*******\"");
}

TEST(RedactSecrets, argumentsAndResults) {
  Unit unit =
      connecting(concat({literal("password="), parameter({"f", 0, {}}), literal(" user="), result({"g", {}, {}})}));
  unit.invocations.push_back({"f", {}, {literal("hunter2")}, ""});
  unit.functions.push_back({"g", "g", "", {}, {}, {}, {}, {}, {}, literal("app"), {}, false});
  redactSecrets(unit);
  EXPECT_EQ(print(unit.invocations[0].arguments[0]), "\"*******\"");
  EXPECT_EQ(print(unit.functions[0].result), "\"app\"");
}

TEST(RedactSecrets, whatIsSentOfAnObject) {
  Unit unit = connecting(literal("host=x"));
  unit.sent.push_back({{}, {}, literal("ALTER ROLE app PASSWORD 'hunter2'"), "f", true});
  redactSecrets(unit);
  EXPECT_EQ(print(unit.sent[0].sql), "\"ALTER ROLE app PASSWORD '*******'\"");
}

TEST(RedactSecrets, defaultArguments) {
  Unit unit = connecting(parameter({"f", 0, {}}));
  unit.functions.push_back({"f", "f", "", {}, {"c"}, {}, {literal("password=hunter2")}, {}, {}, nullptr, {}, false});
  redactSecrets(unit);
  EXPECT_EQ(print(unit.functions[0].defaults[0]), "\"password=*******\"");
}

TEST(RedactSecrets, settings) {
  Unit unit = connecting(nullptr);
  unit.calls[0].settings = {{"password", literal("hunter2")},
                            {"user", literal("app")},
                            {"PGPASSWORD", literal("x")},
                            {"dbname", literal("password=abc dbname=d")}};
  redactSecrets(unit);
  EXPECT_EQ(print(unit.calls[0].settings[0].value), "\"*******\"");
  EXPECT_EQ(print(unit.calls[0].settings[1].value), "\"app\"");
  EXPECT_EQ(print(unit.calls[0].settings[2].value), "\"*\"");
  EXPECT_EQ(print(unit.calls[0].settings[3].value), "\"password=*** dbname=d\"");
}

TEST(RedactSecrets, urisWhereverTheyStand) {
  Unit unit;
  unit.symbols.push_back({"c:@url", literal("postgres://app:hunter2@db/x"), ""});
  unit.calls.resize(1);
  unit.calls[0].sql = literal("SELECT dblink('postgres://a:b@c')");
  unit.calls[0].values = {literal("postgres://a:b@c")};
  redactSecrets(unit);
  EXPECT_EQ(print(unit.symbols[0].text), "\"postgres://app:*******@db/x\"");
  EXPECT_EQ(print(unit.calls[0].sql), "\"SELECT dblink('postgres://a:*@c')\"");
  EXPECT_EQ(print(unit.calls[0].values[0]), "\"postgres://a:*@c\"");
}

TEST(RedactSecrets, connectionStringsThatGoToOtherUnits) {
  Unit unit;
  unit.invocations.push_back({"elsewhere", {}, {literal(" password=hunter2 host=x")}, ""});
  unit.symbols.push_back({"c:@kDbPassword", literal("hunter2"), ""});
  unit.symbols.push_back({"c:@kPasswordSql", literal("SELECT 1 FROM x"), ""});
  redactSecrets(unit);
  EXPECT_EQ(print(unit.invocations[0].arguments[0]), "\" password=******* host=x\"");
  EXPECT_EQ(print(unit.symbols[0].text), "\"*******\"");
  EXPECT_EQ(print(unit.symbols[1].text), "\"SELECT 1 FROM x\"");
}

TEST(RedactSecrets, statementsStay) {
  for (const char *sql : {"UPDATE users SET password = $1", "password = crypt($1, gen_salt('bf'))", "password='x'"}) {
    Unit unit;
    unit.calls.resize(1);
    unit.calls[0].sql = literal(sql);
    Text before = unit.calls[0].sql;
    redactSecrets(unit);
    EXPECT_TRUE(same(unit.calls[0].sql, before)) << sql;
  }
}

TEST(RedactSecrets, sourceExpressions) {
  Unit unit = connecting(concat({literal("password="), run("env_or(\"DB_PASSWORD\", \"hunter2\")")}));
  EXPECT_EQ(connectionOf(unit), "\"password=\" + {env_or(\"DB_PASSWORD\", \"*******\")}");
  Unit other;
  other.calls.resize(1);
  other.calls[0].sql = run("load(\"postgres://a:hunter2@b\")");
  redactSecrets(other);
  EXPECT_EQ(print(other.calls[0].sql), "{load(\"postgres://a:*******@b\")}");
}

TEST(RedactSecrets, problems) {
  Unit unit;
  unit.problems.push_back({{}, "cannot read postgres://a:hunter2@b"});
  redactSecrets(unit);
  EXPECT_EQ(unit.problems[0].message, "cannot read postgres://a:*******@b");
}

TEST(RedactSecrets, logs) {
  Unit unit;
  unit.handed.push_back({Handed::To::Log, "std::cerr", {}, literal("no answer of postgres://a:hunter2@b"), ""});
  redactSecrets(unit);
  EXPECT_EQ(print(unit.handed[0].text), "\"no answer of postgres://a:*******@b\"");
}

TEST(RedactSecrets, nothingSecretIsSerialised) {
  Unit unit = connecting(choice("", {literal("host=a password=hunter2"), literal("postgresql://u:hunter2@h/d"),
                                     concat({literal("user=u password='hunter2' host="), run("h")})}));
  unit.calls[0].settings = {{"sslpassword", literal("hunter2")}};
  redactSecrets(unit);
  EXPECT_EQ(serialize(unit).find("hunter2"), std::string::npos);
}

TEST(RedactSecrets, twiceIsOnce) {
  Unit unit = connecting(literal("host=a password=hunter2"));
  redactSecrets(unit);
  std::string once = serialize(unit);
  redactSecrets(unit);
  EXPECT_EQ(serialize(unit), once);
}

TEST(RedactSecrets, textsThatLeadBackToThemselves) {
  Unit unit = connecting(symbol({"a", {}}));
  unit.symbols.push_back({"a", concat({symbol({"a", {}}), literal(" password=hunter2")}), ""});
  redactSecrets(unit);
  EXPECT_EQ(serialize(unit).find("hunter2"), std::string::npos);
}

/// A unit that hands "hunter2" to the parameter `name` of a function without a body here.
std::string handedFor(const std::string &name) {
  Unit unit;
  Function connect;
  connect.key = "c:@F@open";
  connect.parameters = {"host", name};
  connect.defaults.resize(2);
  unit.functions.push_back(connect);
  Invocation call;
  call.callee = "c:@F@open";
  call.arguments = {literal("db"), literal("hunter2")};
  unit.invocations.push_back(call);
  redactSecrets(unit);
  EXPECT_EQ(print(unit.invocations[0].arguments[0]), "\"db\"");
  return print(unit.invocations[0].arguments[1]);
}

TEST(RedactSecrets, argumentForAPasswordOfAnotherUnit) {
  for (const char *name : {"pass", "password", "passwd", "pwd", "secret", "dbPassword", "db_pass"})
    EXPECT_EQ(handedFor(name), "\"*******\"") << name;
  for (const char *name : {"user", "bypass", "passenger"})
    EXPECT_EQ(handedFor(name), "\"hunter2\"") << name;
}

TEST(RedactSecrets, constantHandedForAPasswordOfAnotherUnit) {
  Unit unit;
  Function connect;
  connect.key = "c:@F@open";
  connect.parameters = {"password"};
  connect.defaults = {literal("fallback")};
  unit.functions.push_back(connect);
  unit.symbols.push_back({"c:@word", literal("hunter2"), ""});
  Invocation call;
  call.callee = "c:@F@open";
  call.arguments = {symbol({"c:@word", {}})};
  unit.invocations.push_back(call);
  std::string written = (redactSecrets(unit), serialize(unit));
  EXPECT_EQ(written.find("hunter2"), std::string::npos) << written;
  EXPECT_EQ(written.find("fallback"), std::string::npos) << written;
}

TEST(RedactSecrets, passwordAsPutenvTakesIt) {
  EXPECT_EQ(connectionOf(connecting(literal("PGPASSWORD=hunter2"))), "\"PGPASSWORD=*******\"");
  EXPECT_EQ(connectionOf(connecting(literal("PGAPPNAME=hunter2"))), "\"PGAPPNAME=hunter2\"");
}

} // namespace
} // namespace pgtidy::facts
