#include "analysis/conclusions.h"

#include "analysis/program.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace pgtidy::analysis {
namespace {

using namespace sample;
using facts::Action;

/// Conclusions with what they point to.
struct Concluded {
  facts::Program program;
  sql::Catalog catalog;
  Ownership ownership{catalog, {}};
  Conclusions conclusions;

  explicit Concluded(facts::Program from) : program(std::move(from)) { conclusions = conclude(program, ownership); }
  explicit Concluded(const Builder &builder) : Concluded(builder.program()) {}
  const Query &query(size_t index = 0) const { return conclusions.queries.at(index); }
};

TEST(Conclude, statementsAreParsedAndJudged) {
  Builder b;
  b.execute(facts::literal("SELECT 1; DELETE FROM notes"));
  Concluded c(b);
  ASSERT_EQ(c.conclusions.queries.size(), 1u);
  const Alternative &alternative = c.query().alternatives.at(0);
  EXPECT_EQ(alternative.parsed.statements.size(), 2u);
  EXPECT_EQ(alternative.verdicts.size(), 2u);
}

TEST(Conclude, whoseATableIsShowsOnlyInAStatementWithAllItsTexts) {
  auto chosen = [](size_t count, const std::string &name, const std::string &last) {
    std::vector<Text> texts;
    for (size_t i = 0; i < count; ++i)
      texts.push_back(facts::literal(name + std::to_string(i)));
    texts.push_back(facts::literal(last));
    return facts::choice("", std::move(texts));
  };
  auto owners = [&](size_t count) {
    Builder b;
    b.execute(facts::concat({facts::literal("SELECT 1 FROM "), chosen(count, "t", "notes"), facts::literal(" WHERE "),
                             chosen(count, "c", "user_id"), facts::literal(" = $1")}));
    Concluded c(b);
    return c.ownership.of({"", "notes"}).kind == OwnerKind::Column;
  };
  EXPECT_TRUE(owners(2));
  EXPECT_FALSE(owners(60));
}

/// Whether the policy of `notes`, which belong to the role keeper, ties a SELECT of a program that connects with
/// `texts`.
bool doPoliciesHold(const std::vector<Text> &texts, UserModel model = {}, const char *before = "SELECT 1") {
  sql::Catalog catalog;
  std::vector<sql::SchemaProblem> problems;
  sql::Migration file;
  file.path = "schema.sql";
  file.up = R"(
    CREATE ROLE root SUPERUSER;
    CREATE TABLE users (id int PRIMARY KEY);
    CREATE TABLE notes (id int PRIMARY KEY, user_id int REFERENCES users);
    ALTER TABLE notes OWNER TO keeper;
    ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON notes USING (user_id = current_setting('app.user_id')::int);
  )";
  sql::apply(catalog, {file}, problems);
  sql::finish(catalog);
  model.principals = {"current_setting('app.user_id')"};
  Ownership ownership(catalog, model);
  Builder b;
  for (const Text &text : texts)
    b.connect(text);
  b.execute(facts::literal(std::string(before) + "; SELECT * FROM notes"));
  const facts::Program program = b.program();
  const Conclusions conclusions = conclude(program, ownership);
  const std::vector<TableReference> references = conclusions.queries.at(0).alternatives.at(0).verdicts.at(1).references;
  return references.at(0).verdict == Verdict::Closed;
}

TEST(Conclude, connectionsSayAsWhomTheProgramRuns) {
  auto as = [](const char *role) { return facts::literal("dbname=shop user=" + std::string(role)); };
  EXPECT_TRUE(doPoliciesHold({}));
  EXPECT_TRUE(doPoliciesHold({as("app")}));
  EXPECT_FALSE(doPoliciesHold({as("keeper")}));
  EXPECT_FALSE(doPoliciesHold({as("root"), as("root")}));
  EXPECT_FALSE(doPoliciesHold({as("postgres")}));
  EXPECT_TRUE(doPoliciesHold({as("keeper"), as("app")}));
  EXPECT_TRUE(doPoliciesHold({as("keeper"), run("settings")}));
  EXPECT_TRUE(doPoliciesHold({as("keeper")}, {}, "SET ROLE app"));
  EXPECT_TRUE(doPoliciesHold({as("keeper options='-c role=app'")}));
  UserModel configured;
  configured.role = "app";
  EXPECT_TRUE(doPoliciesHold({as("keeper")}, configured));
}

TEST(Conclude, whatIsWrongIsSaid) {
  Builder b;
  b.execute(facts::literal("SELEKT 1"));
  EXPECT_TRUE(Concluded(b).query().alternatives.at(0).parsed.error.has_value());
}

TEST(Conclude, otherDialectsAreNotWrong) {
  for (facts::Dialect dialect : {facts::Dialect::SQLite, facts::Dialect::MySQL}) {
    Builder b;
    b.execute(facts::literal("PRAGMA journal_mode = `x`")).dialect = dialect;
    Concluded c(b);
    EXPECT_FALSE(c.query().alternatives.at(0).parsed.error.has_value());
  }
}

TEST(Conclude, placeholdersAreTheLibrarys) {
  Builder b;
  b.execute(facts::literal("SELECT 1 WHERE $1 = 1"));
  b.execute(facts::literal("SELECT 1 WHERE ? = 1"), "", 2).placeholders = facts::Placeholders::Question;
  b.execute(facts::literal("SELECT 1 WHERE :a = 1"), "", 3).placeholders = facts::Placeholders::Colon;
  Concluded c(b);
  for (size_t i = 0; i < 3; ++i)
    EXPECT_FALSE(c.query(i).alternatives.at(0).parsed.error.has_value()) << i;
  EXPECT_EQ(c.query(2).alternatives[0].parsed.parameterNames, std::vector<std::string>{"a"});
}

TEST(Conclude, preparedNamesAreNoTexts) {
  Builder b;
  facts::Call &call = b.execute(nullptr);
  call.action = Action::ExecutePrepared;
  call.name = facts::literal("find");
  Concluded c(b);
  ASSERT_EQ(c.conclusions.queries.size(), 1u);
  EXPECT_TRUE(c.query().alternatives.empty());
  EXPECT_FALSE(c.query().unknown);
}

TEST(Conclude, copiesAreStatements) {
  Builder b;
  facts::Call &call = b.execute(nullptr);
  call.action = Action::Copy;
  call.table = written("notes", 7);
  call.returnsRows = false;
  Concluded c(b);
  const Alternative &alternative = c.query().alternatives.at(0);
  EXPECT_EQ(alternative.text.text, "COPY notes FROM STDIN");
  EXPECT_EQ(alternative.source(5), at(7));
  ASSERT_EQ(alternative.parsed.statements.size(), 1u);
  EXPECT_TRUE(alternative.parsed.statements[0].copy->from);
}

TEST(Conclude, aCopyOfATableWithAnyNameIsNotWrong) {
  Builder b;
  facts::Call &call = b.execute(nullptr);
  call.action = Action::Copy;
  call.table = facts::literal("user");
  EXPECT_FALSE(Concluded(b).query().alternatives.at(0).parsed.error.has_value());
}

TEST(Conclude, dynamicTextIsUnknown) {
  Builder b;
  b.execute(run("argv[1]"));
  Concluded c(b);
  EXPECT_TRUE(c.query().unknown);
  EXPECT_TRUE(c.conclusions.injections.empty());
}

TEST(Conclude, scopeIsTheFunctions) {
  Builder b;
  b.execute(facts::literal("SELECT 1"), "f");
  b.function("f").scope = "app::db";
  EXPECT_EQ(Concluded(b).query().scope, "app::db");
}

TEST(Conclude, connectionsAreNoQueries) {
  Builder b;
  b.connect(facts::literal("host=db"));
  Concluded c(b);
  EXPECT_TRUE(c.conclusions.queries.empty());
  EXPECT_EQ(c.conclusions.connections.size(), 1u);
}

TEST(Conclude, injectionsPointIntoTheQueries) {
  Builder b;
  b.execute(facts::concat({facts::literal("SELECT 1 FROM "), run("x")}));
  Concluded c(b);
  ASSERT_EQ(c.conclusions.injections.size(), 1u);
  EXPECT_EQ(c.conclusions.injections[0].query, &c.query());
}

TEST(Conclude, withoutASchemaStatementsTeachWhoOwns) {
  Builder b;
  b.execute(facts::literal("SELECT 1 FROM notes WHERE user_id = $1"), "", 1);
  b.execute(facts::literal("SELECT 1 FROM notes"), "", 2);
  Concluded c(b);
  EXPECT_TRUE(c.query(1).alternatives.at(0).verdicts.at(0).userOwned());
}

/// All that was concluded, for people.
std::string shown(const Concluded &concluded) {
  std::string text;
  auto place = [&](const text::Location &at) {
    text += at.isValid() ? concluded.program.files.path(at.file) + ":" + std::to_string(at.offset) + " " : "- ";
  };
  for (const Query &query : concluded.conclusions.queries) {
    place(query.call->location);
    for (const Step &step : query.way) {
      place(step.location);
      text += step.callee + " ";
    }
    for (const Alternative &alternative : query.alternatives)
      text += "[" + alternative.text.text + "|" + std::to_string(alternative.holes.size()) + "]";
    text += query.unknown ? "?\n" : "\n";
  }
  for (const Connection &connection : concluded.conclusions.connections) {
    place(connection.location);
    text += std::to_string(connection.literals.size()) + "\n";
  }
  for (const Injection &injection : concluded.conclusions.injections)
    text += injection.query->alternatives[injection.alternative].holes[injection.hole].expression + "\n";
  return text;
}

/// Units that know of each other, and share a header.
std::vector<facts::Unit> manyUnits() {
  std::vector<facts::Unit> units;
  for (uint32_t i = 0; i < 4; ++i) {
    Builder b;
    std::string path = "/u" + std::to_string(i) + ".cpp";
    b.unit.mainFile = path;
    b.unit.files = {};
    b.unit.files.add(path);
    text::FileId header = b.unit.files.add("/db.h");
    facts::Call &call = b.execute(facts::concat({facts::literal("SELECT 1 FROM "), parameter("select")}), "select");
    call.location.file = header;
    b.function("select").location = {header, 1, 1, 0};
    std::string own = "f" + std::to_string(i);
    b.function(own, written("SELECT " + std::to_string(i), 3));
    b.execute(result("f" + std::to_string((i + 1) % 4)), own, 4);
    b.execute(symbol("sql"), own, 5);
    b.assign("sql", written("SELECT 'u" + std::to_string(i) + "'", 6), own);
    b.invoke("select", {i % 2 ? written("t" + std::to_string(i), 8) : run("x", facts::HoleKind::Text, 8)}, own, 8);
    b.connect(facts::choice("", {run("env"), written("host=h" + std::to_string(i), 9)}), own);
    units.push_back(b.unit);
  }
  return units;
}

TEST(Conclude, orderOfUnitsDoesNotMatter) {
  std::vector<facts::Unit> units = manyUnits();
  std::string expected = shown(Concluded(facts::join(units)));
  EXPECT_NE(expected.find("SELECT 3"), std::string::npos);
  std::vector<size_t> order = {0, 1, 2, 3};
  while (std::next_permutation(order.begin(), order.end())) {
    std::vector<facts::Unit> shuffled;
    for (size_t i : order)
      shuffled.push_back(units[i]);
    EXPECT_EQ(shown(Concluded(facts::join(shuffled))), expected);
  }
}

TEST(Conclude, orderWithinUnitsDoesNotMatter) {
  std::vector<facts::Unit> units = manyUnits();
  std::string expected = shown(Concluded(facts::join(units)));
  for (facts::Unit &unit : units) {
    std::reverse(unit.calls.begin(), unit.calls.end());
    std::reverse(unit.functions.begin(), unit.functions.end());
    std::reverse(unit.invocations.begin(), unit.invocations.end());
    std::reverse(unit.symbols.begin(), unit.symbols.end());
  }
  EXPECT_EQ(shown(Concluded(facts::join(units))), expected);
}

TEST(Conclude, nothingIsNothing) { EXPECT_TRUE(Concluded(facts::Program{}).conclusions.queries.empty()); }

} // namespace
} // namespace pgtidy::analysis
