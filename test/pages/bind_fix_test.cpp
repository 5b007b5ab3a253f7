// Injections whose repair is exact: it is applied, compiled, and the finding is gone.
#include "pipeline.h"

#include "findings/fixes.h"

#include "gtest/gtest.h"

namespace pgtidy::test {
namespace {

std::string program(const std::string &header, const std::string &statements) {
  return "#include <" + header + ">\n#include <string>\n" +
         "void f(pqxx::work &txn, const std::string &name, const std::string &word, const std::string &column, int id) "
         "{\n" +
         statements + "\n}\n";
}

engine::Config onlyInjections() {
  engine::Config config;
  config.checks = "-*,pg-sql-injection";
  return config;
}

/// The statements after the fixes; they must compile and have no injection any more where `isWhole`.
std::string repaired(const std::string &statements, const std::string &header = "pqxx/pqxx", bool isWhole = true) {
  TemporaryFolder folder;
  const std::string before = program(header, statements), path = folder.write("a.cpp", before);
  const findings::Results results = run({compileCommand(path)}, {}, onlyInjections());
  EXPECT_EQ(problemsOf(results), "");
  findings::Sources sources(contentsOf, {});
  const findings::Repaired repaired = findings::repair(results, sources);
  const auto changed = repaired.contents.find(path);
  const std::string after = changed == repaired.contents.end() ? before : changed->second;
  folder.write("a.cpp", after);
  const findings::Results again = run({compileCommand(path)}, {}, onlyInjections());
  EXPECT_EQ(problemsOf(again), "") << after;
  EXPECT_EQ(again.findings.empty(), isWhole) << after;
  const size_t begin = program(header, "").size() - 3;
  return after.substr(begin, after.size() - begin - 3);
}

TEST(BindFix, quotesGoWithTheValue) {
  EXPECT_EQ(repaired("txn.exec(\"SELECT id FROM tags WHERE name = '\" + name + \"'\");"),
            "txn.exec_params(\"SELECT id FROM tags WHERE name = $1\", name);");
}

TEST(BindFix, lastValueEndsTheLiteral) {
  EXPECT_EQ(repaired("txn.exec(\"SELECT id FROM tags WHERE id = \" + name);"),
            "txn.exec_params(\"SELECT id FROM tags WHERE id = $1\", name);");
}

TEST(BindFix, partsOfAQuotedTextAreJoined) {
  EXPECT_EQ(
      repaired("txn.exec(\"SELECT 1 FROM tags WHERE name = '\" + name + \"' AND code LIKE '%\" + word + \"%'\");"),
      "txn.exec_params(\"SELECT 1 FROM tags WHERE name = $1 AND code LIKE '%' || $2 || '%'\", name, word);");
}

TEST(BindFix, parametersAreCountedOn) {
  EXPECT_EQ(repaired("txn.exec_params(\"SELECT 1 FROM tags WHERE id = $1 AND name = '\" + name + \"'\", id);"),
            "txn.exec_params(\"SELECT 1 FROM tags WHERE id = $1 AND name = $2\", id, name);");
}

TEST(BindFix, numbersStay) {
  EXPECT_EQ(
      repaired("txn.exec(\"SELECT 1 FROM tags WHERE id = \" + std::to_string(id) + \" AND name = '\" + name + \"'\");"),
      "txn.exec_params(\"SELECT 1 FROM tags WHERE id = \" + std::to_string(id) + \" AND name = $1\", name);");
}

TEST(BindFix, newerLibrariesTakeAList) {
  EXPECT_EQ(repaired("txn.exec(\"SELECT 1 FROM tags WHERE name = '\" + name + \"'\");", "pqxx7.h"),
            "txn.exec(\"SELECT 1 FROM tags WHERE name = $1\", pqxx::params{name});");
}

/// Nothing is changed where it would not say the same, or not compile.
TEST(BindFix, whatIsNotExactStays) {
  for (const char *statement : {
           "txn.exec(\"SELECT 1 FROM tags WHERE made > date '\" + name + \"'\");", // a constant of a type
           "txn.exec(\"SELECT 1 FROM tags WHERE name = E'\" + name + \"'\");",     // another kind of literal
           "txn.exec(\"SELECT 1 FROM tags ORDER BY \" + column);",                 // a name
           "txn.exec(R\"(SELECT 1 FROM tags WHERE name = ')\" + name + \"'\");",   // a raw literal
           "txn.exec(std::string(\"SELECT 1 FROM tags WHERE name = '\") + name + \"'\");",
           "txn.exec(\"SELECT 1 FROM tags WHERE name ~ '^\" + name + \"$'\");", // an operator that binds as || does
           "txn.exec(\"SELECT 1 FROM tags WHERE code = 'x\" + name + \"'::varchar(3)\");",   // a cast of the whole
           "txn.exec(\"SELECT 1 FROM tags WHERE name = '\" + name + \"'\", \"described\");", // more than the text
           "txn.exec(\"SELECT 1 FROM tags WHERE id = 1\" + name);",                          // half a number
           "txn.exec(\"CREATE TABLE t (a text DEFAULT '\" + name + \"')\");",                // takes no parameters
       })
    EXPECT_EQ(repaired(statement, "pqxx/pqxx", false), statement);
}

} // namespace
} // namespace pgtidy::test
