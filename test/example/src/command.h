#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace notebook {

/// A command line taken apart: `--as EMAIL NAME WORD… --OPTION[=VALUE]…`.
struct Command {
  std::string user;
  std::string name;
  std::vector<std::string> words;
  std::map<std::string, std::string> options;

  bool has(const std::string &option) const;
  std::optional<std::string> option(const std::string &option) const;

  /// The word at the place; throws where there is none.
  const std::string &word(std::size_t place) const;

  /// The word as the id of a row; throws where it is not a number.
  std::int64_t id(std::size_t place) const;
};

Command parseCommand(const std::vector<std::string> &arguments);

} // namespace notebook
