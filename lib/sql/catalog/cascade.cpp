#include "catalog/cascade.h"

#include "catalog/column_uses.h"
#include "catalog/drop.h"
#include "catalog/query.h"
#include "catalog/split.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <set>
#include <utility>

namespace pgtidy::sql {
namespace {

using Names = llvm::function_ref<bool(const Expr &)>;

bool hasAny(const Expr *expr, Names names) {
  bool found = false;
  if (expr)
    visit(*expr, {[&](const Expr &part) { found |= names(part); }, [](const Name &) {}});
  return found;
}

bool hasAny(const Query &query, Names names) {
  bool found = false;
  visit(query, {[&](const Expr &part) { found |= names(part); }, [](const Name &) {}});
  return found;
}

/// Whether the text has the word, outside of quotes of texts.
bool hasWord(std::string_view text, llvm::StringRef word) {
  for (size_t i = 0, end = 0; i < text.size(); i = end) {
    end = tokenEnd(text, i);
    if (llvm::StringRef(text.data() + i, end - i).trim('"').equals_insensitive(word))
      return true;
  }
  return false;
}

void dropViews(Catalog &catalog, llvm::function_ref<bool(const Query &)> falls) {
  std::vector<Name> views;
  for (const auto &[key, view] : catalog.tables())
    if (view.view && falls(*view.view))
      views.push_back({view.schema, view.name});
  for (const Name &view : views)
    dropRelation(catalog, view.schema, view.name, /*cascade=*/true);
}

void dropWhere(Catalog &catalog, Names names) {
  for (auto &[key, table] : catalog.tables()) {
    llvm::erase_if(table.policies, [&](const Policy &policy) {
      return hasAny(policy.usingExpr.get(), names) || hasAny(policy.checkExpr.get(), names);
    });
    llvm::erase_if(table.checks, [&](const Check &check) { return hasAny(check.condition.get(), names); });
    std::vector<std::string> generated;
    for (const Column &column : table.columns)
      if (hasAny(column.generatedAs.get(), names))
        generated.push_back(column.name);
    for (const std::string &column : generated)
      dropColumn(catalog, table, column, /*cascade=*/true);
  }
  dropViews(catalog, [&](const Query &query) { return hasAny(query, names); });
}

bool isNamed(const std::vector<std::string> &path, const std::string &schema, const std::string &name) {
  return !path.empty() && path.back() == name && (path.size() == 1 || path[path.size() - 2] == schema);
}

/// Whether a type as it is written is the one, or an array of it.
bool isType(llvm::StringRef written, const std::string &schema, const std::string &name) {
  written = written.take_until([](char c) { return c == '['; });
  return written == name || written == schema + "." + name;
}

} // namespace

/// Whether the text has the word where a call of it would stand.
static bool hasCall(std::string_view text, llvm::StringRef name) {
  for (size_t i = 0, end = 0; i < text.size(); i = end) {
    end = tokenEnd(text, i);
    if (llvm::StringRef(text.data() + i, end - i).trim('"').equals_insensitive(name))
      if (const size_t next = skipBlanks(text, end); next < text.size() && text[next] == '(')
        return true;
  }
  return false;
}

/// Whether the text has the word where a table that is read or written would stand.
static bool hasTable(std::string_view text, llvm::StringRef name) {
  std::string before;
  for (size_t i = skipBlanks(text, 0); i < text.size(); i = skipBlanks(text, tokenEnd(text, i))) {
    const llvm::StringRef word = llvm::StringRef(text).slice(i, tokenEnd(text, i));
    const bool isPlace = before == "FROM" || before == "JOIN" || before == "INTO" || before == "UPDATE" ||
                         before == "ONLY" || before == "USING" || before == "," || before == ".";
    if (isPlace && word.trim('"').equals_insensitive(name))
      return true;
    before = word.upper();
  }
  return false;
}

static void dropCallersOf(Catalog &catalog, const std::string &schema, const std::string &name) {
  dropWhere(catalog, [&](const Expr &expr) { return expr.kind == ExprKind::Func && isNamed(expr.path, schema, name); });
  for (auto &[key, table] : catalog.tables())
    for (Column &column : table.columns)
      if (hasWord(column.defaultText, name)) {
        column.hasDefault = false;
        column.defaultText.clear();
      }
  llvm::erase_if(catalog.triggers, [&](const Trigger &trigger) {
    return trigger.function == name || trigger.function == schema + "." + name;
  });
  dropFunctions(
      catalog, [&](const Function &function) { return function.isBound && hasCall(function.body, name); },
      /*cascade=*/true);
}

static void distrustCallersOf(Catalog &catalog, const std::string &schema, const std::string &name) {
  auto calls = [&](const Expr &expr) { return expr.kind == ExprKind::Func && isNamed(expr.path, schema, name); };
  for (auto &[key, table] : catalog.tables())
    table.rowSecurityUnsure |= llvm::any_of(table.policies, [&](const Policy &policy) {
      return hasAny(policy.usingExpr.get(), calls) || hasAny(policy.checkExpr.get(), calls);
    });
  for (const Trigger &trigger : catalog.triggers)
    if (auto table = catalog.tables().find(trigger.schema + "." + trigger.table);
        table != catalog.tables().end() && (trigger.function == name || trigger.function == schema + "." + name))
      table->second.triggersUnsure = true;
}

void dropFunctions(Catalog &catalog, llvm::function_ref<bool(const Function &)> falls, bool cascade) {
  std::set<std::pair<std::string, std::string>> dropped;
  for (const Function &function : catalog.functions)
    if (falls(function))
      dropped.emplace(function.schema, function.name);
  llvm::erase_if(catalog.functions, falls);
  for (const auto &[schema, name] : dropped)
    if (cascade && llvm::any_of(catalog.functions, [&](const Function &function) {
          return function.schema == schema && function.name == name;
        }))
      distrustCallersOf(catalog, schema, name);
    else if (cascade)
      dropCallersOf(catalog, schema, name);
}

static bool isOfType(const Function &function, const std::string &schema, const std::string &name) {
  llvm::StringRef given = function.returns;
  given.consume_front("setof ");
  return isType(given, schema, name) ||
         llvm::any_of(function.argumentTypes, [&](const std::string &type) { return isType(type, schema, name); });
}

void dropFunctionsOfTable(Catalog &catalog, const std::string &schema, const std::string &name) {
  dropFunctions(
      catalog,
      [&](const Function &function) {
        return isOfType(function, schema, name) || (function.isBound && hasTable(function.body, name));
      },
      /*cascade=*/true);
}

void dropUsersOfTypesIn(Catalog &catalog, const std::string &schema) {
  const std::string prefix = schema + ".";
  std::set<std::string> types;
  auto add = [&](const auto &known) {
    for (const auto &[key, type] : known)
      if (llvm::StringRef(key).starts_with(prefix))
        types.insert(key.substr(prefix.size()));
  };
  add(catalog.enums);
  add(catalog.domains);
  add(catalog.compositeTypes);
  for (const std::string &type : types)
    dropUsersOfType(catalog, schema, type);
}

void dropUsersOfType(Catalog &catalog, const std::string &schema, const std::string &name) {
  for (auto &[key, table] : catalog.tables()) {
    std::vector<std::string> columns;
    for (const Column &column : table.columns)
      if (isType(column.type, schema, name))
        columns.push_back(column.name);
    for (const std::string &column : columns)
      dropColumn(catalog, table, column, /*cascade=*/true);
  }
  dropWhere(catalog, [&](const Expr &expr) { return expr.kind == ExprKind::Cast && isType(expr.name, schema, name); });
  dropFunctions(catalog, [&](const Function &function) { return isOfType(function, schema, name); }, /*cascade=*/true);
}

void dropReadersOf(Catalog &catalog, Table &table, const std::string &column) {
  bool reads = false, isUnsure = false;
  auto note = [&](const Expr &, ColumnUse use) { (use == ColumnUse::Certain ? reads : isUnsure) = true; };
  for (auto &[key, other] : catalog.tables()) {
    isUnsure = false;
    llvm::erase_if(other.policies, [&](const Policy &policy) {
      reads = false;
      for (const Expr *condition : {policy.usingExpr.get(), policy.checkExpr.get()})
        visitColumnUses(condition, other, catalog, table, column, note);
      return reads;
    });
    other.rowSecurityUnsure |= isUnsure;
  }
  dropViews(catalog, [&](const Query &query) {
    reads = isUnsure = false;
    visitColumnUses(query, catalog, table, column, note);
    return reads || isUnsure;
  });
  llvm::erase_if(catalog.triggers, [&](const Trigger &trigger) {
    return trigger.schema == table.schema && trigger.table == table.name && llvm::is_contained(trigger.columns, column);
  });
  std::vector<std::string> generated;
  for (const Column &other : table.columns)
    if (hasAny(other.generatedAs.get(), [&](const Expr &expr) {
          return expr.kind == ExprKind::Column && !expr.path.empty() && expr.path.back() == column;
        }))
      generated.push_back(other.name);
  for (const std::string &other : generated)
    dropColumn(catalog, table, other, /*cascade=*/true);
}

} // namespace pgtidy::sql
