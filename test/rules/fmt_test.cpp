#include "reading.h"

namespace pgtidy::rules {

/// The SQL of the only database call of `statements`.
static std::string sqlOf(const std::string &statements) {
  return printed(onlyCall("#include <fmt/format.h>\n#include <fmt/printf.h>\n#include <fmt/ranges.h>\n"
                          "#include <iterator>\n#include <libpq-fe.h>\n#include <string>\n#include <vector>\n"
                          "void f(PGconn *c, std::string t, int n) {\n" +
                          statements + "\n}\n")
                     .sql);
}

TEST(Fmt, formatPutsValuesInPlace) {
  EXPECT_EQ(sqlOf("PQexec(c, fmt::format(\"SELECT * FROM {} WHERE n = {}\", t, n).c_str());"),
            "\"SELECT * FROM \" + $t + \" WHERE n = \" + {n}");
}

TEST(Fmt, positionsAndBracesAreRead) {
  EXPECT_EQ(sqlOf("PQexec(c, fmt::format(\"{1} {0} {{}}\", \"a\", \"b\").c_str());"), "\"b a {}\"");
}

TEST(Fmt, runtimeFormatsAreRead) {
  EXPECT_EQ(sqlOf("PQexec(c, fmt::format(fmt::runtime(\"SELECT {}\"), n).c_str());"), "\"SELECT \" + {n}");
}

TEST(Fmt, vformatIsRead) {
  EXPECT_EQ(sqlOf("PQexec(c, fmt::vformat(\"SELECT 1\", fmt::make_format_args()).c_str());"), "\"SELECT 1\"");
}

TEST(Fmt, sprintfFormatsLikePrintf) {
  EXPECT_EQ(sqlOf("PQexec(c, fmt::sprintf(\"SELECT %d\", n).c_str());"), "\"SELECT \" + {n}");
}

TEST(Fmt, formatToThroughAnInserterAppends) {
  EXPECT_EQ(
      sqlOf("std::string s = \"SELECT \"; auto out = std::back_inserter(s); out = fmt::format_to(out, \"{}\", n);\n"
            "fmt::format_to(std::back_inserter(s), \", {}\", t); PQexec(c, s.c_str());"),
      "\"SELECT \" + {n} + \", \" + $t");
}

TEST(Fmt, formatToIntoABufferAppends) {
  EXPECT_EQ(sqlOf("fmt::memory_buffer s; fmt::format_to(std::back_inserter(s), \"SELECT {}\", n);\n"
                  "PQexec(c, fmt::to_string(s).c_str());"),
            "\"SELECT \" + {n}");
}

TEST(Fmt, formatsOfCompileTimeAreRead) {
  EXPECT_EQ(sqlOf("PQexec(c, fmt::format(FMT_STRING(\"SELECT {}\"), n).c_str());"), "\"SELECT \" + {n}");
}

TEST(Fmt, lastCharacterOfABufferIsReplaced) {
  EXPECT_EQ(sqlOf("fmt::memory_buffer s; fmt::format_to(std::back_inserter(s), FMT_STRING(\"SELECT ({},\"), n);\n"
                  "s[s.size() - 1] = ')'; s.push_back('\\0'); PQexec(c, s.data());"),
            "\"SELECT (\" + {n} + \")\\x00\"");
}

TEST(Fmt, toStringGivesNumbers) {
  EXPECT_EQ(sqlOf("PQexec(c, (\"SELECT \" + fmt::to_string(n)).c_str());"), "\"SELECT \" + {n}");
}

TEST(Fmt, namesAreGivenByLiteralsToo) {
  EXPECT_EQ(sqlOf("using namespace fmt::literals;\n"
                  "PQexec(c, fmt::format(\"a {n} {t}\", \"t\"_a = \"x\", \"n\"_a = n).c_str());"),
            "\"a \" + {n} + \" x\"");
}

} // namespace pgtidy::rules
