#include "report/report.h"

#include <nlohmann/json.hpp>

namespace pgtidy::report {

namespace {

using Json = nlohmann::ordered_json;

Json place(const findings::Place &place) {
  return {{"file", place.file}, {"line", place.line}, {"column", place.column}};
}

Json note(const findings::Note &note) {
  Json json = place(note.place);
  json["message"] = note.message;
  return json;
}

Json fix(const findings::Fix &fix) {
  Json edits = Json::array();
  for (const text::Edit &edit : fix.edits)
    edits.push_back(
        {{"file", edit.file}, {"offset", edit.offset}, {"length", edit.length}, {"replacement", edit.replacement}});
  return {{"title", fix.title}, {"edits", edits}};
}

template <class Values, class Function> Json array(const Values &values, Function toJson) {
  Json json = Json::array();
  for (const auto &value : values)
    json.push_back(toJson(value));
  return json;
}

Json diagnostic(const findings::Finding &finding) {
  Json json = {{"check", finding.check},
               {"severity", finding.severity == findings::Severity::Error ? "error" : "warning"}};
  json.update(place(finding.place));
  json["message"] = finding.message;
  json["notes"] = array(finding.notes, note);
  json["advice"] = finding.advice;
  json["fixes"] = array(finding.fixes, fix);
  return json;
}

Json summary(const Results &results) {
  size_t errors = 0;
  std::map<std::string, size_t> byCheck;
  for (const findings::Finding &finding : results.findings) {
    errors += finding.severity == findings::Severity::Error;
    ++byCheck[finding.check];
  }
  return {{"units", results.units},
          {"errors", errors},
          {"warnings", results.findings.size() - errors},
          {"suppressed", results.suppressed},
          {"problems", results.problems.size()},
          {"checks", byCheck}};
}

} // namespace

void writeJson(llvm::raw_ostream &out, const Results &results) {
  Json json = {{"version", 1},
               {"diagnostics", array(results.findings, diagnostic)},
               {"problems", array(results.problems,
                                  [](const findings::Problem &problem) {
                                    Json json = place(problem.place);
                                    json["message"] = problem.message;
                                    return json;
                                  })},
               {"summary", summary(results)}};
  // Paths and source text may hold bytes that are not UTF-8; they are shown as U+FFFD.
  out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

} // namespace pgtidy::report
