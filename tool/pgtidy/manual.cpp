#include "completion.h"
#include "option_table.h"

#include "checks/check.h"

namespace pgtidy::tool {

/// Text for roff: a backslash, a dash and a leading dot mean something there.
static std::string roff(llvm::StringRef text) {
  std::string result = text.starts_with(".") || text.starts_with("'") ? "\\&" : "";
  for (char c : text)
    result += c == '\\' ? std::string("\\e") : c == '-' ? std::string("\\-") : std::string(1, c);
  return result;
}

std::string manualPage() {
  std::string text =
      ".TH PGTIDY 1 \"\" \"pgtidy " PGTIDY_VERSION "\" \"User Commands\"\n"
      ".SH NAME\npgtidy \\- find faults of C++ programs on PostgreSQL\n"
      ".SH SYNOPSIS\n.B pgtidy\n[\\fB\\-p\\fR \\fIBUILD\\fR] [\\fIoptions\\fR] [\\fIfile\\fR ...] "
      "[\\fB\\-\\-\\fR \\fIcompiler flags\\fR]\n.br\n.B pgtidy\n\\fICOMMAND\\fR [\\fIoptions\\fR] ...\n"
      ".SH DESCRIPTION\nReads C++ programs that talk to PostgreSQL, and says where they could leak, break "
      "or be locked out:\nconnections written into the program, SQL that goes round the data layer, and "
      "queries that are not tied to one user.\nWithout files, every translation unit of the compilation "
      "database is read.\n.SH COMMANDS\n";
  for (const CommandWord &word : commandTable())
    text += ".TP\n\\fB" + roff(word.name) + "\\fR \\fI" + roff(word.arguments) + "\\fR\n" + roff(word.help) + "\n";
  text += ".SH OPTIONS\n";
  for (int group = 0; group <= static_cast<int>(Group::Other); ++group) {
    text += ".SS " + roff(headingOf(static_cast<Group>(group))) + "\n";
    for (const Option &option : optionTable())
      if (option.group == static_cast<Group>(group))
        text += ".TP\n\\fB" + roff(option.spelling()) + "\\fR\n" + roff(option.help) + "\n";
  }
  text += ".SH CHECKS\n";
  for (const checks::Check &check : checks::all())
    text += ".TP\n\\fB" + roff(check.name) + "\\fR\n" + roff(check.summary) + "\n";
  return text +
         ".SH FILES\n.TP\n.I .pgtidy\nThe configuration, in YAML, in the sources' folder or one of its parents.\n"
         ".SH EXIT STATUS\n0: no errors were found. 1: findings of severity error. 2: the work could not be done.\n"
         ".SH SEE ALSO\n.BR clang\\-tidy (1)\n";
}

} // namespace pgtidy::tool
