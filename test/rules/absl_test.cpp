#include "reading.h"

namespace pgtidy::rules {

/// The library, cut down to what is called.
static const std::string Stub = R"(
#include <libpq-fe.h>
#include <string>
#include <vector>
namespace absl {
struct AlphaNum { AlphaNum(int); AlphaNum(const char *); AlphaNum(const std::string &); };
std::string StrCat(const AlphaNum &, const AlphaNum &);
std::string StrCat(const AlphaNum &, const AlphaNum &, const AlphaNum &);
void StrAppend(std::string *, const AlphaNum &, const AlphaNum &);
template <class... T> std::string StrFormat(const char *, const T &...);
template <class... T> void StrAppendFormat(std::string *, const char *, const T &...);
namespace substitute_internal { struct Arg { Arg(int); Arg(const std::string &); }; }
std::string Substitute(const char *, const substitute_internal::Arg &);
void SubstituteAndAppend(std::string *, const char *, const substitute_internal::Arg &);
std::string StrReplaceAll(const char *, std::initializer_list<std::pair<const char *, const char *>>);
template <class Range> std::string StrJoin(const Range &, const char *);
}
)";

static std::string sqlOf(const std::string &statements) {
  return printed(
      onlyCall(Stub + "void f(PGconn *c, std::string t, int n, std::vector<std::string> l) {\n" + statements + "\n}\n")
          .sql);
}

TEST(Absl, strCatJoinsTextsAndNumbers) {
  EXPECT_EQ(sqlOf("PQexec(c, absl::StrCat(\"SELECT \", n, t).c_str());"), "\"SELECT \" + {n} + $t");
}

TEST(Absl, strFormatFormatsLikePrintf) {
  EXPECT_EQ(sqlOf("PQexec(c, absl::StrFormat(\"SELECT %d\", n).c_str());"), "\"SELECT \" + {n}");
}

TEST(Absl, substituteFillsDollars) {
  EXPECT_EQ(sqlOf("PQexec(c, absl::Substitute(\"SELECT $0 x\", n).c_str());"), "\"SELECT \" + {n} + \" x\"");
}

TEST(Absl, strJoinRepeats) {
  EXPECT_NE(sqlOf("PQexec(c, (\"SELECT \" + absl::StrJoin(l, \", \")).c_str());").find("SELECT "), std::string::npos);
}

TEST(Absl, whatIsAppendedStandsBehindTheText) {
  EXPECT_EQ(sqlOf("std::string s = \"a\"; absl::StrAppend(&s, \"b\", n); PQexec(c, s.c_str());"), "\"ab\" + {n}");
  EXPECT_EQ(sqlOf("std::string s = \"a\"; absl::StrAppendFormat(&s, \"b%d\", n); PQexec(c, s.c_str());"),
            "\"ab\" + {n}");
  EXPECT_EQ(sqlOf("std::string s = \"a\"; absl::SubstituteAndAppend(&s, \"b$0\", n); PQexec(c, s.c_str());"),
            "\"ab\" + {n}");
}

TEST(Absl, strReplaceAllReplacesEachPair) {
  EXPECT_EQ(sqlOf("PQexec(c, absl::StrReplaceAll(\"a $t $u $t\", {{\"$t\", \"x\"}, {\"$u\", \"y\"}}).c_str());"),
            "\"a x y x\"");
}

} // namespace pgtidy::rules
