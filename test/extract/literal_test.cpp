#include "literal.h"
#include "parsed.h"

#include <chrono>

namespace pgtidy::extract {

/// The first string literal of `code`, as bytes and runs.
static facts::Literal literalIn(const std::string &code, std::vector<std::string> flags = {"-std=c++23"}) {
  facts::Literal result;
  bool found = false;
  withTree(
      code,
      [&](clang::ASTContext &context, Places &places) {
        forEach<clang::StringLiteral>(context, [&](const clang::StringLiteral &literal) {
          facts::Text text = literalText(literal, context, places);
          if (!found)
            result = *facts::asLiteral(text);
          found = true;
        });
      },
      std::move(flags));
  EXPECT_TRUE(found) << code;
  return result;
}

/// Checks that each one-for-one run of `literal` names the bytes that stand in `code` at that place.
static void expectTrueRuns(const facts::Literal &literal, const std::string &code) {
  uint32_t covered = 0;
  for (const facts::Run &run : literal.runs) {
    EXPECT_EQ(run.begin, covered) << "a gap";
    covered = run.begin + run.length;
    ASSERT_LE(run.source.offset + run.length, code.size());
    if (run.spelled == 0)
      EXPECT_EQ(code.substr(run.source.offset, run.length), literal.bytes.substr(run.begin, run.length));
    size_t line = 1 + size_t(std::count(code.begin(), code.begin() + run.source.offset, '\n'));
    size_t lineStart = run.source.offset == 0 ? std::string::npos : code.rfind('\n', run.source.offset - 1);
    EXPECT_EQ(run.source.line, line);
    EXPECT_EQ(run.source.column, run.source.offset - (lineStart == std::string::npos ? 0 : lineStart + 1) + 1);
  }
  EXPECT_EQ(covered, literal.bytes.size());
}

/// The literal of `code` must have `bytes` with true places, in `runs` runs.
static void expectLiteral(const std::string &code, const std::string &bytes, size_t runs) {
  facts::Literal literal = literalIn(code);
  EXPECT_EQ(literal.bytes, bytes) << code;
  EXPECT_EQ(literal.runs.size(), runs) << code;
  expectTrueRuns(literal, code);
}

TEST(Literal, ordinaryIsOneRun) { expectLiteral("auto s =\n  \"SELECT 1\";", "SELECT 1", 1); }
TEST(Literal, emptyHasNoRuns) { expectLiteral("auto s = \"\";", "", 0); }
TEST(Literal, adjacentTokensAreRunsOfTheirOwn) { expectLiteral("auto s = \"SELECT \" \n \"1\";", "SELECT 1", 2); }
TEST(Literal, rawIsARunPerLine) { expectLiteral("auto s = R\"(a\nb\n c)\";", "a\nb\n c", 3); }
TEST(Literal, rawDelimiterMayStandInside) { expectLiteral("auto s = R\"sql(a)\" )sq\")sql\";", "a)\" )sq\"", 1); }
TEST(Literal, rawKeepsBackslashes) { expectLiteral("auto s = R\"(a\\n\\\nb)\";", "a\\n\\\nb", 2); }
TEST(Literal, rawDropsCarriageReturns) { expectLiteral("auto s = R\"(a\r\nb)\";", "a\nb", 3); }
TEST(Literal, prefixesAreNotBytes) {
  expectLiteral("auto s = u8\"ab\";", "ab", 1);
  expectLiteral("auto s = L\"ab\";", "ab", 1);
  expectLiteral("auto s = u\"ab\";", "ab", 1);
  expectLiteral("auto s = U\"ab\";", "ab", 1);
  expectLiteral("auto s = u8R\"x(ab)x\";", "ab", 1);
}
TEST(Literal, wideTextIsUtf8) {
  expectLiteral("auto s = L\"aö\\u00e4€\";", "aöä€", 3);
  expectLiteral("auto s = u\"😀\\U0001F600\";", "😀😀", 2);
  expectLiteral("auto s = L\"\\xe4\";", "ä", 1);
}
TEST(Literal, utf8StandsOneForOne) { expectLiteral("auto s = \"naïve ☃\";", "naïve ☃", 1); }

TEST(Literal, escapesAreRunsWithTheirSpelling) {
  std::string code = "auto s = \"a\\n\\x41\\101\\u00e4\\\"b\";";
  facts::Literal literal = literalIn(code);
  EXPECT_EQ(literal.bytes, "a\nAAä\"b");
  std::vector<uint32_t> spelled;
  for (const facts::Run &run : literal.runs)
    spelled.push_back(run.spelled);
  EXPECT_EQ(spelled, (std::vector<uint32_t>{0, 2, 4, 4, 6, 2, 0}));
  expectTrueRuns(literal, code);
}

TEST(Literal, newEscapesAreRead) {
  expectLiteral("auto s = \"\\x{41}\\o{102}\\u{43}\\N{SNOWMAN}\";", "ABC☃", 4);
  expectLiteral("auto s = \"\\a\\b\\f\\r\\t\\v\\\\\\'\\?\";", "\a\b\f\r\t\v\\'?", 9);
}
TEST(Literal, zeroBytesAreBytes) {
  std::string code = "auto s = \"a\\0b\";";
  EXPECT_EQ(literalIn(code).bytes, std::string("a\0b", 3));
}
TEST(Literal, lineContinuationsAreNoBytes) {
  expectLiteral("auto s = \"SELECT \\\n1\";", "SELECT 1", 2);
  expectLiteral("auto s = \"a\\\r\nb\";", "ab", 2);
  expectLiteral("auto s = \"a\\\\\\\nnb\";", "a\\nb", 3);
}
TEST(Literal, userDefinedSuffixIsNotText) {
  expectLiteral("int operator\"\"_q(const char *, unsigned long); auto s = \"ab\"_q;", "ab", 1);
}

TEST(LiteralInMacro, bodyStandsInTheDefinition) { expectLiteral("#define Q \"SELECT 1\"\nauto s = Q;", "SELECT 1", 1); }
TEST(LiteralInMacro, bodyMayContinueLines) {
  expectLiteral("#define Q \"SELECT \" \\\n  \"1\"\nauto s = Q;", "SELECT 1", 2);
}
TEST(LiteralInMacro, argumentStandsAtTheUse) {
  expectLiteral("#define T(x) x\n#define Q(x) T(x)\nauto s = Q(\"SELECT 1\");", "SELECT 1", 1);
}
TEST(LiteralInMacro, partsMayComeFromBoth) {
  expectLiteral("#define Q(x) \"SELECT \" x\nauto s = Q(\"1\");", "SELECT 1", 2);
}
TEST(LiteralInMacro, stringisedTextIsFoundAtTheUse) {
  expectLiteral("#define Q(x) #x\nauto s = Q(SELECT * FROM t);", "SELECT * FROM t", 1);
  expectLiteral("#define Q(...) #__VA_ARGS__\nauto s = Q(SELECT a,\n   b FROM t WHERE x = 'it');",
                "SELECT a, b FROM t WHERE x = 'it'", 3);
  expectLiteral("#define Q(...) #__VA_ARGS__\nauto s = Q(SELECT \"a\" /* why */ FROM t);", "SELECT \"a\" FROM t", 3);
}
TEST(LiteralInMacro, stringisedMacroStandsAtItsUse) {
  std::string code = "#define V 15\n#define S(x) #x\n#define Q(x) S(x)\nauto s = Q(V);";
  facts::Literal literal = literalIn(code);
  EXPECT_EQ(literal.bytes, "15");
  ASSERT_EQ(literal.runs.size(), 1U);
  EXPECT_EQ(literal.runs[0].source.line, 4U);
  EXPECT_GT(literal.runs[0].spelled, 0U);
}
TEST(LiteralInMacro, pastedPrefixKeepsTheText) {
  std::string code = "#define W(x) L##x\nauto s = W(\"ab\");";
  facts::Literal literal = literalIn(code);
  EXPECT_EQ(literal.bytes, "ab");
  ASSERT_EQ(literal.runs.size(), 1U);
  EXPECT_EQ(literal.runs[0].source.line, 2U);
}
TEST(LiteralInMacro, commandLineMacroStandsAtItsUse) {
  facts::Literal literal = literalIn("auto s = Q;", {"-DQ=\"SELECT 1\""});
  EXPECT_EQ(literal.bytes, "SELECT 1");
  ASSERT_EQ(literal.runs.size(), 1U);
  EXPECT_EQ(literal.runs[0].source.column, 10U);
}
TEST(Literal, functionNameStandsAtItsUse) {
  facts::Literal literal = literalIn("void fn() { auto s = __func__; }");
  EXPECT_EQ(literal.bytes, "fn");
}

/// The seconds that reading a literal of `size` bytes of `unit` takes.
static double secondsFor(const std::string &begin, const std::string &unit, size_t size, const std::string &end) {
  std::string code = begin;
  while (code.size() < size)
    code += unit;
  code += end;
  double seconds = 0;
  withTree(code, [&](clang::ASTContext &context, Places &places) {
    forEach<clang::StringLiteral>(context, [&](const clang::StringLiteral &literal) {
      auto start = std::chrono::steady_clock::now();
      const facts::Text text = literalText(literal, context, places);
      EXPECT_GT(facts::asLiteral(text)->bytes.size(), size / 16);
      seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    });
  });
  return seconds;
}

TEST(Literal, megabytesAreReadInLinearTime) {
  EXPECT_LT(secondsFor("auto s = R\"(", "SELECT 1,\n", 1 << 20, ")\";"), 3);
  EXPECT_LT(secondsFor("auto s = \"", "a\\n", 1 << 20, "\";"), 3);
  EXPECT_LT(secondsFor("auto s = ", "\"abcdefgh\" ", 1 << 20, ";"), 3);
  EXPECT_LT(secondsFor("#define Q(...) #__VA_ARGS__\nauto s = Q(", "aaaaaa ", 1 << 20, ");"), 3);
}

} // namespace pgtidy::extract
