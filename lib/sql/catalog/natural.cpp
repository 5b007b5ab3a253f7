#include "catalog/natural.h"

#include "catalog/query.h"

#include "llvm/ADT/STLExtras.h"

#include <optional>
#include <set>

namespace pgtidy::sql {
namespace {

using Names = std::vector<std::string>;

class NaturalJoins {
public:
  explicit NaturalJoins(Session &session) : Known(session) {}

  template <typename Tree> void in(const Tree &tree) {
    visit(tree, {[&](const Expr &expr) { collectCtes(expr.query); }, [](const Name &) {},
                 [&](const From &from) { collectCtes(from.query); }});
    visit(tree, {[](const Expr &) {}, [](const Name &) {}, [&](const From &from) { bind(from); }});
  }

  void collectCtes(const QueryPtr &query) {
    if (query)
      collectCtes(*query);
  }
  void collectCtes(const Query &query) {
    for (const Cte &cte : query.ctes) {
      Ctes.insert(cte.name);
      if (cte.statement)
        collectCtes(cte.statement->select);
    }
    collectCtes(query.left);
    collectCtes(query.right);
  }

private:
  void bind(const From &from) {
    if (from.kind != FromKind::Join || !from.natural || !from.left || !from.right)
      return;
    const std::optional<Names> left = namesOf(*from.left), right = namesOf(*from.right);
    if (!left || !right)
      return;
    From &join = const_cast<From &>(from); // made by this catalog, that hands it out as const only
    join.natural = false;
    for (const std::string &name : *left)
      if (llvm::is_contained(*right, name))
        join.usingColumns.push_back(name);
  }

  /// The columns of an element of FROM, those that joins make one of two once; nothing where they are not known.
  std::optional<Names> namesOf(const From &from) {
    if (from.kind == FromKind::Join && from.left && from.right) {
      std::optional<Names> left = namesOf(*from.left);
      const std::optional<Names> right = namesOf(*from.right);
      if (!left || !right || !from.columnAliases.empty())
        return std::nullopt;
      for (const std::string &name : *right)
        if (!llvm::is_contained(*left, name))
          left->push_back(name);
      return left;
    }
    const bool isCte = from.table.schema.empty() && Ctes.count(from.table.name);
    const Table *table = from.kind == FromKind::Table && !isCte ? Known.find(from.table) : nullptr;
    if (!table || table->columns.empty())
      return std::nullopt;
    Names names = from.columnAliases;
    for (size_t i = names.size(); i < table->columns.size(); ++i)
      names.push_back(table->columns[i].name);
    return names;
  }

  Session &Known;
  std::set<std::string> Ctes;
};

} // namespace

void bindNaturalJoins(const Query &view, Session &session) {
  NaturalJoins joins(session);
  joins.collectCtes(view);
  joins.in(view);
}

void bindNaturalJoins(const Expr *condition, Session &session) {
  if (condition)
    NaturalJoins(session).in(*condition);
}

} // namespace pgtidy::sql
