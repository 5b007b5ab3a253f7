#include "report/report.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace pgtidy::report {
namespace {

using findings::Finding;
using findings::Severity;

Results twoFindings() {
  Results results;
  results.units = 1;
  Finding error;
  error.check = "pg-connection-hardcoded";
  error.severity = Severity::Error;
  error.place = {"a.cpp", 2, 7};
  error.message = "password is written in the program";
  error.notes.push_back({{"a.cpp", 1, 1}, "connected here"});
  error.advice = "const char *url = std::getenv(\"DATABASE_URL\");\n";
  Finding warning;
  warning.check = "pg-isolation-unverifiable";
  warning.place = {"b.cpp", 0, 0};
  warning.message = "text comes from a file";
  results.findings = {error, warning};
  results.secrets = {{{"a.cpp", 2, 7}, 6}};
  return results;
}

std::string contents(const std::string &file) { return file == "a.cpp" ? "first\nset(\"\thunter\");\n" : ""; }

std::string text(const Results &results) {
  std::string written;
  llvm::raw_string_ostream out(written);
  writeText(out, results, contents, {});
  return written;
}

TEST(Text, hasClangTidysForm) {
  EXPECT_EQ(text(twoFindings()), "a.cpp:2:7: error: password is written in the program [pg-connection-hardcoded]\n"
                                 "set(\"\t******\");\n"
                                 "     \t^\n"
                                 "a.cpp:1:1: note: connected here\n"
                                 "first\n"
                                 "^\n"
                                 "  const char *url = std::getenv(\"DATABASE_URL\");\n"
                                 "b.cpp: warning: text comes from a file [pg-isolation-unverifiable]\n"
                                 "1 error, 1 warning in 1 translation unit\n");
}

TEST(Text, givesTheSameAdviceOnce) {
  Results results = twoFindings();
  results.findings.push_back(results.findings.front());
  std::string written = text(results);
  EXPECT_NE(written.find("getenv"), std::string::npos);
  EXPECT_EQ(written.find("getenv"), written.rfind("getenv"));
}

TEST(Text, neverShowsASecretOnAnotherFindingsLine) {
  Results results = twoFindings();
  results.findings[0].check = "pg-orm-bypass";
  results.findings[0].place.column = 1;
  EXPECT_EQ(text(results).find("hunter"), std::string::npos);
}

TEST(Text, ofALongLineShowsThePartAtFault) {
  Results results = twoFindings();
  results.findings.resize(1);
  results.findings[0].place = {"long.cpp", 1, 1001};
  std::string written;
  llvm::raw_string_ostream out(written);
  auto longLine = [](const std::string &) { return std::string(1000, 'a') + "X" + std::string(1000, 'b'); };
  writeText(out, results, longLine, {});
  EXPECT_NE(written.find("\n… aaa"), std::string::npos) << written;
  EXPECT_NE(written.find("aXb"), std::string::npos) << written;
  EXPECT_NE(written.find("\n" + std::string(102, ' ') + "^\n"), std::string::npos) << written;
}

TEST(VisibleLine, connectionUrisAreRedactedWithoutBeingNamed) {
  std::string line = visibleLine("connect(\"postgres://u:s3cret@h/d\");", "a.cpp", 1, {});
  EXPECT_EQ(line.find("s3cret"), std::string::npos) << line;
  EXPECT_NE(line.find("connect("), std::string::npos) << line;
}

TEST(VisibleLine, pastTheEndIsEmpty) {
  EXPECT_EQ(visibleLine("a\nb", "a.cpp", 3, {}), "");
  EXPECT_EQ(visibleLine("", "a.cpp", 1, {}), "");
  EXPECT_EQ(visibleLine("a\r\n", "a.cpp", 1, {{{"a.cpp", 1, 9}, 5}}), "a");
}

TEST(JsonReport, hasTheAgreedMembers) {
  std::string written;
  llvm::raw_string_ostream out(written);
  writeJson(out, twoFindings());
  nlohmann::json json = nlohmann::json::parse(written);
  EXPECT_EQ(json["version"], 1);
  ASSERT_EQ(json["diagnostics"].size(), 2u);
  const auto &first = json["diagnostics"][0];
  EXPECT_EQ(first["check"], "pg-connection-hardcoded");
  EXPECT_EQ(first["severity"], "error");
  EXPECT_EQ(first["file"], "a.cpp");
  EXPECT_EQ(first["line"], 2);
  EXPECT_EQ(first["column"], 7);
  EXPECT_EQ(first["notes"][0]["message"], "connected here");
  EXPECT_EQ(json["summary"]["errors"], 1);
  EXPECT_EQ(json["summary"]["warnings"], 1);
  EXPECT_EQ(json["summary"]["checks"]["pg-isolation-unverifiable"], 1);
}

TEST(JsonReport, survivesBytesThatAreNotUtf8) {
  Results results = twoFindings();
  results.findings[0].place.file = "\xff.cpp";
  std::string written;
  llvm::raw_string_ostream out(written);
  writeJson(out, results);
  EXPECT_EQ(nlohmann::json::parse(written)["diagnostics"].size(), 2u);
}

} // namespace
} // namespace pgtidy::report
