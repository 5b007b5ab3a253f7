#include "command.h"

#include <charconv>
#include <iterator>
#include <stdexcept>

namespace notebook {

bool Command::has(const std::string &option) const {
  return options.count(option) != 0;
}

std::optional<std::string> Command::option(const std::string &option) const {
  const auto found = options.find(option);
  if (found == options.end())
    return std::nullopt;
  return found->second;
}

const std::string &Command::word(std::size_t place) const {
  if (place >= words.size())
    throw std::invalid_argument("'" + name + "' lacks a word");
  return words[place];
}

std::int64_t Command::id(std::size_t place) const {
  const std::string &text = word(place);
  const char *end = text.data() + text.size();
  std::int64_t number = 0;
  if (std::from_chars(text.data(), end, number).ptr != end || text.empty())
    throw std::invalid_argument("'" + text + "' is not an id");
  return number;
}

static void addOption(Command &command, const std::string &option) {
  const auto equals = option.find('=');
  if (equals == std::string::npos)
    command.options[option] = "";
  else
    command.options[option.substr(0, equals)] = option.substr(equals + 1);
}

static void addWord(Command &command, const std::string &word) {
  if (command.name.empty())
    command.name = word;
  else
    command.words.push_back(word);
}

Command parseCommand(const std::vector<std::string> &arguments) {
  Command command;
  for (auto argument = arguments.begin(); argument != arguments.end();
       ++argument) {
    if (*argument == "--as" && std::next(argument) != arguments.end())
      command.user = *++argument;
    else if (argument->rfind("--", 0) == 0)
      addOption(command, argument->substr(2));
    else
      addWord(command, *argument);
  }
  return command;
}

} // namespace notebook
