#include "policies.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::checks {

Findings schema_nullable_owner(const Input &input) {
  Findings findings;
  eachTable(input, [&](const std::string &key, const sql::Table &table) {
    const analysis::TableOwnership *ownership = ownershipOf(input, key);
    // With another column that may own the row instead, or SET NULL, a row without this owner is meant.
    if (!ownership || ownership->kind != analysis::OwnerKind::Column || ownership->byName ||
        ownership->ownerColumns.size() != 1)
      return;
    const std::string &name = ownership->ownerColumns.front();
    const sql::Column *column = table.column(name);
    bool outlives = llvm::any_of(table.foreignKeys, [&](const sql::ForeignKey &foreign) {
      return foreign.columns == std::vector<std::string>{name} && foreign.onDelete == sql::KeyAction::SetNull;
    });
    bool shares = llvm::any_of(table.columns, [&](const sql::Column &other) {
      return other.name != name && !other.notNull && llvm::StringRef(other.name).ends_with_insensitive("id");
    });
    if (!column || column->notNull || outlives || shares || !refersToOwner(table, name) || column->origin.file < 0)
      return;
    findings::Finding finding = findingAt(input, column->origin,
                                          "'" + name + "' says whose a row of '" + shownTable(table) +
                                              "' is and may be NULL: a row without an owner is nobody's, and "
                                              "conditions on the owner pass it over; make it "
                                              "NOT NULL");
    finding.advice = "ALTER TABLE " + shownTable(table) + " ALTER COLUMN " + identifier(name) + " SET NOT NULL;";
    findings.push_back(std::move(finding));
  });
  return findings;
}

} // namespace pgtidy::checks
