#include "paths.h"
#include "sarif_rules.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::report {

namespace {

/// GitHub refuses a run with more.
constexpr size_t mostResults = 25000;

class Writer {
public:
  explicit Writer(const Report &report) : Whole(report) {
    for (size_t index = 0; index < report.rules.size(); ++index)
      Indices[report.rules[index].name] = index;
  }

  Json run() {
    Json results = Json::array();
    for (const auto &[finding, suppression] : ordered())
      if (results.size() < mostResults)
        results.push_back(result(*finding, suppression));
    Json run = {
        {"tool", {{"driver", driver(Whole)}}},
        {"columnKind", "unicodeCodePoints"},
        {"originalUriBaseIds", {{"%SRCROOT%", {{"description", {{"text", "The root of the project's sources."}}}}}}},
        {"invocations", Json::array({invocation()})},
        {"results", std::move(results)}};
    if (Json taxonomy = cweTaxonomy(Whole); !taxonomy.is_null())
      run["taxonomies"] = Json::array({std::move(taxonomy)});
    return run;
  }

private:
  using Entry = std::pair<const findings::Finding *, const char *>;

  /// Errors first, so that a limit cuts warnings; what was suppressed last.
  std::vector<Entry> ordered() const {
    std::vector<Entry> entries;
    for (findings::Severity severity : {findings::Severity::Error, findings::Severity::Warning})
      for (const findings::Finding &finding : Whole.results.findings)
        if (finding.severity == severity)
          entries.emplace_back(&finding, nullptr);
    for (const findings::HiddenFinding &hidden : Whole.results.hidden)
      entries.emplace_back(&hidden.finding, hidden.by == findings::HiddenBy::Comment ? "inSource" : "external");
    return entries;
  }

  Json physicalLocation(const findings::Place &place) const {
    Json artifact = {{"uri", uriOf(Whole, place.file)}};
    if (!llvm::StringRef(artifact["uri"].get_ref<const std::string &>()).starts_with("file:"))
      artifact["uriBaseId"] = "%SRCROOT%";
    Json location = {{"artifactLocation", std::move(artifact)}};
    // Code scanning wants a line; a finding about a whole file stands at its first.
    Json region = {{"startLine", std::max(place.line, 1u)}};
    if (uint32_t column = codePointColumn(Whole, place))
      region["startColumn"] = column;
    location["region"] = std::move(region);
    if (std::string line = Whole.sources.line(place); !line.empty())
      location["contextRegion"] = {{"startLine", place.line}, {"snippet", {{"text", line}}}};
    return location;
  }

  Json location(const findings::Place &place, const std::string &message) const {
    return {{"physicalLocation", physicalLocation(place)}, {"message", {{"text", message}}}};
  }

  Json result(const findings::Finding &finding, const char *suppression) {
    std::string text = finding.message;
    if (!finding.advice.empty())
      text += "\n\n" + finding.advice;
    Json result = {{"ruleId", finding.check},
                   {"level", word(finding.severity).str()},
                   {"message", {{"text", text}}},
                   {"locations", Json::array({Json{{"physicalLocation", physicalLocation(finding.place)}}})},
                   {"partialFingerprints", {{"pgtidyFinding/v1", Fingerprints.of(Whole, finding)}}}};
    if (auto index = Indices.find(finding.check); index != Indices.end())
      result["ruleIndex"] = index->second;
    if (!finding.notes.empty())
      addWay(finding, result);
    if (!finding.fixes.empty())
      result["fixes"] = fixes(finding);
    if (suppression)
      result["suppressions"] = Json::array({Json{{"kind", suppression}}});
    return result;
  }

  /// The notes, and as a flow: from the text through the wrappers to the database.
  void addWay(const findings::Finding &finding, Json &result) const {
    Json related = Json::array(), steps = Json::array();
    steps.push_back({{"location", location(finding.place, "found here")}});
    for (const findings::Note &note : finding.notes) {
      Json where = location(note.place, note.message);
      steps.push_back({{"location", where}});
      where["id"] = related.size() + 1;
      related.push_back(std::move(where));
    }
    result["relatedLocations"] = std::move(related);
    result["codeFlows"] = Json::array({Json{{"threadFlows", Json::array({Json{{"locations", std::move(steps)}}})}}});
  }

  Json fixes(const findings::Finding &finding) const {
    Json fixes = Json::array();
    for (const findings::Fix &fix : finding.fixes) {
      Json changes = Json::array();
      for (const text::Edit &edit : fix.edits) {
        Json replacement = {{"deletedRegion", {{"byteOffset", edit.offset}, {"byteLength", edit.length}}},
                            {"insertedContent", {{"text", edit.replacement}}}};
        changes.push_back({{"artifactLocation", {{"uri", uriOf(Whole, edit.file)}, {"uriBaseId", "%SRCROOT%"}}},
                           {"replacements", Json::array({std::move(replacement)})}});
      }
      fixes.push_back({{"description", {{"text", fix.title}}}, {"artifactChanges", std::move(changes)}});
    }
    return fixes;
  }

  Json invocation() const {
    Json notifications = Json::array();
    auto add = [&](const findings::Problem &problem, const char *level) {
      Json notification = {{"level", level}, {"message", {{"text", problem.message}}}};
      if (!problem.place.file.empty())
        notification["locations"] = Json::array({Json{{"physicalLocation", physicalLocation(problem.place)}}});
      notifications.push_back(std::move(notification));
    };
    for (const findings::Problem &problem : Whole.results.problems)
      add(problem, "warning");
    for (const findings::Problem &failure : Whole.results.failures)
      add(failure, "error");
    size_t total = Whole.results.findings.size() + Whole.results.hidden.size();
    if (total > mostResults)
      add({{},
           std::to_string(total - mostResults) + " results are left out: code scanning takes no more than " +
               std::to_string(mostResults)},
          "warning");
    return {{"executionSuccessful", Whole.results.failures.empty()},
            {"toolExecutionNotifications", std::move(notifications)}};
  }

  const Report &Whole;
  std::map<std::string, size_t> Indices;
  UniqueFingerprints Fingerprints;
};

} // namespace

void writeSarif(llvm::raw_ostream &out, const Report &report) {
  Json json = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
               {"version", "2.1.0"},
               {"runs", Json::array({Writer(report).run()})}};
  out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

} // namespace pgtidy::report
