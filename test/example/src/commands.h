#pragma once

#include "command.h"
#include "db/session.h"
#include <iosfwd>

namespace notebook {

/// One line for each command.
void printUsage(std::ostream &out);

/// False where there is no such command or it lacks words.
bool isComplete(const Command &command);

/// Runs a complete command for the user; throws where it fails.
void run(db::Session &session, db::UserId user, const Command &command,
         std::ostream &out);

} // namespace notebook
