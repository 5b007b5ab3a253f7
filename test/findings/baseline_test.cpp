#include "findings/baseline.h"

#include "findings/fingerprint.h"

#include <gtest/gtest.h>

namespace pgtidy::findings {
namespace {

Finding findingAt(uint32_t line, uint32_t column, std::string check = "pg-sql-syntax") {
  Finding finding;
  finding.check = std::move(check);
  finding.place = {"/p/src/a.cpp", line, column};
  finding.message = "PostgreSQL rejects this";
  return finding;
}

Sources sourcesOf(std::string contents, std::vector<Secret> secrets = {}) {
  return Sources([contents](const std::string &) { return contents; }, std::move(secrets));
}

TEST(Fingerprint, survivesMovedAndIndentedLines) {
  Sources before = sourcesOf("send(\"SELEKT 1\");\n"), after = sourcesOf("\n\n    send( \"SELEKT 1\");\n");
  EXPECT_EQ(fingerprint(findingAt(1, 7), before, "/p"), fingerprint(findingAt(3, 12), after, "/p"));
}

TEST(Fingerprint, tellsChecksFilesAndPlacesApart) {
  Sources sources = sourcesOf("send(\"SELEKT 1\", \"SELEKT 2\");\nsend(\"SELEKT 3\");\n");
  std::set<std::string> prints;
  for (const Finding &finding : {findingAt(1, 7), findingAt(1, 19), findingAt(2, 7), findingAt(1, 7, "pg-orm-bypass")})
    prints.insert(fingerprint(finding, sources, "/p"));
  EXPECT_EQ(prints.size(), 4u);
}

TEST(Fingerprint, doesNotDependOnWhereTheProjectStands) {
  Sources sources = sourcesOf("x\n");
  Finding elsewhere = findingAt(1, 1);
  elsewhere.place.file = "/q/src/a.cpp";
  EXPECT_EQ(fingerprint(findingAt(1, 1), sources, "/p"), fingerprint(elsewhere, sources, "/q/"));
}

TEST(Baseline, whatItWasWrittenFromIsHiddenAndNothingElse) {
  Sources sources = sourcesOf("one\ntwo\ntwo\n");
  Results results;
  results.findings = {findingAt(1, 1), findingAt(2, 1)};
  llvm::Expected<Baseline> known = parseBaseline(writeBaseline(results, sources, "/p"));
  ASSERT_TRUE(bool(known));
  results.findings.push_back(findingAt(3, 1)); // the same text once more is a new finding
  EXPECT_EQ(applyBaseline(results, *known, sources, "/p"), 0u);
  EXPECT_EQ(results.findings.size(), 1u);
  EXPECT_EQ(results.hidden.size(), 2u);
  EXPECT_EQ(results.hidden[0].by, HiddenBy::Baseline);
}

TEST(Baseline, whatIsGoneIsCounted) {
  Sources sources = sourcesOf("one\ntwo\n");
  Results results;
  results.findings = {findingAt(1, 1), findingAt(2, 1)};
  llvm::Expected<Baseline> known = parseBaseline(writeBaseline(results, sources, "/p"));
  ASSERT_TRUE(bool(known));
  results.findings.pop_back();
  EXPECT_EQ(applyBaseline(results, *known, sources, "/p"), 1u);
}

TEST(Baseline, isOneLineAFindingWithoutAnySecret) {
  Sources sources = sourcesOf("connect(\"hunter2\");\n", {{{"/p/src/a.cpp", 1, 10}, 7}});
  Results results;
  results.findings = {findingAt(1, 10)};
  std::string text = writeBaseline(results, sources, "/p");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4) << text;
  EXPECT_NE(text.find("\tpg-sql-syntax\tsrc/a.cpp\tPostgreSQL rejects this\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("hunter2"), std::string::npos);
}

TEST(Baseline, ofAnotherVersionIsTold) {
  llvm::Expected<Baseline> known = parseBaseline("# pgtidy baseline, version 2\n");
  ASSERT_FALSE(bool(known));
  EXPECT_NE(llvm::toString(known.takeError()).find("version 2"), std::string::npos);
}

TEST(Baseline, garbageIsRefusedWithItsLine) {
  llvm::Expected<Baseline> known = parseBaseline("# pgtidy baseline, version 1\nhello\n");
  ASSERT_FALSE(bool(known));
  EXPECT_NE(llvm::toString(known.takeError()).find("line 2"), std::string::npos);
  llvm::Expected<Baseline> other = parseBaseline("{}");
  EXPECT_FALSE(bool(other));
  llvm::consumeError(other.takeError());
}

} // namespace
} // namespace pgtidy::findings
