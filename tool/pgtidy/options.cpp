#include "options.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <functional>

namespace pgtidy::tool {

namespace {

using llvm::StringRef;

/// One option: its name as after "--", the placeholder of its value ("" for a switch), its help, and what it does.
struct Option {
  StringRef name;
  StringRef value;
  StringRef help;
  std::function<llvm::Error(Options &, StringRef)> apply;
};

template <class Member> auto store(Member Options::*member) {
  return [member](Options &options, StringRef value) {
    options.*member = value.str();
    return llvm::Error::success();
  };
}

auto flag(bool Options::*member) {
  return [member](Options &options, StringRef) {
    options.*member = true;
    return llvm::Error::success();
  };
}

template <class Enum> auto choose(Enum Options::*member, std::vector<std::pair<StringRef, Enum>> words) {
  return [member, words](Options &options, StringRef value) -> llvm::Error {
    std::string known;
    for (auto [word, meaning] : words) {
      if (word == value) {
        options.*member = meaning;
        return llvm::Error::success();
      }
      known += (known.empty() ? "" : ", ") + word.str();
    }
    return llvm::createStringError("'" + value + "' is not one of " + known);
  };
}

llvm::Error storeJobs(Options &options, StringRef value) {
  if (value.getAsInteger(10, options.jobs))
    return llvm::createStringError("'" + value + "' is not a number of jobs");
  return llvm::Error::success();
}

llvm::Error storeSchema(Options &options, StringRef value) {
  options.schema.push_back(value.str());
  return llvm::Error::success();
}

const std::vector<Option> &optionTable() {
  static const std::vector<Option> table = {
      {"p", "DIR", "the folder of compile_commands.json (else it is looked for around the files)",
       store(&Options::buildPath)},
      {"checks", "GLOBS", "the checks that run, as 'pg-*,-pg-orm-*'; adds to the configuration's",
       store(&Options::checks)},
      {"list-checks", "", "list the checks that are on", flag(&Options::listChecks)},
      {"explain", "CHECK", "print the page of a check", store(&Options::explained)},
      {"config-file", "FILE", "read this configuration instead of the nearest .pgtidy", store(&Options::configFile)},
      {"config", "YAML", "use this configuration text", store(&Options::config)},
      {"dump-config", "", "print the configuration that holds", flag(&Options::dumpConfig)},
      {"schema", "FILE", "a schema file or glob, instead of the configuration's (may be repeated, in order)",
       storeSchema},
      {"header-filter", "REGEX", "show findings in headers whose path matches (default: all)",
       store(&Options::headerFilter)},
      {"warnings-as-errors", "GLOBS", "checks whose warnings count as errors", store(&Options::warningsAsErrors)},
      {"format", "FORMAT", "text or json",
       choose<Format>(&Options::format, {{"text", Format::Text}, {"json", Format::Json}})},
      {"output", "FILE", "write the findings to FILE instead of standard output", store(&Options::output)},
      {"facts-out", "FILE", "write the facts of one translation unit to FILE and check nothing",
       store(&Options::factsOut)},
      {"quiet", "", "no progress and no summary", flag(&Options::quiet)},
      {"use-color", "WHEN", "auto, always or never",
       choose<Color>(&Options::color, {{"auto", Color::Auto},
                                       {"always", Color::Always},
                                       {"never", Color::Never},
                                       {"", Color::Always},
                                       {"1", Color::Always},
                                       {"0", Color::Never}})},
      {"j", "N", "translation units read at a time (default: one a core)", storeJobs},
      {"help", "", "this text", flag(&Options::help)},
      {"version", "", "the version of pgtidy and of its parsers", flag(&Options::version)},
  };
  return table;
}

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
    StringRef word = Arguments.empty() ? StringRef() : StringRef(Arguments.front());
    if (word == "link")
      Result.command = Command::Link;
    else if (word == "explain")
      Result.command = Command::Explain;
    else
      return;
    ++At;
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
    auto found = llvm::find_if(optionTable(), [&](const Option &option) { return option.name == name; });
    if (found == optionTable().end() && name.starts_with("j") && !hasJoined)
      return wrap(argument, storeJobs(Result, name.drop_front()));
    if (found == optionTable().end())
      return llvm::createStringError("unknown option '" + argument + "'; --help lists the options");
    return wrap(argument, apply(*found, hasJoined, joined));
  }

  llvm::Error apply(const Option &option, bool hasJoined, StringRef joined) {
    if (option.value.empty())
      return hasJoined ? llvm::createStringError("takes no value") : option.apply(Result, "");
    if (hasJoined)
      return option.apply(Result, joined);
    if (option.name == "use-color")
      return option.apply(Result, "");
    if (At == Arguments.size())
      return llvm::createStringError("needs a value: " + option.value);
    return option.apply(Result, Arguments[At++]);
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

} // namespace

llvm::Expected<Options> parseOptions(const std::vector<std::string> &arguments) {
  llvm::Expected<Options> options = Reader(arguments).read();
  if (options && !options->explained.empty())
    options->command = Command::Explain;
  return options;
}

std::string helpText() {
  std::string text =
      "usage: pgtidy [-p BUILD] [options] [file.cpp | file.sql …] [-- compiler flags]\n"
      "       pgtidy link [options] FACTS…\n"
      "       pgtidy explain CHECK\n\n"
      "Finds hardcoded connections, SQL that goes round the ORM, and queries that are not tied to one user,\n"
      "in C++ programs on PostgreSQL. Without files: every translation unit of the compilation database.\n\n";
  for (const Option &option : optionTable()) {
    std::string left = (option.name.size() == 1 ? "  -" : "  --") + option.name.str();
    if (!option.value.empty())
      left += (option.name.size() == 1 ? " " : "=") + option.value.str();
    left.resize(std::max<size_t>(left.size() + 2, 29), ' ');
    text += left + option.help.str() + "\n";
  }
  return text + "\nexit status: 0 no errors found, 1 findings of severity error, 2 the work could not be done\n";
}

} // namespace pgtidy::tool
