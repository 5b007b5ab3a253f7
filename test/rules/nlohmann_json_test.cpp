#include "reading.h"

namespace pgtidy::rules {

/// What `expression`, sent as SQL, is.
static std::string textOf(const std::string &expression) {
  return printed(onlyCall("#include <libpq-fe.h>\n#include <fstream>\n#include <nlohmann/json.hpp>\nvoid f(PGconn *c, "
                          "const nlohmann::json "
                          "&v) { std::string s = " +
                          expression + "; PQexec(c, s.c_str()); }")
                     .sql);
}

TEST(NlohmannJson, whatIsGivenWhereNothingIsSetIsKnown) {
  EXPECT_EQ(textOf(R"(v.value("a", "b"))"), R"(({v.value("…", "…")}|"b"))");
  EXPECT_EQ(textOf(R"(v.value("a", std::string("b")))"), R"(({v.value("…", std::string("…"))}|"b"))");
}

TEST(NlohmannJson, entriesOfFilesAreKnownByTheirNames) {
  EXPECT_EQ(textOf(R"(nlohmann::json::parse(std::ifstream("f"))["a"]["b"].get<std::string>())"),
            "file setting(file contents(\"f\"), \"a\", \"b\")");
  EXPECT_EQ(textOf(R"(nlohmann::json::parse(std::ifstream("f")).at("a").value("b", "c"))"),
            "(file setting(file contents(\"f\"), \"a\", \"b\")|\"c\")");
}

} // namespace pgtidy::rules
