// Plain texts: statements and their ranges, placeholders, errors, hostile input.
#include "parse_support.h"

#include <gtest/gtest.h>

#include <pthread.h>

namespace pgtidy::sql {
namespace {

using Style = PlaceholderStyle;

std::vector<std::string> texts(const std::string &sql) {
  std::vector<std::string> result;
  for (const Statement &statement : parse(sql).statements)
    result.push_back(sql.substr(statement.begin, statement.end - statement.begin));
  return result;
}

TEST(Parse, emptyTextsAreNoStatementAndNoError) {
  for (const char *text : {"", " \n", ";", ";;", "-- only a comment", "/* a /* nested */ one */ ;"}) {
    Parsed parsed = parse(text);
    EXPECT_TRUE(parsed.statements.empty() && !parsed.error && !parsed.undecided) << text;
  }
}

TEST(Parse, statementsHaveTheRangeOfTheirText) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(texts("select 1"), Texts{"select 1"});
  EXPECT_EQ(texts("  -- x\n select 1 ; ; /* é */ select 'é;' ;"), (Texts{"select 1", "select 'é;'"}));
  EXPECT_EQ(texts("create rule r as on insert to t do (select 1; select 2); select 3"),
            (Texts{"create rule r as on insert to t do (select 1; select 2)", "select 3"}));
}

TEST(Parse, offsetsAreBytesAlsoAfterOtherLetters) {
  Parsed parsed = parse("select 'é', \"ß\".b from ü.t");
  const Query &query = *parsed.statements.at(0).select;
  EXPECT_EQ(query.targets[1].value->location, 13);
  EXPECT_EQ(query.from[0]->table.location, 25);
}

TEST(Parse, errorsAreAtTheirByte) {
  EXPECT_EQ(read(parse("select 'é' , from t")), "error: syntax error at or near \"from\"@14");
  EXPECT_EQ(read(parse("select")), "SELECT");
  EXPECT_EQ(read(parse("select (1")), "error: syntax error at end of input@9");
  EXPECT_EQ(read(parse("select 1; selec 2")), "error: syntax error at or near \"selec\"@10");
  EXPECT_EQ(read(parse("select 'a")), "error: unterminated quoted string at or near \"'a\"@7");
  EXPECT_EQ(read(parse("\\d users")), "error: syntax error at or near \"\\\"@0");
  EXPECT_EQ(read(parse("select `a` from t")), "error: syntax error at or near \"from\"@11") << "an operator";
}

TEST(Parse, anErrorNamesTheTokenAsWritten) {
  EXPECT_EQ(read("select * from t where a = :id :id", Style::Colon), "error: syntax error at or near \":id\"@30");
  EXPECT_EQ(read("select * from ?", Style::Question), "error: syntax error at or near \"?\"@14");
  EXPECT_EQ(read("select * from \"{}\" x y z"), "error: syntax error at or near \"y\"@19");
}

TEST(Parse, parametersWherePostgresqlWantsConstantsAreErrors) {
  EXPECT_EQ(read(parse("set app.user_id = $1")), "error: syntax error at or near \"$1\"@18");
  EXPECT_EQ(read(parse("select interval $1")), "error: syntax error at or near \"$1\"@16");
  EXPECT_EQ(read(parse("select extract($1 from a)")), "error: syntax error at or near \"$1\"@15");
  EXPECT_EQ(read(parse("alter role a password $1")), "error: syntax error at or near \"$1\"@22");
  EXPECT_EQ(read(parse("select $1::interval, cast($1 as date)")), "SELECT $1::interval, $1::date");
}

TEST(Placeholders, dollarIsTheServersOwn) {
  Parsed parsed = parse("select $2, $1");
  EXPECT_EQ(parsed.parameterCount, 2);
  EXPECT_EQ(read(parse("select ?")), "error: syntax error at end of input@8");
  EXPECT_EQ(read(parse("select :a")), "error: syntax error at or near \":\"@7");
  EXPECT_EQ(read(parse("select a ?| b, a[1:2]")), "SELECT a ?| b, a[1:2]") << "operators stay";
}

TEST(Placeholders, questionMarksCountFromLeftToRight) {
  EXPECT_EQ(read("select ?, a from t where b = ? and c=?", Style::Question),
            "SELECT $1, a FROM t WHERE b = $2 AND c = $3");
  EXPECT_EQ(read("select '?', \"?\", $$?$$ /* ? */ -- ?\n, ?", Style::Question), "SELECT '?', ?, '?', $1");
  Parsed parsed = parse(templateOf("select ?, ? from ttt", Style::Question));
  EXPECT_EQ(parsed.parameterCount, 2);
  EXPECT_EQ(parsed.statements[0].select->targets[1].value->location, 10);
  EXPECT_EQ(parsed.statements[0].select->from[0]->table.location, 17);
}

TEST(Placeholders, colonNamesCountByFirstUse) {
  Template source = templateOf("select :b, :a, :b from ttt where c = :c_1 and d=:a", Style::Colon);
  Parsed parsed = parse(source);
  EXPECT_EQ(read(parsed), "SELECT $1, $2, $1 FROM ttt WHERE c = $3 AND d = $2");
  EXPECT_EQ(parsed.parameterNames, (std::vector<std::string>{"b", "a", "c_1"}));
  EXPECT_EQ(parsed.statements[0].select->from[0]->table.location, 23);
}

TEST(Placeholders, otherColonsStay) {
  EXPECT_EQ(read("select a::int, ':x', \":y\", b[1:2], b[a:c], f(x := 1), :p::int8", Style::Colon),
            "SELECT a::int4, ':x', :y, b[1:2], b[a:c], f(1), $1::int8");
  EXPECT_EQ(read("select array[:a, :b], b[:a]", Style::Colon), "SELECT ARRAY[$1, $2], b[$1]");
}

TEST(Placeholders, marksMayTellTheirTypes) {
  EXPECT_EQ(read("select 1 from t where a = :a<int> and b < :b<char[31]> and c = :a<int>", Style::ColonTyped),
            "SELECT 1 FROM t WHERE a = $1 AND b < $2 AND c = $1");
  EXPECT_EQ(read("select a % 2 from t where a = %int4 and b = %text* and c = %int4", Style::Percent),
            "SELECT a % 2 FROM t WHERE a = $1 AND b = $2 AND c = $3");
}

TEST(Placeholders, stylesMix) {
  EXPECT_EQ(read("select ? , $1", Style::DollarOrQuestion), "SELECT $1, $1");
  EXPECT_EQ(read("select :a, :a", Style::QuestionOrColon), "SELECT $1, $1");
  EXPECT_EQ(read("select ?, ?", Style::QuestionOrColon), "SELECT $1, $2");
  EXPECT_EQ(read("select * from t where a = ? {}", Style::Question), "SELECT * FROM t WHERE a = $1 | clause");
}

TEST(Hostile, aZeroByteEndsTheText) {
  EXPECT_EQ(read(parse(std::string_view("select 1\0 garbage (", 19))), "SELECT 1");
  Template source = templateOf("select 1@{} garbage");
  source.text[8] = '\0';
  EXPECT_EQ(parse(source).holes.size(), 1u);
}

TEST(Hostile, bytesThatAreNotUtf8KeepOffsets) {
  EXPECT_EQ(parse("select '\xff\xfe', a from t").statements[0].select->targets[1].value->location, 13);
  EXPECT_EQ(read(parse("select \xc3 from from t")), "error: syntax error at or near \"from\"@14");
  EXPECT_TRUE(parse("select e'\\xff'").undecided);
}

TEST(Hostile, veryLongTextsAreUndecided) {
  EXPECT_TRUE(parse("select '" + std::string(1 << 20, 'x') + "'").undecided);
  EXPECT_FALSE(parse("select '" + std::string((1 << 20) - 9, 'x') + "'").undecided);
}

std::string repeated(std::string_view what, int times);

TEST(Hostile, nestedCommentsAreBounded) {
  auto commented = [](int depth) { return parse("select " + repeated("/*", depth) + repeated("*/", depth) + "1"); };
  EXPECT_EQ(commented(900).statements.size(), 1U);
  EXPECT_TRUE(commented(300000).undecided);
  EXPECT_EQ(parse("select 1 " + repeated("/* x */", 5000)).statements.size(), 1U);
}

std::string repeated(std::string_view what, int times) {
  std::string result;
  for (int i = 0; i < times; ++i)
    result += what;
  return result;
}

void readDeepTexts() {
  for (int depth : {150, 300, 3000, 20000}) {
    for (auto [before, unit, middle, after] :
         {std::array{"select ", "(", "1", ")"}, std::array{"select ", "not ", "a", ""},
          std::array{"select 1", "+1", "", ""}, std::array{"select ", "f(", "1", ")"},
          std::array{"", "(", "select 1", ")"}, std::array{"select a", "[1]", "", ""},
          std::array{"select ", "case when a then ", "1", " end"}, std::array{"select 1", " union select 1", "", ""},
          std::array{"select * from a", " join b on true", "", ""}, std::array{"select a", "::int", "", ""}}) {
      Parsed parsed = parse(before + repeated(unit, depth) + middle + repeated(after, depth));
      EXPECT_TRUE(parsed.undecided || parsed.statements.size() == 1) << unit << depth << read(parsed).substr(0, 200);
    }
  }
}

TEST(Hostile, deepNestingNeverOverflowsTheStack) { readDeepTexts(); }

TEST(Hostile, deepNestingFitsASmallThread) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 512 << 10);
  pthread_t thread;
  auto run = [](void *) -> void * {
    readDeepTexts();
    return nullptr;
  };
  ASSERT_EQ(pthread_create(&thread, &attributes, run, nullptr), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

TEST(Hostile, anyBytesAreReadWithoutHarm) {
  uint32_t seed = 7;
  auto next = [&] { return seed = seed * 1664525 + 1013904223; };
  const char *pieces[] = {"select ", "'",      "\"", "$$", "$1",   ":a", "?", "--", "/*", "*/", "(", ")",  "e'", "\\",
                          "from ",   "where ", ";",  "\n", "\xff", "é",  "1", ".",  ",",  "= ", "a", "::", "[",  "]"};
  for (int i = 0; i < 2000; ++i) {
    Template source;
    source.placeholders = static_cast<Style>(next() >> 16 & 3);
    for (uint32_t n = next() >> 16 & 15; n; --n) {
      source.text += pieces[(next() >> 16) % std::size(pieces)];
      if ((next() >> 16) % 4 == 0)
        source.holes.push_back(
            {static_cast<uint32_t>(source.text.size()), static_cast<Filling>((next() >> 16) % 7), ""});
    }
    Parsed parsed = parse(source);
    ASSERT_EQ(parsed.holes.size(), source.holes.size()) << source.text;
    for (const Statement &statement : parsed.statements)
      ASSERT_TRUE(0 <= statement.begin && statement.begin <= statement.end &&
                  statement.end <= static_cast<Offset>(source.text.size()))
          << source.text;
    if (parsed.error)
      ASSERT_LE(parsed.error->offset, static_cast<Offset>(source.text.size())) << source.text;
  }
}

} // namespace
} // namespace pgtidy::sql
