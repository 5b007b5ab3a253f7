#include "isolation/text_functions.h"

#include "isolation/suggest.h"
#include "sql/parse.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace pgtidy::analysis::isolation {
namespace {

constexpr std::array<std::string_view, 13> RunTexts{
    "query_to_xml",     "query_to_xmlschema", "query_to_xml_and_xmlschema",
    "ts_stat",          "crosstab",           "crosstab2",
    "crosstab3",        "crosstab4",          "crosstab_hash",
    "dblink",           "dblink_exec",        "dblink_open",
    "dblink_send_query"};
constexpr std::array<std::string_view, 3> ReadTables{"table_to_xml", "table_to_xmlschema",
                                                     "table_to_xml_and_xmlschema"};
constexpr std::array<std::string_view, 4> ReadAll{"schema_to_xml", "schema_to_xml_and_xmlschema", "database_to_xml",
                                                  "database_to_xml_and_xmlschema"};

template <size_t N> bool isOneOf(const std::array<std::string_view, N> &names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool isStatement(const std::string &text) {
  sql::Parsed parsed = sql::parse(text);
  return !parsed.error && !parsed.statements.empty();
}

constexpr size_t NoTable = static_cast<size_t>(-1);

/// The text of a string constant; null for anything else.
const std::string *textOf(const sql::Expr *value) {
  while (value && value->kind == sql::ExprKind::Cast)
    value = value->args[0].get();
  const bool isText = value && value->kind == sql::ExprKind::Const && value->constant == sql::ConstKind::String;
  return isText ? &value->value : nullptr;
}

/// Of all tables of the schema, or the database, one that is user-owned is enough; nothing where there is none.
std::optional<std::vector<std::string>> readOfOwned(const sql::Expr &call, const Ownership &ownership) {
  const bool isOfSchema = call.path.back().starts_with("schema");
  const std::string *schema = isOfSchema && !call.args.empty() ? textOf(call.args[0].get()) : nullptr;
  for (const auto &[key, table] : ownership.catalog().tables())
    if (const TableOwnership *owned = ownership.find(key);
        owned && owned->kind != OwnerKind::None && (!schema || table.schema == *schema))
      return std::vector<std::string>{"TABLE " + identifier(table.schema) + "." + identifier(table.name)};
  return std::nullopt;
}

} // namespace

std::optional<std::vector<std::string>> textsRunBy(const sql::Expr &call, const Ownership &ownership) {
  std::string_view name = call.path.back();
  if (isOneOf(ReadAll, name))
    return readOfOwned(call, ownership);
  if (name == "ts_rewrite" && call.args.size() != 2)
    return std::nullopt; // of three queries
  const size_t table = name == "connectby" || isOneOf(ReadTables, name) ? 0 : name == "xpath_table" ? 2 : NoTable;
  if (table == NoTable && name != "ts_rewrite" && !isOneOf(RunTexts, name))
    return std::nullopt;
  std::vector<std::string> texts;
  for (size_t i = 0; i < call.args.size(); ++i) {
    const std::string *value = textOf(call.args[i].get());
    if (!value || (table != NoTable && i != table))
      continue;
    std::string text = table != NoTable ? "TABLE " + *value : *value;
    if (isStatement(text))
      texts.push_back(std::move(text));
  }
  return texts;
}

} // namespace pgtidy::analysis::isolation
