#include "html.h"
#include "markup.h"
#include "report/audit.h"

#include "findings/redact.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace pgtidy::report {

namespace {

using findings::Audit;
using findings::AuditItem;
using findings::AuditStatus;

constexpr size_t MostPlaces = 5;

/// How a status is drawn, in the classes of the reports' style sheet.
llvm::StringRef lookOf(const AuditItem &item) {
  if (item.status == AuditStatus::Failed)
    return item.severity == findings::Severity::Error ? "error" : "warning";
  return item.status == AuditStatus::Passed ? "fine" : "";
}

/// "not-decidable", as a section's id.
std::string idOf(AuditStatus status) {
  std::string id = nameOf(status);
  std::replace(id.begin(), id.end(), ' ', '-');
  return id;
}

size_t countOf(const Audit &audit, AuditStatus status) {
  return static_cast<size_t>(llvm::count_if(audit.items, [&](const AuditItem &item) { return item.status == status; }));
}

void writePlaces(llvm::raw_ostream &out, const AuditItem &item) {
  if (item.findings.empty())
    return;
  out << "<ul class=\"problems\">\n";
  for (const findings::Finding &finding : llvm::ArrayRef(item.findings).take_front(MostPlaces))
    out << "<li><span class=\"place\">" << markup(finding.place.file) << ":" << finding.place.line << "</span> "
        << prose(findings::redact(finding.message)) << "</li>\n";
  if (item.findings.size() > MostPlaces)
    out << "<li>and " << item.findings.size() - MostPlaces << " more</li>\n";
  out << "</ul>\n";
}

void writeItem(llvm::raw_ostream &out, const AuditItem &item) {
  const llvm::StringRef look = lookOf(item);
  out << "<article class=\"finding " << look << "\">\n<h4><span class=\"badge " << look << "\">" << markup(item.area)
      << "</span> " << prose(item.title) << "</h4>\n";
  if (!item.check.empty() || !item.why.empty())
    out << "<p class=\"meta\">" << prose(item.why) << (item.why.empty() || item.check.empty() ? "" : " ")
        << (item.check.empty() ? "" : "<code>" + markup(item.check) + "</code>") << "</p>\n";
  writePlaces(out, item);
  if (!item.next.empty())
    out << "<details open><summary>Next</summary><pre class=\"advice\">" << markup(findings::redact(item.next))
        << "</pre></details>\n";
  out << "</article>\n";
}

void writeTiles(llvm::raw_ostream &out, const Audit &audit) {
  out << "<ul class=\"tiles\">\n";
  for (AuditStatus status : allAuditStatuses) {
    const size_t count = countOf(audit, status);
    llvm::StringRef look = count && status == AuditStatus::Failed ? "error" : count ? "" : "none";
    out << "<li class=\"tile " << look << "\"><b>" << count << "</b> <a href=\"#" << idOf(status) << "\">"
        << nameOf(status) << "</a></li>\n";
  }
  out << "</ul>\n";
}

} // namespace

void writeAuditHtml(llvm::raw_ostream &out, const Audit &audit, llvm::StringRef version) {
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
         "<title>pgtidy audit: "
      << countOf(audit, AuditStatus::Failed) << " failed</title>\n<style>" << htmlStyle()
      << "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#review\">Skip to the review</a>\n<header>\n"
         "<h1>pgtidy audit</h1>\n<p class=\"lead\">What was looked at, by risk, and what to do next.</p>\n";
  writeTiles(out, audit);
  out << "</header>\n<main id=\"review\">\n";
  for (AuditStatus status : allAuditStatuses) {
    if (!countOf(audit, status))
      continue;
    out << "<section id=\"" << idOf(status) << "\" aria-labelledby=\"" << idOf(status) << "-title\">\n<h2 id=\""
        << idOf(status) << "-title\">" << nameOf(status) << " <span class=\"count\">" << countOf(audit, status)
        << "</span></h2>\n";
    for (const AuditItem &item : audit.items)
      if (item.status == status)
        writeItem(out, item);
    out << "</section>\n";
  }
  out << "</main>\n<footer>pgtidy " << markup(version) << "</footer>\n</body>\n</html>\n";
}

} // namespace pgtidy::report
