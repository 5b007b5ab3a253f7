#include "text/location.h"

namespace pgtidy::text {

FileId FileTable::add(std::string_view path) {
  auto [entry, isNew] = Ids.try_emplace(std::string(path), static_cast<FileId>(Paths.size()));
  if (isNew)
    Paths.emplace_back(path);
  return entry->second;
}

} // namespace pgtidy::text
