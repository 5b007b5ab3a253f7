#include "evaluating.h"

namespace pgtidy::extract {

/// The holes that stand directly in the first statement, in order.
static std::vector<facts::Hole> holesIn(const std::string &code) {
  std::vector<facts::Hole> holes;
  facts::Unit unit = unitOf(code);
  if (unit.calls.empty() || !unit.calls[0].sql)
    return holes;
  auto *parts = std::get_if<facts::Concat>(&unit.calls[0].sql->value);
  for (const facts::Text &part : parts ? parts->parts : std::vector<facts::Text>{unit.calls[0].sql})
    if (auto *hole = std::get_if<facts::Hole>(&part->value))
      holes.push_back(*hole);
    else if (auto *parameter = std::get_if<facts::Parameter>(&part->value))
      holes.push_back(parameter->hole);
    else if (auto *result = std::get_if<facts::Result>(&part->value))
      holes.push_back(result->hole);
  return holes;
}

/// Line (of the case) and column of the place where the first hole stands.
static std::pair<uint32_t, uint32_t> placeOf(const std::string &code) {
  std::vector<facts::Hole> holes = holesIn(code);
  if (holes.empty())
    return {};
  return {holes[0].location.line - linesBefore(code), holes[0].location.column};
}

using Place = std::pair<uint32_t, uint32_t>;

TEST(EvaluatePlace, parameterStandsWhereItIsUsed) {
  EXPECT_EQ(placeOf("void f(pqxx::work &w, const string &s) {\nw.exec(\"a\" + s); }"), Place(2, 14));
}
TEST(EvaluatePlace, variableStandsWhereItIsPutIntoTheText) {
  EXPECT_EQ(placeOf("void f(pqxx::work &w) {\nconst string s = getenv(\"S\");\nstring q = \"a\";\nq += \"b\" + s;\n"
                    "w.exec(q); }"),
            Place(4, 12));
}
TEST(EvaluatePlace, textPutTogetherBeforeKeepsItsPlace) {
  EXPECT_EQ(placeOf("void f(pqxx::work &w, const string &s) {\nstring q = \"(\" + s;\nw.exec(\"a\" + q); }"),
            Place(2, 18));
}
TEST(EvaluatePlace, formatArgumentStandsInTheCall) {
  EXPECT_EQ(placeOf("void f(PGconn *c, const char *s) {\nchar b[9];\nsnprintf(b, 9, \"a %s\",\n s);\nPQexec(c, b); }"),
            Place(4, 2));
}
TEST(EvaluatePlace, returnedTextStandsWhereItIsPutIntoTheText) {
  EXPECT_EQ(placeOf("void f(pqxx::work &w) {\nauto s = unseen();\nw.exec(\"a\" + s); }"), Place(3, 14));
}
TEST(EvaluatePlace, oneValueInTwoPlacesIsOneValue) {
  std::vector<facts::Hole> holes =
      holesIn("void f(pqxx::work &w) { string s = getenv(\"S\"); w.exec(\"a\" + s + \"b\" + s); }");
  ASSERT_EQ(holes.size(), 2U);
  EXPECT_NE(holes[0].location, holes[1].location);
  EXPECT_EQ(facts::madeAt(holes[0]), facts::madeAt(holes[1]));
}

} // namespace pgtidy::extract
