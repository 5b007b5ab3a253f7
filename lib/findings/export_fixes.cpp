#include "findings/fixes.h"

#include "text/line_index.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::findings {

namespace {

/// A double-quoted YAML scalar.
std::string scalar(llvm::StringRef text) {
  std::string quoted = "\"";
  for (char c : text)
    switch (c) {
    case '"':
    case '\\':
      quoted += {'\\', c};
      break;
    case '\n':
      quoted += "\\n";
      break;
    case '\t':
      quoted += "\\t";
      break;
    default:
      if (static_cast<unsigned char>(c) < 0x20)
        quoted += "\\x" + llvm::utohexstr(static_cast<unsigned char>(c), false, 2);
      else
        quoted += c;
    }
  return quoted + "\"";
}

class Writer {
public:
  explicit Writer(Sources &sources) : Files(sources) {}

  std::string diagnostic(const Finding &finding, const std::string &buildFolder) {
    static const std::vector<text::Edit> none;
    std::string text =
        "  - DiagnosticName: " + scalar(finding.check) + "\n    DiagnosticMessage:\n" +
        message("      ", finding.message, finding.place, finding.fixes.empty() ? none : finding.fixes.front().edits);
    if (!finding.notes.empty()) {
      text += "    Notes:\n";
      for (const Note &note : finding.notes) {
        std::string lines = message("        ", note.message, note.place, none);
        text += "      - " + lines.substr(8);
      }
    }
    return text + "    Level: " + (finding.severity == Severity::Error ? "Error" : "Warning") +
           "\n    BuildDirectory: " + scalar(buildFolder) + "\n";
  }

private:
  std::string message(const std::string &indent, llvm::StringRef what, const Place &place,
                      const std::vector<text::Edit> &edits) {
    std::string text = indent + "Message: " + scalar(what) + "\n" + indent + "FilePath: " + scalar(place.file) + "\n" +
                       indent + "FileOffset: " + std::to_string(offsetOf(place)) + "\n" + indent +
                       "Replacements:" + (edits.empty() ? " []" : "") + "\n";
    for (const text::Edit &edit : edits)
      text += indent + "  - FilePath: " + scalar(edit.file) + "\n" + indent +
              "    Offset: " + std::to_string(edit.offset) + "\n" + indent +
              "    Length: " + std::to_string(edit.length) + "\n" + indent +
              "    ReplacementText: " + scalar(edit.replacement) + "\n";
    return text;
  }

  uint32_t offsetOf(const Place &place) {
    if (place.line == 0)
      return 0;
    return text::LineIndex(Files.contents(place.file)).lineStart(place.line) + (place.column ? place.column - 1 : 0);
  }

  Sources &Files;
};

} // namespace

std::string exportFixes(const Results &results, Sources &sources, const std::string &buildFolder) {
  Writer writer(sources);
  std::string text =
      "---\nMainSourceFile: ''\nDiagnostics:" + std::string(results.findings.empty() ? " []" : "") + "\n";
  for (const Finding &finding : results.findings)
    text += writer.diagnostic(finding, buildFolder);
  return text + "...\n";
}

} // namespace pgtidy::findings
