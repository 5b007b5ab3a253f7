#include "auth_tables.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::checks {

std::optional<analysis::ManagedTables> managedTables(const Input &input) {
  const sql::Catalog &catalog = input.conclusions.ownership->catalog();
  for (const facts::AuthProvider &provider : input.settings.authProviders) {
    analysis::ManagedTables tables(provider, catalog, input.settings.isAuthConfigured);
    if (tables.areKnown())
      return tables;
  }
  return std::nullopt;
}

findings::Place placeOf(const sql::Catalog &catalog, const sql::Origin &origin) {
  if (origin.file < 0 || static_cast<size_t>(origin.file) >= catalog.files.size())
    return {};
  const sql::SchemaFile &file = catalog.files[static_cast<size_t>(origin.file)];
  if (origin.offset < 0)
    return {file.path, 0, 0};
  llvm::StringRef before = llvm::StringRef(file.text).take_front(static_cast<size_t>(origin.offset));
  size_t lineBegin = before.rfind('\n') == llvm::StringRef::npos ? 0 : before.rfind('\n') + 1;
  return {file.path, static_cast<uint32_t>(before.count('\n') + 1),
          static_cast<uint32_t>(before.size() - lineBegin + 1)};
}

} // namespace pgtidy::checks
