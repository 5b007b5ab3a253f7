#include "report/report.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"

namespace pgtidy::report {

namespace {

using llvm::raw_ostream;

constexpr size_t longestExcerpt = 200; ///< bytes

bool continuesCharacter(char c) { return (c & 0xC0) == 0x80; }

/// The part of a long line around byte `at`, and how many bytes of it stand before that byte.
std::pair<std::string, size_t> windowOf(const std::string &line, size_t at) {
  at = std::min(at, line.size());
  if (line.size() <= longestExcerpt)
    return {line, at};
  size_t begin = at > longestExcerpt / 2 ? at - longestExcerpt / 2 : 0;
  size_t end = std::min(begin + longestExcerpt, line.size());
  while (begin < at && continuesCharacter(line[begin]))
    ++begin;
  while (end < line.size() && continuesCharacter(line[end]))
    ++end;
  std::string left = begin ? "… " : "", right = end < line.size() ? " …" : "";
  return {left + line.substr(begin, end - begin) + right, left.size() + at - begin};
}

class TextWriter {
public:
  TextWriter(raw_ostream &out, const Results &results, const ReadFile &readFile, const TextOptions &options)
      : Out(out), Results_(results), Read(readFile), Options(options) {}

  void write(const findings::Finding &finding) {
    bool isError = finding.severity == findings::Severity::Error;
    line(finding.place, isError ? "error" : "warning", isError ? raw_ostream::RED : raw_ostream::MAGENTA,
         finding.message + " [" + finding.check + "]");
    excerpt(finding.place);
    for (const findings::Note &note : finding.notes) {
      line(note.place, "note", raw_ostream::CYAN, note.message);
      excerpt(note.place);
    }
    advice(finding.advice);
  }

private:
  void line(const findings::Place &place, llvm::StringRef kind, raw_ostream::Colors color, llvm::StringRef message) {
    paint(raw_ostream::SAVEDCOLOR, true);
    Out << place.file << ':';
    if (place.line)
      Out << place.line << ':' << place.column << ':';
    Out << ' ';
    paint(color, true);
    Out << kind << ": ";
    reset();
    paint(raw_ostream::SAVEDCOLOR, true);
    Out << message << '\n';
    reset();
  }

  void excerpt(const findings::Place &place) {
    if (place.line == 0)
      return;
    std::string shown = visibleLine(contents(place.file), place.file, place.line, Results_.secrets);
    if (shown.empty())
      return;
    auto [window, before] = windowOf(shown, place.column ? place.column - 1 : 0);
    Out << window << '\n';
    for (char c : llvm::StringRef(window).take_front(before))
      if ((c & 0xC0) != 0x80) // one column for each UTF-8 character
        Out << (c == '\t' ? '\t' : ' ');
    paint(raw_ostream::GREEN, true);
    Out << "^\n";
    reset();
  }

  /// The same advice is given once.
  void advice(llvm::StringRef text) {
    if (!Given.insert(text).second)
      return;
    llvm::SmallVector<llvm::StringRef> lines;
    text.split(lines, '\n', -1, /*KeepEmpty=*/true);
    while (!lines.empty() && lines.back().trim().empty())
      lines.pop_back();
    for (llvm::StringRef each : lines)
      Out << "  " << each << '\n';
  }

  const std::string &contents(const std::string &file) {
    auto [entry, isNew] = Files.try_emplace(file);
    if (isNew)
      entry->second = Read(file);
    return entry->second;
  }

  void paint(raw_ostream::Colors color, bool bold) {
    if (Options.colors)
      Out.changeColor(color, bold);
  }
  void reset() {
    if (Options.colors)
      Out.resetColor();
  }

  raw_ostream &Out;
  const Results &Results_;
  const ReadFile &Read;
  const TextOptions &Options;
  llvm::StringMap<std::string> Files;
  llvm::StringSet<> Given;
};

std::string counted(size_t count, llvm::StringRef what) {
  return (llvm::Twine(count) + " " + what + (count == 1 ? "" : "s")).str();
}

void writeSummary(raw_ostream &out, const Results &results) {
  size_t errors = llvm::count_if(results.findings,
                                 [](const auto &finding) { return finding.severity == findings::Severity::Error; });
  out << counted(errors, "error") << ", " << counted(results.findings.size() - errors, "warning");
  if (results.suppressed)
    out << ", " << results.suppressed << " suppressed";
  out << " in " << counted(results.units, "translation unit") << '\n';
}

} // namespace

void writeText(raw_ostream &out, const Results &results, const ReadFile &readFile, const TextOptions &options) {
  out.enable_colors(options.colors);
  TextWriter writer(out, results, readFile, options);
  for (const findings::Finding &finding : results.findings)
    writer.write(finding);
  if (options.summary)
    writeSummary(out, results);
}

} // namespace pgtidy::report
