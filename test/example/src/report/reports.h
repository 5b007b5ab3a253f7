#pragma once

#include "command.h"
#include "db/session.h"

namespace notebook::report {

/// The report that the first word names; throws where there is none.
pqxx::result run(db::Session &session, db::UserId user, const Command &command);

} // namespace notebook::report
