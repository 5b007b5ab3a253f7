#include "evaluating.h"

#include <functional>

namespace pgtidy::extract {

#define CASE(name, expected, ...)                                                                                      \
  TEST(EvaluateText, name) { EXPECT_EQ(sql(__VA_ARGS__), expected); }

CASE(literalIsItself, R"("SELECT 1")", R"(w.exec("SELECT 1");)")
CASE(adjacentLiteralsAreOne, R"("SELECT 1")", R"(w.exec("SEL" "ECT " "1");)")
CASE(rawLiteralKeepsItsLines, R"("a\nb")", "w.exec(R\"(a\nb)\");")
CASE(predefinedNameIsText, R"("f")", R"(w.exec(__func__);)")
CASE(plusJoins, R"("a" + $name + "b")", R"(w.exec("a" + name + "b");)")
CASE(characterIsAppended, R"("a;")", R"(w.exec(string("a") + ';');)")
CASE(plusAssignAppends, R"("abc")", R"(string s = "a"; s += "b"; s += 'c'; w.exec(s);)")
CASE(appendChains, R"("abc")", R"(string s("a"); s.append("b").append("c"); w.exec(s);)")
CASE(appendOfPartTakesThePart, R"("ab")", R"(string s("a"); s.append("bcd", 1); w.exec(s);)")
CASE(pushBackAppends, R"("ab")", R"(string s("a"); s.push_back('b'); w.exec(s);)")
CASE(insertAtStartPrepends, R"("ab")", R"(string s("b"); s.insert(0, "a"); w.exec(s);)")
CASE(assignReplaces, R"("b")", R"(string s("a"); s.assign("b"); w.exec(s);)")
CASE(clearEmpties, R"("b")", R"(string s("a"); s.clear(); s += "b"; w.exec(s);)")
CASE(substrOfConstantIsKnown, R"("bc")", R"(string s("abcd"); w.exec(s.substr(1, 2));)")
CASE(erasedPartIsGone, R"("acd")", R"(string s("abcd"); s.erase(1, 1); w.exec(s);)")
CASE(insertAtTheEndAppends, R"("ab")", R"(string s("a"); s.insert(s.end(), 'b'); w.exec(s);)")
CASE(replacesWhatWasFound, R"("FROM t x")", R"(string s("FROM $T x"); s.replace(s.find("$T"), 2, "t"); w.exec(s);)")
CASE(replacesInALoop, R"("a " + $name + " b")",
     R"(string s("a %T b"); size_t p; while ((p = s.find("%T")) != string::npos) s.replace(p, 2, name); w.exec(s);)")
CASE(helperThatReplacesAll, R"("a x x " + $name)", R"(w.exec(rep("a {t} {t} ", "{t}", "x") + name);)",
     "string rep(string s, const string &from, const string &to) {"
     " size_t p = 0; while ((p = s.find(from, p)) != string::npos) {"
     " s.replace(p, from.length(), to); p += to.length(); } return s; }")
CASE(replaceAtAPlaceUnknownIsUnknown, "{}", R"(string s("abc"); s.replace(s.find(name), 2, "x"); w.exec(s);)")
CASE(swapExchangesBoth, R"("b" ; "a")", R"(string s("a"), t("b"); std::swap(s, t); w.exec(s); s.swap(t); w.exec(s);)")
CASE(exchangeGivesWhatWasThere, R"("a" ; "b")",
     R"(string s("a"); string t = std::exchange(s, "b"); w.exec(t); w.exec(s);)")
CASE(lastCommaIsCut, R"("a")", R"(string s("a, "); s.resize(s.size() - 2); w.exec(s);)")
CASE(popBackCuts, R"("a")", R"(string s("a,"); s.pop_back(); w.exec(s);)")
CASE(copiesAreIndependent, R"("a")", R"(string s("a"); string t = s; s += "b"; w.exec(t);)")
CASE(moveHandsTextOn, R"("a")", R"(string s("a"); string t = std::move(s); w.exec(t);)")
CASE(referenceIsTheVariable, R"("ab")", R"(string s("a"); string &r = s; r += "b"; w.exec(s);)")
CASE(pointerIsTheVariable, R"("ab")", R"(string s("a"); string *p = &s; *p += "b"; p->append(""); w.exec(s);)")
CASE(numbersAreNumbers, R"("id = " + {n})", R"(w.exec("id = " + std::to_string(n));)")
CASE(constantNumbersAreDigits, R"("LIMIT 10")",
     R"(constexpr int limit = 10; w.exec("LIMIT " + std::to_string(limit));)")
CASE(streamsConcatenate, R"("a" + $name + "b7")",
     R"(std::ostringstream o; o << "a" << name << 'b' << 7; w.exec(o.str());)")
CASE(streamStartsWithItsText, R"("ab")",
     R"(std::ostringstream o; o.str("a"); std::stringstream p; p << "ab"; w.exec(p.str());)")
CASE(endlIsALineEnd, R"("a\n")", R"(std::ostringstream o; o << "a" << std::endl; w.exec(o.str());)")
CASE(stringViewIsText, R"("a")", R"(std::string_view v = "a"; w.exec(v);)")
CASE(cStringIsText, R"("a")", R"(string s = "a"; PQexec(c, s.c_str());)")
CASE(repeatedCharacter, R"("---")", R"(w.exec(string(3, '-'));)")

CASE(printfFillsItsValues, R"("SELECT " + {n} + " " + $word + "%")",
     R"(char b[99]; snprintf(b, sizeof b, "SELECT %d %s%%", n, word); PQexec(c, b);)")
CASE(printfOfConstantsIsConstant, R"("t 5")", R"(char b[99]; sprintf(b, "%s %d", "t", 5); PQexec(c, b);)")
CASE(printfIntoAString, R"("a " + {n})",
     R"(std::string s(99, 0); snprintf(s.data(), s.size(), "a %d", n); PQexec(c, s.c_str());)")
CASE(printfAtTheBeginOfAString, R"("a " + {n})",
     R"(std::string s; s.resize(99); snprintf(&s[0], s.size(), "a %d", n); PQexec(c, s.c_str());)")
CASE(printfPrecisionCuts, R"("ab")", R"(char b[9]; snprintf(b, 9, "%.*s", 2, "abc"); PQexec(c, b);)")
CASE(printfWidthIsStillANumber, R"("x" + {n})", R"(char b[9]; snprintf(b, 9, "x%05d", n); PQexec(c, b);)")
CASE(printfLongNumbers, R"({(long long)n} + ":" + {(size_t)n})",
     R"(char b[9]; snprintf(b, 9, "%lld:%zu", (long long)n, (size_t)n); PQexec(c, b);)")
CASE(printfBehindAnother, R"("ab")",
     R"(char b[9]; int k = snprintf(b, 9, "a"); snprintf(b + k, 9 - k, "b"); PQexec(c, b);)")
CASE(printfBehindAMovedPointer, R"("xy " + {n})",
     R"(char b[9]; char *p = b; p += sprintf(p, "x"); p += sprintf(p, "y %d", n); PQexec(c, b);)")
CASE(scannedBufferIsNotEmpty, R"("a " + {t})",
     R"(char t[9] = {0}; sscanf(word, "%8s", t); PQexec(c, (string("a ") + t).c_str());)")
CASE(strcatAppends, R"("ab")", R"(char b[9]; strcpy(b, "a"); strcat(b, "b"); PQexec(c, b);)")

CASE(constantsAreKnown, R"("SELECT a FROM t")", R"(w.exec(string("SELECT ") + K::cols + " FROM " + table);)",
     R"(const char table[] = "t"; struct K { static constexpr const char *cols = "a"; };)")
CASE(staticMemberDefinedOutside, R"("q")", R"(w.exec(K::q);)",
     R"(struct K { static const string q; }; const string K::q = "q";)")
CASE(stringViewConstant, R"("q")", R"(w.exec(n::q);)", R"(namespace n { inline constexpr std::string_view q = "q"; })")
CASE(localStaticConstant, R"("q")", R"(static const string q = "q"; w.exec(q);)")
CASE(macroIsItsText, R"("SELECT a FROM t")", R"(w.exec("SELECT a FROM " TABLE);)", "#define TABLE \"t\"\n")

CASE(arrayElementByConstant, R"("b")", R"(w.exec(q[1]);)", R"(const char *const q[] = {"a", "b"};)")
CASE(arrayElementByEnumerator, R"("b")", R"(w.exec(q[B]);)", R"(enum { A, B }; static const string q[] = {"a", "b"};)")
CASE(arrayElementByVariableIsOneOfAll, R"(("a"|"b"))", R"(w.exec(q[n]);)", R"(const char *const q[] = {"a", "b"};)")
CASE(vectorElement, R"("b")", R"(std::vector<string> v{"a", "b"}; w.exec(v[1]);)")
CASE(pushedElement, R"("b")", R"(std::vector<string> v; v.push_back("a"); v.push_back("b"); w.exec(v.back());)")
CASE(mapByConstant, R"("A")", R"(w.exec(m.at("a"));)", R"(const std::map<string, string> m{{"a", "A"}, {"b", "B"}};)")
CASE(mapByVariableIsOneOfAll, R"(("A"|"B"))", R"(w.exec(m.at(name));)",
     R"(const std::map<string, string> m{{"a", "A"}, {"b", "B"}};)")
CASE(recordMember, R"("a")", R"(P p{"a", 1}; w.exec(p.q);)", R"(struct P { string q; int n; };)")
CASE(recordOfTable, R"(("a"|"b"))", R"(w.exec(t[n].q);)",
     R"(struct P { const char *q; int n; }; const P t[] = {{"a", 1}, {"b", 2}};)")
CASE(memberOfReturnedRecord, R"("a")", R"(w.exec(make().q);)",
     R"(struct P { string q; }; static P make() { return {"a"}; })")
CASE(pairMember, R"("b")", R"(std::pair<string, string> p{"a", "b"}; w.exec(p.second);)")
CASE(optionalValue, R"("a")", R"(std::optional<string> o = "a"; w.exec(*o);)")
CASE(uniquePointer, R"("a")", R"(auto p = std::make_unique<P>(P{"a"}); w.exec(p->q);)", R"(struct P { string q; };)")
CASE(structuredBinding, R"("b")", R"(auto [a, b] = std::pair<string, string>{"a", "b"}; w.exec(b);)")

CASE(functionWithoutSourceIsAResult, R"(c:@F@unseen#())", R"(w.exec(unseen());)")
CASE(outsideTextIsAHole, R"({getenv("SQL")})", R"(w.exec(getenv("SQL"));)")
CASE(sizeofIsNotEvaluated, R"("a")", R"(string s = "a"; (void)sizeof(s += "b"); w.exec(s);)")
CASE(unknownCallMayChangeAnArgument, R"(c:@F@change#*C##0("a"))",
     R"(char s[9]; strcpy(s, "a"); change(s); PQexec(c, s);)", R"(void change(char *);)")
CASE(constArgumentIsNotChanged, R"("a")", R"(string s = "a"; look(s); w.exec(s);)", R"(void look(const string &);)")

TEST(EvaluateText, escapedTextIsKnownAsSuch) {
  facts::Unit unit = unitOf(R"(void f(pqxx::work &w, const string &s) { w.exec("a = " + w.quote(s)); })");
  ASSERT_EQ(unit.calls.size(), 1U);
  auto *parts = std::get_if<facts::Concat>(&unit.calls[0].sql->value);
  ASSERT_TRUE(parts && parts->parts.size() == 2);
  auto *hole = std::get_if<facts::Hole>(&parts->parts[1]->value);
  ASSERT_TRUE(hole);
  EXPECT_EQ(hole->kind, facts::HoleKind::EscapedLiteral);
}

TEST(EvaluateText, dateIsNoText) {
  facts::Unit unit = unitOf(R"(#include <chrono>
      namespace std { string to_string(const chrono::seconds &); }
      void f(pqxx::work &w, std::chrono::seconds d) { w.exec(std::to_string(d)); })");
  ASSERT_EQ(unit.calls.size(), 1U);
  auto *hole = std::get_if<facts::Hole>(&unit.calls[0].sql->value);
  ASSERT_TRUE(hole);
  EXPECT_EQ(hole->kind, facts::HoleKind::Number);
}
TEST(EvaluateText, numberIsKnownAsSuch) {
  facts::Unit unit = unitOf(R"(void f(pqxx::work &w, long n) { w.exec(std::to_string(n)); })");
  ASSERT_EQ(unit.calls.size(), 1U);
  auto *hole = std::get_if<facts::Hole>(&unit.calls[0].sql->value);
  ASSERT_TRUE(hole);
  EXPECT_EQ(hole->kind, facts::HoleKind::Number);
  EXPECT_EQ(hole->type, "long");
  EXPECT_EQ(hole->expression, "n");
}

TEST(EvaluateText, literalsKeepTheirPlaces) {
  facts::Unit unit = unitOf("void f(pqxx::work &w) {\n  w.exec(\"SELECT \"\n         \"a\\tb\");\n}");
  ASSERT_EQ(unit.calls.size(), 1U);
  const facts::Literal *literal = facts::asLiteral(unit.calls[0].sql);
  ASSERT_TRUE(literal);
  EXPECT_EQ(literal->bytes, "SELECT a\tb");
  ASSERT_GE(literal->runs.size(), 4U);
  EXPECT_EQ(literal->runs[0].source.column, 11U);
  EXPECT_EQ(literal->runs[1].source.column, 11U);
  EXPECT_EQ(literal->runs[1].begin, 7U);
  EXPECT_EQ(literal->runs[2].spelled, 2U);
}

TEST(EvaluateText, pieceOfFormatKeepsItsPlace) {
  facts::Unit unit =
      unitOf("void f(PGconn *c, int n) {\nchar b[99];\nsnprintf(b, 99, \"ab %d cd\", n);\nPQexec(c, b); }");
  ASSERT_EQ(unit.calls.size(), 1U);
  auto *parts = std::get_if<facts::Concat>(&unit.calls[0].sql->value);
  ASSERT_TRUE(parts && parts->parts.size() == 3);
  const facts::Literal *last = facts::asLiteral(parts->parts[2]);
  ASSERT_TRUE(last && last->runs.size() == 1);
  EXPECT_EQ(last->bytes, " cd");
  EXPECT_EQ(last->runs[0].source.column, 23U);
}

TEST(EvaluateText, embeddedFileIsText) {
  std::string file = PGTIDY_SOURCE_DIR "/README.md"; // begins with "# "
  EXPECT_EQ(sqlIn("static const char q[] = {\n#embed \"" + file +
                  "\" limit(2)\n, 'x', 0};\n"
                  "void f(PGconn *c) { PQexec(c, q); }"),
            "\"# x\"");
}
TEST(EvaluateText, whatNeedsNoEscapeStaysWhatItIs) {
  facts::Unit unit = unitOf(R"(void f(pqxx::work &w, int n, bool x, const string &name) {
    w.exec("a" + w.esc(x ? std::to_string(n) : "5") + w.esc(name) + w.esc("it's")); })");
  std::vector<facts::HoleKind> kinds;
  std::function<void(const facts::Text &)> walk = [&](const facts::Text &text) {
    if (auto *hole = std::get_if<facts::Hole>(&text->value))
      kinds.push_back(hole->kind);
    if (auto *parts = std::get_if<facts::Concat>(&text->value))
      std::ranges::for_each(parts->parts, walk);
    if (auto *choice = std::get_if<facts::Choice>(&text->value))
      std::ranges::for_each(choice->branches, walk);
  };
  walk(unit.calls.at(0).sql);
  using enum facts::HoleKind;
  EXPECT_EQ(kinds, (std::vector{Number, EscapedString, EscapedString}));
}

} // namespace pgtidy::extract
