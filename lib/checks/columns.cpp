#include "columns.h"

namespace pgtidy::checks {

Findings findColumns(const Input &input, ColumnTest isMeant,
                     llvm::function_ref<std::string(const std::string &names, const std::string &table)> message,
                     llvm::function_ref<std::string(const sql::Table &, const sql::Column &)> advice) {
  Findings findings;
  eachTable(input, [&](const std::string &, const sql::Table &table) {
    std::vector<std::string> names;
    const sql::Column *first = nullptr;
    for (const sql::Column &column : table.columns)
      if (column.origin.file >= 0 && isMeant(table, column)) {
        names.push_back(column.name);
        first = first ? first : &column;
      }
    if (!first)
      return;
    findings::Finding finding = findingAt(input, first->origin, message(listed(names), shownTable(table)));
    finding.advice = advice(table, *first);
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
