#include "findings/fixes.h"

#include "llvm/Support/xxhash.h"

#include <gtest/gtest.h>

namespace pgtidy::findings {
namespace {

const std::string contents = "exec(a);\nexec(b);\n";

Finding fixing(std::vector<text::Edit> edits) {
  Finding finding;
  finding.check = "pg-sql-injection";
  finding.place = {"a.cpp", 2, 6};
  finding.message = "say \"no\"";
  finding.fixes.push_back({"mend", std::move(edits)});
  return finding;
}

Repaired repairedBy(std::vector<Finding> findings) {
  Results results;
  results.findings = std::move(findings);
  Sources sources([](const std::string &) { return contents; }, {});
  return repair(results, sources);
}

text::Edit edit(uint32_t offset, uint32_t length, std::string replacement) {
  return {"a.cpp", offset, length, std::move(replacement), llvm::xxh3_64bits(contents.substr(offset, length))};
}

TEST(Repair, editsOfAFileAreMadeTogether) {
  Repaired repaired = repairedBy({fixing({edit(14, 1, "B")}), fixing({edit(0, 4, "send")})});
  EXPECT_EQ(repaired.contents["a.cpp"], "send(a);\nexec(B);\n");
  EXPECT_EQ(repaired.fixed.size(), 2u);
}

TEST(Repair, theSameEditOfTwoFindingsIsMadeOnce) {
  Repaired repaired = repairedBy({fixing({edit(5, 1, "x")}), fixing({edit(5, 1, "x")})});
  EXPECT_EQ(repaired.contents["a.cpp"], "exec(x);\nexec(b);\n");
  EXPECT_EQ(repaired.fixed.size(), 2u);
}

TEST(Repair, aFixThatNoLongerFitsChangesNothing) {
  text::Edit stale = edit(5, 1, "x");
  stale.hash = 1;
  Repaired repaired = repairedBy({fixing({edit(0, 4, "send"), stale})});
  EXPECT_TRUE(repaired.contents.empty());
  EXPECT_EQ(repaired.left.size(), 1u);
  text::Edit outside{"a.cpp", 99, 1, "x", 0};
  EXPECT_TRUE(repairedBy({fixing({outside})}).contents.empty());
}

TEST(Repair, ofTwoFixesThatCrossTheFirstIsApplied) {
  Repaired repaired = repairedBy({fixing({edit(0, 6, "first")}), fixing({edit(5, 3, "second")})});
  EXPECT_EQ(repaired.contents["a.cpp"], "first);\nexec(b);\n");
  EXPECT_EQ(repaired.left.size(), 1u);
}

TEST(ExportFixes, isWhatClangApplyReplacementsReads) {
  Results results;
  results.findings = {fixing({edit(14, 1, "\"B\"")})};
  results.findings[0].notes = {{{"a.cpp", 1, 1}, "sent here"}};
  Sources sources([](const std::string &) { return contents; }, {});
  EXPECT_EQ(exportFixes(results, sources, "/b"), "---\n"
                                                 "MainSourceFile: ''\n"
                                                 "Diagnostics:\n"
                                                 "  - DiagnosticName: \"pg-sql-injection\"\n"
                                                 "    DiagnosticMessage:\n"
                                                 "      Message: \"say \\\"no\\\"\"\n"
                                                 "      FilePath: \"a.cpp\"\n"
                                                 "      FileOffset: 14\n"
                                                 "      Replacements:\n"
                                                 "        - FilePath: \"a.cpp\"\n"
                                                 "          Offset: 14\n"
                                                 "          Length: 1\n"
                                                 "          ReplacementText: \"\\\"B\\\"\"\n"
                                                 "    Notes:\n"
                                                 "      - Message: \"sent here\"\n"
                                                 "        FilePath: \"a.cpp\"\n"
                                                 "        FileOffset: 0\n"
                                                 "        Replacements: []\n"
                                                 "    Level: Warning\n"
                                                 "    BuildDirectory: \"/b\"\n"
                                                 "...\n");
}

} // namespace
} // namespace pgtidy::findings
