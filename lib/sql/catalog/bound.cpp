#include "catalog/bound.h"

#include "catalog/column_uses.h"
#include "catalog/query.h"
#include "catalog/session.h"
#include "catalog/split.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <functional>
#include <map>
#include <set>

namespace pgtidy::sql {
namespace {

bool means(llvm::StringRef schema, llvm::StringRef name, const BoundName &which) {
  return name == which.name && (schema.empty() ? which.isBareToo : schema == which.schema);
}

/// `schema.f` or `f`, as a trigger and an operator keep it.
void renameDotted(std::string &function, const BoundName &from, const BoundName &to) {
  const auto [schema, name] = llvm::StringRef(function).rsplit('.');
  const bool isMeant = name.empty() ? means("", schema, from) : means(schema, name, from);
  if (isMeant)
    function = to.schema + "." + to.name;
}

/// The word `from` as `to`.
void renameWord(std::string &text, const BoundName &from, const BoundName &to) {
  std::string made;
  for (size_t i = 0, end = 0; i < text.size(); i = end) {
    end = tokenEnd(text, i);
    const llvm::StringRef word(text.data() + i, end - i);
    made += word.equals_insensitive(from.name) ? to.name : word.str();
  }
  text = std::move(made);
}

/// Takes the schema, with its dot, off the end of the text; "" where none stands there.
std::string takeSchema(std::string &text) {
  llvm::StringRef before = text;
  if (!before.consume_back("."))
    return {};
  const std::string schema = before.drop_front(before.find_last_of(" \t\r\n(,=|+-*/<>:") + 1).str();
  text.resize(before.size() - schema.size());
  return llvm::StringRef(schema).trim('"').str();
}

/// Calls of `from` as those of `to`: where its schema is another one, with that.
void renameCall(std::string &text, const BoundName &from, const BoundName &to) {
  std::string made;
  for (size_t i = 0, end = 0; i < text.size(); i = end) {
    end = tokenEnd(text, i);
    const llvm::StringRef word(text.data() + i, end - i);
    const size_t next = skipBlanks(text, end);
    const bool isCall = word.trim('"').equals_insensitive(from.name) && next < text.size() && text[next] == '(';
    std::string before = made;
    const std::string schema = isCall ? takeSchema(before) : "";
    if (!isCall || !means(schema, from.name, from)) {
      made += word;
      continue;
    }
    const bool hasSchema = !schema.empty() || to.schema != from.schema;
    made = before + (hasSchema ? to.schema + "." : "") + to.name;
  }
  text = std::move(made);
}

void renameIn(const Expr &expr, const BoundName &from, const BoundName &to) {
  if (expr.kind != ExprKind::Func || expr.path.empty() ||
      !means(expr.path.size() > 1 ? expr.path[expr.path.size() - 2] : "", expr.path.back(), from))
    return;
  const_cast<Expr &>(expr).path = {to.schema, to.name}; // made by this catalog, that hands it out as const only
}

void renameIn(const std::shared_ptr<const Expr> &expr, const BoundName &from, const BoundName &to) {
  if (expr)
    visit(*expr, {[&](const Expr &part) { renameIn(part, from, to); }, [](const Name &) {}});
}

void renameCallsOf(Table &table, const BoundName &from, const BoundName &to) {
  for (Column &column : table.columns) {
    renameCall(column.defaultText, from, to);
    renameIn(column.generatedAs, from, to);
  }
  for (const Check &check : table.checks)
    renameIn(check.condition, from, to);
  for (const Policy &policy : table.policies) {
    renameIn(policy.usingExpr, from, to);
    renameIn(policy.checkExpr, from, to);
  }
  if (table.view)
    visit(*table.view, {[&](const Expr &part) { renameIn(part, from, to); }, [](const Name &) {}});
}

} // namespace

std::string renamedWord(std::string text, const BoundName &from, const BoundName &to) {
  renameWord(text, from, to);
  return text;
}

void renameRead(Table &table, const BoundName &from, const BoundName &to) {
  auto change = [&](const Name &read) {
    if (read.name != from.name || (!read.schema.empty() && read.schema != from.schema))
      return;
    const_cast<Name &>(read).name = to.name;
    if (!read.schema.empty() || to.schema != from.schema)
      const_cast<Name &>(read).schema = to.schema;
  };
  if (table.view)
    visit(*table.view, {[](const Expr &) {}, change});
  for (const Policy &policy : table.policies)
    for (const Expr *condition : {policy.usingExpr.get(), policy.checkExpr.get()})
      if (condition)
        visit(*condition, {[](const Expr &) {}, change});
}

void renameInBodies(Catalog &catalog, const BoundName &from, const BoundName &to) {
  for (Function &function : catalog.functions)
    if (function.isBound)
      renameWord(function.body, from, to);
}

void columnsChanged(Catalog &catalog, const Table &table) {
  for (Function &function : catalog.functions)
    if (function.isBound)
      function.isStale |= renamedWord(function.body, {table.schema, table.name}, {"", ""}) != function.body;
}

void renameCalls(Catalog &catalog, BoundName from, const BoundName &to) {
  from.isBareToo = from.schema == "public" || catalog.functionsNamed("public", from.name).empty();
  for (auto &[key, table] : catalog.tables())
    renameCallsOf(table, from, to);
  for (Trigger &trigger : catalog.triggers) {
    renameDotted(trigger.function, from, to);
    renameCall(trigger.when, from, to);
  }
  for (ImplicitCall &call : catalog.implicitCalls)
    for (std::string &function : call.functions)
      renameDotted(function, from, to);
  for (auto &[key, domain] : catalog.domains) {
    renameCall(domain.defaultText, from, to);
    for (const std::shared_ptr<const Expr> &check : domain.checks)
      renameIn(check, from, to);
  }
  for (Function &function : catalog.functions) {
    for (const std::shared_ptr<const Expr> &value : function.argumentDefaults)
      renameIn(value, from, to);
    if (function.isBound)
      renameCall(function.body, from, to);
  }
}

void keepNames(Table &view) {
  view.viewColumns.clear();
  for (const Column &column : view.columns)
    view.viewColumns.push_back(column.name);
}

void renameColumnInBound(Catalog &catalog, const Table &table, const std::string &from, const std::string &to) {
  std::vector<Expr *> meant; // renamed at last: until then names mean what they did
  for (auto &[key, other] : catalog.tables()) {
    for (const Policy &policy : other.policies)
      for (const Expr *condition : {policy.usingExpr.get(), policy.checkExpr.get()})
        visitColumnUses(condition, other, catalog, table, from, [&](const Expr &expr, ColumnUse use) {
          other.rowSecurityUnsure |= use == ColumnUse::Possible;
          meant.push_back(const_cast<Expr *>(&expr)); // made by this catalog, that hands it out as const only
        });
    if (!other.view)
      continue;
    bool isUsed = false;
    visitColumnUses(*other.view, catalog, table, from, [&](const Expr &expr, ColumnUse use) {
      isUsed = true;
      auto &own = const_cast<Expr &>(expr);
      if (use == ColumnUse::Possible)
        own.kind = ExprKind::Unknown, own.name = "a column that was renamed";
      else
        meant.push_back(&own);
    });
    if (isUsed)
      keepNames(other);
  }
  for (Expr *expr : meant)
    expr->path.back() = to;
}

namespace {

void bind(const Name &name, const Catalog &catalog, const std::vector<std::string> &searchPath) {
  if (!name.schema.empty())
    return;
  for (const std::string &schema : searchPath)
    if (catalog.find(schema, name.name)) {
      if (schema != "public")
        const_cast<Name &>(name).schema = schema;
      return;
    }
}

/// Calls `onTable` for what a query names that is not one of its own CTEs.
void visitRead(const Query &query, const std::function<void(const Name &)> &onTable) {
  std::set<std::string> ctes;
  for (const Cte &cte : query.ctes)
    ctes.insert(cte.name);
  visit(query, {[](const Expr &) {},
                [&](const Name &name) {
                  if (!ctes.count(name.name))
                    onTable(name);
                }});
}

/// The same of the sub-queries of a condition.
void visitRead(const Expr *condition, const std::function<void(const Name &)> &onTable) {
  if (condition)
    visit(*condition, {[](const Expr &) {}, onTable});
}

} // namespace

/// The schema of the search_path before "public" that has a function of the name first; "" where none has.
static std::string schemaOfCall(llvm::StringRef name, const Catalog &catalog,
                                const std::vector<std::string> &searchPath) {
  for (const std::string &schema : searchPath) {
    if (schema == "public")
      return {};
    if (llvm::any_of(catalog.functions,
                     [&](const Function &function) { return function.schema == schema && function.name == name; }))
      return schema;
  }
  return {};
}

static void bindCall(const Expr &expr, const Catalog &catalog, const std::vector<std::string> &searchPath) {
  if (expr.kind != ExprKind::Func || expr.path.size() != 1)
    return;
  if (std::string schema = schemaOfCall(expr.path[0], catalog, searchPath); !schema.empty())
    const_cast<Expr &>(expr).path = {std::move(schema), expr.path[0]}; // made by this catalog
}

void bindNames(const Query &view, const Catalog &catalog, const std::vector<std::string> &searchPath) {
  visitRead(view, [&](const Name &name) { bind(name, catalog, searchPath); });
  if (!searchPath.empty() && searchPath.front() != "public")
    visit(view, {[&](const Expr &expr) { bindCall(expr, catalog, searchPath); }, [](const Name &) {}});
}

void bindNames(const Expr *condition, const Catalog &catalog, const std::vector<std::string> &searchPath) {
  visitRead(condition, [&](const Name &name) { bind(name, catalog, searchPath); });
  if (condition && !searchPath.empty() && searchPath.front() != "public")
    visit(*condition, {[&](const Expr &expr) { bindCall(expr, catalog, searchPath); }, [](const Name &) {}});
}

/// Whether the word is one behind which a table's name stands.
static bool isBeforeTable(llvm::StringRef word) {
  return llvm::is_contained({"FROM", "JOIN", "INTO", "UPDATE", "ONLY", "USING", "TABLE", ","}, word);
}

void bindNames(std::string &text, const Catalog &catalog, const std::vector<std::string> &searchPath) {
  if (searchPath.empty() || searchPath.front() == "public")
    return;
  auto schemaOfTable = [&](const std::string &name) -> std::string {
    for (const std::string &schema : searchPath) {
      if (schema == "public")
        break;
      if (catalog.tables().contains(tableKey(schema, name)))
        return schema;
    }
    return {};
  };
  std::string made, before;
  for (size_t i = 0, end = 0; i < text.size(); i = end) {
    end = tokenEnd(text, i);
    const std::string word = text.substr(i, end - i);
    if (isBlankOrComment(text, i)) {
      made += word;
      continue;
    }
    const std::string name = llvm::StringRef(word).trim('"').lower();
    const size_t next = skipBlanks(text, end);
    const bool isCall = next < text.size() && text[next] == '(' && before != ".";
    const std::string schema = isCall                  ? schemaOfCall(name, catalog, searchPath)
                               : isBeforeTable(before) ? schemaOfTable(name)
                                                       : std::string();
    made += (schema.empty() ? "" : schema + ".") + word;
    before = llvm::StringRef(word).upper();
  }
  text = std::move(made);
}

void bindToPublic(Catalog &catalog) {
  std::map<std::string_view, int> schemas;
  for (const auto &[key, table] : catalog.tables())
    ++schemas[table.name];
  auto bind = [&](const Name &name) {
    if (name.schema.empty() && schemas[name.name] > 1 && catalog.find("public", name.name))
      const_cast<Name &>(name).schema = "public";
  };
  if (llvm::none_of(schemas, [](const auto &one) { return one.second > 1; }))
    return;
  for (const auto &[key, table] : catalog.tables()) {
    if (table.view)
      visitRead(*table.view, bind);
    for (const Policy &policy : table.policies)
      for (const Expr *condition : {policy.usingExpr.get(), policy.checkExpr.get()})
        visitRead(condition, bind);
  }
}

} // namespace pgtidy::sql
