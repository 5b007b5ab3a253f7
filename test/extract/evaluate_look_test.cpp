// Texts whose characters are looked at: `[ok]` stands behind what was let through.
#include "evaluating.h"

namespace pgtidy::extract {

static const std::string Name = "\nstring name = unseen();\n";
static const std::string Send = "\nPQexec(c, (\"ANALYZE \" + name).c_str()); }";

/// Whether the name that the case looks at is still raw when it is sent.
static bool isRaw(const std::string &look, const std::string &before = "") {
  facts::Unit unit = unitOf(before + "\nvoid f(PGconn *c) {" + Name + look + Send);
  EXPECT_EQ(unit.calls.size(), 1u);
  return unit.calls.empty() || print(unit.calls[0].sql).find("[ok]") == std::string::npos;
}

TEST(EvaluateLook, aConditionThatIsLeft) {
  EXPECT_FALSE(isRaw("if (name.find_first_of(\"\\\"';\") != string::npos) return;"));
  EXPECT_FALSE(isRaw("if (name.find_first_not_of(\"abc_\") != string::npos) throw 1;"));
  EXPECT_FALSE(isRaw("auto at = name.find('\\''); if (at != string::npos) return;"));
  EXPECT_FALSE(isRaw("if (name.empty() || std::strpbrk(name.c_str(), \"'\\\"\")) return;"));
}

TEST(EvaluateLook, theWrongSideIsNotFine) {
  EXPECT_TRUE(isRaw("if (name.find_first_of(\"\\\"';\") == string::npos) return;"));
  EXPECT_TRUE(isRaw("if (name.find_first_of(\"\\\"';\") == string::npos) std::puts(\"fine\");"));
  EXPECT_TRUE(isRaw("if (name.find_first_of(\"\\\"';\") != string::npos) std::puts(\"not fine\");"));
}

TEST(EvaluateLook, whatIsLookedForMustMatter) {
  EXPECT_TRUE(isRaw("if (name.find(\"tmp\") != string::npos) return;"));
  EXPECT_TRUE(isRaw("if (name.find_first_not_of(\"abc'\") != string::npos) return;"));
  EXPECT_TRUE(isRaw("if (name.find('\\'') == 0) return;"));
}

TEST(EvaluateLook, aLoopOverCharacters) {
  EXPECT_FALSE(isRaw("for (char x : name) if (x == '\\'') throw 1;"));
  EXPECT_FALSE(isRaw("for (unsigned i = 0; i < name.size(); ++i) if (name[i] < 'a' || name[i] > 'z') return;"));
  EXPECT_TRUE(isRaw("for (char x : name) if (x == '\\'') std::puts(\"quote\");"));
  EXPECT_TRUE(isRaw("for (char x : name) if (x == '/') return;"));
}

TEST(EvaluateLook, aFunctionThatThrows) {
  const std::string look = "static void look(const string &s) { if (s.find('\"') != string::npos) throw 1; }";
  EXPECT_FALSE(isRaw("look(name);", look));
  EXPECT_FALSE(isRaw("all(name);", look + "static void all(const string &s) { look(s); }"));
  EXPECT_TRUE(isRaw("look(name); name = unseen();", look));
  EXPECT_TRUE(
      isRaw("look(name);", "static void look(const string &s) { if (s.find('\"') != string::npos) std::puts(\"\"); }"));
  EXPECT_TRUE(isRaw("look(name);", "static void look(const string &s) { if (s.empty()) throw 1; }"));
}

TEST(EvaluateLook, aFunctionThatSays) {
  const std::string look =
      "static bool isName(const char *s) { for (; *s; ++s) if (*s < 'a' || *s > 'z') return false; "
      "return true; }";
  EXPECT_FALSE(isRaw("if (!isName(name.c_str())) return;", look));
  EXPECT_FALSE(isRaw("bool fine = isName(name.c_str()); if (!fine) return;", look));
  EXPECT_TRUE(isRaw("isName(name.c_str());", look));
  EXPECT_TRUE(isRaw("if (!isName(name.c_str())) std::puts(\"no\");", look));
}

TEST(EvaluateLook, aFunctionElsewhereIsNamed) {
  facts::Unit unit = unitOf("void look(const string &s);\nvoid f(PGconn *c) {" + Name + "look(name);" + Send);
  ASSERT_EQ(unit.calls.size(), 1u);
  EXPECT_NE(print(unit.calls[0].sql).find("[by c:@F@look"), std::string::npos) << print(unit.calls[0].sql);
}

TEST(EvaluateLook, severalFunctionsElsewhereAreNamed) {
  facts::Unit unit =
      unitOf("void log(const string &s);\nvoid look(const string &s);\nvoid f(PGconn *c, const char *name) { "
             "log(name); look(name);\nPQexec(c, name); }");
  ASSERT_EQ(unit.calls.size(), 1u);
  EXPECT_NE(print(unit.calls[0].sql).find("[by c:@F@look"), std::string::npos) << print(unit.calls[0].sql);
  EXPECT_NE(print(unit.calls[0].sql).find("[by c:@F@log"), std::string::npos) << print(unit.calls[0].sql);
}

TEST(EvaluateLook, aMemberIsLetThroughBehindItsAssignment) {
  facts::Unit unit = unitOf("struct Options { string prefix; };\n"
                            "void parse(Options &o) { o.prefix = unseen(); "
                            "if (o.prefix.find('\"') != string::npos) throw 1; }\n"
                            "void other(Options &o) { o.prefix = unseen(); if (o.prefix.empty()) throw 1; }\n");
  std::vector<std::string> texts;
  for (const facts::SymbolText &text : unit.symbols)
    texts.push_back(print(text.text));
  ASSERT_EQ(texts.size(), 2u);
  EXPECT_NE(texts[0].find("[ok]"), std::string::npos) << texts[0];
  EXPECT_EQ(texts[1].find("[ok]"), std::string::npos) << texts[1];
}

TEST(EvaluateLook, aMemberThatSeveralFunctionsAreGivenIsNoted) {
  facts::Unit unit =
      unitOf("struct Options { string prefix; };\nvoid log(const string &s);\nvoid look(const string &s);\n"
             "void verify(const Options &o) { log(o.prefix); look(o.prefix); }\n");
  ASSERT_FALSE(unit.symbols.empty());
  EXPECT_NE(print(unit.symbols.back().text).find("[by c:@F@look"), std::string::npos);
}

TEST(EvaluateLook, aFunctionSaysWhichParametersItLooksAt) {
  facts::Unit unit =
      unitOf("void look(const string &what, const string &s) { if (s.find('\"') != string::npos) throw 1; }");
  ASSERT_EQ(unit.functions.size(), 1u);
  EXPECT_EQ(unit.functions[0].tests, std::vector<uint32_t>{1});
}

/// The same for what an object gives by its method `name`, which another unit has.
static bool isRawIn(const std::string &look, const std::string &before = "") {
  facts::Unit unit =
      unitOf("class Row {\npublic:\n  string name(unsigned) const;\n  string other(unsigned) const;\n"
             "  unsigned count() const;\n  void fill();\n};\nvoid change(Row &);\nvoid read(const Row &);\n"
             "extern std::set<string> Known;\n" +
             before + "\nvoid f(PGconn *c, const Row &r, Row &w) {" + look +
             "\nstd::string sql = \"ANALYZE \"; for (unsigned i = 0; i < r.count(); ++i) sql += r.name(i);"
             "\nPQexec(c, sql.c_str()); }");
  EXPECT_EQ(unit.calls.size(), 1u);
  return unit.calls.empty() || print(unit.calls[0].sql).find("[ok]") == std::string::npos;
}

TEST(EvaluateLook, whatAnObjectGives) {
  const std::string loop = "for (unsigned i = 0; i < r.count(); ++i) ";
  EXPECT_FALSE(isRawIn(loop + "if (!Known.count(r.name(i))) return;"));
  EXPECT_FALSE(isRawIn(loop + "{ string n = r.name(i); if (!Known.count(n)) throw 1; }"));
  EXPECT_TRUE(isRawIn(loop + "if (!Known.count(r.other(i))) return;"));
  EXPECT_TRUE(isRawIn(loop + "if (!Known.count(w.name(i))) return;"));
  EXPECT_TRUE(isRawIn(loop + "if (!Known.count(r.name(i))) std::puts(\"no\");"));
}

TEST(EvaluateLook, whatAnObjectGivesThatAFunctionLooksAt) {
  const std::string checks = "static bool fine(const Row &x) { for (unsigned i = 0; i < x.count(); ++i) "
                             "if (!Known.count(x.name(i))) return false; return true; }";
  EXPECT_FALSE(isRawIn("if (!fine(r)) return;", checks));
  EXPECT_TRUE(isRawIn("if (!fine(w)) return;", checks));
  EXPECT_TRUE(isRawIn("if (!fine(r)) std::puts(\"no\");", checks));
  const std::string throws = "static void must(const Row *x) { if (!Known.count(x->name(0))) throw 1; }";
  EXPECT_FALSE(isRawIn("must(&r);", throws));
  EXPECT_TRUE(isRawIn("must(&w);", throws));
}

TEST(EvaluateLook, whatAnObjectGivesThatChangesAfterwards) {
  const std::string row = "Row r; if (!Known.count(r.name(0))) return; ";
  const std::string begin = "{ " + row, end = " PQexec(c, r.name(0).c_str()); }";
  auto isRaw = [&](const std::string &between) {
    facts::Unit unit = unitOf("class Row {\npublic:\n  string name(unsigned) const;\n  void fill();\n};\n"
                              "void change(Row &);\nvoid read(const Row &);\nextern std::set<string> Known;\n"
                              "void f(PGconn *c) " +
                              begin + between + end);
    EXPECT_EQ(unit.calls.size(), 1u);
    return unit.calls.empty() || print(unit.calls[0].sql).find("[ok]") == std::string::npos;
  };
  EXPECT_FALSE(isRaw(""));
  EXPECT_FALSE(isRaw("read(r);"));
  EXPECT_TRUE(isRaw("change(r);"));
  EXPECT_TRUE(isRaw("r.fill();"));
  EXPECT_TRUE(isRaw("r = Row();"));
}

} // namespace pgtidy::extract
