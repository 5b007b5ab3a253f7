#include "isolation/reached.h"

#include "isolation/dotted_name.h"
#include "isolation/visit.h"
#include "isolation/words.h"

#include "llvm/ADT/STLExtras.h"

#include <optional>
#include <set>
#include <vector>

namespace pgtidy::analysis::isolation {
namespace {

class Reach {
public:
  explicit Reach(const Ownership &ownership) : Owners(ownership), Schema(ownership.catalog()) {}

  std::string in(std::string_view text, bool quotedToo) {
    static const std::set<std::string> Before{"from", "join", "into", "update", "only", "truncate", "table"};
    // ON is not among these: a comma may stand behind the join.
    static const std::set<std::string> Behind{"where", "group",  "having", "order",     "limit",  "union",
                                              "set",   "values", "select", "returning", "window", "end",
                                              "loop",  "then",   "do",     "offset",    "for"};
    const std::vector<std::string> words = wordsOf(text, quotedToo);
    std::string found;
    bool isAmongTables = false; // `FROM a, b`
    for (size_t i = 0; i < words.size() && found.empty(); ++i) {
      isAmongTables &= Behind.count(words[i]) == 0;
      if (isAmongTables || (i > 0 && Before.count(words[i - 1])))
        found = inTable(words[i]);
      isAmongTables |= words[i] == "from" || words[i] == "using";
      if (found.empty())
        found = inFunctions(words[i]);
    }
    return found;
  }

private:
  /// Without a schema, any table of that name: the search path is not followed.
  std::string inTable(const std::string &word) {
    const sql::Name name = dottedName(word);
    if (Owners.of(name).kind != OwnerKind::None)
      return word;
    for (const auto &[key, table] : Schema.tables()) {
      if (table.name != name.name || (!name.schema.empty() && table.schema != name.schema) ||
          !Visited.insert(&table).second)
        continue;
      if (const TableOwnership *owned = Owners.find(key); owned && owned->kind != OwnerKind::None)
        return word;
      if (std::string found = table.view ? inView(*table.view) : byTriggers(table); !found.empty())
        return found;
      if (std::string found = inDefaults(table); !found.empty())
        return found;
    }
    return "";
  }

  std::string inView(const sql::Query &view) {
    std::string found;
    visitTables(view, [&](const sql::Name &inner) {
      if (found.empty())
        found = inTable(inner.schema.empty() ? inner.name : inner.schema + "." + inner.name);
    });
    visit(view, [&](const sql::Expr &expr, const Place &) {
      if (found.empty() && expr.kind == sql::ExprKind::Func && !expr.path.empty())
        found = inFunctions(expr.path.back());
    });
    return found;
  }

  std::string byTriggers(const sql::Table &table) {
    for (const sql::Trigger &trigger : Schema.triggers)
      if (trigger.table == table.name && trigger.schema == table.schema && !trigger.isDisabled)
        if (std::string found = inFunctions(trigger.function); !found.empty())
          return found;
    return "";
  }

  std::string inDefaults(const sql::Table &table) {
    for (const sql::Column &column : table.columns)
      if (const std::optional<std::string_view> text = Schema.defaultOf(column); text && text->find('(') != text->npos)
        if (std::string found = in(*text, false); !found.empty())
          return found;
    return "";
  }

  /// A function, the functions of an aggregate, or one that is written like a column (`o.total`).
  std::string inFunctions(const std::string &word) {
    const sql::Name name = dottedName(word);
    for (const sql::ImplicitCall &call : Schema.implicitCalls)
      if (call.kind == sql::ImplicitCall::Kind::Aggregate && call.name == name.name && Visited.insert(&call).second)
        for (const std::string &function : call.functions)
          if (std::string found = inFunctions(function); !found.empty())
            return found;
    std::vector<const sql::Function *> named = Schema.functionsNamed(name.schema, name.name);
    if (named.empty() && !name.schema.empty())
      named = Schema.functionsNamed("", name.name);
    for (const sql::Function *function : named)
      if (Visited.insert(function).second)
        if (std::string found = in(function->body, false); !found.empty())
          return found;
    return "";
  }

  const Ownership &Owners;
  const sql::Catalog &Schema;
  std::set<const void *> Visited;
};

} // namespace

std::string ownedTableReached(std::string_view text, bool quotedToo, const Ownership &ownership) {
  return Reach(ownership).in(text, quotedToo);
}

} // namespace pgtidy::analysis::isolation
