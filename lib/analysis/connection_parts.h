// The literal parts of one connection text.
#pragma once

#include "analysis/conclusions.h"
#include "facts/alternatives.h"
#include "facts/unit.h"

#include <string>
#include <vector>

namespace pgtidy::analysis {

/// The text of a way with HoleByte for run-time values, and where its bytes stand.
Alternative assemble(const facts::Way &way);

/// Those of a whole connection string (or of the "NAME=value" that putenv takes).
std::vector<ConnectionPart> partsOfString(const facts::Way &way, facts::ConnectionForm form);
/// Those of the value of one setting: a keyword of libpq, or the name of an environment variable.
std::vector<ConnectionPart> partsOfSetting(const std::string &keyword, const facts::Way &way);

/// The ways through the text of a connection. What the program only compares a value with is not written into it.
facts::Ways writtenWays(const facts::Text &text);

} // namespace pgtidy::analysis
