#include "facts_file.h"

#include "extract/scan.h"
#include "facts/serialize.h"
#include "files.h"
#include "messages.h"

namespace pgtidy::tool {

/// A path as GNU make and Ninja read it in a depfile: blanks and # with a backslash before them, $ twice.
static std::string escaped(llvm::StringRef path) {
  std::string text;
  for (char c : path) {
    if (c == ' ' || c == '#')
      text += '\\';
    text += c == '$' ? "$$" : std::string(1, c);
  }
  return text;
}

static llvm::Error writeDependencies(const Options &options, const extract::Command &command) {
  extract::Scanner scanner;
  extract::Scan scan = scanner.scan(command);
  return writeWhole(options.depfile, [&](llvm::raw_ostream &out) {
    out << escaped(options.factsOut) << ':';
    for (const std::vector<std::string> *files : {&scan.project, &scan.system})
      for (const std::string &file : *files)
        out << " \\\n  " << escaped(file);
    out << '\n';
  });
}

int writeFacts(const Options &options, const std::vector<extract::Command> &commands,
               const engine::Collected &collected) {
  tell(collected.problems, "problem");
  tell(collected.failures, "error");
  if (collected.units.size() != 1)
    return fail(
        llvm::createStringError("--facts-out takes one translation unit, not " + llvm::Twine(collected.units.size())));
  std::string text = facts::serialize(collected.units.front());
  if (!options.depfile.empty() && commands.size() == 1)
    if (llvm::Error error = writeDependencies(options, commands.front()))
      return fail(std::move(error));
  if (llvm::Error error = writeWhole(options.factsOut, [&](llvm::raw_ostream &out) { out << text << '\n'; }))
    return fail(std::move(error));
  return clean;
}

} // namespace pgtidy::tool
