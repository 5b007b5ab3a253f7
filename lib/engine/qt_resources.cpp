#include "qt_resources.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

namespace pgtidy::engine {

namespace {

namespace path = llvm::sys::path;
using llvm::StringRef;

/// The value of an attribute of `<file alias="x">`; "" where it has none.
StringRef attribute(StringRef tag, StringRef name) {
  for (size_t at = tag.find(name); at != StringRef::npos; at = tag.find(name, at + 1)) {
    StringRef rest = tag.substr(at + name.size()).ltrim();
    const bool isWord = at > 0 && !llvm::isSpace(tag[at - 1]);
    if (isWord || !rest.consume_front("="))
      continue;
    rest = rest.ltrim();
    const char quote = rest.empty() ? '\0' : rest.front();
    if (quote == '"' || quote == '\'')
      return rest.drop_front().take_until([&](char c) { return c == quote; });
  }
  return "";
}

std::string nameOf(StringRef prefix, StringRef name) {
  llvm::SmallString<128> whole("/");
  path::append(whole, path::Style::posix, prefix.ltrim('/'), name.ltrim('/'));
  path::remove_dots(whole, /*remove_dot_dot=*/true, path::Style::posix);
  return whole.str().str();
}

std::string fileOf(StringRef collection, StringRef file) {
  llvm::SmallString<128> whole(path::parent_path(collection));
  path::append(whole, file);
  path::remove_dots(whole, /*remove_dot_dot=*/true);
  return whole.str().str();
}

bool isNamed(StringRef tag, StringRef name) {
  return tag.consume_front(name) && (tag.empty() || llvm::isSpace(tag.front()));
}

} // namespace

std::vector<Resource> resourcesIn(StringRef bytes, StringRef collection) {
  std::vector<Resource> resources;
  StringRef prefix;
  for (size_t open = bytes.find('<'); open != StringRef::npos; open = bytes.find('<', open + 1)) {
    if (bytes.substr(open).starts_with("<!--")) {
      open = std::min(bytes.find("-->", open), bytes.size() - 1);
      continue;
    }
    const StringRef tag = bytes.substr(open + 1).take_until([](char c) { return c == '>'; });
    if (isNamed(tag, "qresource"))
      prefix = attribute(tag, "prefix");
    if (!isNamed(tag, "file"))
      continue;
    const StringRef file = bytes.substr(open + 2 + tag.size()).take_until([](char c) { return c == '<'; });
    const StringRef alias = attribute(tag, "alias");
    if (!file.trim().empty())
      resources.push_back({nameOf(prefix, alias.empty() ? file.trim() : alias), fileOf(collection, file.trim())});
  }
  return resources;
}

} // namespace pgtidy::engine
