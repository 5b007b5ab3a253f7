#include "report/report.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace pgtidy::report {
namespace {

using findings::Finding;
using findings::Severity;
using nlohmann::json;

const std::string source = "first\n  send(\"Größe\", \"postgres://u:hunter22@h/d\");\nthird\n";

Finding error() {
  Finding finding;
  finding.check = "pg-sql-injection";
  finding.severity = Severity::Error;
  finding.place = {"/p/src/a b.cpp", 2, 18};
  finding.message = "'x' goes, as it is: 100%\nof it";
  finding.notes = {{{"/p/src/a b.cpp", 1, 1}, "handed to 'send' here"}, {{"/p/b.h", 3, 2}, "sent here"}};
  finding.advice = "bind it <as> a parameter";
  return finding;
}

Finding warning() {
  Finding finding;
  finding.check = "pg-isolation-unverifiable";
  finding.place = {"/elsewhere/c.cpp", 0, 0};
  finding.message = "text comes from a file";
  return finding;
}

std::vector<Rule> rules() {
  return {{"pg-isolation-unverifiable", "Nothing is known.", "# Page", Severity::Warning, "medium", "", {}},
          {"pg-sql-injection", "Text in SQL.", "# Page\n\nof it", Severity::Error, "high", "9.3", {"89", "564"}}};
}

using Write = void (*)(llvm::raw_ostream &, const Report &);

std::string written(Write write, const Results &results) {
  findings::Sources sources([](const std::string &) { return source; }, results.secrets);
  std::string text;
  llvm::raw_string_ostream out(text);
  write(out, {results, sources, rules(), "/p", "1.2.3"});
  return text;
}

Results both() {
  Results results;
  results.findings = {warning(), error()};
  return results;
}

json sarif(const Results &results) { return json::parse(written(writeSarif, results)); }

TEST(Sarif, hasEveryRuleAndNoResultsWhenClean) {
  json log = sarif({});
  EXPECT_EQ(log["version"], "2.1.0");
  json run = log["runs"][0];
  EXPECT_EQ(run["results"], json::array());
  EXPECT_EQ(run["tool"]["driver"]["rules"].size(), 2u);
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
}

TEST(Sarif, rulesSayWhatCodeScanningShows) {
  json rule = sarif({})["runs"][0]["tool"]["driver"]["rules"][1];
  EXPECT_EQ(rule["id"], "pg-sql-injection");
  EXPECT_EQ(rule["help"]["markdown"], "# Page\n\nof it");
  EXPECT_EQ(rule["defaultConfiguration"]["level"], "error");
  EXPECT_EQ(rule["properties"]["security-severity"], "9.3");
  EXPECT_EQ(rule["properties"]["precision"], "high");
  EXPECT_EQ(rule["properties"]["tags"],
            json::parse(R"(["sql","security","external/cwe/cwe-089","external/cwe/cwe-564"])"));
  EXPECT_EQ(rule["relationships"][0]["target"]["id"], "89");
  EXPECT_EQ(sarif({})["runs"][0]["taxonomies"][0]["taxa"].size(), 2u);
}

TEST(Sarif, everyRuleIndexNamesItsRule) {
  json run = sarif(both())["runs"][0];
  for (const json &result : run["results"])
    EXPECT_EQ(run["tool"]["driver"]["rules"][result["ruleIndex"].get<size_t>()]["id"], result["ruleId"]);
}

TEST(Sarif, resultsComeWithErrorsFirstAndRelativeUris) {
  json results = sarif(both())["runs"][0]["results"];
  ASSERT_EQ(results.size(), 2u);
  json location = results[0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(location["artifactLocation"]["uri"], "src/a%20b.cpp");
  EXPECT_EQ(location["artifactLocation"]["uriBaseId"], "%SRCROOT%");
  EXPECT_EQ(location["region"]["startLine"], 2);
  EXPECT_EQ(location["region"]["startColumn"], 16) << "two letters of 'Größe' take two bytes";
  json outside = results[1]["locations"][0]["physicalLocation"];
  EXPECT_EQ(outside["artifactLocation"]["uri"], "file:///elsewhere/c.cpp");
  EXPECT_FALSE(outside["artifactLocation"].contains("uriBaseId"));
  EXPECT_EQ(outside["region"]["startLine"], 1);
}

TEST(Sarif, theWayToTheDatabaseIsACodeFlow) {
  json result = sarif(both())["runs"][0]["results"][0];
  EXPECT_EQ(result["relatedLocations"].size(), 2u);
  EXPECT_EQ(result["relatedLocations"][1]["id"], 2);
  json steps = result["codeFlows"][0]["threadFlows"][0]["locations"];
  ASSERT_EQ(steps.size(), 3u);
  EXPECT_EQ(steps[1]["location"]["message"]["text"], "handed to 'send' here");
}

TEST(Sarif, suppressedFindingsAreMarked) {
  Results results;
  results.hidden = {{error(), findings::HiddenBy::Comment}, {error(), findings::HiddenBy::Baseline}};
  json written = sarif(results)["runs"][0]["results"];
  EXPECT_EQ(written[0]["suppressions"][0]["kind"], "inSource");
  EXPECT_EQ(written[1]["suppressions"][0]["kind"], "external");
  EXPECT_NE(written[0]["partialFingerprints"], written[1]["partialFingerprints"]) << "equal lines stay apart";
}

TEST(Sarif, holdsNoMoreResultsThanCodeScanningTakes) {
  Results results;
  results.findings.assign(25001, warning());
  json run = sarif(results)["runs"][0];
  EXPECT_EQ(run["results"].size(), 25000u);
  EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"].size(), 1u);
}

TEST(Formats, noneShowsASecret) {
  Results results = both();
  for (Write write : {writeSarif, writeGithub, writeGitlab, writeJunit, writeHtml})
    EXPECT_EQ(written(write, results).find("hunter22"), std::string::npos);
}

TEST(Github, escapesWhatWouldEndTheCommand) {
  EXPECT_EQ(
      written(writeGithub, both()),
      "::error file=src/a b.cpp,line=2,col=16,title=pg-sql-injection::'x' goes, as it is: 100%25%0Aof it%0A%0Abind "
      "it <as> a parameter\n"
      "::warning file=/elsewhere/c.cpp,title=pg-isolation-unverifiable::text comes from a file\n");
}

TEST(Github, annotatesTenOfAKindAndLogsTheOthers) {
  Results results;
  results.findings.assign(12, warning());
  results.findings.push_back(error());
  std::string text = written(writeGithub, results);
  size_t annotations = 0;
  for (size_t at = text.find("::warning"); at != std::string::npos; at = text.find("::warning", at + 1))
    ++annotations;
  EXPECT_EQ(annotations, 10u);
  EXPECT_NE(text.find("::error"), std::string::npos);
  EXPECT_NE(text.find("2 findings are in this log only"), std::string::npos) << text;
}

TEST(Gitlab, hasItsMembersAndUniqueFingerprints) {
  Results results = both();
  results.findings.push_back(error());
  json entries = json::parse(written(writeGitlab, results));
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[1]["check_name"], "pg-sql-injection");
  EXPECT_EQ(entries[1]["severity"], "critical");
  EXPECT_EQ(entries[1]["location"]["path"], "src/a b.cpp");
  EXPECT_EQ(entries[0]["location"]["lines"]["begin"], 1);
  EXPECT_NE(entries[1]["fingerprint"], entries[2]["fingerprint"]);
  EXPECT_EQ(json::parse(written(writeGitlab, {})), json::array());
}

TEST(Junit, errorsFailWarningsAreSkippedAndACleanRunPasses) {
  std::string text = written(writeJunit, both());
  EXPECT_NE(text.find("tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"1\""), std::string::npos) << text;
  EXPECT_NE(text.find("name=\"src/a b.cpp:2:18\""), std::string::npos) << text;
  EXPECT_NE(text.find("bind it &lt;as&gt; a parameter"), std::string::npos) << text;
  EXPECT_NE(written(writeJunit, {}).find("<testcase classname=\"pgtidy\" name=\"no findings\"/>"), std::string::npos);
}

TEST(Junit, controlCharactersHaveNoPlaceInXml) {
  Results results;
  results.findings = {warning()};
  results.findings[0].message = "a\x01z\xff";
  std::string text = written(writeJunit, results);
  EXPECT_EQ(text.find('\x01'), std::string::npos);
  EXPECT_EQ(text.find('\xff'), std::string::npos);
}

} // namespace
} // namespace pgtidy::report
