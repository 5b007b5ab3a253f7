#include "make.h"

#include "completion.h"
#include "engine/proposal.h"
#include "engine/row_security.h"
#include "files.h"
#include "inputs.h"
#include "messages.h"
#include "reading.h"

#include "llvm/Support/FileSystem.h"

namespace pgtidy::tool {

static int writeText(const std::string &path, const std::string &text) {
  if (llvm::Error error = writeWhole(path, [&](llvm::raw_ostream &out) { out << text; }))
    return fail(std::move(error));
  return clean;
}

/// Facts of the project, where a compile database tells how to read it.
static engine::Collected read(const Options &options) {
  llvm::Expected<Inputs> inputs = readInputs(options);
  if (!inputs) {
    llvm::consumeError(inputs.takeError());
    return {};
  }
  llvm::Expected<rules::Rules> rules = engine::loadRules(inputs->config);
  if (!rules) {
    llvm::consumeError(rules.takeError());
    return {};
  }
  extract::enableCrashRecovery();
  return engine::collectFacts(inputs->commands, *rules, readingFor(options, inputs->config));
}

int init(const Options &options) {
  std::string file = options.output.empty() ? ".pgtidy" : options.output;
  if (file != "-" && llvm::sys::fs::exists(file))
    return fail(llvm::createStringError("'" + file + "' is there already; --output=- prints what would be written"));
  if (int status = writeText(file, engine::proposeConfig(folderOf("x"), read(options))))
    return status;
  if (file != "-" && !options.quiet)
    llvm::errs() << "pgtidy: '" << file << "' written; look through it, then run pgtidy\n";
  return clean;
}

int rowSecurity(const Options &options) {
  llvm::Expected<engine::Config> config = configFor(options, ".");
  if (!config)
    return fail(config.takeError());
  std::vector<findings::Problem> problems;
  llvm::Expected<std::string> migration = engine::rowSecurityMigration(*config, problems);
  tell(problems, "problem");
  if (!migration)
    return fail(migration.takeError());
  return writeText(options.output, *migration);
}

int complete(const Options &options) {
  std::string word = options.files.empty() ? "" : options.files.front();
  std::string text = completionFor(word);
  if (text.empty())
    return fail(llvm::createStringError("'pgtidy completion' makes bash, zsh, fish or man"));
  return writeText(options.output, text);
}

} // namespace pgtidy::tool
