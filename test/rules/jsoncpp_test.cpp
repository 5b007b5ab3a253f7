#include "reading.h"

namespace pgtidy::rules {

/// What `expression`, sent as SQL, is.
static std::string textOf(const std::string &expression) {
  return printed(
      onlyCall(
          "#include <libpq-fe.h>\n#include <json/json.h>\nvoid f(PGconn *c, const Json::Value &v) { std::string s = " +
          expression + "; PQexec(c, s.c_str()); }")
          .sql);
}

TEST(JsonCpp, whatIsGivenWhereNothingIsSetIsKnown) {
  EXPECT_EQ(textOf(R"(v.get("a", "b").asString())"), R"(({v.get("…", "…")}|"b"))");
  EXPECT_EQ(textOf(R"(v.get("a", std::string("b")).asString())"), R"(({v.get("…", std::string("…"))}|"b"))");
  EXPECT_EQ(textOf(R"(v["a"].get("b", "c").asCString())"), R"(({v["…"].get("…", "…")}|"c"))");
}

TEST(JsonCpp, entriesOfFilesAreKnownByTheirNames) {
  EXPECT_EQ(printed(onlyCall("#include <fstream>\n#include <libpq-fe.h>\n#include <json/json.h>\n"
                             "void f(PGconn *c, std::string &why) { std::ifstream in(\"f\"); Json::Value v; "
                             "Json::CharReaderBuilder made; "
                             "Json::parseFromStream(made, in, &v, &why); PQexec(c, v[\"a\"][\"b\"].asCString()); }")
                        .sql),
            "file setting(file contents(\"f\"), \"a\", \"b\")");
}

} // namespace pgtidy::rules
