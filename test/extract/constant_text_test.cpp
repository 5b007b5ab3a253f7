// Texts that the compiler puts together.
#include "evaluating.h"

namespace pgtidy::extract {

/// A literal operator that takes the indentation off, as a template over the characters: `R"(…)"_sql`.
static const std::string Operator = R"cpp(
template <unsigned N> struct Chars {
  consteval Chars(const char (&text)[N]) { for (unsigned i = 0; i < N; ++i) bytes[i] = text[i]; }
  char bytes[N];
};
template <Chars C> struct Flat {
  consteval Flat(int) {
    unsigned to = 0;
    for (unsigned i = 0; C.bytes[i]; ++i)
      if (C.bytes[i] != '\n' && !(C.bytes[i] == ' ' && (to == 0 || bytes[to - 1] == ' ')))
        bytes[to++] = C.bytes[i];
      else if (C.bytes[i] == '\n' && to > 0 && bytes[to - 1] != ' ')
        bytes[to++] = ' ';
    bytes[to] = 0;
  }
  consteval decltype(auto) get() const { return (bytes); }
  char bytes[sizeof(C.bytes) + 1] = {};
};
template <Chars C, Flat<C> F = 0> consteval decltype(auto) flat() { return F.get(); }
template <Chars C> consteval decltype(auto) operator""_sql() { return flat<C>(); }
)cpp";

TEST(ConstantText, aLiteralOperatorThatIsATemplate) {
  EXPECT_EQ(sql("w.exec(R\"(\n    SELECT id\n    FROM tags)\"_sql);", Operator), "\"SELECT id FROM tags\"");
}

TEST(ConstantText, bytesStandWhereTheyAreWritten) {
  const std::string code =
      Operator + "void f(pqxx::work &w) {\n  w.exec(R\"(\n    SELECT id\n    FROM tags)\"_sql);\n}";
  facts::Unit unit = unitOf(code);
  ASSERT_EQ(unit.calls.size(), 1u);
  const facts::Text text = unit.calls[0].sql;
  const facts::Literal *literal = facts::asLiteral(text);
  ASSERT_TRUE(literal) << show(text);
  ASSERT_FALSE(literal->runs.empty());
  const facts::Run &last = literal->runs.back(); // " FROM tags", in the third line of the literal
  EXPECT_EQ(literal->bytes.substr(last.begin, last.length).find(" FROM tags"), 0u) << literal->bytes;
  EXPECT_EQ(last.source.line, literal->runs.front().source.line + 1);
  EXPECT_EQ(last.source.column, 4u);
}

TEST(ConstantText, aFunctionThatGivesAView) {
  EXPECT_EQ(
      sql("w.exec(cut(\"xSELECT 1\"));",
          "constexpr std::string_view cut(std::string_view s) { std::string_view r = s; for (auto i = 0; i < 1; ++i) "
          "r.remove_prefix(1); return r; }"),
      "\"SELECT 1\"");
}

TEST(ConstantText, whatTheCompilerCanNotRunIsNotKnown) {
  EXPECT_EQ(sql("w.exec(pick(n));",
                "extern const char *chosen;\nconstexpr const char *pick(int n) { return n ? chosen : "
                "\"SELECT 1\"; }")
                    .find("\"SELECT 1\"") == 0,
            false);
}

} // namespace pgtidy::extract
