#include "isolation/body_names.h"

#include "isolation/aliases.h"
#include "isolation/suggest.h"
#include "isolation/variable_types.h"
#include "isolation/visit.h"
#include "isolation/words.h"

#include <algorithm>
#include <set>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

/// The columns that elements of FROM other than tables may have, and the names that the elements go by.
class OtherColumns {
public:
  OtherColumns(const sql::Statement &statement, const sql::Catalog &catalog) : Schema(catalog) {
    visitTables(statement, [&](const sql::Name &name) {
      Elements.insert(name.name);
      Tables.push_back(Schema.find(name));
    });
    written(statement);
    visitParts(statement,
               {[&](const sql::From &from) { element(from); }, [&](const sql::Query &query) { outputs(query); },
                [&](const sql::Cte &cte) {
                  Columns.insert(cte.columnAliases.begin(), cte.columnAliases.end());
                  if (cte.statement)
                    written(*cte.statement);
                }});
  }

  /// Whether an element goes by the name.
  bool hasElement(const std::string &name) const { return Elements.count(name) > 0; }

  /// Whether some element of the statement may have a column of that name.
  bool mayHave(const std::string &name) const {
    return Columns.count(name) || std::any_of(Tables.begin(), Tables.end(), [&](const sql::Table *table) {
             return table && (table->columns.empty() || table->column(name));
           });
  }

private:
  /// What the table goes by that is written to.
  void written(const sql::Statement &statement) {
    for (const std::string *alias :
         {statement.insert ? &statement.insert->alias : nullptr, statement.update ? &statement.update->alias : nullptr,
          statement.remove ? &statement.remove->alias : nullptr, statement.merge ? &statement.merge->alias : nullptr})
      if (alias && !alias->empty())
        Elements.insert(*alias);
  }

  void element(const sql::From &from) {
    if (!from.alias.empty())
      Elements.insert(from.alias);
    Columns.insert(from.columnAliases.begin(), from.columnAliases.end());
    for (const sql::ExprPtr &call : from.functions)
      if (call && !call->path.empty()) { // of a value, the column goes by the name of the element
        Columns.insert(from.alias.empty() ? call->path.back() : from.alias);
        given(call->path.back());
      }
  }

  void given(const std::string &function) {
    for (const sql::Function *one : Schema.functionsNamed("", function)) {
      Columns.insert(one->outputNames.begin(), one->outputNames.end());
      std::string type = one->returns.starts_with("setof ") ? one->returns.substr(6) : one->returns;
      for (const auto &[key, table] : Schema.tables())
        if (table.name == type || key == type)
          Tables.push_back(&table);
    }
  }

  void outputs(const sql::Query &query) {
    for (const sql::Target &target : query.targets) {
      if (!target.name.empty())
        Columns.insert(target.name);
      else if (target.value && !target.value->path.empty() && !isOutermost(query))
        Columns.insert(target.value->path.back());
    }
  }

  /// The first query is the statement itself, whose outputs nothing reads.
  bool isOutermost(const sql::Query &query) {
    Outermost = Outermost ? Outermost : &query;
    return Outermost == &query;
  }

  const sql::Catalog &Schema;
  const sql::Query *Outermost = nullptr;
  std::set<std::string> Elements, Columns;
  std::vector<const sql::Table *> Tables;
};

/// Whether GROUP BY or DISTINCT ON stands in the statement: what they name is a column first, whatever a variable is
/// called.
bool namesGroups(const sql::Statement &statement) {
  bool found = false;
  visitParts(statement, {[](const sql::From &) {},
                         [&](const sql::Query &query) { found |= !query.groupBy.empty() || !query.distinctOn.empty(); },
                         [](const sql::Cte &) {}});
  return found;
}

/// Of a name that may be in quotes, or in parts.
size_t endOfName(const std::string &text, size_t offset) {
  bool isQuoted = false;
  while (offset < text.size() && (isQuoted || isWordByte(text[offset]) || text[offset] == '.' || text[offset] == '"'))
    isQuoted ^= text[offset++] == '"';
  return offset;
}

bool isColumnOf(const Place &place, const std::string &name, const sql::Catalog &catalog) {
  return place.tables && std::any_of(place.tables->begin(), place.tables->end(), [&](const NamedTable &table) {
           const sql::Table *known = catalog.find(*table.name);
           return known && known->column(name);
         });
}

} // namespace

Names::Names(const sql::Function &function, const Ownership &ownership) : Source(function), Owners(ownership) {
  if (function.returns == "trigger")
    add(""); // $1 is the user whose row it is
  for (size_t i = 0; i < function.argumentNames.size(); ++i)
    add(function.argumentNames[i], i < function.argumentTypes.size() ? function.argumentTypes[i] : "");
  Arguments = All.size();
  for (size_t i = 0; i < Arguments; ++i)
    if (const std::string type = Types[i]; !isKnownType(type) || isPolymorphic(type)) {
      isChanged("$" + std::to_string(i + 1));
    } else if (mayMergeArguments(type, ownership.catalog())) {
      Texts[i] = "(" + Texts[i] + "::" + type + ")";
      Moved[static_cast<int32_t>(i + 1)] = Texts[i];
    }
}

void Names::add(const std::string &name, const std::string &type) {
  All.push_back(name);
  Types.push_back(type);
  Texts.push_back("$" + std::to_string(All.size()));
}

void Names::replace(const std::string &name, const std::string &text) {
  for (size_t i = 0; i < All.size(); ++i)
    if (All[i] == name)
      Texts[i] = text;
}

void Names::addAlias(const std::string &name, const std::string &argument) {
  if (std::find(All.begin(), All.end(), name) != All.end())
    return;
  for (size_t i = 0; i < Arguments; ++i)
    if (argument == "$" + std::to_string(i + 1) || (!argument.empty() && argument == All[i])) {
      const std::string text = Texts[i], type = Types[i];
      add(name, type);
      Texts.back() = text;
      return;
    }
}

std::optional<std::string> Names::keptBy(const std::string &name, const std::string &value) const {
  const auto known = std::find(All.begin(), All.end(), name);
  const std::optional<std::string> type =
      known == All.end() ? std::nullopt : castType(Types[static_cast<size_t>(known - All.begin())], Owners.catalog());
  return type ? std::optional("(" + value + ")::" + *type) : std::nullopt;
}

void Names::isChanged(const std::string &name) {
  add(name.starts_with("$") ? "" : name); // found by its name, an argument has its own type
  for (size_t i = 0; i + 1 < All.size(); ++i)
    if ((!name.empty() && All[i] == name) || "$" + std::to_string(i + 1) == name) {
      Moved[static_cast<int32_t>(i + 1)] = Texts.back();
      Texts[i] = Texts.back();
    }
}

/// o.id of an argument that is a row of a table; nothing for other columns.
std::optional<std::string> Names::fieldOfArgument(const Expr &column) const {
  if (column.path.size() != 2 || column.path[0].empty())
    return std::nullopt;
  for (size_t i = 0; i < Arguments; ++i) {
    const sql::Table *table = All[i] == column.path[0] ? rowTable(Types[i], Owners.catalog()) : nullptr;
    if (table && table->column(column.path[1]))
      return "(" + Texts[i] + ")." + identifier(column.path[1]);
  }
  return std::nullopt;
}

std::optional<std::string> Names::in(std::string text) const {
  sql::Parsed parsed = sql::parse(text);
  std::vector<std::pair<size_t, std::pair<size_t, std::string>>> places; // offset, length and what stands there
  bool isKnown = true;
  for (const sql::Statement &statement : parsed.statements) {
    const OtherColumns others(statement, Owners.catalog());
    const bool isVariables = prefersVariables(Source.body) && !namesGroups(statement);
    visit(statement, [&](const Expr &expr, const Place &place) {
      if (auto moved = expr.kind == ExprKind::Param ? Moved.find(expr.number) : Moved.end(); moved != Moved.end())
        places.push_back({static_cast<size_t>(expr.location), {1 + std::to_string(expr.number).size(), moved->second}});
      if (expr.kind != ExprKind::Column || expr.path.empty() || expr.location < 0)
        return;
      bool qualified = expr.path.size() == 2 && expr.path[0] == Source.name && !others.hasElement(Source.name);
      const std::string &name = expr.path.back();
      if (auto row = expr.path.size() == 2 ? Rows.find(expr.path[0]) : Rows.end();
          row != Rows.end() && !others.hasElement(expr.path[0])) {
        const size_t offset = static_cast<size_t>(expr.location);
        if (auto field = fieldOf(row->second.query, expr.path[0], name, row->second.table))
          places.push_back({offset, {endOfName(text, offset) - offset, *field}});
        return;
      }
      if (const std::optional<std::string> field = fieldOfArgument(expr); field && !others.hasElement(expr.path[0])) {
        const size_t offset = static_cast<size_t>(expr.location);
        places.push_back({offset, {endOfName(text, offset) - offset, *field}});
        return;
      }
      auto known = std::find(All.begin(), All.end(), name);
      if (known == All.end() || known->empty() ||
          (!qualified && (expr.path.size() > 1 || (!isVariables && isColumnOf(place, name, Owners.catalog())))))
        return;
      isKnown &= qualified || isVariables || !others.mayHave(name);
      const size_t offset = static_cast<size_t>(expr.location);
      places.push_back({offset, {endOfName(text, offset) - offset, Texts[known - All.begin()]}});
    });
  }
  if (!isKnown)
    return std::nullopt;
  std::sort(places.begin(), places.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
  for (const auto &[offset, what] : places)
    text.replace(offset, what.first, what.second);
  return text;
}

} // namespace pgtidy::analysis::isolation
