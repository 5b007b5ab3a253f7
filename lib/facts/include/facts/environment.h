// `.env` files, as the tools that load them read them.
#pragma once

#include "facts/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::facts {

/// What version control knows of a file.
enum class Tracking : uint8_t {
  Unknown, ///< no repository, or it could not be asked
  Tracked,
  Ignored,
  Unignored, ///< neither tracked nor ignored: the next `git add` takes it
};

/// NAME=value. A HoleByte in the value stands for a variable of the environment that the file does not set.
struct EnvVariable {
  std::string name;
  text::Location location; ///< of the name
  std::string value;
  std::vector<Run> runs;    ///< where the bytes of the value stand
  bool isCommented = false; ///< "# NAME=value": only says that there is such a variable

  /// Where a byte of the value stands; invalid where the file does not spell it so.
  text::Location source(uint32_t offset) const;
};

struct EnvFile {
  std::string path;
  std::vector<EnvVariable> variables;
  Tracking tracking = Tracking::Unknown;

  /// The assignment that holds for `name`: the last one; null when there is none.
  const EnvVariable *find(std::string_view name) const;
};

/// Reads a text of assignments: `export`, single and double quotes and backticks (over several lines as well),
/// comments,
/// ${NAME} and $NAME and ${NAME:-default} outside single quotes. What is no assignment is passed over.
EnvFile readEnvFile(std::string_view text, text::FileId file);

} // namespace pgtidy::facts
