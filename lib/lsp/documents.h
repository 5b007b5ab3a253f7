// The files that the editor has open.
#pragma once

#include "positions.h"

#include "llvm/Support/Error.h"

#include <map>
#include <optional>
#include <string>

namespace pgtidy::lsp {

struct Document {
  std::string uri;
  std::string text;
  int64_t version = 0;
};

/// The open documents by path. Not for several threads at once: the server guards it.
class Documents {
public:
  void open(const std::string &path, Document document) { Open[path] = std::move(document); }
  void close(const std::string &path) { Open.erase(path); }
  /// Applies `changes` (contentChanges of didChange) in their order; an error where one does not fit, and then the
  /// text is as it was.
  llvm::Error change(const std::string &path, int64_t version, const llvm::json::Array &changes, Encoding encoding);
  const Document *find(const std::string &path) const;
  const std::map<std::string, Document> &all() const { return Open; }

private:
  std::map<std::string, Document> Open;
};

/// The path of a `file:` URI; empty for any other.
std::string pathOf(llvm::StringRef uri);
/// The `file:` URI of an absolute path.
std::string uriOf(llvm::StringRef path);

} // namespace pgtidy::lsp
