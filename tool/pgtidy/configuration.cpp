#include "configuration.h"

#include "checks/check.h"
#include "engine/engine.h"
#include "inputs.h"
#include "messages.h"
#include "text/glob.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace pgtidy::tool {

using llvm::outs;

int explain(const Options &options) {
  for (const checks::Check &check : checks::all())
    if (check.name == options.explained) {
      outs() << check.page;
      return clean;
    }
  if (options.explained.empty())
    return fail(
        llvm::createStringError("explain what? Name a check (--list-checks tells them), or give a statement with "
                                "--query='SELECT …'"));
  return fail(llvm::createStringError("there is no check '" + options.explained + "'; --list-checks names them"));
}

int listChecks(const Options &options) {
  llvm::Expected<engine::Config> config = configFor(options, ".");
  if (!config)
    return fail(config.takeError());
  for (const checks::Check &check : checks::all())
    if (checks::isOn(check, config->checks))
      outs() << llvm::left_justify(check.name, 32) << ' '
             << (check.severity == findings::Severity::Error ? "error    " : "warning  ") << check.summary << '\n';
  return clean;
}

int dumpConfig(const Options &options) {
  llvm::Expected<engine::Config> config = configFor(options, ".");
  if (!config)
    return fail(config.takeError());
  outs() << engine::dumpConfig(*config);
  return clean;
}

/// The globs of a list that no check has.
static std::vector<std::string> unknownGlobs(llvm::StringRef list) {
  std::vector<std::string> unknown;
  llvm::SmallVector<llvm::StringRef> globs;
  list.split(globs, ',');
  for (llvm::StringRef glob : globs) {
    glob = glob.trim();
    glob.consume_front("-");
    if (!glob.empty() && llvm::none_of(checks::all(), [&](auto &check) { return text::isOn(glob, check.name); }))
      unknown.push_back(glob.str());
  }
  return unknown;
}

int verifyConfig(const Options &options) {
  llvm::Expected<engine::Config> config = configFor(options, ".");
  if (!config)
    return fail(config.takeError());
  llvm::Expected<rules::Rules> rules = engine::loadRules(*config);
  if (!rules)
    return fail(rules.takeError());
  std::vector<findings::Problem> problems;
  for (const auto *globs : {&config->checks, &config->warningsAsErrors})
    for (const std::string &glob : unknownGlobs(*globs))
      problems.push_back({{config->file, 0, 0}, "'" + glob + "' names no check; --list-checks names them"});
  engine::expandGlobs(config->schema, config->root, problems);
  engine::expandGlobs(config->queries, config->root, problems);
  for (findings::Problem &problem : engine::configuredInVain(*config))
    problems.push_back(std::move(problem));
  tell(problems, "error");
  if (!problems.empty())
    return couldNotWork;
  outs() << (config->file.empty() ? "no .pgtidy was found; the defaults hold" : "'" + config->file + "' is in order")
         << '\n';
  return clean;
}

} // namespace pgtidy::tool
