#include "evaluating.h"

namespace pgtidy::extract {

static const facts::Function *functionNamed(const facts::Unit &unit, const std::string &name) {
  for (const facts::Function &function : unit.functions)
    if (function.name == name)
      return &function;
  ADD_FAILURE() << "no function " << name;
  return nullptr;
}

TEST(Wrappers, parameterReachesTheCall) {
  std::string code = R"(void run(pqxx::work &w, const string &q) { w.exec(q); }
                        void f(pqxx::work &w) { run(w, "SELECT 1"); })";
  facts::Unit unit = unitOf(code);
  ASSERT_EQ(unit.calls.size(), 1U);
  EXPECT_EQ(show(unit.calls[0].sql), "$q");
  ASSERT_EQ(unit.invocations.size(), 1U);
  EXPECT_EQ(show(unit.invocations[0].arguments[1]), "\"SELECT 1\"");
  EXPECT_EQ(unit.invocations[0].callee, unit.calls[0].enclosing);
  EXPECT_EQ(unit.invocations[0].location.line, linesBefore(code) + 2);
}

TEST(Wrappers, declaredElsewhereIsAnInvocation) {
  facts::Unit unit = unitOf(R"(void run(const char *q, int n); void f() { run("SELECT 1", 2); })");
  ASSERT_EQ(unit.invocations.size(), 1U);
  EXPECT_EQ(show(unit.invocations[0].arguments[0]), "\"SELECT 1\"");
  EXPECT_EQ(show(unit.invocations[0].arguments[1]), "\"2\"");
}

TEST(Wrappers, numbersAreHandedOnWhereAllCallersAreInSight) {
  facts::Unit unit = unitOf(R"(
    void list(pqxx::work &w, const string &q, int kind);
    void of(pqxx::work &w, const string &q, int kind) { list(w, q, kind == 1); list(w, q, kind); }
    void others(pqxx::work &w, int kind) { list(w, "", kind); })");
  ASSERT_EQ(unit.invocations.size(), 3U);
  EXPECT_EQ(show(unit.invocations[0].arguments[2]), "-");
  EXPECT_EQ(show(unit.invocations[1].arguments[2]), "$kind");
  EXPECT_EQ(show(unit.invocations[2].arguments[2]), "-");
}

TEST(Wrappers, defaultArgumentIsKnown) {
  facts::Unit unit = unitOf(
      R"(void run(pqxx::work &w, const string &q = "SELECT 1") { w.exec(q); } void f(pqxx::work &w) { run(w); })");
  const facts::Function *run = functionNamed(unit, "run");
  ASSERT_TRUE(run && run->defaults.size() == 2);
  EXPECT_EQ(show(run->defaults[1]), "\"SELECT 1\"");
  ASSERT_EQ(unit.invocations.size(), 1U);
  EXPECT_EQ(show(unit.invocations[0].arguments[1]), "\"SELECT 1\"");
}

TEST(Wrappers, lambdaIsEvaluatedAtItsCalls) {
  EXPECT_EQ(sql(R"(auto run = [&](const string &q) { w.exec("x" + q); }; run("a"); run("b");)"), R"("xa" ; "xb")");
}
TEST(Wrappers, lambdaHandedOnIsEvaluated) {
  EXPECT_EQ(sql(R"(later([&] { w.exec("a"); });)", "void later(std::function<void()>);"), R"("a")");
}
TEST(Wrappers, lambdaThatIsNotCalledIsEvaluated) {
  EXPECT_EQ(sql(R"(auto g = [&](int k) { w.exec("a" + std::to_string(k)); };)"), R"("a" + {k})");
}
TEST(Wrappers, lambdaKeepsWhatItCaptured) {
  EXPECT_EQ(sql(R"(string s = "a"; auto g = [s, &w] { w.exec(s); }; s = "b"; g();)"), R"("a")");
}
TEST(Wrappers, lambdaSeesWhatItRefersTo) {
  EXPECT_EQ(sql(R"(string s = "a"; auto g = [&] { w.exec(s); }; s = "b"; g();)"), R"("b")");
}
TEST(Wrappers, functionThatReturnsTextIsFollowed) {
  EXPECT_EQ(
      sql(R"(w.exec(where("a") + name);)", R"(static string where(const string &c) { return " WHERE " + c + " = "; })"),
      R"(" WHERE a = " + $name)");
}
TEST(Wrappers, outParameterIsFollowed) {
  EXPECT_EQ(sql(R"(string s = "a"; add(s); w.exec(s);)", R"(static void add(string &s) { s += "b"; })"), R"("ab")");
}
TEST(Wrappers, recursionEnds) {
  std::string text = sql(R"(w.exec(r(n));)", R"(static string r(int n) { return n ? "a" + r(n - 1) : string("b"); })");
  EXPECT_NE(text.find("\"b\""), std::string::npos) << text;
}
TEST(Wrappers, buildersAreFollowed) {
  EXPECT_EQ(sql(R"(B b("t"); b.where("a").where("b"); w.exec(b.text());)",
                R"(class B { string S; public: explicit B(const string &t) : S("SELECT * FROM " + t) {}
                   B &where(const string &c) { S += " AND " + c; return *this; } string text() const { return S; } };)"),
            R"("SELECT * FROM t AND a AND b")");
}
TEST(Wrappers, memberIsASymbolWithItsTexts) {
  facts::Unit unit = unitOf(R"(struct R { string Table = "t"; R() {} explicit R(bool) : Table("u") {}
                               void all(pqxx::work &w) { w.exec("SELECT * FROM " + Table); } };)");
  ASSERT_EQ(unit.calls.size(), 1U);
  EXPECT_NE(show(unit.calls[0].sql).find("Table"), std::string::npos);
  std::string texts;
  for (const facts::SymbolText &symbol : unit.symbols)
    texts += show(symbol.text);
  EXPECT_NE(texts.find("\"t\""), std::string::npos);
  EXPECT_NE(texts.find("\"u\""), std::string::npos);
}
TEST(Wrappers, optionalMemberIsASymbolWithItsTexts) {
  facts::Unit unit = unitOf(R"(struct R { std::optional<string> table; void set() { table = "t"; }
                               void all(pqxx::work &w) { w.exec("SELECT * FROM " + *table); }
                               void none(pqxx::work &w) { w.exec("SELECT 1 FROM " + table.value()); } };)");
  ASSERT_EQ(unit.calls.size(), 2U);
  EXPECT_NE(show(unit.calls[0].sql).find("table"), std::string::npos);
  EXPECT_NE(show(unit.calls[1].sql).find("table"), std::string::npos);
  ASSERT_EQ(unit.symbols.size(), 1U);
  EXPECT_EQ(show(unit.symbols[0].text), "\"t\"");
}
TEST(Wrappers, whateverIsWrittenToAnOptionalMemberIsNoted) {
  const char *writers[] = {
      "table.emplace(t);", "table.value() = t;",       "std::optional<string> o(t); table.swap(o);",
      "fill(table);",      "std::swap(table, other);", "fillText(*table);"};
  for (const char *writer : writers) {
    facts::Unit unit = unitOf(std::string("void fill(std::optional<string> &); void fillText(string &);\n"
                                          "extern std::optional<string> other;\n"
                                          "struct R { std::optional<string> table; void set() { table = \"t\"; }\n"
                                          "void put(string t) { ") +
                              writer + " } void all(pqxx::work &w) { w.exec(*table); } };");
    EXPECT_GE(unit.symbols.size(), 2U) << writer;
  }
}
TEST(Wrappers, aBufferOfTheCallerMayBeNull) {
  facts::Unit unit = unitOf(R"(void f(PGconn *c, char *name) { if (!name) { PQexec(c, "a"); return; } PQexec(c, name); }
                               void g(PGconn *c, char *name) { PQexec(c, name == nullptr ? "b" : name); })");
  ASSERT_EQ(unit.calls.size(), 3U);
  EXPECT_EQ(show(unit.calls[0].sql), "\"a\"");
  EXPECT_NE(show(unit.calls[2].sql).find("\"b\""), std::string::npos);
}
TEST(Wrappers, whatAFunctionFillsIsAllThatItMayLeave) {
  facts::Unit unit = unitOf(R"(void f(string &out, bool x) { out = "a"; if (x) return; out = "b"; }
                               void g(char *out) { strcpy(out, "c"); } void h(const string &in, char *) {})");
  std::vector<std::string> left;
  for (const facts::Function &function : unit.functions)
    if (function.result)
      left.push_back(show(function.result));
  EXPECT_EQ(left, (std::vector<std::string>{R"(("a"|"b"))", R"("c")"}));
}
TEST(Wrappers, templateIsEvaluatedAsInstantiated) {
  EXPECT_EQ(sql(R"(all<U>(w);)", R"(struct U { static constexpr const char *table = "u"; };
                 template <class T> void all(pqxx::work &w) { w.exec(string("SELECT * FROM ") + T::table); })"),
            R"("SELECT * FROM u")");
}
TEST(Wrappers, templateOfWhichNothingIsKnownIsSurvived) {
  EXPECT_EQ(
      sql(R"()", R"(template <class T> struct Names { Names(const T &n) : first(n), second(n) {} T first, second; };
                 template <class T> bool some(pqxx::work &w, const T &names) {
                   Names<T> both(names); T copy(names, 1); const T list{names}; auto same(names);
                   bool b(copy), c{names.ok}; static T once(names); for (auto &&n : names) T each(n);
                   w.exec("SELECT 1"); return b; })"),
      R"("SELECT 1")");
}
TEST(Wrappers, aCallThatTakesTooLongIsNotFollowed) {
  std::string calls = "struct P { string name = \"a\"; bool parse(int i) { ";
  for (int i = 0; i < 3000; ++i)
    calls += "++i; i += 2; ";
  calls += "name = unseen(); return i; } };";
  EXPECT_EQ(sql(R"(P p; if (!p.parse(n)) throw 1; w.exec(p.name); )", calls), R"(c:@S@P@FI@name)");
}
TEST(Wrappers, functionThatReachesNothingHasNoFacts) {
  facts::Unit unit = unitOf(R"(int count(int n) { int sum = 0; for (int i = 0; i < n; ++i) sum += i; return sum; })");
  EXPECT_TRUE(unit.functions.empty());
}
TEST(Wrappers, resultOfAFunctionIsNoted) {
  facts::Unit unit = unitOf(R"(string q(bool b) { if (b) return "a"; return "b"; })");
  const facts::Function *q = functionNamed(unit, "q");
  ASSERT_TRUE(q);
  EXPECT_EQ(show(q->result), R"(("a"|"b"))");
}
TEST(Wrappers, overriddenMethodIsLeftToTheLink) {
  std::string text = sqlIn(R"(struct A { virtual string q() const { return "a"; } };
                              struct B : A { string q() const override { return "b"; } };
                              void f(pqxx::work &w, A &a) { w.exec(a.q()); B b; w.exec(b.q()); })");
  EXPECT_TRUE(text.ends_with("q#1() ; \"b\"")) << text;
}
TEST(Wrappers, methodOfAKnownClassIsThatOverride) {
  std::string classes = R"(struct A { virtual ~A(); virtual string q() const = 0; };
                           struct B : A { string q() const override { return "b"; } };
                           struct C final : A { string q() const override { return "c"; } };
                           struct D : B { string q() const override { return "d"; } };
                           )";
  EXPECT_EQ(sqlIn(classes + "void f(pqxx::work &w) { std::unique_ptr<A> a(new B); w.exec(a->q()); } // _unique"),
            "\"b\"");
  EXPECT_EQ(sqlIn(classes + "void f(pqxx::work &w, C &c) { w.exec(c.q()); }"), "\"c\"");
  EXPECT_NE(sqlIn(classes + "void f(pqxx::work &w, B &b) { w.exec(b.q()); }"), "\"b\"");
}

TEST(Wrappers, formatOfACallerWaitsForIt) {
  EXPECT_EQ(sqlIn(R"(void run(pqxx::work &w, const char *format, int n) {
                       char text[99]; snprintf(text, sizeof text, format, n); w.exec(text); })"),
            "format($format, {n})");
}

TEST(Wrappers, functionPointerIsFollowed) {
  EXPECT_EQ(sql(R"(auto g = &q; w.exec(g());)", R"(static string q() { return "a"; })"), R"("a")");
}

TEST(Wrappers, memberOfAReturnedObjectIsAResult) {
  facts::Unit unit = unitOf(R"(struct S { string sql; int n = 0; };
    S make(const string &t) { S s; string &sql = s.sql; sql = "a"; sql += t; return s; }
    S far(const string &t);
    void f(pqxx::work &w) { const S s = far("x"); w.exec(s.sql); })");
  std::string made;
  for (const facts::Function &function : unit.functions)
    if (function.key.ends_with("#sql") && function.result)
      made = show(function.result);
  EXPECT_EQ(made.substr(0, 7), "\"a\" + $") << made;
  ASSERT_EQ(unit.calls.size(), 1U);
  auto *result = std::get_if<facts::Result>(&unit.calls[0].sql->value);
  ASSERT_TRUE(result) << show(unit.calls[0].sql);
  EXPECT_TRUE(llvm::StringRef(result->function).ends_with("#sql")) << result->function;
  ASSERT_EQ(result->arguments.size(), 1U);
  EXPECT_EQ(show(result->arguments[0]), "\"x\"");
}
static const std::string Family =
    "struct A { virtual ~A() = default; virtual string sql() = 0; virtual void use(const char *); };"
    "struct B : A { string sql() override { return \"b\"; } };"
    "struct C : A { string sql() override { return \"c\"; } };";

TEST(Wrappers, objectMadeAsADerivedClassAnswersAsThat) {
  EXPECT_EQ(sql("std::unique_ptr<A> a = std::make_unique<B>(); w.exec(a->sql());", Family), "\"b\"");
  EXPECT_EQ(sql("std::unique_ptr<A> a = std::make_unique<B>(); if (unseen() == \"\") a->use(\"\"); w.exec(a->sql());",
                Family),
            "\"b\"");
}
TEST(Wrappers, objectOfAnyClassAnswersAsAny) {
  EXPECT_NE(sql("auto a = std::make_unique<B>(); w.exec(any()->sql());", Family + "A *any();"), "\"b\"");
}
TEST(Wrappers, methodThatOtherUnitsMayOverrideAnswersAnything) {
  const std::string base = "struct A { virtual int *made() { return nullptr; } };";
  EXPECT_EQ(sqlIn(base + "void f(A &a, pqxx::work &w) { if (!a.made()) return; w.exec(\"a\"); }"), "\"a\"");
  EXPECT_EQ(sqlIn(base + "void f(pqxx::work &w) { A a; if (!a.made()) return; w.exec(\"a\"); }"), "");
}
TEST(Wrappers, patternSaysNothingThatItsInstancesSay) {
  EXPECT_EQ(sqlIn("template <class... T> string put(T...);"
                  "template <class... T> void run(pqxx::work &w, T... t) { string q = put(t...); w.exec(q); }"),
            "");
}
TEST(Wrappers, patternWithoutInstancesIsRead) {
  EXPECT_EQ(sqlIn("template <class T> void run(pqxx::work &w, T t) { auto all = {t, t}; w.exec(\"a\"); }"), "\"a\"");
}
TEST(Wrappers, patternKeepsWhatItDoesNotKnowInTheText) {
  const std::string stream = "#include <sstream>\nusing std::stringstream;";
  auto in = [&](const std::string &body) {
    return sqlIn(stream + "template <class T> void run(pqxx::work &w, T &t) {" + body + "}");
  };
  EXPECT_EQ(in(R"(stringstream q; q << "a = " << w.quote(t.name()) << " AND b"; w.exec(q.str());)"),
            R"("a = " + {t.name()} + " AND b")");
  EXPECT_EQ(in(R"(string q = "a"; q += t.more(); q += "b"; w.exec(q);)"), R"("a" + {t.more()} + "b")");
  EXPECT_EQ(in(R"(string q = "a"; q.append(t.more()); w.exec(q);)"), R"("a" + {t.more()})");
  EXPECT_EQ(in(R"(string q = "a"; q = t.other(); w.exec(q);)"), ""); // its instances say it
  EXPECT_EQ(in(R"(string q = "a" + t.more(); w.exec(q);)"), R"("a" + {t.more()})");
  EXPECT_EQ(in(R"(string q = "a"; if (q.find(t.word()) == 0) return; w.exec(q);)"), R"("a")");
}
TEST(Wrappers, variableStillEmptyIsADoubtfulResult) {
  facts::Unit unit = unitOf("string f(bool x) { string s; if (!x) return s; s = \"a\"; return s; }"
                            "string g(bool x) { if (!x) return \"\"; return \"a\"; }");
  EXPECT_EQ(show(functionNamed(unit, "f")->result), "(\"a\"|(\"\")*)");
  EXPECT_EQ(show(functionNamed(unit, "g")->result), "(\"a\"|\"\")");
}
TEST(Wrappers, memberPutTogetherIsWhatIsLeftThere) {
  facts::Unit unit = unitOf("struct J { string r; void add(const string &i); void maybe(bool x); };"
                            "void J::add(const string &i) { r += '('; r += i; r += ')'; }"
                            "void J::maybe(bool x) { r = \"a\"; if (x) r += \"b\"; }");
  std::vector<std::string> texts;
  for (const facts::SymbolText &symbol : unit.symbols)
    texts.push_back(show(symbol.text));
  EXPECT_EQ(texts, (std::vector<std::string>{"c:@S@J@FI@r + \"(\" + $i + \")\"", "\"a\"", "\"ab\""}));
}

} // namespace pgtidy::extract
