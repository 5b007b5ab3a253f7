// The options and commands as data: reading them, --help, the manual page and the shells' completion all go by these
// tables.
#pragma once

#include "options.h"

#include "llvm/ADT/StringRef.h"

#include <functional>
#include <string>
#include <vector>

namespace pgtidy::tool {

/// The heading under which an option is listed; headings appear in this order.
enum class Group { Input, Configuration, Selection, Output, Other };

/// What an option does with its value, and the words that are allowed where they are few.
struct Setter {
  std::function<llvm::Error(Options &, llvm::StringRef)> apply;
  std::vector<llvm::StringRef> words = {};
};

/// One option. `value` is the placeholder of its value: "" for a switch, "[WHEN]" for a value that may be left out
/// (and else is joined by "="). FILE, DIR, CHECK and GLOBS are completed as such.
struct Option {
  llvm::StringRef name; ///< as after the dashes
  llvm::StringRef value;
  Group group;
  llvm::StringRef help;
  Setter set;

  bool hasValue() const { return !value.empty(); }
  bool valueMayBeLeftOut() const { return value.starts_with("["); }
  /// "-p DIR", "--output=FILE", "--use-color[=WHEN]".
  std::string spelling() const;
};

/// A word in the first place that asks for something other than findings in sources.
struct CommandWord {
  llvm::StringRef name;
  llvm::StringRef arguments;
  llvm::StringRef help;
  Command command;
};

const std::vector<Option> &optionTable();
const std::vector<CommandWord> &commandTable();
llvm::StringRef headingOf(Group group);

} // namespace pgtidy::tool
