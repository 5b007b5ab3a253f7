#include "analysis/endpoint.h"
#include "env_findings.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::checks {

/// What systems set, and what every program may ask for without saying so.
static bool isOfTheSystem(llvm::StringRef name) {
  static constexpr llvm::StringLiteral known[] = {"HOME",
                                                  "PATH",
                                                  "USER",
                                                  "LOGNAME",
                                                  "LANG",
                                                  "LANGUAGE",
                                                  "SHELL",
                                                  "TERM",
                                                  "TMPDIR",
                                                  "TMP",
                                                  "TEMP",
                                                  "PWD",
                                                  "TZ",
                                                  "DISPLAY",
                                                  "EDITOR",
                                                  "VISUAL",
                                                  "PAGER",
                                                  "HOSTNAME",
                                                  "COLUMNS",
                                                  "LINES",
                                                  "NO_COLOR",
                                                  "APPDATA",
                                                  "LOCALAPPDATA",
                                                  "USERPROFILE",
                                                  "USERNAME",
                                                  "COMPUTERNAME",
                                                  "SystemRoot",
                                                  "WINDIR",
                                                  "CI",
                                                  "CLICOLOR",
                                                  "COLORTERM",
                                                  "HOMEDRIVE",
                                                  "HOMEPATH",
                                                  "PROGRAMDATA",
                                                  "ProgramData",
                                                  "NOTIFY_SOCKET",
                                                  "LISTEN_FDS",
                                                  "LISTEN_PID",
                                                  "WATCHDOG_USEC",
                                                  "INVOCATION_ID",
                                                  "JOURNAL_STREAM",
                                                  "SUDO_USER",
                                                  "MAIL",
                                                  "LD_LIBRARY_PATH"};
  return llvm::is_contained(known, name) || name.starts_with("LC_") || name.starts_with("XDG_") ||
         name.starts_with("SSH_") || name.starts_with("DBUS_");
}

static bool isDocumented(const std::vector<const facts::EnvFile *> &examples, const std::string &name) {
  return llvm::any_of(examples, [&](const facts::EnvFile *file) {
    return llvm::any_of(file->variables, [&](const facts::EnvVariable &variable) { return variable.name == name; });
  });
}

Findings env_undocumented(const Input &input) {
  std::vector<const facts::EnvFile *> examples;
  for (const facts::EnvFile &file : input.conclusions.program->envFiles)
    if (analysis::isTemplate(file))
      examples.push_back(&file);
  if (examples.empty())
    return {};
  Findings findings;
  for (const analysis::ReadVariable &read : input.conclusions.endpoints.reads) {
    if (isOfTheSystem(read.name) || isDocumented(examples, read.name))
      continue;
    Finding finding;
    finding.place = placeOf(input, read.location);
    llvm::StringRef path = examples.front()->path;
    finding.message = "'" + read.name + "' is read here, and '" + path.substr(path.rfind('/') + 1).str() +
                      "' does not say so; add it there";
    finding.advice = "  " + read.name + "=";
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace pgtidy::checks
