#include "reading.h"

namespace pgtidy::rules {

/// What `expression`, sent as SQL, is.
static std::string textOf(const std::string &expression) {
  return printed(onlyCall("#include <libpq-fe.h>\n#include <boost/property_tree/ptree.hpp>\nvoid f(PGconn *c, const "
                          "boost::property_tree::ptree &v) { std::string s = " +
                          expression + "; PQexec(c, s.c_str()); }")
                     .sql);
}

TEST(BoostPropertyTree, whatIsGivenWhereNothingIsSetIsKnown) {
  EXPECT_EQ(textOf(R"(v.get("a.b", "c"))"), R"(({v.get("…", "…")}|"c"))");
  EXPECT_EQ(textOf(R"(v.get<std::string>("a.b", "c"))"), R"(({v.get<std::string>("…", "…")}|"c"))");
  EXPECT_EQ(textOf(R"(v.get<std::string>("a.b"))"), R"({v.get<std::string>("…")})");
}

TEST(BoostPropertyTree, entriesOfFilesAreKnownByTheirNames) {
  EXPECT_EQ(
      printed(onlyCall("#include <libpq-fe.h>\n#include <boost/property_tree/json_parser.hpp>\n"
                       "void f(PGconn *c) { boost::property_tree::ptree v; boost::property_tree::read_json(\"f\", v); "
                       "PQexec(c, v.get_child(\"a\").get<std::string>(\"b.c\").c_str()); }")
                  .sql),
      "file setting(file contents(\"f\"), \"a\", \"b\", \"c\")");
}

} // namespace pgtidy::rules
