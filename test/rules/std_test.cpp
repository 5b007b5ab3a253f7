#include "reading.h"

namespace pgtidy::rules {

/// The SQL of the only database call of `statements`.
static std::string sqlOf(const std::string &statements, const std::string &standard = "-std=c++20") {
  return printed(
      onlyCall("#include <cstdio>\n#include <cstdlib>\n#include <cstring>\n#include <filesystem>\n"
               "#include <iostream>\n#include <libpq-fe.h>\n#include <memory>\n#include <sstream>\n#include <string>\n"
               "#include <string_view>\nvoid f(PGconn *c, std::string t, int n) {\n" +
                   statements + "\n}\n",
               {standard, "-D_GNU_SOURCE"})
          .sql);
}

struct Followed {
  const char *statements;
  const char *sql;
};

class StdText : public testing::TestWithParam<Followed> {};

TEST_P(StdText, isFollowed) { EXPECT_EQ(sqlOf(GetParam().statements), GetParam().sql) << GetParam().statements; }

INSTANTIATE_TEST_SUITE_P(
    strings, StdText,
    testing::Values(Followed{"std::string s(\"a\"); PQexec(c, s.c_str());", "\"a\""},
                    Followed{"std::string s; s = \"a\"; PQexec(c, s.data());", "\"a\""},
                    Followed{"std::string s; s.assign(\"a\"); PQexec(c, s.data());", "\"a\""},
                    Followed{"std::string s = \"a\"; s += \"b\"; PQexec(c, s.c_str());", "\"ab\""},
                    Followed{"std::string s = \"a\"; s.append(\"b\"); PQexec(c, s.c_str());", "\"ab\""},
                    Followed{"std::string s = \"a\"; s.push_back('b'); PQexec(c, s.c_str());", "\"ab\""},
                    Followed{"std::string s = \"ac\"; s.insert(1, \"b\"); PQexec(c, s.c_str());", "\"abc\""},
                    Followed{"std::string s = \"a\"; s.clear(); s += \"b\"; PQexec(c, s.c_str());", "\"b\""},
                    Followed{"PQexec(c, (\"a\" + t + \"b\").c_str());", "\"a\" + $t + \"b\""},
                    Followed{"PQexec(c, std::string(\"abc\").substr(1).c_str());", "\"bc\""},
                    Followed{"std::string_view s = \"abc\"; PQexec(c, s.substr(0, 2).data());", "\"ab\""},
                    Followed{"using namespace std::literals; PQexec(c, (\"a\"s + \"b\").c_str());", "\"ab\""},
                    Followed{"std::string s = \"a\"; PQexec(c, std::move(s).c_str());", "\"a\""},
                    Followed{"PQexec(c, (\"a\" + std::to_string(n)).c_str());", "\"a\" + {n}"}));

INSTANTIATE_TEST_SUITE_P(
    streams, StdText,
    testing::Values(
        Followed{"std::ostringstream s; s << \"a\" << n << 'b'; PQexec(c, s.str().c_str());", "\"a\" + {n} + \"b\""},
        Followed{"std::stringstream s(\"a\"); s.str(\"b\"); PQexec(c, s.str().c_str());", "\"b\""},
        Followed{"std::ostringstream s; s.write(\"abc\", 2); s.put('d'); PQexec(c, s.str().c_str());", "\"abd\""}));

INSTANTIATE_TEST_SUITE_P(
    c, StdText,
    testing::Values(
        Followed{"char b[99]; snprintf(b, sizeof b, \"a %d\", n); PQexec(c, b);", "\"a \" + {n}"},
        Followed{"char b[99]; sprintf(b, \"a %s\", t.c_str()); PQexec(c, b);", "\"a \" + $t"},
        Followed{"char b[99]; strcpy(b, \"a\"); strcat(b, \"b\"); PQexec(c, b);", "\"ab\""},
        Followed{"char b[99]; strncpy(b, \"ab\", 1); PQexec(c, b);", "\"a\""},
        Followed{"char *b = (char *)malloc(99); sprintf(b, \"a %d\", n); PQexec(c, b); free(b);", "\"a \" + {n}"},
        Followed{"char *b = static_cast<char *>(calloc(9, 1)); strcpy(b, \"a\"); b = (char *)realloc(b, 99); "
                 "strcat(b, \"b\"); PQexec(c, b);",
                 "\"ab\""},
        Followed{"char *b = strdup(\"a\"); b = (char *)realloc(b, 99); strcat(b, \"b\"); PQexec(c, b);", "\"ab\""},
        Followed{"char b[99]; sprintf(b, \"a %d,\", n); b[strlen(b) - 1] = 0; PQexec(c, b);", "\"a \" + {n}"},
        Followed{"std::unique_ptr<char, void (*)(void *)> p(strdup(\"a\"), free); PQexec(c, p.get());", "\"a\""},
        Followed{"auto p = std::make_unique<std::string>(\"a\"); *p += \"b\"; PQexec(c, p->c_str());", "\"ab\""},
        Followed{"PQexec(c, strdup(\"a\"));", "\"a\""}));

TEST(Std, asprintfHandsItsTextBack) {
  EXPECT_EQ(sqlOf("char *b; asprintf(&b, \"a %d\", n); PQexec(c, b);"), "\"a \" + {n}");
}

TEST(Std, whatGoesThroughAnInserterIsAppended) {
  EXPECT_EQ(sqlOf("std::string s = \"a\"; *std::back_inserter(s)++ = 'b'; PQexec(c, s.c_str());"), "\"ab\"");
}

/// What std::copy writes is not known, but that it writes is.
TEST(Std, whatIsCopiedThroughAnInserterIsNotLost) {
  EXPECT_EQ(sqlOf("std::string s = \"a\"; std::copy(t.begin(), t.end(), std::back_inserter(s)); PQexec(c, s.c_str());")
                .substr(0, 8),
            "\"a\" + ({");
}

/// The first origin of the SQL, which must be one hole.
static std::string originOf(const std::string &statements) {
  facts::Call call =
      onlyCall("#include <cstdio>\n#include <cstdlib>\n#include <iostream>\n#include <libpq-fe.h>\n#include <memory>\n"
               "#include <string>\nvoid f(PGconn *c) {\n" +
               statements + "\n}\n");
  const auto *hole = call.sql ? std::get_if<facts::Hole>(&call.sql->value) : nullptr;
  return hole && !hole->origin.empty() ? hole->origin.front() : printed(call.sql);
}

TEST(StdOutside, textFromOutsideTellsWhence) {
  EXPECT_EQ(originOf("PQexec(c, getenv(\"SQL\"));"), "read from the environment");
  EXPECT_EQ(originOf("std::string s; std::getline(std::cin, s); PQexec(c, s.c_str());"), "read from a stream");
  EXPECT_EQ(originOf("char b[99]; fgets(b, 99, stdin); PQexec(c, b);"), "read from a file");
}

TEST(StdEnvironment, variablesThatLibpqReadsAreSettings) {
  facts::Call found = onlyCall("#include <cstdlib>\nvoid f() { setenv(\"PGPASSWORD\", \"a\", 1); }");
  EXPECT_EQ(found.action, facts::Action::Configure);
  ASSERT_EQ(found.settings.size(), 1U);
  EXPECT_EQ(found.settings[0].keyword, "PGPASSWORD");
  EXPECT_EQ(printed(found.settings[0].value), "\"a\"");
}

TEST(StdEnvironment, variableThatIsNotKnownSetsNothing) {
  EXPECT_TRUE(onlyCall("#include <cstdlib>\nvoid f(char *n) { setenv(n, \"a\", 1); }").settings.empty());
}

TEST(StdEnvironment, putenvTakesNameAndValueAsOne) {
  facts::Call found = onlyCall("#include <cstdlib>\nvoid f() { putenv(const_cast<char *>(\"PGPASSWORD=a\")); }");
  EXPECT_EQ(found.action, facts::Action::Configure);
  EXPECT_EQ(printed(found.connection), "\"PGPASSWORD=a\"");
}

TEST(StdTypes, namesAreText) {
  Rules rules = builtinRules();
  EXPECT_TRUE(rules.isTextType("std::basic_string"));
  EXPECT_TRUE(rules.isTextType("std::basic_ostringstream"));
  EXPECT_FALSE(rules.isTextType("std::vector"));
}

INSTANTIATE_TEST_SUITE_P(
    buffersGiven, StdText,
    testing::Values(Followed{"char q[99]; strcat(strcpy(q, \"a\"), \"b\"); PQexec(c, q);", "\"ab\""},
                    Followed{"char q[99]; PQexec(c, strcpy(q, \"a\"));", "\"a\""},
                    Followed{"char q[99] = \"\"; char *p = stpcpy(q, \"a\"); p = stpcpy(p, \"b\"); PQexec(c, q);",
                             "\"ab\""},
                    Followed{"char q[99]; char *p = strcpy(q, \"a\"); strcat(p, \"b\"); PQexec(c, q);", "\"ab\""}));

/// What is known of the only value that is sent.
static facts::HoleKind kindOf(const std::string &statements) {
  const facts::Text sql = onlyCall("#include <charconv>\n#include <libpq-fe.h>\n#include <sstream>\n#include <string>\n"
                                   "void f(PGconn *c, std::string t, int n) {\n" +
                                   statements + "\n}\n")
                              .sql;
  const auto *hole = sql ? std::get_if<facts::Hole>(&sql->value) : nullptr;
  return hole ? hole->kind : facts::HoleKind::Unknown;
}

TEST(StdNumbers, areNumbersByWhateverWayTheyBecomeText) {
  EXPECT_EQ(kindOf("char b[32]; auto [p, e] = std::to_chars(b, b + 32, n); PQexec(c, std::string(b, p).c_str());"),
            facts::HoleKind::Number);
  EXPECT_EQ(kindOf("std::stringstream s; s << n; std::string r; s >> r; PQexec(c, r.c_str());"),
            facts::HoleKind::Number);
  EXPECT_EQ(kindOf("std::stringstream s; s << t; std::string r; s >> r; PQexec(c, r.c_str());"), facts::HoleKind::Text);
}

} // namespace pgtidy::rules
