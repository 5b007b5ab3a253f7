#include "completion.h"

#include "checks/check.h"
#include "option_table.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace pgtidy::tool {

using llvm::StringRef;

static std::string dashed(const Option &option) { return (option.name.size() == 1 ? "-" : "--") + option.name.str(); }

static std::string checkNames() {
  std::string names;
  for (const checks::Check &check : checks::all())
    names += (names.empty() ? "" : " ") + check.name.str();
  return names;
}

static bool takesFile(const Option &option) { return option.value == "FILE" || option.value == "[FILE]"; }
static bool takesCheck(const Option &option) { return option.value == "CHECK" || option.value == "GLOBS"; }

/// For the inside of single quotes in a shell.
static std::string inQuotes(StringRef text) {
  std::string result;
  for (char c : text)
    result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result;
}

static std::string commandWords() {
  std::string words;
  for (const CommandWord &word : commandTable())
    words += (words.empty() ? "" : " ") + word.name.str();
  return words;
}

static std::string bash() {
  std::string all, cases;
  for (const Option &option : optionTable()) {
    std::string name = dashed(option);
    all += (all.empty() ? "" : " ") + name + (option.hasValue() && option.name.size() > 1 ? "=" : "");
    std::string pattern = name + ")";
    if (!option.set.words.empty())
      cases += "    " + pattern + " COMPREPLY=($(compgen -W \"" + llvm::join(option.set.words, " ") +
               "\" -- \"$cur\")); return ;;\n";
    else if (takesFile(option))
      cases += "    " + pattern + " COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n";
    else if (option.value == "DIR")
      cases += "    " + pattern + " COMPREPLY=($(compgen -d -- \"$cur\")); return ;;\n";
    else if (takesCheck(option))
      cases += "    " + pattern + " COMPREPLY=($(compgen -W \"" + checkNames() + "\" -- \"$cur\")); return ;;\n";
  }
  return "# bash completion for pgtidy\n"
         "_pgtidy() {\n"
         "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  [ \"$cur\" = '=' ] && cur=''\n"
         "  [ \"$prev\" = '=' ] && prev=${COMP_WORDS[COMP_CWORD-2]}\n"
         "  case $prev in\n"
         "    explain) COMPREPLY=($(compgen -W \"" +
         checkNames() + "\" -- \"$cur\")); return ;;\n" + cases +
         "  esac\n"
         "  if [[ $cur == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"" +
         all +
         "\" -- \"$cur\"))\n"
         "    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
         "    return\n"
         "  fi\n"
         "  COMPREPLY=($(compgen -f -- \"$cur\"))\n"
         "  [ \"$COMP_CWORD\" = 1 ] && COMPREPLY+=($(compgen -W \"" +
         commandWords() +
         "\" -- \"$cur\"))\n"
         "}\n"
         "complete -o filenames -F _pgtidy pgtidy\n";
}

/// For a description in brackets of zsh's _arguments.
static std::string bracketed(StringRef text) {
  std::string result;
  for (char c : inQuotes(text))
    result += (c == '[' || c == ']' || c == ':' ? "\\" : "") + std::string(1, c);
  return result;
}

static std::string zsh() {
  std::string text = "#compdef pgtidy\n_arguments \\\n";
  for (const Option &option : optionTable()) {
    text += "  '*" + dashed(option);
    if (option.hasValue())
      text += option.name.size() == 1 ? "+" : option.valueMayBeLeftOut() ? "=-" : "=";
    text += "[" + bracketed(option.help) + "]";
    if (option.hasValue())
      text += (option.valueMayBeLeftOut() ? "::" : ":") + option.value.trim("[]").lower() + ":" +
              (!option.set.words.empty() ? "(" + llvm::join(option.set.words, " ") + ")"
               : takesFile(option)       ? "_files"
               : option.value == "DIR"   ? "_files -/"
               : takesCheck(option)      ? "(" + checkNames() + ")"
                                         : "");
    text += "' \\\n";
  }
  return text + "  '1: :{_alternative \"commands:command:(" + commandWords() +
         ")\" \"files:file:_files\"}' \\\n  '*:file:_files'\n";
}

static std::string fish() {
  std::string text = "# fish completion for pgtidy\n";
  for (const CommandWord &word : commandTable())
    text += "complete -c pgtidy -n __fish_use_subcommand -a " + word.name.str() + " -d '" + inQuotes(word.help) + "'\n";
  text += "complete -c pgtidy -n '__fish_seen_subcommand_from explain' -f -a '" + checkNames() + "'\n";
  for (const Option &option : optionTable()) {
    text += "complete -c pgtidy " + std::string(option.name.size() == 1 ? "-s " : "-l ") + option.name.str();
    if (!option.set.words.empty())
      text += " -x -a '" + llvm::join(option.set.words, " ") + "'";
    else if (takesCheck(option))
      text += " -x -a '" + checkNames() + "'";
    else if (takesFile(option) || option.value == "DIR")
      text += " -r -F";
    else if (option.hasValue())
      text += " -x";
    text += " -d '" + inQuotes(option.help) + "'\n";
  }
  return text;
}

std::string completionFor(StringRef word) {
  if (word == "bash")
    return bash();
  if (word == "zsh")
    return zsh();
  if (word == "fish")
    return fish();
  return word == "man" ? manualPage() : std::string();
}

} // namespace pgtidy::tool
