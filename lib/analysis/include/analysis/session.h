// What a statement leaves behind in its session.
#pragma once

#include "sql/ast.h"

#include <string>
#include <string_view>

namespace pgtidy::analysis {

enum class SessionUse : uint8_t {
  None,
  User,         ///< SET of a role or of a variable that says who the user is
  Setting,      ///< any other SET for the session
  Listen,       ///< LISTEN
  AdvisoryLock, ///< pg_advisory_lock and kin, held until the session ends
  Temporary,    ///< a temporary table that outlives its transaction
  HeldCursor,   ///< DECLARE … WITH HOLD
  Prepared,     ///< PREPARE, EXECUTE or DEALLOCATE as statements
};

struct SessionEffect {
  SessionUse use = SessionUse::None;
  std::string word; ///< as in messages: "LISTEN", "SET app.user_id", "pg_advisory_lock()"
};

/// What `statement`, which stands in `text`, needs its session for beyond the end of the transaction.
SessionEffect sessionEffect(const sql::Statement &statement, std::string_view text);

} // namespace pgtidy::analysis
