#include "html.h"
#include "markup.h"

#include <map>

namespace pgtidy::report {

namespace {

using findings::Scope;
using findings::Statement;
using findings::TableUse;

struct Row {
  const Statement *statement;
  const TableUse *use;
};

const char *sayingOf(Scope scope) {
  switch (scope) {
  case Scope::Scoped:
    return "scoped";
  case Scope::Constant:
    return "one fixed user";
  case Scope::Open:
    return "not scoped";
  case Scope::OwnershipChange:
    return "changes owner";
  case Scope::Undecided:
    return "undecided";
  }
  return "";
}

const char *kindOf(Scope scope) {
  return scope == Scope::Scoped                                    ? "fine"
         : scope == Scope::Open || scope == Scope::OwnershipChange ? "error"
                                                                   : "warning";
}

void writeRow(llvm::raw_ostream &out, const Report &report, const Row &row) {
  const TableUse &use = *row.use;
  out << "<tr class=\"" << kindOf(use.scope) << "\"><td>" << markup(use.operation) << "</td><td><span class=\"badge "
      << kindOf(use.scope) << "\">" << sayingOf(use.scope) << "</span></td><td>";
  if (!use.principal.empty())
    out << "<code>" << markup(use.principal) << "</code>";
  else if (!use.reason.empty())
    out << prose(use.reason);
  if (!use.remedy.empty())
    out << "<br>add <code>" << markup(use.remedy) << "</code>";
  out << "</td><td><code class=\"sql\">" << markup(row.statement->text) << "</code><br>"
      << htmlPlace(report, row.statement->place) << "</td></tr>\n";
}

void writeTable(llvm::raw_ostream &out, const Report &report, const std::string &name, const std::vector<Row> &rows) {
  size_t scoped = 0;
  for (const Row &row : rows)
    scoped += row.use->scope == Scope::Scoped;
  out << "<details class=\"table\"" << (scoped == rows.size() ? "" : " open") << "><summary><b>" << markup(name)
      << "</b> <span class=\"owner\">" << markup(rows.front().use->owner) << "</span> <span class=\"count "
      << (scoped == rows.size() ? "fine" : "error") << "\">" << scoped << " of " << rows.size()
      << " scoped</span></summary>\n<div class=\"scroll\"><table><caption>How each use of " << markup(name)
      << " is tied to one user</caption>\n<thead><tr><th scope=\"col\">Use</th><th scope=\"col\">Verdict</th>"
         "<th scope=\"col\">By</th><th scope=\"col\">Statement</th></tr></thead>\n<tbody>\n";
  for (const Row &row : rows)
    writeRow(out, report, row);
  out << "</tbody></table></div></details>\n";
}

} // namespace

void writeHtmlMap(llvm::raw_ostream &out, const Report &report) {
  std::map<std::string, std::vector<Row>> tables;
  for (bool scoped : {false, true}) // what needs a look comes first
    for (const Statement &statement : report.results.statements)
      for (const TableUse &use : statement.tables)
        if ((use.scope == Scope::Scoped) == scoped)
          tables[use.table].push_back({&statement, &use});
  out << "<section id=\"map\" aria-labelledby=\"map-title\">\n<h2 id=\"map-title\">Isolation map</h2>\n"
         "<p>Every user-owned table that the program uses, and whether each statement is tied to one user.</p>\n";
  if (tables.empty())
    out << "<p>No statement uses a table that belongs to users.</p>\n";
  for (const auto &[name, rows] : tables)
    writeTable(out, report, name, rows);
  out << "</section>\n";
}

void writeHtmlConnections(llvm::raw_ostream &out, const Report &report) {
  out << "<section id=\"connections\" aria-labelledby=\"connections-title\">\n<h2 "
         "id=\"connections-title\">Connections</h2>\n";
  if (report.results.connections.empty())
    out << "<p>The program opens no connection that could be seen.</p>\n</section>\n";
  if (report.results.connections.empty())
    return;
  out << "<div class=\"scroll\"><table><caption>Where the program connects</caption>\n<thead><tr><th "
         "scope=\"col\">Place</th><th scope=\"col\">Function</th><th scope=\"col\">Written in the program</th></tr>"
         "</thead>\n<tbody>\n";
  for (const findings::Connection &connection : report.results.connections) {
    out << "<tr><td>" << htmlPlace(report, connection.place) << "</td><td><code>" << markup(connection.function)
        << "</code></td><td>" << (connection.written.empty() ? "nothing" : "");
    for (const std::string &keyword : connection.written)
      out << "<span class=\"badge warning\">" << markup(keyword) << "</span> ";
    out << "</td></tr>\n";
  }
  out << "</tbody></table></div>\n</section>\n";
}

} // namespace pgtidy::report
