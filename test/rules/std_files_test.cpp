#include "reading.h"

namespace pgtidy::rules {

static std::string sqlOf(const std::string &statements) {
  static const std::string Includes = "#include <fstream>\n#include <iterator>\n#include <libpq-fe.h>\n"
                                      "#include <sstream>\n#include <string>\n";
  return printed(onlyCall(Includes + "void f(PGconn *c, std::string n) {\n" + statements + "\n}\n").sql);
}

TEST(StdFiles, whatAFileHoldsIsKnownByItsPath) {
  EXPECT_EQ(sqlOf("std::ifstream f(\"sql/a.sql\"); std::stringstream s; s << f.rdbuf(); PQexec(c, s.str().c_str());"),
            "file contents(\"sql/a.sql\")");
  EXPECT_EQ(sqlOf("std::ifstream f; f.open(\"queries/long.sql\", std::ios::in); std::stringstream s; s << f.rdbuf(); "
                  "PQexec(c, s.str().c_str());"),
            "file contents(\"queries/long.sql\")");
  EXPECT_EQ(sqlOf("std::ifstream f; f.open(\"sql/\" + n + \".sql\", std::ios::in); if (!f) return;\n"
                  "std::ostringstream s; s << f.rdbuf(); std::string q = s.str(); PQexec(c, q.c_str());"),
            "file contents(\"sql/\" + $n + \".sql\")");
}

TEST(StdFiles, iteratorsAndReadTakeTheWhole) {
  EXPECT_EQ(sqlOf("std::ifstream f(\"a.sql\"); std::string q((std::istreambuf_iterator<char>(f)), "
                  "std::istreambuf_iterator<char>()); PQexec(c, q.c_str());"),
            "file contents(\"a.sql\")");
  EXPECT_EQ(sqlOf("std::ifstream f(\"a.sql\"); std::string q{std::istreambuf_iterator<char>{f}, {}};\n"
                  "PQexec(c, q.c_str());"),
            "file contents(\"a.sql\")");
  EXPECT_EQ(sqlOf("std::ifstream f(\"a.sql\"); std::string q(100, ' '); f.read(q.data(), 100); PQexec(c, q.c_str());"),
            "file contents(\"a.sql\")");
  EXPECT_EQ(sqlOf("std::ifstream f(\"a.sql\"); std::string q(100, ' '); f.read(&q[0], 100); PQexec(c, q.c_str());"),
            "file contents(\"a.sql\")");
  EXPECT_EQ(sqlOf("std::ifstream f(\"a.sql\"); char q[100]; f.read(q, 100); PQexec(c, q);"),
            "file contents(\"a.sql\")");
}

TEST(StdFiles, aLineIsNotTheFile) {
  EXPECT_EQ(sqlOf("std::ifstream f(\"a.sql\"); std::string q; std::getline(f, q); PQexec(c, q.c_str());"),
            "{std::getline(f, q)}");
}

} // namespace pgtidy::rules
