#include "diagnostics.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::lsp {

static bool isWord(char c) { return llvm::isAlnum(c) || c == '_' || (c & 0x80); }

llvm::json::Value rangeAt(const findings::Place &place, Encoding encoding, ReadText read) {
  if (place.line == 0)
    return range({}, {});
  std::string text = read(place.file);
  llvm::StringRef line = lineOf(text, place.line);
  size_t begin = std::min<size_t>(place.column ? place.column - 1 : 0, line.size());
  size_t end = begin;
  while (end < line.size() && isWord(line[end]))
    ++end;
  if (end == begin && end < line.size())
    ++end;
  uint32_t from = unitsOf(line.take_front(begin), encoding), to = unitsOf(line.take_front(end), encoding);
  return range({place.line - 1, from}, {place.line - 1, to});
}

static llvm::json::Array related(const findings::Finding &finding, Encoding encoding, ReadText read) {
  llvm::json::Array notes;
  for (const findings::Note &note : finding.notes)
    notes.push_back(llvm::json::Object{{"location", llvm::json::Object{{"uri", uriOf(note.place.file)},
                                                                       {"range", rangeAt(note.place, encoding, read)}}},
                                       {"message", note.message}});
  return notes;
}

static llvm::json::Value diagnosticOf(const findings::Finding &finding, size_t index, const Shown &shown,
                                      ReadText read) {
  llvm::json::Object diagnostic{{"range", rangeAt(finding.place, shown.encoding, read)},
                                {"severity", finding.severity == findings::Severity::Error ? 1 : 2},
                                {"code", finding.check},
                                {"source", "pgtidy"},
                                {"message", finding.message},
                                {"data", llvm::json::Object{{"finding", static_cast<int64_t>(index)}}}};
  if (shown.related && !finding.notes.empty())
    diagnostic["relatedInformation"] = related(finding, shown.encoding, read);
  return diagnostic;
}

std::map<std::string, llvm::json::Array> diagnosticsOf(const findings::Results &results, const Shown &shown,
                                                       ReadText read) {
  std::map<std::string, llvm::json::Array> byFile;
  for (size_t index = 0; index < results.findings.size(); ++index)
    byFile[results.findings[index].place.file].push_back(diagnosticOf(results.findings[index], index, shown, read));
  return byFile;
}

} // namespace pgtidy::lsp
