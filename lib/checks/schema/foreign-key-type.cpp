#include "schema_place.h"

namespace pgtidy::checks {

Findings schema_foreign_key_type(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  const sql::Catalog &catalog = input.conclusions.schema->catalog;
  eachTable(input, [&](const std::string &, const sql::Table &table) {
    for (const sql::ForeignKey &foreign : table.foreignKeys) {
      const sql::Table *parent = catalog.find(foreign.schema, foreign.table);
      for (size_t i = 0; parent && i < std::min(foreign.columns.size(), foreign.referenced.size()); ++i) {
        const sql::Column *own = table.column(foreign.columns[i]), *other = parent->column(foreign.referenced[i]);
        bool known = own && other && !own->type.empty() && !other->type.empty();
        if (!known || own->type == other->type || foreign.origin.file < 0)
          continue;
        std::string pair = own->type + "/" + other->type;
        if (pair == "text/varchar" || pair == "varchar/text")
          continue;
        findings::Finding finding =
            findingAt(input, foreign.origin,
                      "'" + own->name + "' is " + own->type + " and '" + other->name + "' of '" + foreign.table +
                          "', which it refers to, is " + other->type +
                          ": values of one do not fit the other; give both the same type");
        finding.advice = "ALTER TABLE " + shownTable(table) + " ALTER COLUMN " + identifier(own->name) + " TYPE " +
                         other->type + other->modifiers + ";";
        findings.push_back(std::move(finding));
      }
    }
  });
  return findings;
}

} // namespace pgtidy::checks
