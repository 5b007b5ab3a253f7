// Lists that loops write: separators between the passes, and what is cut off behind the last one.
#include "evaluating.h"

namespace pgtidy::extract {
namespace {

/// The text that `statements` send, of a list `ids` that is not known.
std::string sent(const std::string &statements) { return sql("const std::vector<string> &ids = list; " + statements); }

struct List {
  const char *name;
  const char *loop; ///< writes to `s` what comes between the parentheses
};

class EvaluateList : public testing::TestWithParam<List> {};

constexpr List Separated[] = {
    {"notFirstIterator",
     "for (auto it = ids.begin(); it != ids.end(); ++it) { if (it != ids.begin()) s += ','; s += 'x'; }"},
    {"notLastIndex", "for (size_t i = 0; i < ids.size(); ++i) { s += 'x'; if (i + 1 < ids.size()) s += ','; }"},
    {"notLastIndexByEquality",
     "for (size_t i = 0; i < ids.size(); i++) { s += 'x'; if (i != ids.size() - 1) s += ','; }"},
    {"firstByElse", "int k = 0; for (auto e : ids) { if (k == 0) s += ' '; else s += ','; s += 'x'; k += opaque(); }"},
    {"advancedBefore",
     "auto it = ids.begin(); while (it != ids.end()) { s += 'x'; ++it; if (it != ids.end()) s += ','; }"},
    {"advancedInCondition",
     "for (auto it = ids.begin(); it != ids.end();) { s += 'x'; if (++it != ids.end()) s += ','; }"},
    {"notLastAddress", "for (const auto &e : ids) { s += 'x'; if (&e != &ids.back()) s += ','; }"},
    {"nextIterator",
     "for (auto it = ids.begin(); it != ids.end(); ++it) { s += 'x'; if (std::next(it) != ids.end()) s += ','; }"},
    {"countsUp", "for (int k = 1; k <= n; ++k) { s += 'x'; if (k < n) s += ','; }"},
    {"countsInCondition", "int k = 0; for (auto e : ids) { if (k++ > 0) s += ','; s += 'x'; }"},
    {"flagInElse", "bool more = false; for (auto e : ids) { if (more) s += ','; else more = true; s += 'x'; }"},
};

constexpr List Cut[] = {
    {"popBack", "for (auto e : ids) s += \"x,\"; s.pop_back();"},
    {"lastByIndex", "for (auto e : ids) s += \"x,\"; s[s.size() - 1] = ' ';"},
    {"lastByBack", "for (auto e : ids) s += \"x,\"; s.back() = ' ';"},
    {"lastByAt", "for (auto e : ids) s += \"x,\"; s.at(s.length() - 1) = ' ';"},
    {"lastByIterator", "for (auto e : ids) s += \"x,\"; *s.rbegin() = ' ';"},
    {"replaced", "for (auto e : ids) s += \"x,\"; s.replace(s.size() - 1, 1, \" \");"},
    {"erased", "for (auto e : ids) s += \"x,\"; s.erase(s.size() - 1, 1);"},
    {"erasedAtEnd", "for (auto e : ids) s += \"x,\"; s.erase(s.end() - 1);"},
    {"erasedAtPrevious", "for (auto e : ids) s += \"x,\"; s.erase(std::prev(s.end()));"},
    {"erasedWhereFound", "for (auto e : ids) s += \"x, \"; s.erase(s.rfind(\", \"));"},
    {"erasedFromVariable", "for (auto e : ids) s += \"x,\"; size_t at = s.find_last_of(','); s.erase(at);"},
    {"partBeforeFound", "for (auto e : ids) s += \"x,\"; s = s.substr(0, s.find_last_of(','));"},
    {"lastTakenFromView",
     "std::string whole; for (auto e : ids) whole += \"x,\"; std::string_view v(whole); v.remove_suffix(1); "
     "s += string(v);"},
    {"trimmedInALoop", "for (auto e : ids) s += \"x, \"; while (s.back() == ' ' || s.back() == ',') s.pop_back();"},
    {"trimmedWhileNotEmpty",
     "for (auto e : ids) s += \"x,\"; while (!s.empty() && s.back() == ',') { s.resize(s.size() - 1); }"},
    {"oneBeforeTheLast", "for (auto e : ids) s += \"x, \"; s[s.size() - 2] = ' ';"},
    {"erasedWhereFoundBefore", "for (auto e : ids) s += \"x, \"; s.erase(s.find_last_of(','), 1);"},
    {"streamSetBack", "std::ostringstream o; for (auto e : ids) o << \"x,\"; o.seekp(-1, std::ios_base::end); o << ' "
                      "'; s = s + o.str();"},
};

constexpr List CutAhead[] = {
    {"partFromSecond", "string t; for (auto e : ids) t += \",x\"; s += t.substr(1);"},
    {"appendedFromSecond", "string t; for (auto e : ids) t += \",x\"; s.append(t, 1);"},
    {"erasedAtBegin", "string t; for (auto e : ids) t += \",x\"; t.erase(t.begin()); s += t;"},
    {"erasedFromZero", "string t; for (auto e : ids) t += \", x\"; t.erase(0, 2); s += t;"},
    {"pointerBehind", "string t; for (auto e : ids) t += \",x\"; s += t.c_str() + 1;"},
    {"prefixTakenFromView",
     "string t; for (auto e : ids) t += \",x\"; std::string_view v(t); v.remove_prefix(1); s += string(v);"},
};

std::string nameOf(const testing::TestParamInfo<List> &info) { return info.param.name; }

/// What is left of a printed text without blanks and quotes.
std::string squeezed(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '"' || c == '+'; });
  return text;
}

class SeparatedList : public EvaluateList {};
class CutList : public EvaluateList {};
class CutAheadList : public EvaluateList {};

TEST_P(SeparatedList, hasSeparatorsBetween) {
  EXPECT_EQ(squeezed(sent("string s = \"(\"; " + std::string(GetParam().loop) + " s += ')'; w.exec(s);")),
            "((x(,x)*|()*))");
}

TEST_P(CutList, endsWithoutSeparator) {
  EXPECT_EQ(squeezed(sent("string s = \"(\"; " + std::string(GetParam().loop) + " s += ')'; w.exec(s);")), "((x,)*x)");
}

TEST_P(CutAheadList, beginsWithoutSeparator) {
  EXPECT_EQ(squeezed(sent("string s = \"(\"; " + std::string(GetParam().loop) + " s += ')'; w.exec(s);")), "(x(,x)*)");
}

INSTANTIATE_TEST_SUITE_P(Loops, CutAheadList, testing::ValuesIn(CutAhead), nameOf);
INSTANTIATE_TEST_SUITE_P(Loops, SeparatedList, testing::ValuesIn(Separated), nameOf);
INSTANTIATE_TEST_SUITE_P(Loops, CutList, testing::ValuesIn(Cut), nameOf);

TEST(EvaluateList, iteratorsOverKnownElementsMove) {
  const std::string known = "std::vector<string> v{\"a\", \"b\", \"c\"}; string s; ";
  for (const char *loop : {
           "for (auto it = v.begin(); it != v.end(); ++it) { if (it != v.begin()) s += ','; s += *it; }",
           "auto it = v.cbegin(); if (it != v.cend()) { s += *it; for (++it; it != v.cend(); it++) s += \",\" + *it; }",
           "for (auto it = v.begin(); it != v.end(); ++it) { s += *it; if (std::next(it) != v.end()) s += ','; }",
           "s = v.front(); for (auto it = v.begin() + 1; it != v.end(); it += 1) s += ',' + *it;",
           "for (auto it = v.begin(); it != v.end(); ++it) { s += *it; if (std::distance(it, v.end()) > 1) s += ','; }",
       })
    EXPECT_EQ(sql(known + loop + " w.exec(s);"), "\"a,b,c\"") << loop;
}

TEST(EvaluateList, iteratorsOverWhatMayBeThereMove) {
  EXPECT_EQ(
      sql("std::vector<string> v{\"a\"}; if (x) v.push_back(\"b\"); string s; "
          "for (auto it = v.begin(); it != v.end(); ++it) { if (it != v.begin()) s += ','; s += *it; } w.exec(s);"),
      R"("a" + (",b"|""))");
}

TEST(EvaluateList, algorithmsPutTogetherWhatIsKnown) {
  const std::string known = "std::vector<string> v{\"a\", \"b\"}; std::ostringstream o; string s; ";
  for (const char *made : {
           "s = std::accumulate(std::next(v.begin()), v.end(), v[0], [](string x, string y) { return x + ',' + y; });",
           "std::for_each(v.begin(), v.end(), [&](const string &e) { if (!s.empty()) s += ','; s += e; });",
           "std::vector<string> t; std::transform(v.begin(), v.end(), std::back_inserter(t), [](const string &e) { "
           "return "
           "e + ','; }); for (auto &e : t) s += e; s.pop_back();",
           "std::copy(v.begin(), v.end(), std::ostream_iterator<string>(o, \",\")); s = o.str(); s.pop_back();",
       })
    EXPECT_EQ(sql(known + made + " w.exec(s);", "#include <algorithm>\n#include <iterator>\n#include <numeric>\n"),
              "\"a,b\"")
        << made;
}

TEST(EvaluateList, algorithmsGoOverWhatIsNotKnown) {
  EXPECT_EQ(squeezed(sql(
                "string s = std::accumulate(list.begin(), list.end(), string(), [](const string &a, const string &) {"
                " return a.empty() ? \"x\" : a + \",x\"; }); w.exec(\"(\" + s + \")\");",
                "#include <numeric>\n")),
            "((x(,x)*|()*))");
  EXPECT_EQ(
      squeezed(
          sql("std::vector<string> t; std::transform(list.begin(), list.end(), std::back_inserter(t), "
              "[](const string &) { return string(\"x\"); }); string s = \"(\"; for (auto &e : t) { s += e; s += ','; }"
              " s.back() = ')'; w.exec(s);",
              "#include <algorithm>\n#include <iterator>\n")),
      "((x,)*x)");
}

TEST(EvaluateList, whatMayBeMissingAtTheEndIsNotCut) {
  EXPECT_EQ(
      squeezed(sql("string s = \"SET|\"; if (x) s += \"a = 1, \"; if (y) s += \"b = 2, \"; s.erase(s.size() - 2); "
                   "w.exec(s);")),
      "(SET|(a=1,|)b=2|(SET|a=1|SE))");
}

TEST(EvaluateList, whatMayBeMissingAtTheBeginningIsNotCut) {
  EXPECT_EQ(squeezed(sql("string s; if (x) s += \" AND a\"; if (y) s += \" AND b\"; w.exec(\"WHERE\" + s.substr(5));")),
            "WHERE(a(ANDb|)|(b|))");
}

TEST(EvaluateList, whatIsAskedForBeforeItIsCutIsThere) {
  const std::string anyOfTwo = "string s; if (x) s += \" AND a\"; if (y) s += \" AND b\"; ";
  const std::string cut = "WHERE(a(ANDb|)|(b|()))", asItWas = "(()|(()|))";
  for (const char *question : {"s.starts_with(\" AND \")", "s.rfind(\" AND \", 0) == 0", "s.find(\" AND \") == 0",
                               "s.compare(0, 5, \" AND \") == 0", "!s.compare(0, 5, \" AND \")"}) {
    std::string text = squeezed(sql(anyOfTwo + "if (" + question + ") s = \" WHERE \" + s.substr(5); w.exec(s);"));
    EXPECT_TRUE(text == "(" + cut + "|" + asItWas + ")" || text == "(" + asItWas + "|" + cut + ")") << text;
  }
  EXPECT_EQ(squeezed(sql("string s; if (x) s += \"a AND \"; if (s.ends_with(\" AND \")) s.resize(s.size() - 5); "
                         "w.exec(s);")),
            "((a|())|(()|))");
}

TEST(EvaluateList, endsThatAreNotTheSameAreNotCut) {
  EXPECT_EQ(sql("string s = \"a, \"; s += name; while (s.back() == ' ' || s.back() == ',') s.pop_back(); w.exec(s);"),
            R"(("a, " + withoutEnd($name, 1)|"a, " + withoutEnd($name, 1) + {}|"a, " + $name))");
}

TEST(EvaluateList, aMarkerIsReplacedInEachText) {
  EXPECT_EQ(sql("string s = \"a /*b*/ c\"; if (x) s += \" d\"; s.replace(s.find(\"/*b*/\"), 5, \"b\"); w.exec(s);"),
            R"("a b c" + (" d"|""))");
  EXPECT_EQ(sql("string s = x ? \"a /*b*/ c\" : \"/*b*/\"; size_t at = s.find(\"/*b*/\"); if (at != string::npos) "
                "s.replace(at, 5, \"b\"); w.exec(s);"),
            R"((("a /*b*/ c"|"/*b*/")|("a b c"|"b")))");
}

TEST(EvaluateList, whatGoesOnWithAnErasedTextIsThatText) {
  EXPECT_EQ(sql("string s = \"a, \"; s.erase(s.size() - 2, 2).append(\")\"); w.exec(s);"), R"x("a)")x");
}

TEST(EvaluateList, whatIsSentAndBegunAgainHasOneBeginning) {
  for (const char *batch : {
           "string s = \"I\"; int k = 0; for (auto e : list) { if (k) s += ','; s += 'x'; if (++k == 99) { "
           "opaque(s.c_str()); s = \"I\"; k = 0; } } w.exec(s);",
           "std::ostringstream o; bool first = true; o << \"I\"; for (auto e : list) { o << (first ? \"\" : \",\") << "
           "'x'; first = false; if (opaque()) { opaque(o.str()); o.str(\"\"); o << \"I\"; first = true; } } "
           "w.exec(o.str());",
       })
    EXPECT_EQ(squeezed(sql(batch)), "I(x(,x)*|()*)") << batch;
}

TEST(EvaluateList, whatIsBegunOtherwiseIsNotKnown) {
  EXPECT_EQ(sql("string s = \"I\"; for (auto e : list) { s += 'x'; if (opaque()) s = \"J\"; } w.exec(s);"),
            R"(({}|"I"))");
}

TEST(EvaluateList, aListOfEachRowIsWrittenInside) {
  EXPECT_EQ(squeezed(sql("string s = \"V\"; for (int r = 0; r < n; ++r) { string row; for (int k = 0; k < n; ++k) { if "
                         "(!row.empty()) row += ','; row += 'x'; } if (r) s += ';'; s += row; } w.exec(s);")),
            "V((x(,x)*|()*)(;(x(,x)*|()*))*|()*)");
}

TEST(EvaluateList, ofMoreListsThanAreToldApartTheElementsAreKnown) {
  std::string statements = "std::vector<string> v; ";
  for (const char *element : {"a", "b", "c", "d", "e", "f", "g"})
    statements += std::string("if (opaque()) v.push_back(\"") + element + "\"); ";
  const std::string text =
      sql(statements + "string s; for (size_t i = 0; i < v.size(); ++i) { if (i) s += ','; s += v[i]; } w.exec(s);");
  EXPECT_EQ(text.find('{'), std::string::npos) << text;
  EXPECT_EQ(text.find('$'), std::string::npos) << text;
}

TEST(EvaluateList, charactersOfASetAreCut) {
  EXPECT_EQ(sql("string s = \"a, b, \"; s += name + \", \"; s.erase(s.find_last_not_of(\", \") + 1); w.exec(s);"),
            R"("a, b, " + $name)");
}

TEST(EvaluateList, whatAnOptionalHoldsIsWrittenWhereItHoldsIt) {
  const std::string sent = "string s = \"a\"; if (o) s += \" \" + *o; w.exec(s);";
  EXPECT_EQ(sql("std::optional<string> o; " + sent), R"("a")");
  EXPECT_EQ(sql("std::optional<string> o = std::nullopt; " + sent), R"("a")");
  EXPECT_EQ(sql("std::optional<string> o = \"b\"; " + sent), R"("a b")");
  EXPECT_EQ(sql("std::optional<string> o; if (x) o = \"b\"; " + sent), R"("a" + (" b"|""))");
  EXPECT_EQ(
      sql("std::optional<string> o = x ? std::optional<string>(\"b\") : std::nullopt; if (!o.has_value()) return; "
          "w.exec(\"a \" + o.value());"),
      R"("a b")");
  EXPECT_EQ(sql("std::optional<int> o; if (x) o = 3; string s = \"a\"; if (o) s += std::to_string(*o); w.exec(s);"),
            R"("a" + ("3"|""))");
}

TEST(EvaluateList, membersOfSeveralLengthsAreRead) {
  EXPECT_EQ(
      sqlIn("struct S { std::vector<string> w; string text() const { string s; for (size_t i = 0; i < w.size(); ++i) s "
            "+= "
            "(i ? \",\" : \"\") + w[i]; return s; } };\nvoid f(pqxx::work &w, bool x) { S s; s.w.push_back(\"a\"); "
            "if (x) s.w.push_back(\"b\"); w.exec(s.text()); }"),
      R"("a" + (",b"|""))");
}

TEST(EvaluateList, pairsAreMadeInPlace) {
  EXPECT_EQ(sql("std::vector<std::pair<string, string>> v; v.emplace_back(\"a\", \"1\"); string s; for (auto &[k, e] : "
                "v) s += k + "
                "\"=\" + e; w.exec(s);"),
            R"("a=1")");
}

TEST(EvaluateList, whatIsNoSeparatorStaysWithItsElement) {
  EXPECT_EQ(sent("string s = \"a\"; for (auto e : ids) { s += \"b\"; if (e == \"q\") s += \" DESC\"; } w.exec(s);"),
            R"("a" + ("b" + (" DESC"|""))*)");
}

TEST(EvaluateList, decisionsThatTheLoopDoesNotChangeStayTheSame) {
  EXPECT_EQ(sent("string s = \"a\"; for (auto e : ids) { if (x) s += \"b\"; } if (x) s += \"c\"; w.exec(s);"),
            R"("a" + (("b")* + "c"|("")*))");
}

TEST(EvaluateList, alternativesInElementsKeepTheListsBeginning) {
  EXPECT_EQ(
      sent("string s = \"ORDER BY \"; for (size_t i = 0; i < ids.size(); ++i) { s += ids[i].empty() ? \"a\" : \"b\"; "
           "if (i + 1 < ids.size()) s += \", \"; } w.exec(s);"),
      R"("ORDER BY " + (("a"|"b") + (", " + ("a"|"b"))*|("")*))");
}

} // namespace
} // namespace pgtidy::extract
