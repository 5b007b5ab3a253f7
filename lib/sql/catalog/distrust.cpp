#include "catalog/distrust.h"

#include "catalog/split.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <initializer_list>
#include <set>
#include <string>
#include <vector>

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

/// Marks the tables that the code may be about.
static void distrust(Catalog &catalog, std::string_view code, bool Table::*unsure) {
  auto &tables = catalog.tables();
  const bool asksCatalog = llvm::StringRef(code).contains_insensitive("pg_") ||
                           llvm::StringRef(code).contains_insensitive("information_schema");
  const bool isNamed =
      !asksCatalog && llvm::any_of(tables, [&](const auto &one) { return isNamedIn(code, one.second); });
  for (auto &[key, table] : tables)
    table.*unsure |= !isNamed || isNamedIn(code, table);
}

/// The code in lower case, with one blank for each white space.
static std::string words(std::string_view code) {
  std::string text;
  for (char c : llvm::StringRef(code).lower())
    if (const bool isBlank = llvm::isSpace(c); !isBlank || !llvm::StringRef(text).ends_with(" "))
      text += isBlank ? ' ' : c;
  return text;
}

/// Whether the code may take away what row-level security keeps back: by a policy, or by switching it off, as it does
/// where it puts in what is done with it.
static bool mayChangeRowSecurity(std::string_view code) {
  const std::string text = words(code);
  for (size_t at = text.find("row level security"); at != std::string::npos;
       at = text.find("row level security", at + 1))
    if (const llvm::StringRef before(text.data(), at);
        !before.ends_with("enable ") && (!before.ends_with("force ") || before.ends_with("no force ")))
      return true;
  return llvm::any_of(std::initializer_list<const char *>{" policy", "bypassrls", "owner to"},
                      [&](const char *words) { return text.find(words) != std::string::npos; });
}

/// Whether the code may keep a trigger from being fired: without it, or for the session.
static bool mayChangeTriggers(std::string_view code) {
  const std::string text = words(code);
  auto has = [&](const char *word) { return text.find(word) != std::string::npos; };
  return has("session_replication_role") || (has("trigger") && (has("disable") || has("drop") || has("alter")));
}

void distrustMade(Catalog &catalog, std::string_view code) {
  if (mayChangeRowSecurity(code))
    distrust(catalog, code, &Table::rowSecurityUnsure);
  if (mayChangeTriggers(code))
    distrust(catalog, code, &Table::triggersUnsure);
}

/// Whether the name stands there as a word, before a parenthesis, in quotes too: it may be a text that is executed.
static bool isCalledIn(std::string_view code, std::string_view name) {
  for (size_t at = code.find(name); at != std::string_view::npos; at = code.find(name, at + 1)) {
    const bool isWhole =
        (at == 0 || !(llvm::isAlnum(code[at - 1]) || code[at - 1] == '_')) && tokenEnd(code, at) == at + name.size();
    if (const size_t next = skipBlanks(code, at + name.size()); isWhole && next < code.size() && code[next] == '(')
      return true;
  }
  return false;
}

/// The bodies that the code runs, with all that they call.
static std::string bodiesRunBy(std::string_view code, const Catalog &catalog) {
  std::string all;
  std::set<const Function *> visited;
  std::vector<std::string_view> left{code};
  while (!left.empty()) {
    const std::string_view text = left.back();
    left.pop_back();
    for (const Function &function : catalog.functions)
      if (!visited.contains(&function) && isCalledIn(text, function.name)) {
        visited.insert(&function);
        all += function.body + " ";
        left.push_back(function.body);
      }
  }
  return all;
}

void distrustCalled(Catalog &catalog, std::string_view code) {
  const std::string bodies = bodiesRunBy(code, catalog);
  if (bodies.empty())
    return;
  const std::string both = bodies + std::string(code);
  // What is handed to a function that executes a text may be that text.
  const std::string &run = llvm::StringRef(bodies).contains_insensitive("execute") ? both : bodies;
  if (mayChangeRowSecurity(run))
    distrust(catalog, both, &Table::rowSecurityUnsure);
  if (mayChangeTriggers(run))
    distrust(catalog, both, &Table::triggersUnsure);
}

} // namespace pgtidy::sql
