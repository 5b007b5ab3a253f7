#include "catalog/distrust.h"

#include "catalog/split.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <initializer_list>
#include <string>

namespace pgtidy::sql {
namespace {

bool isNamedIn(std::string_view code, const Table &table) {
  for (size_t at = skipBlanks(code, 0); at < code.size(); at = skipBlanks(code, tokenEnd(code, at)))
    if (llvm::StringRef token = llvm::StringRef(code).substr(at, tokenEnd(code, at) - at);
        token.trim("'\"") == table.name)
      return true;
  return false;
}

} // namespace

void distrustPolicies(Catalog &catalog, std::string_view code) {
  auto &tables = catalog.tables();
  const bool asksCatalog = llvm::StringRef(code).contains_insensitive("pg_") ||
                           llvm::StringRef(code).contains_insensitive("information_schema");
  const bool isNamed =
      !asksCatalog && llvm::any_of(tables, [&](const auto &one) { return isNamedIn(code, one.second); });
  for (auto &[key, table] : tables)
    table.rowSecurityUnsure |= !isNamed || isNamedIn(code, table);
}

bool mayChangeRowSecurity(std::string_view code) {
  const std::string text = llvm::StringRef(code).lower();
  return llvm::any_of(
      std::initializer_list<const char *>{"disable row", "no force row", " policy", "bypassrls", "owner to"},
      [&](const char *words) { return text.find(words) != std::string::npos; });
}

/// Whether the name stands there as a word, before a parenthesis.
static bool isCalledIn(std::string_view code, std::string_view name) {
  for (size_t at = code.find(name); at != std::string_view::npos; at = code.find(name, at + 1)) {
    const bool isWhole =
        (at == 0 || !(llvm::isAlnum(code[at - 1]) || code[at - 1] == '_')) && tokenEnd(code, at) == at + name.size();
    if (const size_t next = skipBlanks(code, at + name.size()); isWhole && next < code.size() && code[next] == '(')
      return true;
  }
  return false;
}

void distrustCalled(Catalog &catalog, std::string_view code) {
  for (const Function &function : catalog.functions)
    if (isCalledIn(code, function.name) && mayChangeRowSecurity(function.body))
      distrustPolicies(catalog, function.body + " " + std::string(code));
}

} // namespace pgtidy::sql
