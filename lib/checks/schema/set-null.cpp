#include "schema_place.h"

namespace pgtidy::checks {

Findings schema_set_null(const Input &input) {
  Findings findings;
  eachTable(input, [&](const std::string &, const sql::Table &table) {
    for (const sql::ForeignKey &foreign : table.foreignKeys) {
      if (foreign.onDelete != sql::KeyAction::SetNull || foreign.origin.file < 0)
        continue;
      for (const std::string &name : foreign.nulled.empty() ? foreign.columns : foreign.nulled) {
        const sql::Column *column = table.column(name);
        if (!column || !column->notNull)
          continue;
        findings::Finding finding = findingAt(
            input, foreign.origin,
            "ON DELETE SET NULL writes NULL into '" + name + "', which is NOT NULL: every DELETE of a row of '" +
                foreign.table + "' that is referred to fails; drop NOT NULL, or choose another action");
        finding.advice = "ALTER TABLE " + shownTable(table) + " ALTER COLUMN " + identifier(name) + " DROP NOT NULL;";
        findings.push_back(std::move(finding));
        break;
      }
    }
  });
  return findings;
}

} // namespace pgtidy::checks
