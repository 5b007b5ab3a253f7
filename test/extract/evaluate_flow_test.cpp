#include "evaluating.h"

namespace pgtidy::extract {

#define CASE(name, expected, ...)                                                                                      \
  TEST(EvaluateFlow, name) { EXPECT_EQ(sql(__VA_ARGS__), expected); }

CASE(ifGivesTwoTexts, R"("a" + ("b"|""))", R"(string s = "a"; if (x) s += "b"; w.exec(s);)")
CASE(elseGivesTheOther, R"(("a"|"b"))", R"(string s; if (x) s = "a"; else s = "b"; w.exec(s);)")
CASE(sameConditionStaysCorrelated, R"(("a1"|"b2"))",
     R"(string s = x ? "a" : "b"; if (x) s += "1"; else s += "2"; w.exec(s);)")
CASE(strcmpTellsTheText, R"(($word[!="a"][="b"]|$word[="a"]))",
     R"(if (strcmp(word, "a") == 0 || !strcmp(word, "b")) PQexec(c, word);)")
CASE(strcmpOfAnotherTextTellsNothing, R"($word)", R"(if (strcmp(name.c_str(), "a") == 0) PQexec(c, word);)")
CASE(negatedConditionIsTheSame, R"("a" + ("b"|"c"))",
     R"(string s = "a"; if (x) s += "b"; if (!x) s += "c"; w.exec(s);)")
CASE(changedConditionIsAnother, R"("a" + ("b"|"") + ("c"|""))",
     R"(string s = "a"; if (n > 0) s += "b"; n = opaque(); if (n > 0) s += "c"; w.exec(s);)")
CASE(earlyReturnLeavesTheOther, R"("b")", R"(string s = "b"; if (x) { s = "a"; return; } w.exec(s);)")
CASE(earlyThrowLeavesTheOther, R"("b")", R"(string s = "b"; if (x) { s = "a"; throw 1; } w.exec(s);)")
CASE(abortEndsTheWay, R"("b")", R"(string s = "b"; if (x) { s = "a"; abort(); } w.exec(s);)")
CASE(codeBehindReturnIsDead, R"("a")", R"(w.exec("a"); return; w.exec("b");)")
CASE(constantConditionIsTaken, R"("a")",
     R"(string s = "a"; if (false) s = "b"; if (sizeof(int) > 64) s = "c"; w.exec(s);)")
CASE(whatAnObjectRefersToMayBeWritten, R"(("b"|"a"))",
     R"(int f = 0; keep(Into{f}); string s = "a"; if (f) s = "b"; w.exec(s);)",
     "struct Into { int &t; Into(int &x) : t(x) {} }; void keep(const Into &);")
CASE(whatAnObjectOnlyReadsStays, R"("a")", R"(int f = 0; keep(Use{f}); string s = "a"; if (f) s = "b"; w.exec(s);)",
     "struct Use { const int &t; Use(const int &x) : t(x) {} }; void keep(const Use &);")
CASE(ifConstexprIsTaken, R"("a")", R"(if constexpr (K) w.exec("a"); else w.exec("b");)", "constexpr bool K = true;")
CASE(ternaryGivesTwoTexts, R"("ORDER BY " + ("a"|"b"))", R"(w.exec(string("ORDER BY ") + (x ? "a" : "b"));)")
CASE(nestedIfsGiveAll, R"(("a" + ("b"|"c")|"d"))",
     R"(string s; if (x) { s = "a"; if (y) s += "b"; else s += "c"; } else s = "d"; w.exec(s);)")
CASE(bothConditionsOrNot, R"("a" + ("b"|""))", R"(string s = "a"; if (x && y) s += "b"; w.exec(s);)")
CASE(fallbackOfNull, R"(({getenv("S")}|"d"))", R"(const char *p = getenv("S"); if (!p) p = "d"; PQexec(c, p);)")
CASE(fallbackByElvis, R"(({getenv("S")}|"d"))", R"(PQexec(c, getenv("S") ?: "d");)")
CASE(fallbackByTernary, R"((c:@F@unseen#()|"d"))", R"(const char *p = unseen().c_str(); PQexec(c, p ? p : "d");)")
CASE(valueOr, R"(({o()}|"d"))", R"(w.exec(o().value_or("d"));)", R"(std::optional<string> o();)")
CASE(switchGivesOneEach, R"(("a"|("b"|"c")))",
     R"(string s; switch (n) { case 1: s = "a"; break; case 2: s = "b"; break; default: s = "c"; } w.exec(s);)")
CASE(switchWithoutDefaultLeavesTheText, R"(("a"|"z"))",
     R"(string s = "z"; switch (n) { case 1: s = "a"; break; } w.exec(s);)")
CASE(switchFallsThrough, R"(("ab"|("b"|"")))",
     R"(string s; switch (n) { case 1: s += "a"; case 2: s += "b"; } w.exec(s);)")
CASE(switchOnConstant, R"("b")",
     R"(switch (2) { case 1: w.exec("a"); break; case 2: w.exec("b"); break; default: w.exec("c"); })")
CASE(catchMaySeeEither, R"(("b"|"a"))",
     R"(string s = "a"; try { s = "b"; opaque(); } catch (...) { opaque(); } w.exec(s);)")
CASE(catchThatReturnsLeavesTheOther, R"("b")", R"(string s = "a"; try { s = "b"; } catch (...) { return; } w.exec(s);)")
CASE(gotoMakesTextsUnknown, R"("k" + {})", R"(string s = "a"; again: w.exec("k" + s); s = "b"; if (x) goto again;)")
CASE(gotoMeetsWhatComesToItsLabel, R"(("a"|"b"))", R"(string s = "a"; if (x) goto end; s = "b"; end: w.exec(s);)")
CASE(gotoLeavesALoop, R"(("b"|"a"))",
     R"(string s = "a"; for (int i = 0; i < n; ++i) { if (x) goto end; s = "b"; } end: w.exec(s);)")
CASE(gotoInALoopMeetsItsOwnPass, R"("k" + ("a"|"b"))",
     R"(for (int i = 0; i < n; ++i) { string s = "a"; if (x) goto next; s = "b"; next: w.exec("k" + s); })")
CASE(gotoIsOneWayOut, R"("b")", R"(string s = "a"; if (x) { s = "c"; goto end; } s = "b"; w.exec(s); end:;)")

CASE(loopRepeats, R"("a" + ("b")*)", R"(string s = "a"; for (int i = 0; i < n; ++i) s += "b"; w.exec(s);)")
CASE(loopOverUnknownElements, R"("a" + ("," + $e)*)",
     R"(string s = "a"; for (auto &e : list) s += "," + e; w.exec(s);)")
CASE(separatorByIndex, R"(($list[i] + ("," + $list[i])*|("")*))",
     R"(string s; for (size_t i = 0; i < list.size(); ++i) { if (i > 0) s += ","; s += list[i]; } w.exec(s);)")
CASE(separatorByFlag, R"(($e + ("," + $e)*|("")*))",
     R"(string s; bool first = true; for (auto &e : list) { if (!first) s += ","; first = false; s += e; } w.exec(s);)")
CASE(separatorByText, R"(($e + ("," + $e)*|("")*))",
     R"(string s; const char *sep = ""; for (auto &e : list) { s += sep; s += e; sep = ","; } w.exec(s);)")
CASE(separatorByEmptiness, R"(("x" + (",x")*|("")*))",
     R"(string s; for (auto &e : list) { if (!s.empty()) s += ","; s += "x"; } w.exec(s);)")
CASE(noPassOfALoopIsSeenAsOne, R"--("IN (" + ({e} + ("," + {e})*|("")*) + ")")--",
     R"--(string s = "IN ("; bool first = true; for (int e = n; opaque(); e = opaque()) {
            if (!first) s += ","; first = false; s += std::to_string(e); } w.exec(s + ")");)--")
CASE(containersOfDifferentLengthStayApart, R"("w a" + (" AND b"|""))",
     R"(std::vector<string> p{"a"}; if (x) p.push_back("b"); string s = "w ";
        for (size_t i = 0; i < p.size(); ++i) { if (i) s += " AND "; s += p[i]; } w.exec(s);)")
CASE(containerPerhapsEmptyDecides, R"("t" + (" w a"|""))",
     R"(std::vector<string> p; if (x) p.push_back("a"); string s = "t"; if (!p.empty()) s += " w ";
        for (auto &e : p) s += e; w.exec(s);)")
CASE(doLoopRunsOnce, R"("a" + ("b")+)", R"(string s = "a"; do s += "b"; while (opaque()); w.exec(s);)")
CASE(countedLoopIsWalked, R"("abb")", R"(string s = "a"; for (int i = 0; i < 2; ++i) s += "b"; w.exec(s);)")
CASE(knownElementsAreWalked, R"("t a" ; "t b")", R"(for (auto e : {"a", "b"}) w.exec(string("t ") + e);)")
CASE(breakLeavesTheLoop, R"("a" + ("b"|""))", R"(string s = "a"; while (opaque()) { s += "b"; break; } w.exec(s);)")
CASE(assignmentInLoop, R"(("b"|"a"))", R"(string s = "a"; while (opaque()) s = "b"; w.exec(s);)")
CASE(callInLoopIsNotedOnce, R"("a")", R"(while (opaque()) { w.exec("a"); n++; })")
CASE(endlessLoopEnds, R"("a")", R"(for (;;) { w.exec("a"); } w.exec("b");)")
CASE(whileTrueEndsByBreak, R"("ab")",
     R"(string s = "a"; while (true) { if (opaque()) { s += "b"; break; } } w.exec(s);)")
CASE(lastCommaOfLoopIsCut, R"--("(" + ($e + ", ")* + $e + ")")--",
     R"--(string s = "("; for (auto &e : list) s += e + ", "; w.exec(s.substr(0, s.size() - 2) + ")");)--")

CASE(emptyTextIsLeftOutWhereItIsNotEmpty, R"("t" + (""|" WHERE a"))",
     R"(string p; if (x) p = "a"; string s = "t"; if (!p.empty()) s += " WHERE " + p; w.exec(s);)")
CASE(emptinessByLengthIsTheSame, R"("t" + (" WHERE a"|""))",
     R"(string p; if (x) p = "a"; string s = "t"; if (p.size() > 0) s += " WHERE " + p; w.exec(s);)")
CASE(emptinessOfACString, R"("t" + (" WHERE a"|""))",
     R"(const char *p = x ? "a" : ""; string s = "t"; if (*p) s += string(" WHERE ") + p; w.exec(s);)")
CASE(comparedTextIsThatText, R"("ORDER BY " + ($o[="asc"]|$o[!="asc"][="desc"]))",
     R"(string o = list[0]; if (o != "asc" && o != "desc") return; w.exec("ORDER BY " + o);)")
CASE(comparisonOfConstantsIsDecided, R"("b")", R"(string s = "b"; if (s == "a") w.exec("a"); else w.exec(s);)")
CASE(questionDoesNotOutliveAWrite, R"("t" + $word)",
     R"(string p = name; if (p.empty()) { p = word; w.exec("t" + p); })")
CASE(questionLeavesNoTraceBehindTheIf, R"("t" + $name)", R"(if (name.empty()) opaque(); w.exec("t" + name);)")
CASE(defaultOfAnEmptyText, R"("t" + ("d"|$name[!=""]))", R"(string p = name; if (p.empty()) p = "d"; w.exec("t" + p);)")
CASE(helperThatAsksIsFollowed, R"("t" + (""|$name[!=""]))", R"(string s = "t"; if (has(name)) s += name; w.exec(s);)",
     "static bool has(const string &s) { return !s.empty(); }")

TEST(EvaluateFlow, manyConditionsOnAContainerStaySmall) {
  std::string body = "std::vector<string> p;";
  for (int i = 0; i < 40; ++i)
    body += "if (opaque(" + std::to_string(i) + ")) p.push_back(\"b\"); if (opaque(p[0].c_str())) n++;";
  EXPECT_NE(sql(body + "w.exec(\"a\" + p[1]);"), "");
}

TEST(EvaluateFlow, manyConditionsStaySmall) {
  std::string body = "string s = \"a\";";
  for (int i = 0; i < 30; ++i)
    body += "if (opaque(" + std::to_string(i) + ")) s += \"b" + std::to_string(i) + "\";";
  std::string text = sql(body + "w.exec(s);");
  EXPECT_NE(text.find("b29"), std::string::npos) << text;
}
TEST(EvaluateFlow, theEndOfALongFunctionIsRead) {
  std::string body = "string q = \"a\"; bool d = opaque();";
  for (int i = 0; i < 2000; ++i)
    body += "if (d) { string s = std::to_string(1) + q; opaque(s.c_str(), [&](int n) { return s + string(1, n) + q; "
            "}); }\n";
  EXPECT_EQ(sql(body + "w.exec(q + \"b\");"), "\"ab\"");
}
TEST(EvaluateFlow, objectsThatAreReferredToStay) {
  std::string use;
  for (int i = 0; i < 100; ++i)
    use += "opaque(string(\"x\").c_str());\n";
  EXPECT_EQ(sql("const string &kept = string(\"a\"); auto made = std::make_unique<P>(); made->t = \"b\";" + use +
                    "w.exec(kept + made->t);",
                "#include <memory>\nstruct P { string t; };"),
            "\"ab\"");
}

TEST(EvaluateFlow, whatOneObjectIsAskedSaysNothingOfAnother) {
  const std::string Tagged =
      "#include <vector>\nenum Tag { I, S };\n"
      "struct H { Tag tag; template <class T> T get() const { switch (tag) { case I: if (sizeof(T) == 4) return T();\n"
      "throw 1; case S: if (sizeof(T) == 8) return T(); throw 2; } throw 3; } };\n"
      "struct N { string name; };\n";
  EXPECT_EQ(sql("h.at(0)->get<int>(); h.at(1)->get<double>(); w.exec(\"a\");", Tagged + "std::vector<H *> h;\n"),
            "\"a\"");
  EXPECT_EQ(sql("p->get<int>(); q->get<double>(); w.exec(\"a\");", Tagged + "H *p, *q;\n"), "\"a\"");
  EXPECT_EQ(sql("h.at(0).get<int>(); h.at(1).get<double>(); w.exec(\"a\");", Tagged + "std::vector<H> h;\n"), "\"a\"");
  EXPECT_EQ(sql("if (p->name != \"a\") return; if (q->name != \"b\") return; w.exec(\"a\");", Tagged + "N *p, *q;\n"),
            "\"a\"");
}

} // namespace pgtidy::extract
