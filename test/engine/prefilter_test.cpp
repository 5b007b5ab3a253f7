// What the prefilter leaves out adds nothing to the findings.
#include "prefilter_project.h"

#include "gtest/gtest.h"

namespace pgtidy::test {

namespace {

/// Parsed with the prefilter; the findings are those of parsing everything.
std::vector<std::string> parsedOf(const Sources &sources) {
  SourceProject project(sources);
  Reports reports = project.reports();
  EXPECT_EQ(reports.filtered, reports.complete);
  return reports.parsed;
}

using Files = std::vector<std::string>;

const std::pair<std::string, std::string> api{"pq.h", "#pragma once\n#pragma GCC system_header\nstruct PGconn;\nextern "
                                                      "\"C\" struct PGresult *PQexec(PGconn *, const char *);\n"
                                                      "extern \"C\" PGconn *PQconnectdb(const char *);\n"};

} // namespace

TEST(Prefilter, leavesOutWhatNamesNothing) {
  EXPECT_EQ(parsedOf({api,
                      {"a.cpp", "#include \"pq.h\"\nvoid a(PGconn *c) { PQexec(c, \"SELEC 1\"); }\n"},
                      {"b.cpp", "#include \"pq.h\"\nint b() { return 1; } // PQexec\n"}}),
            Files{"a.cpp"});
}

TEST(Prefilter, aNameMeansNothingWhereItsLibraryIsNotInSight) {
  EXPECT_EQ(
      parsedOf({{"a.cpp", "struct Job { void exec(const char *); };\nvoid a(Job &job) { job.exec(\"SELEC 1\"); }\n"}}),
      Files{});
}

TEST(Prefilter, callersOfWrappersAreParsed) {
  EXPECT_EQ(
      parsedOf({api,
                {"w.h", "struct PGconn;\nvoid run(const char *sql);\n"},
                {"w.cpp",
                 "#include \"pq.h\"\n#include \"w.h\"\nPGconn *c;\nvoid run(const char *sql) { PQexec(c, sql); }\n"},
                {"a.cpp", "#include \"w.h\"\nvoid outer(const char *sql) { run(sql); }\n"},
                {"b.cpp", "void outer(const char *);\nvoid b() { outer(\"SELEC 1\"); }\n"},
                {"c.cpp", "void inner(const char *);\nvoid c() { inner(\"SELEC 1\"); }\n"}}),
      (Files{"a.cpp", "b.cpp", "w.cpp"}));
}

TEST(Prefilter, callersOfFunctionsThatActOnUsersRowsAreParsed) {
  using Source = std::pair<std::string, std::string>;
  const Source library{"pqxx.h", "#pragma once\n#pragma GCC system_header\nnamespace pqxx {\nstruct transaction_base { "
                                 "void exec_params(const char *, int); };\n}\n"},
      header{"w.h", "void drop(int id);\nvoid dropAll();\n"},
      caller{"a.cpp", "#include \"w.h\"\nvoid a(int id) { drop(id); }\n"},
      next{"b.cpp", "void a(int);\nvoid b() { a(1); }\n"},
      other{"c.cpp", "#include \"w.h\"\nvoid c() { dropAll(); }\n"};
  const auto source = [](const std::string &table) {
    return Source{"w.cpp", "#include \"pqxx.h\"\n#include \"w.h\"\npqxx::transaction_base *t;\n"
                           "void drop(int id) { t->exec_params(\"DELETE FROM " +
                               table + " WHERE id = $1\", id); }\n" + //
                               "void dropAll() { t->exec_params(\"DELETE FROM " + table + " WHERE id > $1\", 0); }\n"};
  };
  EXPECT_EQ(parsedOf({library, header, source("users"), caller, next, other}), (Files{"a.cpp", "b.cpp", "w.cpp"}));
  EXPECT_EQ(parsedOf({library, header, source("parts"), caller, next, other}), (Files{"w.cpp"}));
}

TEST(Prefilter, textsOfOtherUnitsAreParsed) {
  EXPECT_EQ(
      parsedOf({api,
                {"q.h", "extern const char *const query;\nconst char *other();\n"},
                {"a.cpp",
                 "#include \"pq.h\"\n#include \"q.h\"\nvoid a(PGconn *c) { PQexec(c, query); PQexec(c, other()); }\n"},
                {"q.cpp", "#include \"q.h\"\nextern const char *const query = \"SELEC 1\";\n"},
                {"r.cpp", "#include \"q.h\"\nconst char *other() { return \"SELEC 2\"; }\n"},
                {"s.cpp", "#include \"q.h\"\nconst char *third() { return \"SELEC 3\"; }\n"}}),
      (Files{"a.cpp", "q.cpp", "r.cpp"}));
}

TEST(Prefilter, textsThatOtherUnitsFillAreParsed) {
  SourceProject project({api,
                         {"q.h", "void fill(char *text, const char *table);\nvoid other(char *text);\n"},
                         {"a.cpp", "#include \"pq.h\"\n#include \"q.h\"\nvoid a(PGconn *c) { char sql[64]; fill(sql, "
                                   "\"things\"); PQexec(c, sql); }\n"},
                         {"q.cpp", "#include \"q.h\"\nextern \"C\" char *strcpy(char *, const char *);\nextern \"C\" "
                                   "char *strcat(char *, const char *);\nvoid fill(char *text, const char *table) { "
                                   "strcpy(text, \"SELEC 1 FROM \"); strcat(text, table); }\n"},
                         {"r.cpp", "#include \"q.h\"\nvoid other(char *text) { *text = 0; }\n"}});
  Reports reports = project.reports();
  EXPECT_EQ(reports.filtered, reports.complete);
  EXPECT_EQ(reports.parsed, (Files{"a.cpp", "q.cpp"}));
  ASSERT_EQ(reports.filtered.size(), 1U);
  EXPECT_NE(reports.filtered[0].find("q.cpp:4"), std::string::npos) << reports.filtered[0];
}

TEST(Prefilter, aliasesMacrosAndClassesOfHeadersLeadOn) {
  Sources sources{api,
                  {"db.h", "#pragma once\n#include \"pq.h\"\n#define RUN(c, q) PQexec(c, q)\n"
                           "struct Database { PGconn *c; Database(const char *info) : c(PQconnectdb(info)) {} };\n"
                           "using Db = Database;\nstruct Holder { Db db; };\n"},
                  {"macro.cpp", "#include \"db.h\"\nvoid m(PGconn *c) { RUN(c, \"SELEC 1\"); }\n"},
                  {"alias.cpp", "#include \"db.h\"\nvoid f() { Db x(\"host=a.example password=x\"); }\n"},
                  {"holder.cpp", "#include \"db.h\"\nHolder make() { return {{\"host=b.example password=x\"}}; }\n"},
                  {"none.cpp", "#include \"db.h\"\nint n() { return 0; }\n"}};
  EXPECT_EQ(parsedOf(sources), (Files{"alias.cpp", "holder.cpp", "macro.cpp"}));
}

TEST(Prefilter, codeOfAHeaderIsParsedOnceForAllThatSeeItAlike) {
  EXPECT_EQ(
      parsedOf({api,
                {"db.h", "#pragma once\n#include \"pq.h\"\ninline void tidy(PGconn *c) { PQexec(c, \"SELEC 1\"); }\n"},
                {"a.cpp", "#include \"db.h\"\nint a;\n"},
                {"b.cpp", "#include \"db.h\"\nint b;\n"}}),
      Files{"a.cpp"});
}

TEST(Prefilter, codeOfAHeaderIsParsedAgainWhereMacrosDiffer) {
  EXPECT_EQ(parsedOf({api,
                      {"db.h", "#include \"pq.h\"\nstatic void tidy(PGconn *c) { PQexec(c, TEXT); }\n"},
                      {"a.cpp", "#define TEXT \"SELEC 1\"\n#include \"db.h\"\n"},
                      {"b.cpp", "#define TEXT \"SELEC 2\"\n#include \"db.h\"\n"}}),
            (Files{"a.cpp", "b.cpp"}));
}

TEST(Prefilter, overridersAndCallersThroughTheBaseAreParsed) {
  EXPECT_EQ(
      parsedOf({api,
                {"s.h", "struct Store { virtual void put(const char *sql) = 0; };\n"},
                {"pg.cpp", "#include \"pq.h\"\n#include \"s.h\"\nPGconn *c;\nstruct Pg : Store { void put(const char "
                           "*sql) override { PQexec(c, sql); } };\n"},
                {"use.cpp", "#include \"s.h\"\nvoid u(Store &s) { s.put(\"SELEC 1\"); }\n"},
                {"other.cpp", "struct Box { void put(const char *); };\nvoid o(Box &b) { b.put(\"SELEC 2\"); }\n"}}),
      (Files{"pg.cpp", "use.cpp"}));
}

TEST(Prefilter, aNameMattersWhereItsHeaderIsIncluded) {
  EXPECT_EQ(parsedOf({api,
                      {"db.h", "#include \"pq.h\"\n#define RUN(c) PQexec(c, \"SELEC 1\")\n"},
                      {"box.h", "void RUN(int);\n"},
                      {"a.cpp", "#include \"db.h\"\nvoid a(PGconn *c) { RUN(c); }\n"},
                      {"b.cpp", "#include \"box.h\"\nvoid b() { RUN(1); }\n"}}),
            Files{"a.cpp"});
}

TEST(Prefilter, aNamesakeDeclaredElsewhereLeadsNowhere) {
  std::pair<std::string, std::string> db{"db.h", "#include \"pq.h\"\nstruct Db { PGconn *c;\n"
                                                 "  template <class T> void put(T t) { PQexec(c, t); } };\n"};
  EXPECT_EQ(parsedOf({api,
                      db,
                      {"box.h", "struct Box { void put(int); };\n"},
                      {"use.cpp", "#include \"db.h\"\n#include \"box.h\"\nvoid u(Db &d) { d.put(\"SELEC 1\"); }\n"},
                      {"box.cpp", "#include \"box.h\"\nvoid s(Box &b) { b.put(1); }\n"}}),
            Files{"use.cpp"});
}

TEST(Prefilter, aFunctionThatLooksAtANameIsParsedWhereItHasABody) {
  EXPECT_EQ(
      parsedOf({api,
                {"names.h", "struct PGconn;\nvoid look(const char *name);\n"},
                {"a.cpp", "#include \"pq.h\"\n#include \"names.h\"\nvoid print(char *, const char *, ...);\n"
                          "void a(PGconn *c, const char *(*read)()) { const char *name = read(); look(name);\n"
                          "  PQexec(c, name); }\n"},
                {"names.cpp", "#include \"names.h\"\nvoid look(const char *name) { for (; *name; ++name) if (*name == "
                              "'\"') throw 1; }\n"},
                {"other.cpp", "#include \"names.h\"\nvoid other() { look(\"x\"); }\n"}}),
      (Files{"a.cpp", "names.cpp"}));
}

TEST(Prefilter, namesMadeByPastingAreSeen) {
  EXPECT_EQ(parsedOf({api,
                      {"p.h", "#include \"pq.h\"\n#define CALL(name) PQ##name\n"},
                      {"a.cpp", "#include \"p.h\"\nvoid a(PGconn *c) { CALL(exec)(c, \"SELEC 1\"); }\n"},
                      {"b.cpp", "int b;\n"}}),
            Files{"a.cpp"});
}

TEST(Prefilter, whatHasSuppressionsIsParsed) {
  EXPECT_EQ(parsedOf({{"h.h", "inline int h() { return 1; } // NOLINT(pg-sql-syntax)\n"},
                      {"a.cpp", "#include \"h.h\"\nint a;\n"},
                      {"b.cpp", "int b;\n"}}),
            Files{"a.cpp"});
}

TEST(Prefilter, aUnitWhoseIncludesCannotBeFollowedIsParsed) {
  EXPECT_EQ(parsedOf({{"a.cpp", "#include \"missing.h\"\nint a;\n"}, {"b.cpp", "int b;\n"}}), Files{"a.cpp"});
}

} // namespace pgtidy::test
