#include "options.h"

#include "option_table.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::tool {

namespace {

using llvm::StringRef;

/// Walks over the arguments, taking an option's value from the next one where it is not joined by "=".
class Reader {
public:
  explicit Reader(const std::vector<std::string> &arguments) : Arguments(arguments) {}

  llvm::Expected<Options> read() {
    readCommand();
    while (At < Arguments.size()) {
      StringRef argument = Arguments[At++];
      if (argument == "--") {
        Result.flags.emplace(Arguments.begin() + At, Arguments.end());
        break;
      }
      if (llvm::Error error = readOne(argument))
        return std::move(error);
    }
    return std::move(Result);
  }

private:
  void readCommand() {
    for (const CommandWord &word : commandTable())
      if (!Arguments.empty() && Arguments.front() == word.name) {
        Result.command = word.command;
        ++At;
      }
  }

  llvm::Error readOne(StringRef argument) {
    if (!argument.starts_with("-") || argument == "-") {
      if (Result.command == Command::Explain && Result.explained.empty())
        Result.explained = argument.str();
      else
        Result.files.push_back(argument.str());
      return llvm::Error::success();
    }
    auto [name, joined] = argument.ltrim('-').split('=');
    bool hasJoined = argument.contains('=');
    if (const Option *option = find(name))
      return wrap(argument, apply(*option, hasJoined, joined));
    const Option *letter = find(name.take_front()); // "-j2"
    if (!hasJoined && !argument.starts_with("--") && letter && letter->hasValue())
      return wrap(argument, letter->set.apply(Result, name.drop_front()));
    return llvm::createStringError("unknown option '" + argument + "'; --help lists the options");
  }

  static const Option *find(StringRef name) {
    auto found = llvm::find_if(optionTable(), [&](const Option &option) { return option.name == name; });
    return found == optionTable().end() ? nullptr : &*found;
  }

  llvm::Error apply(const Option &option, bool hasJoined, StringRef joined) {
    if (!option.hasValue())
      return hasJoined ? llvm::createStringError("takes no value") : option.set.apply(Result, "");
    if (hasJoined || option.valueMayBeLeftOut())
      return option.set.apply(Result, joined);
    if (At == Arguments.size())
      return llvm::createStringError("needs a value: " + option.value);
    return option.set.apply(Result, Arguments[At++]);
  }

  static llvm::Error wrap(StringRef argument, llvm::Error error) {
    if (!error)
      return error;
    return llvm::createStringError("option '" + argument + "': " + llvm::toString(std::move(error)));
  }

  const std::vector<std::string> &Arguments;
  size_t At = 0;
  Options Result;
};

std::string row(std::string left, StringRef help) {
  left.resize(std::max<size_t>(left.size() + 2, 31), ' ');
  return left + help.str() + "\n";
}

} // namespace

llvm::Expected<Options> parseOptions(const std::vector<std::string> &arguments) {
  llvm::Expected<Options> options = Reader(arguments).read();
  if (options && !options->explained.empty())
    options->command = Command::Explain;
  return options;
}

std::string helpText() {
  std::string text =
      "usage: pgtidy [-p BUILD] [options] [file.cpp | file.sql | .env …] [-- compiler flags]\n"
      "       pgtidy COMMAND [options] …\n\n"
      "Finds hardcoded connections, SQL that goes round the ORM, and queries that are not tied to one user,\n"
      "in C++ programs on PostgreSQL. Without files: every translation unit of the compilation database.\n"
      "\ncommands:\n";
  for (const CommandWord &word : commandTable())
    text += row(("  " + word.name + " " + word.arguments).str(), word.help);
  for (int group = 0; group <= static_cast<int>(Group::Other); ++group) {
    text += "\n" + headingOf(static_cast<Group>(group)).str() + ":\n";
    for (const Option &option : optionTable())
      if (option.group == static_cast<Group>(group))
        text += row("  " + option.spelling(), option.help);
  }
  return text + "\nexit status: 0 no errors found, 1 findings of severity error, 2 the work could not be done\n";
}

} // namespace pgtidy::tool
