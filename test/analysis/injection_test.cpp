#include "injection.h"

#include "analysis/program.h"
#include "conclude_queries.h"

#include <gtest/gtest.h>

namespace pgtidy::analysis {
namespace {

using namespace sample;
using facts::HoleKind;

/// The queries of a program whose calls all send statements.
std::vector<Query> queriesIn(const facts::Program &program) {
  Linker linker(program);
  std::vector<Query> queries;
  for (const facts::Call &call : program.calls)
    for (Query &query : queriesOf(call, linker, Dialects(program, linker)))
      queries.push_back(std::move(query));
  return queries;
}

/// What is said of each injection: "x" for raw text, "x: why" else.
std::vector<std::string> injections(const Builder &builder) {
  facts::Program program = builder.program();
  std::vector<Query> queries = queriesIn(program);
  std::vector<std::string> shown;
  for (const Injection &injection : injectionsIn(queries)) {
    const facts::Hole &hole = injection.query->alternatives.at(injection.alternative).holes.at(injection.hole);
    shown.push_back(hole.expression + (injection.why.empty() ? "" : ": " + injection.why));
  }
  return shown;
}

std::vector<std::string> injectionsOf(std::string before, HoleKind kind, std::string after) {
  Builder b;
  b.execute(facts::concat({facts::literal(std::move(before)), run("x", kind), facts::literal(std::move(after))}));
  return injections(b);
}

using Strings = std::vector<std::string>;
const Strings Raw{"x"};
const Strings Nothing{};

TEST(Injection, rawTextInAnyPlace) {
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t WHERE id = ", HoleKind::Text, ""), Raw);
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t WHERE name = '", HoleKind::Text, "'"), Raw);
  EXPECT_EQ(injectionsOf("SELECT 1 FROM ", HoleKind::Text, ""), Raw);
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t WHERE id IN (", HoleKind::Text, ")"), Raw);
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t ", HoleKind::Text, " LIMIT 1"), Raw);
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t ORDER BY ", HoleKind::Text, " DESC"), Raw);
}

TEST(Injection, commentsAreNoSql) { EXPECT_EQ(injectionsOf("SELECT 1 /* by ", HoleKind::Number, " */"), Nothing); }

TEST(Injection, numbersWordsAndPlaceholdersAreSafe) {
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t WHERE id = ", HoleKind::Number, ""), Nothing);
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t ORDER BY a ", HoleKind::Enumerator, ""), Nothing);
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t WHERE id IN (", HoleKind::Placeholders, ")"), Nothing);
}

TEST(Injection, nothingIsSaidOfWhatIsNotFollowed) {
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t WHERE ", HoleKind::Unknown, ""), Nothing);
}

TEST(Injection, nothingIsSaidOfATextThatIsAllRunTime) {
  EXPECT_EQ(injectionsOf("", HoleKind::Text, " = '1'"), Nothing);
  EXPECT_EQ(injectionsOf("'", HoleKind::Text, "; $1"), Nothing);
  EXPECT_EQ(injectionsOf("", HoleKind::Text, " LIMIT 1"), Nothing);
  EXPECT_EQ(injectionsOf("SELECT 1; ", HoleKind::Text, ""), Nothing);
  EXPECT_EQ(injectionsOf("EXPLAIN ", HoleKind::Text, ""), Nothing);
  EXPECT_EQ(injectionsOf("EXPLAIN (ANALYZE, BUFFERS) ", HoleKind::Text, ""), Nothing);
  EXPECT_EQ(injectionsOf("UPDATE t SET a = 'x;", HoleKind::Text, "' WHERE id = 1"), Raw);
  EXPECT_EQ(injectionsOf("", HoleKind::Text, " FROM t WHERE id = 1"), Raw);
  EXPECT_EQ(injectionsOf("DELETE FROM t WHERE id = 1; ", HoleKind::Text, " WHERE id = 2"), Raw);
  EXPECT_EQ(injectionsOf("SELECT ", HoleKind::Text, ""), Raw);
  EXPECT_EQ(injectionsOf("SELECT a FROM x", HoleKind::Text, ""), Raw);
}

TEST(Injection, escapedStringsBelongInQuotes) {
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t WHERE name = '", HoleKind::EscapedString, "'"), Nothing);
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t WHERE name LIKE '%", HoleKind::EscapedString, "%'"), Nothing);
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t WHERE id = ", HoleKind::EscapedString, "").size(), 1u);
}

TEST(Injection, escapedLiteralsBringTheirQuotes) {
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t WHERE name = ", HoleKind::EscapedLiteral, ""), Nothing);
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t WHERE name = '", HoleKind::EscapedLiteral, "'").size(), 1u);
}

TEST(Injection, escapedIdentifiersAreNames) {
  EXPECT_EQ(injectionsOf("SELECT 1 FROM ", HoleKind::EscapedIdentifier, ""), Nothing);
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t ORDER BY ", HoleKind::EscapedIdentifier, ""), Nothing);
  EXPECT_EQ(injectionsOf("SELECT 1 FROM t WHERE name = '", HoleKind::EscapedIdentifier, "'").size(), 1u);
}

TEST(Injection, wholeStatementsAreNotInjected) {
  Builder b;
  b.execute(run("argv[1]"));
  EXPECT_EQ(injections(b), Nothing);
}

TEST(Injection, oneHoleInSeveralAlternativesIsOne) {
  Builder b;
  b.execute(facts::concat({facts::literal("SELECT 1 FROM t WHERE id = "), run("x"),
                           facts::choice("c", {facts::literal(" LIMIT 1"), facts::literal("")})}));
  EXPECT_EQ(injections(b), Raw);
}

TEST(Injection, parametersAreJudgedByTheirCallers) {
  Builder b;
  b.execute(facts::concat({facts::literal("SELECT 1 FROM "), parameter("f")}), "f");
  b.function("f");
  EXPECT_EQ(injections(b), Strings{"p0"});
  b.invoke("f", {facts::literal("notes")}, "g");
  EXPECT_EQ(injections(b), Nothing);
  b.invoke("f", {run("x")}, "g", 30);
  EXPECT_EQ(injections(b), Strings{"p0"}) << "named as the function that puts it into the text names it";
}

TEST(Injection, rawTextInATextThatDoesNotParse) {
  EXPECT_EQ(injectionsOf("SELEKT 1 FROM t WHERE id = ", HoleKind::Text, ""), Raw);
  EXPECT_EQ(injectionsOf("SELEKT 1 FROM t WHERE id = ", HoleKind::EscapedString, ""), Nothing);
}

TEST(Injection, boundValuesAreSafe) {
  Builder b;
  b.execute(facts::literal("SELECT 1 FROM t WHERE id = $1")).values = {run("x")};
  EXPECT_EQ(injections(b), Nothing);
}

TEST(Injection, namesOfCopiedTablesAreQuotedByTheLibrary) {
  Builder b;
  facts::Call &call = b.execute(nullptr);
  call.action = facts::Action::Copy;
  call.table = facts::concat({facts::literal("t_"), run("x")});
  EXPECT_EQ(injections(b), Nothing);
}

} // namespace
} // namespace pgtidy::analysis
