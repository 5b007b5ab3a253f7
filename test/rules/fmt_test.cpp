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

/// Not followed yet: what is written through std::back_inserter(s) should be appended to `s`, which would give
/// "SELECT " + {n}. Today the text stays empty.
TEST(FmtBugs, formatToThroughAnInserterIsLost) {
  EXPECT_EQ(sqlOf("std::string s; fmt::format_to(std::back_inserter(s), \"SELECT {}\", n); PQexec(c, s.c_str());"),
            "\"\"");
}

/// Not followed yet, for the same reason: right would be "SELECT " + {n}.
TEST(FmtBugs, formatToIntoABufferIsLost) {
  EXPECT_EQ(sqlOf("fmt::memory_buffer s; fmt::format_to(std::back_inserter(s), \"SELECT {}\", n);\n"
                  "PQexec(c, fmt::to_string(s).c_str());"),
            "\"\"");
}

TEST(Fmt, toStringGivesNumbers) {
  EXPECT_EQ(sqlOf("PQexec(c, (\"SELECT \" + fmt::to_string(n)).c_str());"), "\"SELECT \" + {n}");
}

} // namespace pgtidy::rules
