#include "sql/catalog.h"

#include "catalog/session.h"
#include "sql/print.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::sql {

const Column *Table::column(std::string_view name) const {
  for (const Column &column : columns)
    if (column.name == name)
      return &column;
  return nullptr;
}

const Key *Table::primaryKey() const {
  for (const Key &key : keys)
    if (key.primary)
      return &key;
  return nullptr;
}

std::vector<std::string> schemasIn(const std::vector<std::string> &values) {
  std::vector<std::string> path;
  for (const std::string &value : values) {
    llvm::StringRef rest(value);
    while (!rest.empty()) {
      auto [first, others] = rest.split(',');
      llvm::StringRef schema = first.trim(" \t\n\"");
      if (!schema.empty())
        path.push_back(schema.str());
      rest = others;
    }
  }
  return path;
}

bool hidesBuiltIns(const std::vector<std::string> &searchPath) {
  return !searchPath.empty() && llvm::is_contained(llvm::ArrayRef(searchPath).drop_front(), "pg_catalog") &&
         searchPath.front() != "pg_catalog";
}

/// Whether a schema may be meant by a name with a hole in it, "app_{0}".
static bool mayBeNamed(std::string_view schema, std::string_view written) {
  const size_t open = written.find('{'), close = written.rfind('}');
  return schema.size() + (close - open + 1) >= written.size() && schema.starts_with(written.substr(0, open)) &&
         schema.ends_with(written.substr(close + 1));
}

/// What a condition says, for comparison.
static std::string textOf(const std::shared_ptr<const Expr> &condition) { return condition ? print(*condition) : ""; }

/// Whether both tables are made alike, as those of tenants that have a schema each.
static bool areAlike(const Table &a, const Table &b) {
  auto sameColumn = [](const Column &x, const Column &y) {
    return x.name == y.name && x.type == y.type && x.notNull == y.notNull;
  };
  auto sameKey = [](const Key &x, const Key &y) {
    return x.columns == y.columns && x.primary == y.primary && x.deferrable == y.deferrable;
  };
  auto sameReference = [](const ForeignKey &x, const ForeignKey &y) {
    return x.columns == y.columns && x.table == y.table && x.referenced == y.referenced && x.notValid == y.notValid &&
           x.deferrable == y.deferrable;
  };
  auto sameIndex = [](const Index &x, const Index &y) {
    return x.unique == y.unique && x.elements == y.elements && textOf(x.predicate) == textOf(y.predicate);
  };
  auto samePolicy = [](const Policy &x, const Policy &y) {
    return x.permissive == y.permissive && x.command == y.command && x.roles == y.roles &&
           textOf(x.usingExpr) == textOf(y.usingExpr) && textOf(x.checkExpr) == textOf(y.checkExpr);
  };
  const bool sameView = !a.view == !b.view && (!a.view || print(*a.view) == print(*b.view));
  return llvm::equal(a.columns, b.columns, sameColumn) && llvm::equal(a.keys, b.keys, sameKey) &&
         llvm::equal(a.foreignKeys, b.foreignKeys, sameReference) && llvm::equal(a.indexes, b.indexes, sameIndex) &&
         llvm::equal(a.policies, b.policies, samePolicy) && a.rowSecurity == b.rowSecurity &&
         a.forceRowSecurity == b.forceRowSecurity && a.owner == b.owner && sameView;
}

static bool isNamedAtRunTime(const Name &name) {
  const size_t hole = name.hole < 0 ? std::string::npos : name.schema.find('{');
  return hole != std::string::npos && name.schema.find('}', hole) != std::string::npos &&
         name.name.find('{') == std::string::npos;
}

std::vector<const Table *> Catalog::meantAtRunTime(const Name &name) const {
  std::vector<const Table *> meant;
  if (isNamedAtRunTime(name))
    for (const auto &[key, table] : Tables)
      if (table.name == name.name && mayBeNamed(table.schema, name.schema))
        meant.push_back(&table);
  return meant;
}

bool Catalog::meansTablesAlike(const Name &name) const {
  const std::vector<const Table *> meant = meantAtRunTime(name);
  return llvm::all_of(meant, [&](const Table *table) { return areAlike(*meant.front(), *table); });
}

/// A schema for each tenant: the first one stands for all.
const Table *Catalog::find(const Name &name) const {
  if (!isNamedAtRunTime(name))
    return find(name.schema, name.name);
  const std::vector<const Table *> meant = meantAtRunTime(name);
  return meant.empty() ? nullptr : meant.front();
}

const Table *Catalog::find(std::string_view schema, std::string_view name) const {
  if (!schema.empty()) {
    auto exact = Tables.find(tableKey(schema, name));
    return exact == Tables.end() ? nullptr : &exact->second;
  }
  for (const std::string &one : searchPath)
    if (auto found = Tables.find(tableKey(one, name)); found != Tables.end())
      return &found->second;
  const Table *only = nullptr;
  for (const auto &[key, table] : Tables) {
    if (table.name != name)
      continue;
    if (only && only->schema != "pg_temp" && table.schema != "pg_temp")
      return nullptr;
    if (!only || only->schema == "pg_temp")
      only = &table;
  }
  return only;
}

std::vector<const Function *> Catalog::functionsNamed(std::string_view schema, std::string_view name) const {
  std::vector<const Function *> found, inPath;
  for (const Function &function : functions) {
    if (function.name != name || (!schema.empty() && function.schema != schema))
      continue;
    found.push_back(&function);
    if (llvm::is_contained(searchPath, function.schema))
      inPath.push_back(&function);
  }
  return schema.empty() && !inPath.empty() ? inPath : found;
}

const Domain *Catalog::domain(std::string_view type) const {
  if (domains.empty())
    return nullptr;
  const bool isQualified = type.find('.') != std::string_view::npos;
  auto exact = domains.find(isQualified ? std::string(type) : tableKey("public", type));
  if (exact != domains.end() || isQualified)
    return exact == domains.end() ? nullptr : &exact->second;
  for (const auto &[key, domain] : domains)
    if (llvm::StringRef(key).ends_with("." + std::string(type)))
      return &domain;
  return nullptr;
}

std::optional<std::string_view> Catalog::defaultOf(const Column &column) const {
  if (column.generated || column.identity || column.hasDefault)
    return column.defaultText;
  const Domain *domain = this->domain(column.type);
  return domain && domain->hasDefault ? std::optional<std::string_view>(domain->defaultText) : std::nullopt;
}

bool Catalog::isMember(const std::string &role, const std::string &other) const {
  std::vector<std::string> reached{role};
  for (size_t i = 0; i < reached.size(); ++i) {
    if (reached[i] == other)
      return true;
    if (auto granted = memberOf.find(reached[i]); granted != memberOf.end())
      for (const std::string &one : granted->second)
        if (std::find(reached.begin(), reached.end(), one) == reached.end())
          reached.push_back(one);
  }
  return false;
}

bool Catalog::bypassesRowSecurity(const std::string &role) const {
  auto known = roles.find(role);
  return known != roles.end() && (known->second.bypassesRowSecurity || known->second.superuser);
}

bool Catalog::hasAggregate(std::string_view name) const {
  return llvm::any_of(implicitCalls, [&](const ImplicitCall &one) {
    return one.kind == ImplicitCall::Kind::Aggregate && one.name == name;
  });
}

const Function *Catalog::function(std::string_view schema, std::string_view name) const {
  const Function *only = nullptr;
  bool several = false;
  for (const Function &function : functions) {
    if (function.name != name || (!schema.empty() && function.schema != schema))
      continue;
    several |= only != nullptr;
    only = &function;
  }
  for (size_t i = 0; several && schema.empty() && i < searchPath.size(); ++i)
    if (const Function *first = function(searchPath[i], name))
      return first;
  return several ? nullptr : only;
}

} // namespace pgtidy::sql
