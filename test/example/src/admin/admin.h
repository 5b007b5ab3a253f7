#pragma once

#include "command.h"
#include "db/session.h"
#include <iosfwd>

namespace notebook::admin {

/// The operator's command that the first word names.
void run(db::Session &session, const Command &command, std::ostream &out);

} // namespace notebook::admin
