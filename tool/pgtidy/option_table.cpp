#include "option_table.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace pgtidy::tool {

using llvm::StringRef;

static Setter store(std::string Options::*member) {
  return {[member](Options &options, StringRef value) {
    options.*member = value.str();
    return llvm::Error::success();
  }};
}

static Setter store(std::optional<std::string> Options::*member) {
  return {[member](Options &options, StringRef value) {
    options.*member = value.str();
    return llvm::Error::success();
  }};
}

/// May be given several times.
static Setter append(std::vector<std::string> Options::*member) {
  return {[member](Options &options, StringRef value) {
    (options.*member).push_back(value.str());
    return llvm::Error::success();
  }};
}

static Setter flag(bool Options::*member) {
  return {[member](Options &options, StringRef) {
    options.*member = true;
    return llvm::Error::success();
  }};
}

static Setter number(unsigned Options::*member) {
  return {[member](Options &options, StringRef value) -> llvm::Error {
    if (value.getAsInteger(10, options.*member))
      return llvm::createStringError("'" + value + "' is not a number");
    return llvm::Error::success();
  }};
}

/// One of a few words; `others` are understood as well and not told.
template <class Enum>
static Setter choose(Enum Options::*member, std::vector<std::pair<StringRef, Enum>> words,
                     std::vector<std::pair<StringRef, Enum>> others = {}) {
  std::vector<StringRef> told;
  for (auto [word, meaning] : words)
    told.push_back(word);
  llvm::append_range(words, others);
  auto apply = [member, words, told](Options &options, StringRef value) -> llvm::Error {
    for (auto [word, meaning] : words)
      if (word == value) {
        options.*member = meaning;
        return llvm::Error::success();
      }
    return llvm::createStringError("'" + value + "' is not one of " + llvm::join(told, ", "));
  };
  return {apply, told};
}

const std::vector<CommandWord> &commandTable() {
  static const std::vector<CommandWord> table = {
      {"link", "FACTS...", "findings from facts that --facts-out wrote", Command::Link},
      {"explain", "CHECK", "the page of a check", Command::Explain},
      {"lsp", "", "the language server, on standard input and output", Command::Lsp},
      {"init", "", "write a commented .pgtidy from what the project holds", Command::Init},
      {"rls", "", "write a migration with the policies that tables of users lack", Command::RowSecurity},
      {"completion", "SHELL", "completion for bash, zsh or fish; 'man' for the manual page", Command::Completion},
      {"audit", "", "a review of the project: what passed, what failed, what to ask", Command::Audit},
  };
  return table;
}

StringRef headingOf(Group group) {
  switch (group) {
  case Group::Input:
    return "what is read";
  case Group::Configuration:
    return "configuration";
  case Group::Selection:
    return "which findings are shown";
  case Group::Output:
    return "how they are shown";
  case Group::Other:
    return "other";
  }
  return {};
}

std::string Option::spelling() const {
  std::string text = (name.size() == 1 ? "-" : "--") + name.str();
  if (valueMayBeLeftOut())
    return text + "[=" + value.drop_front().str();
  if (hasValue())
    text += (name.size() == 1 ? " " : "=") + value.str();
  return text;
}

const std::vector<Option> &optionTable() {
  using enum Group;
  // clang-format off
  static const std::vector<Option> table = {
      {"p", "DIR", Input, "the folder of compile_commands.json (else it is looked for around the files)", store(&Options::buildPath)},
      {"schema", "FILE", Input, "a schema file or glob, instead of the configuration's (may be repeated, in order)", append(&Options::schema)},
      {"database-url-env", "VAR", Input, "read the schema of the database whose URL is in the environment variable VAR", store(&Options::databaseUrlEnv)},
      {"j", "N", Input, "translation units read at a time (default: one a core)", number(&Options::jobs)},
      {"no-prefilter", "", Input, "parse every translation unit, not only those that can add to the findings", flag(&Options::noPrefilter)},
      {"cache-dir", "DIR", Input, "where facts are kept between runs (default: pgtidy in $XDG_CACHE_HOME or ~/.cache)", store(&Options::cacheDir)},
      {"no-cache", "", Input, "neither use nor keep facts of other runs", flag(&Options::noCache)},
      {"facts-out", "FILE", Input, "write the facts of one translation unit to FILE and check nothing", store(&Options::factsOut)},
      {"depfile", "FILE", Input, "with --facts-out: write the files that the facts depend on to FILE, for make and Ninja", store(&Options::depfile)},

      {"config-file", "FILE", Configuration, "read this configuration instead of the nearest .pgtidy", store(&Options::configFile)},
      {"config", "YAML", Configuration, "use this configuration text", store(&Options::config)},
      {"dump-config", "", Configuration, "print the configuration that holds", flag(&Options::dumpConfig)},
      {"verify-config", "", Configuration, "check the configuration and the globs of checks, and say what is wrong", flag(&Options::verifyConfig)},

      {"checks", "GLOBS", Selection, "the checks that run, as 'pg-*,-pg-orm-*'; adds to the configuration's", store(&Options::checks)},
      {"warnings-as-errors", "GLOBS", Selection, "checks whose warnings count as errors", store(&Options::warningsAsErrors)},
      {"header-filter", "REGEX", Selection, "show findings in headers whose path matches (default: all)", store(&Options::headerFilter)},
      {"line-filter", "JSON", Selection, "show findings in these lines only: [{\"name\":\"a.cpp\",\"lines\":[[1,3],[5,7]]}]", store(&Options::lineFilter)},
      {"diff", "FILE", Selection, "show findings that a unified diff touches ('-': standard input); all is analysed", store(&Options::diff)},
      {"baseline", "FILE", Selection, "leave out the findings that FILE holds", store(&Options::baseline)},
      {"write-baseline", "FILE", Selection, "write the findings to FILE, to be left out from now on", store(&Options::writeBaseline)},

      {"format", "FORMAT", Output, "text, json, sarif, github, gitlab, junit or html", choose<Format>(&Options::format,
          {{"text", Format::Text}, {"json", Format::Json}, {"sarif", Format::Sarif}, {"github", Format::Github},
           {"gitlab", Format::Gitlab}, {"junit", Format::Junit}, {"html", Format::Html}})},
      {"output", "FILE", Output, "write the findings to FILE instead of standard output", store(&Options::output)},
      {"fix", "", Output, "apply the exact fixes to the sources, each file at once", flag(&Options::fix)},
      {"export-fixes", "FILE", Output, "write findings and fixes as YAML for clang-apply-replacements", store(&Options::exportFixes)},
      {"quiet", "", Output, "no progress and no summary", flag(&Options::quiet)},
      {"use-color", "[WHEN]", Output, "auto, always or never", choose<Color>(&Options::color,
          {{"auto", Color::Auto}, {"always", Color::Always}, {"never", Color::Never}},
          {{"", Color::Always}, {"1", Color::Always}, {"0", Color::Never}})},

      {"profile", "[FILE]", Other, "say where the time went; with FILE as a trace that Chrome and Perfetto show, too", store(&Options::profile)},
      {"check", "FILE", Other, "lsp: show what the server would show for FILE, and end", store(&Options::check)},
      {"list-checks", "", Other, "list the checks that are on", flag(&Options::listChecks)},
      {"explain", "CHECK", Other, "print the page of a check", store(&Options::explained)},
      {"query", "SQL", Other, "explain: the verdict on this statement, and the conditions it rests on", store(&Options::query)},
      {"help", "", Other, "this text", flag(&Options::help)},
      {"version", "", Other, "the version of pgtidy and of its parsers", flag(&Options::version)},
  };
  // clang-format on
  return table;
}

} // namespace pgtidy::tool
