#include "html.h"
#include "markup.h"
#include "paths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <map>

namespace pgtidy::report {

namespace {

using findings::Finding;
using findings::Severity;

constexpr uint32_t linesAround = 2;

/// "isolation" as a heading.
std::string titleOf(llvm::StringRef area) {
  static const std::map<llvm::StringRef, const char *> titles = {{"connection", "Connections"},
                                                                 {"isolation", "Isolation of users"},
                                                                 {"orm", "Round the data layer"},
                                                                 {"sql", "SQL"},
                                                                 {"rls", "Row-level security"},
                                                                 {"auth", "Authentication"},
                                                                 {"schema", "Schema"},
                                                                 {"migration", "Migrations"},
                                                                 {"env", "Environment"},
                                                                 {"nolint", "Suppressions"}};
  auto found = titles.find(area);
  return found == titles.end() ? area.str() : found->second;
}

class Writer {
public:
  Writer(llvm::raw_ostream &out, const Report &report) : Out(out), Whole(report) {}

  void write() {
    Out << "<section id=\"findings\" aria-labelledby=\"findings-title\">\n<h2 id=\"findings-title\">Findings</h2>\n";
    if (Whole.results.findings.empty())
      Out << "<p class=\"good\">Nothing was found.</p>\n";
    else
      controls();
    std::map<std::string, std::vector<const Finding *>> areas;
    for (Severity severity : {Severity::Error, Severity::Warning})
      for (const Finding &finding : Whole.results.findings)
        if (finding.severity == severity)
          areas[areaOf(finding.check).str()].push_back(&finding);
    for (auto &[area, findings] : areas)
      writeArea(area, findings);
    Out << "</section>\n";
  }

private:
  void controls() {
    Out << "<form class=\"controls\" role=\"search\" hidden><label>Show <input type=\"search\" id=\"filter\" "
           "placeholder=\"file, table, check\" autocomplete=\"off\"></label> <label><input type=\"checkbox\" "
           "id=\"only-errors\"> errors only</label> <output id=\"shown\" aria-live=\"polite\"></output></form>\n";
  }

  void writeArea(const std::string &area, const std::vector<const Finding *> &findings) {
    Out << "<section class=\"area\" aria-labelledby=\"area-" << markup(area) << "\">\n<h3 id=\"area-" << markup(area)
        << "\">" << markup(titleOf(area)) << " <span class=\"count\">" << findings.size() << "</span></h3>\n";
    for (const Finding *finding : findings)
      writeFinding(*finding);
    Out << "</section>\n";
  }

  void writeFinding(const Finding &finding) {
    llvm::StringRef severity = word(finding.severity);
    Out << "<article class=\"finding " << severity << "\">\n<h4><span class=\"badge " << severity << "\">" << severity
        << "</span> " << prose(finding.message) << "</h4>\n<p class=\"meta\">" << htmlPlace(Whole, finding.place)
        << " <code>" << markup(finding.check) << "</code></p>\n";
    excerpt(finding.place, linesAround);
    if (!finding.notes.empty())
      notes(finding);
    if (!finding.advice.empty())
      Out << "<details open><summary>What to do</summary><pre class=\"advice\">" << markup(finding.advice)
          << "</pre></details>\n";
    Out << "</article>\n";
  }

  void notes(const Finding &finding) {
    Out << "<details><summary>The way to the database, " << finding.notes.size()
        << (finding.notes.size() == 1 ? " step" : " steps") << "</summary><ol class=\"notes\">\n";
    for (const findings::Note &note : finding.notes) {
      Out << "<li>" << prose(note.message) << " " << htmlPlace(Whole, note.place) << "\n";
      excerpt(note.place, 0);
      Out << "</li>\n";
    }
    Out << "</ol></details>\n";
  }

  /// The line with its neighbours; the byte at fault is marked.
  void excerpt(const findings::Place &place, uint32_t around) {
    if (Whole.sources.line(place).empty())
      return;
    Out << "<pre class=\"source\">";
    for (uint32_t line = place.line > around ? place.line - around : 1; line <= place.line + around; ++line) {
      std::string text = Whole.sources.line(place.file, line);
      bool isLine = line == place.line;
      if (text.empty() && line > place.line)
        continue;
      Out << "<span class=\"row" << (isLine ? " hit" : "") << "\"><span class=\"number\">" << line << "</span>";
      if (isLine)
        marked(text, place.column);
      else
        Out << markup(text);
      Out << "</span>"; // the rows are blocks: a line end here would show as an empty line
    }
    Out << "</pre>\n";
  }

  void marked(llvm::StringRef text, uint32_t column) {
    size_t begin = std::min<size_t>(column ? column - 1 : 0, text.size());
    size_t end = begin;
    while (end < text.size() && (llvm::isAlnum(text[end]) || text[end] == '_' || text[end] == '*' || text[end] & 0x80))
      ++end;
    if (end == begin && end < text.size())
      ++end;
    Out << markup(text.take_front(begin)) << "<mark>" << markup(text.slice(begin, end)) << "</mark>"
        << markup(text.drop_front(end));
  }

  llvm::raw_ostream &Out;
  const Report &Whole;
};

} // namespace

void writeHtmlFindings(llvm::raw_ostream &out, const Report &report) { Writer(out, report).write(); }

} // namespace pgtidy::report
