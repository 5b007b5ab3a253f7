#include "findings/line_filter.h"

#include <gtest/gtest.h>

namespace pgtidy::findings {
namespace {

LineFilter filterOf(llvm::Expected<LineFilter> filter) {
  EXPECT_TRUE(bool(filter));
  if (filter)
    return *filter;
  ADD_FAILURE() << llvm::toString(filter.takeError());
  return {};
}

TEST(LineFilter, readsClangTidysJson) {
  LineFilter filter = filterOf(parseLineFilter(R"([{"name":"a.cpp","lines":[[1,3],[5,7]]},{"name":"b.h"}])"));
  EXPECT_TRUE(filter.has({"/x/a.cpp", 3, 1}));
  EXPECT_FALSE(filter.has({"/x/a.cpp", 4, 1}));
  EXPECT_TRUE(filter.has({"b.h", 99, 1}));
  EXPECT_FALSE(filter.has({"xb.h", 99, 1})) << "a name ends at a folder";
}

TEST(LineFilter, saysWhatIsWrong) {
  for (const char *wrong : {"", "{}", "[1]", R"([{"name":""}])", R"([{"name":"a","lines":[[1]]}])",
                            R"([{"name":"a","lines":[["x","y"]]}])", R"([{"name":"a","lines":7}])"}) {
    llvm::Expected<LineFilter> filter = parseLineFilter(wrong);
    EXPECT_FALSE(bool(filter)) << wrong;
    llvm::consumeError(filter.takeError());
  }
}

TEST(Diff, addedAndChangedLinesCount) {
  LineFilter filter = filterOf(parseDiff("diff --git a/src/a.cpp b/src/a.cpp\n"
                                         "--- a/src/a.cpp\n+++ b/src/a.cpp\n"
                                         "@@ -1,4 +1,5 @@ void f()\n one\n-two\n+TWO\n+new\n three\n four\n"));
  EXPECT_FALSE(filter.has({"/p/src/a.cpp", 1, 1}));
  EXPECT_TRUE(filter.has({"/p/src/a.cpp", 2, 1}));
  EXPECT_TRUE(filter.has({"/p/src/a.cpp", 3, 1}));
  EXPECT_FALSE(filter.has({"/p/src/a.cpp", 4, 1}));
}

TEST(Diff, theNeighboursOfARemovedLineCount) {
  for (const char *hunk : {"@@ -1,5 +1,4 @@\n a\n b\n-c\n d\n e\n", "@@ -3 +2,0 @@\n-c\n"}) {
    LineFilter filter = filterOf(parseDiff(std::string("--- a/x.sql\n+++ b/x.sql\n") + hunk));
    EXPECT_FALSE(filter.has({"x.sql", 1, 1})) << hunk;
    EXPECT_TRUE(filter.has({"x.sql", 2, 1})) << hunk;
    EXPECT_TRUE(filter.has({"x.sql", 3, 1})) << hunk;
    EXPECT_FALSE(filter.has({"x.sql", 4, 1})) << hunk;
  }
}

TEST(Diff, newFilesRenamesAndQuotedNamesAreRead) {
  LineFilter filter = filterOf(parseDiff("--- /dev/null\n+++ \"b/s\\303\\266me dir/a.cpp\"\n@@ -0,0 +1 @@\n+x\n"
                                         "\\ No newline at end of file\n"
                                         "diff --git a/gone.cpp b/gone.cpp\n--- a/gone.cpp\n+++ /dev/null\n"
                                         "@@ -1 +0,0 @@\n-x\n"
                                         "diff --git a/p.png b/p.png\nBinary files a/p.png and b/p.png differ\n"));
  EXPECT_TRUE(filter.has({"söme dir/a.cpp", 1, 1}));
}

TEST(Diff, anEmptyDiffHasNoLines) { EXPECT_TRUE(filterOf(parseDiff("")).files.empty()); }

TEST(Diff, whatIsNoDiffIsSaid) {
  for (const char *wrong : {"hello\n", "+++ b/x\n@@ garbage @@\n", "@@ -1 +1 @@\n-a\n+b\n",
                            "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n", "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\nfoo\n"}) {
    llvm::Expected<LineFilter> filter = parseDiff(wrong);
    EXPECT_FALSE(bool(filter)) << wrong;
    llvm::consumeError(filter.takeError());
  }
}

} // namespace
} // namespace pgtidy::findings
