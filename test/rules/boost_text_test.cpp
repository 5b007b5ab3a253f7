#include "reading.h"

namespace pgtidy::rules {

/// The SQL of the only database call of `statements`.
static std::string sqlOf(const std::string &statements) {
  return printed(onlyCall("#include <boost/algorithm/string.hpp>\n#include <libpq-fe.h>\n#include <string>\n"
                          "#include <vector>\nvoid f(PGconn *c, bool x) {\n" +
                          statements + "\n}\n")
                     .sql);
}

TEST(BoostText, joinPutsSeparatorsBetween) {
  EXPECT_EQ(sqlOf("std::vector<std::string> w{\"a\", \"b\"}; if (x) w.push_back(\"c\");\n"
                  "PQexec(c, boost::algorithm::join(w, \" AND \").c_str());"),
            "\"a AND b\" + (\" AND c\"|\"\")");
}

TEST(BoostText, blanksAndLettersAreChanged) {
  EXPECT_EQ(sqlOf("PQexec(c, boost::trim_copy(std::string(\" a \")).c_str());"), "\"a\"");
  EXPECT_EQ(sqlOf("PQexec(c, boost::to_upper_copy(std::string(\"a\")).c_str());"), "\"A\"");
}

TEST(BoostText, lettersAreChangedInPlace) {
  EXPECT_EQ(sqlOf("std::string s = \"a\"; boost::to_upper(s); PQexec(c, s.c_str());"), "\"A\"");
  EXPECT_EQ(sqlOf("std::string s = \"A\"; boost::to_lower(s); PQexec(c, s.c_str());"), "\"a\"");
}

TEST(BoostText, quotesAreDoubledEverywhere) {
  EXPECT_EQ(sqlOf("std::string w = \"a'b\"; boost::replace_all(w, \"'\", \"''\"); PQexec(c, w.c_str());"), "\"a''b\"");
  EXPECT_EQ(sqlOf("PQexec(c, boost::replace_all_copy(std::string(\"a-b\"), \"-\", \"+\").c_str());"), "\"a+b\"");
}

} // namespace pgtidy::rules
