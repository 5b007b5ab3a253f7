#include "situation.h"

#include "gtest/gtest.h"

namespace pgtidy::checks {

using sql::HoleRole;

static bool contains(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

TEST(Injection, pointsAtTheValue) {
  Situation situation("SELECT id FROM tags WHERE name = ''");
  situation.fill("name", 34, {HoleRole::String, 0, true});
  situation.inject(HoleRole::String);
  findings::Finding finding = situation.run(sql_injection).at(0);
  EXPECT_EQ(finding.place, (findings::Place{"src/orders.cpp", 9, 40}));
  EXPECT_EQ(finding.message, "'name' goes into the statement as it is, so that it can change what the statement does; "
                             "bind it as a parameter");
}

TEST(Injection, advisesTheParameterisedCallOfTheLibrary) {
  Situation pqxx("SELECT id FROM tags WHERE name = ''");
  pqxx.fill("name", 34, {HoleRole::String, 0, true});
  pqxx.inject(HoleRole::String);
  EXPECT_EQ(pqxx.run(sql_injection).at(0).advice, "txn.exec_params(\"SELECT id FROM tags WHERE name = $1\", name);");
  Situation pq("SELECT id FROM tags WHERE id = $1 AND name = ", "libpq");
  pq.text().parsed.parameterCount = 1;
  pq.fill("name", 45, {HoleRole::Value, 0, false});
  pq.inject(HoleRole::Value);
  std::string advice = pq.run(sql_injection).at(0).advice;
  EXPECT_TRUE(contains(advice, "PQexecParams(connection, \"SELECT id FROM tags WHERE id = $1 AND name = $2\""))
      << advice;
}

TEST(Injection, partOfALiteralBecomesAConcatenation) {
  Situation situation("SELECT id FROM tags WHERE name LIKE '%%'");
  situation.fill("word", 38, {HoleRole::String, 0, true});
  situation.inject(HoleRole::String);
  EXPECT_TRUE(contains(situation.run(sql_injection).at(0).advice, "LIKE '%' || $1 || '%'"));
}

TEST(Injection, namesAreQuotedAsIdentifiers) {
  Situation situation("SELECT id FROM ", "libpq");
  situation.fill("table", 15, {HoleRole::Name, 0, false});
  situation.inject(HoleRole::Name);
  EXPECT_TRUE(contains(situation.run(sql_injection).at(0).advice, "PQescapeIdentifier"));
}

TEST(Injection, namesAreLookedUpWhereTheLibraryQuotesNone) {
  Situation situation("SELECT id FROM ", "Qt SQL");
  situation.call().function = "QSqlQuery::exec";
  situation.fill("table", 15, {HoleRole::Name, 0, false});
  situation.inject(HoleRole::Name);
  const std::string advice = situation.run(sql_injection).at(0).advice;
  EXPECT_TRUE(contains(advice, "names.at(table)")) << advice;
  EXPECT_FALSE(contains(advice, "quote_name")) << advice;
}

/// What is said of raw text of that role at `offset`.
static findings::Finding injected(std::string sql, uint32_t offset, HoleRole role) {
  Situation situation(std::move(sql));
  situation.fill("given", offset, {role, 0, false});
  situation.inject(role);
  return situation.run(sql_injection).at(0);
}

TEST(Injection, severalNamesAreNotBound) {
  const findings::Finding finding = injected("SELECT  FROM tags", 7, HoleRole::Names);
  EXPECT_TRUE(contains(finding.message, "choose the names from a fixed list")) << finding.message;
  EXPECT_FALSE(contains(finding.advice, "$1")) << finding.advice;
}

TEST(Injection, aTypeIsChosen) {
  const findings::Finding finding = injected("SELECT id:: FROM tags", 11, HoleRole::Type);
  EXPECT_TRUE(contains(finding.message, "choose the type from a fixed list")) << finding.message;
}

TEST(Injection, placeholdersAreThoseOfTheDatabase) {
  Situation situation("SELECT id FROM tags WHERE name = ''");
  situation.query().dialect = facts::Dialect::MySQL;
  situation.fill("name", 34, {HoleRole::String, 0, true});
  situation.inject(HoleRole::String);
  EXPECT_TRUE(contains(situation.run(sql_injection).at(0).advice, "WHERE name = ?"));
}

TEST(Injection, wrongEscapingSaysWhatIsWrong) {
  Situation situation("SELECT id FROM tags WHERE name = ");
  situation.fill("txn.esc(name)", 33, {HoleRole::Value, 0, false});
  situation.inject(HoleRole::Value, "escaped for the inside of a quoted literal, but stands outside of one");
  EXPECT_TRUE(contains(situation.run(sql_injection).at(0).message, "'txn.esc(name)' is escaped for the inside"));
}

static Findings rejected(std::string sql, std::string message, sql::Offset offset) {
  Situation situation(std::move(sql));
  situation.text().parsed.error = sql::SyntaxError{std::move(message), offset};
  return situation.run(sql_syntax);
}

TEST(Syntax, pointsAtTheByteThatTheServerNames) {
  findings::Finding finding = rejected("SELECT id, FROM tags", "syntax error at or near \"FROM\"", 11).at(0);
  EXPECT_EQ(finding.place, (findings::Place{"src/orders.cpp", 9, 16}));
  EXPECT_EQ(finding.message, "PostgreSQL rejects this statement: syntax error at or near \"FROM\"; remove the comma "
                             "before it");
}

TEST(Syntax, anErrorAtTheEndPointsAtTheLastByte) {
  findings::Finding finding = rejected("SELECT id FROM", "syntax error at end of input", 14).at(0);
  EXPECT_EQ(finding.place.column, 5u + 13);
  EXPECT_TRUE(contains(finding.message, "complete the statement"));
}

TEST(Syntax, literalsAreNotRepeatedInTheMessage) {
  std::string unterminated =
      rejected("ALTER ROLE app PASSWORD 'fake-secret", "unterminated quoted string at or near \"'fake-secret\"", 24)
          .at(0)
          .message;
  EXPECT_FALSE(contains(unterminated, "fake-secret")) << unterminated;
  std::string misplaced =
      rejected("ALTER ROLE app 'fake-secret'", "syntax error at or near \"'fake-secret'\"", 15).at(0).message;
  EXPECT_FALSE(contains(misplaced, "fake-secret")) << misplaced;
}

TEST(Syntax, questionMarksAreNamedAsTheFault) {
  findings::Finding finding = rejected("SELECT ?", "syntax error at end of input", 7).at(0);
  EXPECT_TRUE(contains(finding.message, "write placeholders as $1")) << finding.message;
}

TEST(Syntax, aPlaceholderIsNoName) {
  findings::Finding finding = rejected("SELECT id FROM $1", "syntax error at or near \"$1\"", 15).at(0);
  EXPECT_TRUE(contains(finding.message, "a placeholder stands for a value")) << finding.message;
}

TEST(Syntax, unrolledLoopsAreBelievedOnlyWhenAllFail) {
  Situation situation("SELECT 1,");
  situation.text().parsed.error = sql::SyntaxError{"syntax error at end of input", 9};
  situation.text().isDoubtful = true;
  EXPECT_EQ(situation.run(sql_syntax).size(), 1u);
  situation.query().alternatives.emplace_back();
  situation.query().alternatives.back().isDoubtful = true;
  EXPECT_TRUE(situation.run(sql_syntax).empty());
}

TEST(Syntax, otherDialectsAreExempt) {
  Situation situation("SELECT 1,");
  situation.text().parsed.error = sql::SyntaxError{"syntax error at end of input", 9};
  situation.query().dialect = facts::Dialect::SQLite;
  EXPECT_TRUE(situation.run(sql_syntax).empty());
}

} // namespace pgtidy::checks
