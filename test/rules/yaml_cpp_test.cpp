#include "reading.h"

namespace pgtidy::rules {

/// What `expression`, sent as SQL, is.
static std::string textOf(const std::string &expression) {
  return printed(onlyCall("#include <libpq-fe.h>\n#include <yaml-cpp/yaml.h>\nvoid f(PGconn *c, const YAML::Node &v) { "
                          "std::string s = " +
                          expression + "; PQexec(c, s.c_str()); }")
                     .sql);
}

TEST(YamlCpp, whatIsGivenWhereNothingIsSetIsKnown) {
  EXPECT_EQ(textOf(R"(v["a"].as<std::string>("b"))"), R"(({v["…"].as<std::string>("…")}|"b"))");
  EXPECT_EQ(textOf(R"(v["a"].as<std::string>())"), R"({v["…"].as<std::string>()})");
}

TEST(YamlCpp, entriesOfFilesAreKnownByTheirNames) {
  EXPECT_EQ(textOf(R"(YAML::LoadFile("f")["a"][0].as<std::string>())"),
            "file setting(file contents(\"f\"), \"a\", \"0\")");
  EXPECT_EQ(textOf(R"(YAML::LoadFile("f")["a"].as<std::string>("b"))"),
            "(file setting(file contents(\"f\"), \"a\")|\"b\")");
}

} // namespace pgtidy::rules
