#include "html.h"

#include "markup.h"
#include "paths.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::report {

static std::string counted(size_t count, llvm::StringRef what) {
  return std::to_string(count) + " " + what.str() + (count == 1 ? "" : "s");
}

std::string htmlPlace(const Report &report, const findings::Place &place) {
  if (place.file.empty())
    return {};
  std::string text = shownPath(report, place.file);
  if (place.line)
    text += ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
  return "<span class=\"place\">" + markup(text) + "</span>";
}

static void writeTile(llvm::raw_ostream &out, size_t number, llvm::StringRef what, llvm::StringRef kind) {
  out << "<li class=\"tile " << (number ? kind : "none") << "\"><b>" << number << "</b> " << what << "</li>\n";
}

static size_t openUses(const Results &results) {
  size_t open = 0;
  for (const findings::Statement &statement : results.statements)
    open += llvm::any_of(statement.tables, [](auto &use) { return use.scope != findings::Scope::Scoped; });
  return open;
}

static void writeHeader(llvm::raw_ostream &out, const Report &report) {
  const Results &results = report.results;
  size_t errors =
      llvm::count_if(results.findings, [](auto &finding) { return finding.severity == findings::Severity::Error; });
  out << "<header>\n<h1>pgtidy</h1>\n<p class=\"lead\">" << counted(results.units, "translation unit") << ", "
      << counted(results.statements.size(), "statement") << ", " << counted(results.connections.size(), "connection")
      << " read";
  if (!results.hidden.empty())
    out << "; " << counted(results.hidden.size(), "finding") << " suppressed or in the baseline";
  out << ".</p>\n<ul class=\"tiles\">\n";
  writeTile(out, errors, errors == 1 ? "error" : "errors", "error");
  writeTile(out, results.findings.size() - errors, "warnings", "warning");
  writeTile(out, openUses(results), "statements not tied to one user", "error");
  writeTile(out, results.problems.size() + results.failures.size(), "problems while reading", "warning");
  out << "</ul>\n<nav aria-label=\"Sections\"><a href=\"#findings\">Findings</a> <a href=\"#map\">Isolation map</a> "
         "<a href=\"#connections\">Connections</a> <a href=\"#problems\">Problems</a></nav>\n</header>\n";
}

static void writeProblems(llvm::raw_ostream &out, const Report &report) {
  out << "<section id=\"problems\" aria-labelledby=\"problems-title\">\n<h2 id=\"problems-title\">Problems while "
         "reading</h2>\n";
  if (report.results.problems.empty() && report.results.failures.empty())
    out << "<p class=\"good\">Everything could be read.</p>\n";
  else
    out << "<ul class=\"problems\">\n";
  for (const auto *problems : {&report.results.failures, &report.results.problems})
    for (const findings::Problem &problem : *problems)
      out << "<li>" << htmlPlace(report, problem.place) << " " << markup(problem.message) << "</li>\n";
  if (!report.results.problems.empty() || !report.results.failures.empty())
    out << "</ul>\n";
  out << "</section>\n";
}

void writeHtml(llvm::raw_ostream &out, const Report &report) {
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
         "script-src 'unsafe-inline'\">\n<title>pgtidy: "
      << counted(report.results.findings.size(), "finding") << "</title>\n<style>" << htmlStyle()
      << "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n";
  writeHeader(out, report);
  out << "<main>\n";
  writeHtmlFindings(out, report);
  writeHtmlMap(out, report);
  writeHtmlConnections(out, report);
  writeProblems(out, report);
  out << "</main>\n<footer>pgtidy " << markup(report.version) << "</footer>\n<script>" << htmlScript()
      << "</script>\n</body>\n</html>\n";
}

} // namespace pgtidy::report
