#include "documents.h"

#include "llvm/Support/LSP/Protocol.h"
#include "llvm/Support/Path.h"

namespace pgtidy::lsp {

const Document *Documents::find(const std::string &path) const {
  auto found = Open.find(path);
  return found == Open.end() ? nullptr : &found->second;
}

static llvm::Error apply(const llvm::json::Object &change, Encoding encoding, std::string &text) {
  auto replacement = change.getString("text");
  if (!replacement)
    return llvm::createStringError("a change has no 'text'");
  const llvm::json::Object *range = change.getObject("range");
  if (!range) {
    text = replacement->str();
    return llvm::Error::success();
  }
  Position begin, end;
  if (!read(range->getObject("start"), begin) || !read(range->getObject("end"), end))
    return llvm::createStringError("a change has no valid 'range'");
  size_t from = offsetOf(text, begin, encoding), to = offsetOf(text, end, encoding);
  if (to < from)
    return llvm::createStringError("a change's range ends before it begins");
  text.replace(from, to - from, replacement->str());
  return llvm::Error::success();
}

llvm::Error Documents::change(const std::string &path, int64_t version, const llvm::json::Array &changes,
                              Encoding encoding) {
  auto found = Open.find(path);
  if (found == Open.end())
    return llvm::createStringError("'" + path + "' is not open");
  std::string text = found->second.text;
  for (const llvm::json::Value &change : changes) {
    const llvm::json::Object *object = change.getAsObject();
    if (!object)
      return llvm::createStringError("a change is not an object");
    if (llvm::Error error = apply(*object, encoding, text))
      return error;
  }
  found->second.text = std::move(text);
  found->second.version = version;
  return llvm::Error::success();
}

std::string pathOf(llvm::StringRef uri) {
  if (!uri.starts_with("file:"))
    return {};
  llvm::Expected<llvm::lsp::URIForFile> parsed = llvm::lsp::URIForFile::fromURI(uri);
  if (!parsed) {
    llvm::consumeError(parsed.takeError());
    return {};
  }
  llvm::SmallString<256> path(parsed->file());
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  return path.str().str();
}

std::string uriOf(llvm::StringRef path) {
  llvm::Expected<llvm::lsp::URIForFile> uri = llvm::lsp::URIForFile::fromFile(path);
  if (uri)
    return uri->uri().str();
  llvm::consumeError(uri.takeError());
  return {};
}

} // namespace pgtidy::lsp
