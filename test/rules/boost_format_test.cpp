#include "reading.h"

namespace pgtidy::rules {

static std::string sqlOf(const std::string &statements) {
  static const std::string Includes = "#include <boost/format.hpp>\n#include <libpq-fe.h>\n#include <string>\n";
  return printed(
      onlyCall(Includes + "void f(PGconn *c, std::string t, int n, std::string u) {\n" + statements + "\n}\n").sql);
}

TEST(BoostFormat, fillsNumberedPlaces) {
  EXPECT_EQ(sqlOf("PQexec(c, boost::str(boost::format(\"SELECT %1% FROM %2%\") % n % t).c_str());"),
            "\"SELECT \" + {n} + \" FROM \" + $t");
  EXPECT_EQ(sqlOf("PQexec(c, (boost::format(\"SELECT %2% FROM %1%\") % t % n).str().c_str());"),
            "\"SELECT \" + {n} + \" FROM \" + $t");
  EXPECT_EQ(sqlOf("PQexec(c, boost::str(boost::format(\"SELECT %1%, %1%\") % n).c_str());"),
            "\"SELECT \" + {n} + \", \" + {n}");
}

TEST(BoostFormat, keepsAFormatThatIsFilledLater) {
  EXPECT_EQ(sqlOf("boost::format f(\"SELECT %1%\"); std::string s = (f % n).str(); PQexec(c, s.c_str());"),
            "\"SELECT \" + {n}");
}

TEST(BoostFormat, fillsPlacesInTurn) {
  EXPECT_EQ(sqlOf("PQexec(c, boost::str(boost::format(\"SELECT %s, %d FROM %|s|\") % u % n % t).c_str());"),
            "\"SELECT \" + $u + \", \" + {n} + \" FROM \" + $t");
  EXPECT_EQ(sqlOf("PQexec(c, (boost::format(\"SELECT %|1$|, %2$5d, %1%\") % u % n).str().c_str());"),
            "\"SELECT \" + $u + \", \" + {n} + \", \" + $u");
}

TEST(BoostFormat, keepsWhatIsEscapedToTheEnd) {
  EXPECT_EQ(
      sqlOf("PQexec(c, boost::str(boost::format(\"SELECT 1 WHERE a LIKE '%%%s%%' AND b = %d\") % t % n).c_str());"),
      "\"SELECT 1 WHERE a LIKE '%\" + $t + \"%' AND b = \" + {n}");
}

TEST(BoostFormat, anObjectIsFilledByStatements) {
  EXPECT_EQ(sqlOf("boost::format f(\"SELECT %1% FROM %2%\"); f % n; f % t; PQexec(c, f.str().c_str());"),
            "\"SELECT \" + {n} + \" FROM \" + $t");
  EXPECT_EQ(sqlOf("boost::format f(\"SELECT %s FROM %s\"); f % n % t; PQexec(c, boost::str(f).c_str());"),
            "\"SELECT \" + {n} + \" FROM \" + $t");
  // used again with another value
  EXPECT_EQ(sqlOf("boost::format f(\"SELECT %1%\"); std::string a = (f % t).str(); PQexec(c, (f % n).str().c_str());"),
            "\"SELECT \" + {n}");
}

TEST(BoostFormat, loopsFillAllPlaces) {
  EXPECT_EQ(sqlOf("boost::format f(\"SELECT %s FROM %s\"); for (const std::string part : {std::string(\"a\"), t}) f % "
                  "part; PQexec(c, f.str().c_str());"),
            "\"SELECT a FROM \" + $t");
  EXPECT_EQ(sqlOf("boost::format f(\"SELECT %s FROM %s\"); for (int i = 0; i < n; ++i) f = f % t; PQexec(c, "
                  "f.str().c_str());"),
            "\"SELECT \" + $t + \" FROM \" + $t");
}

TEST(BoostFormat, wordsThatFillAFormatOfTheCallersAreNoneOfIt) {
  facts::Call call =
      onlyCall("#include <boost/format.hpp>\n#include <libpq-fe.h>\n#include <string>\n"
               "struct Store { std::string all = \"SELECT '%1%', %2%\";"
               "  void f(PGconn *c, int n) { PQexec(c, (boost::format(all) % \"x\" % n).str().c_str()); } };");
  auto *last = std::get_if<facts::Formatted>(&call.sql->value);
  ASSERT_TRUE(last); // each value fills what the one before has left
  ASSERT_EQ(last->texts.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<facts::Formatted>(last->texts[0]->value));
  EXPECT_EQ(printed(last->texts[1]), "{n}");
}

} // namespace pgtidy::rules
