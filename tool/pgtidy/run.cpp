#include "run.h"

#include "checks/check.h"
#include "engine/engine.h"
#include "explain_query.h"
#include "facts/serialize.h"
#include "inputs.h"
#include "lsp/server.h"
#include "messages.h"
#include "progress.h"
#include "report/report.h"
#include "text/glob.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

namespace pgtidy::tool {

namespace {

using llvm::outs;

int explain(const std::string &name) {
  for (const checks::Check &check : checks::all())
    if (check.name == name) {
      outs() << check.page;
      return clean;
    }
  return fail(llvm::createStringError("there is no check '" + name + "'; --list-checks names them"));
}

int listChecks(const engine::Config &config) {
  for (const checks::Check &check : checks::all())
    if (text::isOn(config.checks, check.name))
      outs() << llvm::left_justify(check.name, 32) << ' '
             << (check.severity == findings::Severity::Error ? "error    " : "warning  ") << check.summary << '\n';
  return clean;
}

std::string readFile(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  return buffer ? (*buffer)->getBuffer().str() : std::string();
}

/// Opens --output, or standard output.
llvm::Expected<std::unique_ptr<llvm::raw_fd_ostream>> openOutput(const std::string &path) {
  std::error_code error;
  auto out = std::make_unique<llvm::raw_fd_ostream>(path.empty() ? "-" : path, error);
  if (error)
    return llvm::createStringError("cannot write '" + path + "': " + error.message());
  return out;
}

bool wantsColor(const Options &options, const llvm::raw_fd_ostream &out) {
  if (options.color == Color::Auto)
    return out.has_colors() && !getenv("NO_COLOR");
  return options.color == Color::Always;
}

llvm::Error write(const Options &options, const findings::Results &results) {
  auto out = openOutput(options.output);
  if (!out)
    return out.takeError();
  if (options.format == Format::Json)
    report::writeJson(**out, results);
  else
    report::writeText(**out, results, readFile, {wantsColor(options, **out), !options.quiet});
  (*out)->flush();
  if ((*out)->has_error()) {
    std::string why = (*out)->error().message();
    (*out)->clear_error();
    return llvm::createStringError("cannot write the findings: " + why);
  }
  return llvm::Error::success();
}

int report(const Options &options, const findings::Results &results) {
  tell(results.problems, "problem");
  tell(results.failures, "error");
  if (llvm::Error error = write(options, results))
    return fail(std::move(error));
  if (!results.failures.empty())
    return couldNotWork;
  bool hasErrors =
      llvm::any_of(results.findings, [](const auto &finding) { return finding.severity == findings::Severity::Error; });
  return hasErrors ? errorsFound : clean;
}

int writeFacts(const std::string &path, const engine::Collected &collected) {
  tell(collected.problems, "problem");
  tell(collected.failures, "error");
  if (collected.units.size() != 1)
    return fail(
        llvm::createStringError("--facts-out takes one translation unit, not " + llvm::Twine(collected.units.size())));
  auto out = openOutput(path);
  if (!out)
    return fail(out.takeError());
  **out << facts::serialize(collected.units.front()) << '\n';
  return clean;
}

void addQueryFiles(const std::vector<std::string> &files, engine::Collected &collected) {
  for (const std::string &file : files) {
    llvm::Expected<facts::Unit> unit = engine::queryFileFacts(file);
    if (unit)
      collected.units.push_back(std::move(*unit));
    else
      collected.failures.push_back({{file, 0, 0}, llvm::toString(unit.takeError())});
  }
}

int analyse(const Options &options) {
  llvm::Expected<Inputs> inputs = readInputs(options);
  if (!inputs)
    return fail(inputs.takeError());
  llvm::Expected<rules::Rules> rules = engine::loadRules(inputs->config);
  if (!rules)
    return fail(rules.takeError());
  extract::enableCrashRecovery();
  engine::Collected collected =
      engine::collectFacts(inputs->commands, *rules, options.jobs, progressLine(options.quiet));
  llvm::append_range(collected.problems, inputs->problems);
  llvm::append_range(collected.failures, inputs->failures);
  addQueryFiles(inputs->queryFiles, collected);
  if (!options.factsOut.empty())
    return writeFacts(options.factsOut, collected);
  return report(options, engine::analyse(std::move(collected), inputs->config));
}

int link(const Options &options) {
  llvm::Expected<engine::Config> config = configFor(options, ".");
  if (!config)
    return fail(config.takeError());
  if (options.files.empty())
    return fail(llvm::createStringError("'pgtidy link' needs files of facts, made with --facts-out"));
  engine::Collected collected;
  for (const std::string &file : options.files) {
    auto buffer = llvm::MemoryBuffer::getFile(file);
    if (!buffer)
      return fail(llvm::createStringError("cannot read facts '" + file + "': " + buffer.getError().message()));
    llvm::Expected<facts::Unit> unit = facts::deserialize((*buffer)->getBuffer());
    if (!unit)
      return fail(llvm::createStringError("'" + file + "': " + llvm::toString(unit.takeError())));
    collected.units.push_back(std::move(*unit));
  }
  return report(options, engine::analyse(std::move(collected), *config));
}

lsp::ServerOptions serverOptions(const Options &options) {
  auto page = [](const std::string &name) {
    for (const checks::Check &check : checks::all())
      if (check.name == name)
        return check.page.str();
    return std::string();
  };
  return {PGTIDY_VERSION, options.buildPath, options.configFile, page};
}

int serve(const Options &options) {
  extract::enableCrashRecovery();
  if (options.check.empty())
    return lsp::serve(stdin, outs(), serverOptions(options));
  return report(options, lsp::check(options.check, serverOptions(options)));
}

} // namespace

int run(const Options &options) {
  if (options.help) {
    outs() << helpText();
    return clean;
  }
  if (options.version) {
    outs() << "pgtidy " PGTIDY_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
    return clean;
  }
  if (options.command == Command::Explain)
    return options.query.empty() ? explain(options.explained) : explainQuery(options);
  if (options.command == Command::Lsp)
    return serve(options);
  if (options.listChecks || options.dumpConfig) {
    llvm::Expected<engine::Config> config = configFor(options, ".");
    if (!config)
      return fail(config.takeError());
    if (options.dumpConfig)
      outs() << engine::dumpConfig(*config);
    return options.listChecks ? listChecks(*config) : clean;
  }
  return options.command == Command::Link ? link(options) : analyse(options);
}

} // namespace pgtidy::tool
