#include "actions.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Path.h"

namespace pgtidy::lsp {

using llvm::json::Array;
using llvm::json::Object;

/// The finding that a diagnostic shows; null when it is not (any more) one of `results`.
static const findings::Finding *findingOf(const Object &diagnostic, const std::string &path,
                                          const findings::Results &results) {
  const Object *data = diagnostic.getObject("data");
  auto index = data ? data->getInteger("finding") : std::nullopt;
  if (!index || *index < 0 || static_cast<size_t>(*index) >= results.findings.size())
    return nullptr;
  const findings::Finding &finding = results.findings[static_cast<size_t>(*index)];
  bool isSame = finding.place.file == path && diagnostic.getString("message") == llvm::StringRef(finding.message);
  return isSame ? &finding : nullptr;
}

static Position positionOf(llvm::StringRef text, size_t offset, Encoding encoding) {
  llvm::StringRef before = text.take_front(offset);
  size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
  return {static_cast<uint32_t>(before.count('\n')), unitsOf(before.drop_front(lineStart), encoding)};
}

static Object action(const Object &diagnostic, std::string title, Object changes) {
  return Object{{"title", std::move(title)},
                {"kind", "quickfix"},
                {"diagnostics", Array{Object(diagnostic)}},
                {"edit", Object{{"changes", std::move(changes)}}}};
}

static Object fixAction(const Object &diagnostic, const findings::Fix &fix, Encoding encoding, ReadText read) {
  std::map<std::string, Array> edits;
  for (const text::Edit &edit : fix.edits) {
    std::string text = read(edit.file);
    edits[edit.file].push_back(Object{{"range", range(positionOf(text, edit.offset, encoding),
                                                      positionOf(text, edit.offset + edit.length, encoding))},
                                      {"newText", edit.replacement}});
  }
  Object changes;
  for (auto &[file, list] : edits)
    changes[uriOf(file)] = std::move(list);
  Object made = action(diagnostic, fix.title, std::move(changes));
  made["isPreferred"] = true;
  return made;
}

/// Where a suppression may stand: above the call, whose line begins in code; a text may go on over a line's end.
static findings::Place suppressible(const findings::Finding &finding) {
  return finding.call.line && finding.call.file == finding.place.file ? finding.call : finding.place;
}

/// `NOLINTNEXTLINE(check)` in a line of its own above, or one more check in the list that stands there.
static Object suppression(const Object &diagnostic, const findings::Finding &finding, Encoding encoding,
                          ReadText read) {
  findings::Place place = suppressible(finding);
  std::string text = read(place.file);
  llvm::StringRef above = place.line > 1 ? lineOf(text, place.line - 1) : llvm::StringRef();
  llvm::StringRef line = lineOf(text, place.line);
  size_t list = above.find("NOLINTNEXTLINE(");
  size_t end = list == llvm::StringRef::npos ? list : above.find(')', list);
  bool isSql = llvm::sys::path::extension(place.file).equals_insensitive(".sql");
  Position at{place.line - 1, 0};
  std::string comment = line.take_while([](char c) { return c == ' ' || c == '\t'; }).str() +
                        (isSql ? "-- NOLINTNEXTLINE(" : "// NOLINTNEXTLINE(") + finding.check + ")\n";
  if (end != llvm::StringRef::npos) {
    at = {place.line - 2, unitsOf(above.take_front(end), encoding)};
    comment = "," + finding.check;
  }
  return action(diagnostic, "Suppress " + finding.check + " here",
                Object{{uriOf(place.file), Array{Object{{"range", range(at, at)}, {"newText", comment}}}}});
}

static Object explanation(const Object &diagnostic, const findings::Finding &finding) {
  std::string title = "Explain " + finding.check;
  return Object{
      {"title", title},
      {"kind", "quickfix"},
      {"diagnostics", Array{Object(diagnostic)}},
      {"command", Object{{"title", title}, {"command", "pgtidy.explain"}, {"arguments", Array{finding.check}}}}};
}

Array actionsFor(const Array &diagnostics, const std::string &path, const findings::Results &results, Encoding encoding,
                 ReadText read) {
  Array actions;
  for (const llvm::json::Value &value : diagnostics) {
    const Object *diagnostic = value.getAsObject();
    const findings::Finding *finding = diagnostic ? findingOf(*diagnostic, path, results) : nullptr;
    if (!finding)
      continue;
    for (const findings::Fix &fix : finding->fixes)
      actions.push_back(fixAction(*diagnostic, fix, encoding, read));
    if (finding->place.line)
      actions.push_back(suppression(*diagnostic, *finding, encoding, read));
    actions.push_back(explanation(*diagnostic, *finding));
  }
  return actions;
}

} // namespace pgtidy::lsp
