#include "findings/line_filter.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

namespace pgtidy::findings {

static bool isFile(llvm::StringRef path, llvm::StringRef name) {
  if (!path.ends_with(name))
    return false;
  llvm::StringRef before = path.drop_back(name.size());
  return before.empty() || before.ends_with("/") || name.starts_with("/");
}

bool LineFilter::has(const Place &place) const {
  return llvm::any_of(files, [&](const FileLines &file) {
    if (!isFile(place.file, file.name))
      return false;
    return file.everyLine || llvm::any_of(file.lines, [&](const std::pair<uint32_t, uint32_t> &range) {
             return range.first <= place.line && place.line <= range.second;
           });
  });
}

static llvm::Expected<FileLines> readFile(const llvm::json::Value &value) {
  const llvm::json::Object *object = value.getAsObject();
  std::optional<llvm::StringRef> name = object ? object->getString("name") : std::nullopt;
  if (!name || name->empty())
    return llvm::createStringError("each entry needs a \"name\"");
  FileLines file{name->str(), {}, !object->get("lines")};
  const llvm::json::Array *lines = object->getArray("lines");
  if (!lines && !file.everyLine)
    return llvm::createStringError("\"lines\" of '" + *name + "' must be an array of [first, last]");
  for (const llvm::json::Value &range : file.everyLine ? llvm::json::Array() : *lines) {
    const llvm::json::Array *pair = range.getAsArray();
    if (!pair || pair->size() != 2 || !(*pair)[0].getAsUINT64() || !(*pair)[1].getAsUINT64())
      return llvm::createStringError("\"lines\" of '" + *name + "' must be an array of [first, last]");
    file.lines.emplace_back(*(*pair)[0].getAsUINT64(), *(*pair)[1].getAsUINT64());
  }
  return file;
}

llvm::Expected<LineFilter> parseLineFilter(llvm::StringRef json) {
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(json);
  if (!value)
    return value.takeError();
  const llvm::json::Array *entries = value->getAsArray();
  if (!entries)
    return llvm::createStringError("must be an array such as [{\"name\":\"a.cpp\",\"lines\":[[1,3]]}]");
  LineFilter filter;
  for (const llvm::json::Value &entry : *entries) {
    llvm::Expected<FileLines> file = readFile(entry);
    if (!file)
      return file.takeError();
    filter.files.push_back(std::move(*file));
  }
  return filter;
}

void keepLines(Results &results, const LineFilter &filter, bool waysCount) {
  auto isShown = [&](const Finding &finding) {
    if (filter.has(finding.place))
      return true;
    return waysCount && (filter.has(finding.call) ||
                         llvm::any_of(finding.notes, [&](const Note &note) { return filter.has(note.place); }));
  };
  llvm::erase_if(results.findings, [&](const Finding &finding) { return !isShown(finding); });
  llvm::erase_if(results.hidden, [&](const HiddenFinding &hidden) { return !isShown(hidden.finding); });
}

} // namespace pgtidy::findings
