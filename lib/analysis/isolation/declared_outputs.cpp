#include "isolation/declared_outputs.h"

#include "isolation/dotted_name.h"
#include "isolation/own_operators.h"
#include "isolation/scalars.h"
#include "isolation/suggest.h"
#include "isolation/variable_types.h"
#include "isolation/visit.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::analysis::isolation {
namespace {

std::string withoutSet(const std::string &type) { return type.starts_with("setof ") ? type.substr(6) : type; }

std::string elementOf(const std::string &type) { return type.ends_with("[]") ? type.substr(0, type.size() - 2) : type; }

/// A type as SQL: "app.role" in quotes, part by part.
std::string quotedType(const std::string &type) {
  const sql::Name name = dottedName(elementOf(type));
  return (name.schema.empty() ? "" : "\"" + name.schema + "\".") + "\"" + name.name + "\"" +
         (type.ends_with("[]") ? "[]" : "");
}

/// Whether a key or an owner in the query may be of a type that an integer does not keep: a numeric 1.5 is 2.
bool readsFractions(const sql::Query &query, const sql::Catalog &catalog) {
  bool found = false;
  visitTables(query, [&](const sql::Name &name) {
    if (const sql::Table *table = catalog.find(name))
      found |= llvm::any_of(table->columns, [&](const sql::Column &column) {
        const bool isFraction = column.type == "numeric" || column.type.starts_with("float");
        auto has = [&](const auto &key) { return llvm::is_contained(key.columns, column.name); };
        return isFraction && (llvm::any_of(table->keys, has) || llvm::any_of(table->foreignKeys, has));
      });
  });
  return found;
}

} // namespace

std::vector<GivenColumn> columnsGivenBy(const sql::Function &function, const sql::Catalog &catalog) {
  std::vector<GivenColumn> columns;
  for (size_t i = 0; i < function.outputNames.size(); ++i)
    columns.push_back(
        {function.outputNames[i], i < function.outputTypes.size() ? function.outputTypes[i] : std::string()});
  if (!columns.empty())
    return columns;
  if (const sql::Table *table = catalog.find(dottedName(withoutSet(function.returns))))
    for (const sql::Column &column : table->columns)
      columns.push_back({column.name, column.type});
  return columns;
}

bool keepsValues(const sql::Function &function) {
  const std::string type = elementOf(withoutSet(function.returns));
  return type == "bool" || (!isPolymorphic(type) && keepsScalar(type) && isKnownType(type));
}

std::optional<std::string> asDeclared(const std::string &text, const sql::Statement &statement,
                                      const std::vector<GivenColumn> &columns, bool isAssigned,
                                      const Ownership &ownership) {
  static constexpr const char *Integers[] = {"int2", "int4", "int8"};
  static constexpr const char *ReadFromTexts[] = {"int2", "int4", "int8", "numeric", "uuid"};
  const sql::Catalog &catalog = ownership.catalog();
  const sql::Query &query = *statement.select;
  const bool hasFractions = readsFractions(query, catalog);
  std::string names, values;
  bool isCast = false;
  for (const GivenColumn &column : columns) {
    const std::string type = withoutSet(column.type), base = baseOf(elementOf(type), catalog),
                      kind = base.substr(0, base.find('('));
    if (!isKnownType(type))
      return std::nullopt;
    const bool mayMerge = mayMergeValues(kind) ||
                          (hasFractions && llvm::is_contained(Integers, llvm::StringRef(kind))) ||
                          (isAssigned && llvm::is_contained(ReadFromTexts, llvm::StringRef(kind)));
    const std::string place = "c" + std::to_string(&column - columns.data());
    names += (names.empty() ? "" : ", ") + place;
    values += (values.empty() ? "given." : ", given.") + place + (mayMerge ? "::" + quotedType(type) : "");
    isCast |= mayMerge;
  }
  if (!isCast)
    return text;
  if (llvm::any_of(query.ctes, [](const sql::Cte &cte) { return !cte.statement || !cte.statement->select; }))
    return std::nullopt; // what writes is no sub-query
  const llvm::StringRef written =
      llvm::StringRef(text).slice(static_cast<size_t>(statement.begin), static_cast<size_t>(statement.end));
  return "SELECT " + values + " FROM (" + written.rtrim("; \t\r\n").str() + "\n) AS given (" + names + ")";
}

} // namespace pgtidy::analysis::isolation
