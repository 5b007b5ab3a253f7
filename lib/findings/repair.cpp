#include "findings/fixes.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"

#include <map>

namespace pgtidy::findings {

namespace {

using Edits = std::map<std::pair<std::string, uint32_t>, text::Edit>; ///< by file and offset

bool fits(const text::Edit &edit, Sources &sources) {
  llvm::StringRef contents(sources.contents(edit.file));
  if (edit.offset > contents.size() || edit.length > contents.size() - edit.offset)
    return false;
  return !edit.hash || llvm::xxh3_64bits(contents.substr(edit.offset, edit.length)) == edit.hash;
}

bool crosses(const text::Edit &a, const text::Edit &b) {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

/// Whether `edit` shares bytes with another one than itself.
bool crossesAny(const text::Edit &edit, const Edits &edits) {
  return llvm::any_of(edits, [&](const auto &known) {
    return known.second.file == edit.file && known.second != edit &&
           (crosses(known.second, edit) || known.second.offset == edit.offset);
  });
}

std::string applied(llvm::StringRef contents, const std::vector<const text::Edit *> &edits) {
  std::string result;
  size_t done = 0;
  for (const text::Edit *edit : edits) {
    result += contents.slice(done, edit->offset).str() + edit->replacement;
    done = edit->offset + edit->length;
  }
  return result + contents.drop_front(done).str();
}

} // namespace

Repaired repair(const Results &results, Sources &sources) {
  Repaired repaired;
  Edits taken;
  for (size_t index = 0; index < results.findings.size(); ++index) {
    const Finding &finding = results.findings[index];
    if (finding.fixes.empty())
      continue;
    const std::vector<text::Edit> &edits = finding.fixes.front().edits;
    if (!llvm::all_of(edits, [&](const text::Edit &edit) { return fits(edit, sources); })) {
      repaired.left.push_back({finding.place, "the file has changed since it was read; the fix was not applied"});
    } else if (llvm::any_of(edits, [&](const text::Edit &edit) { return crossesAny(edit, taken); })) {
      repaired.left.push_back({finding.place, "another fix changes the same text; run again to apply this one"});
    } else {
      repaired.fixed.push_back(index);
      for (const text::Edit &edit : edits)
        taken.try_emplace({edit.file, edit.offset}, edit);
    }
  }
  std::map<std::string, std::vector<const text::Edit *>> byFile;
  for (const auto &[place, edit] : taken)
    byFile[edit.file].push_back(&edit);
  for (const auto &[file, edits] : byFile)
    repaired.contents[file] = applied(sources.contents(file), edits);
  return repaired;
}

} // namespace pgtidy::findings
