#include "findings/fingerprint.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/xxhash.h"

namespace pgtidy::findings {

std::string relativePath(const std::string &file, const std::string &root) {
  llvm::StringRef path(file), folder(root);
  folder = folder.rtrim('/');
  if (folder.empty() || !path.consume_front(folder) || !path.consume_front("/"))
    return file;
  return path.str();
}

static std::string withoutSpace(llvm::StringRef text) {
  std::string kept;
  for (char c : text)
    if (!llvm::isSpace(c))
      kept += c;
  return kept;
}

std::string fingerprint(const Finding &finding, Sources &sources, const std::string &root) {
  std::string line = sources.line(finding.place);
  size_t column = finding.place.column ? finding.place.column - 1 : 0;
  std::string before = withoutSpace(llvm::StringRef(line).take_front(column));
  std::string text = finding.check + '\0' + relativePath(finding.place.file, root) + '\0' + withoutSpace(line) + '\0' +
                     std::to_string(before.size());
  return llvm::utohexstr(llvm::xxh3_64bits(llvm::StringRef(text)), /*LowerCase=*/true, /*Width=*/16);
}

} // namespace pgtidy::findings
