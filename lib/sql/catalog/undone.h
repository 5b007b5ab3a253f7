// What a block of PL/pgSQL may take back of what it does.
#pragma once

#include "catalog/split.h"
#include "sql/catalog.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// The bytes of the code whose statements may be undone: those before a ROLLBACK, back to a COMMIT, and those of a
/// block with handlers of errors (PL/pgSQL, Trapping Errors). Handlers that only wait for what is there already, or, of
/// one statement, for what is gone already, undo nothing that matters: so migrations say "unless it is there". Nor do
/// those that raise an error themselves.
std::vector<StatementSpan> mayBeUndone(std::string_view code);

/// The part of a catalog that is looked at again when statements of a block may have been undone: what the code may
/// change of it.
struct Before {
  std::map<std::string, Table> tables;
  std::vector<Trigger> triggers;
  bool isWhole = true; ///< all tables and triggers

  Before(Catalog &catalog, std::string_view code);
};

/// After statements that may have been undone: what keeps rows apart is there only where it was `before` and is now,
/// whose rows are whose is said by what is there in either.
void keepWhatIsSure(const Before &before, Catalog &catalog);

} // namespace pgtidy::sql
