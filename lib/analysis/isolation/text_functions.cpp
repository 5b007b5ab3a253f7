#include "isolation/text_functions.h"

#include "sql/parse.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace pgtidy::analysis::isolation {
namespace {

constexpr std::array<std::string_view, 12> RunTexts{"query_to_xml", "query_to_xmlschema", "query_to_xml_and_xmlschema",
                                                    "ts_stat",      "crosstab",           "crosstab2",
                                                    "crosstab3",    "crosstab4",          "crosstab_hash",
                                                    "dblink",       "dblink_exec",        "dblink_open"};
constexpr std::array<std::string_view, 3> ReadTables{"table_to_xml", "table_to_xmlschema",
                                                     "table_to_xml_and_xmlschema"};

template <size_t N> bool isOneOf(const std::array<std::string_view, N> &names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool isStatement(const std::string &text) {
  sql::Parsed parsed = sql::parse(text);
  return !parsed.error && !parsed.statements.empty();
}

} // namespace

std::optional<std::vector<std::string>> textsRunBy(const sql::Expr &call) {
  std::string_view name = call.path.back();
  bool table = isOneOf(ReadTables, name);
  if (!table && !isOneOf(RunTexts, name))
    return std::nullopt;
  std::vector<std::string> texts;
  for (const sql::ExprPtr &argument : call.args) {
    const sql::Expr *value = argument.get();
    while (value && value->kind == sql::ExprKind::Cast)
      value = value->args[0].get();
    if (!value || value->kind != sql::ExprKind::Const || value->constant != sql::ConstKind::String)
      continue;
    std::string text = table ? "TABLE " + value->value : value->value;
    if (isStatement(text))
      texts.push_back(std::move(text));
    if (table)
      break;
  }
  return texts;
}

} // namespace pgtidy::analysis::isolation
