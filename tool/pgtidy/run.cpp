#include "run.h"

#include "checks/check.h"
#include "configuration.h"
#include "engine/audit.h"
#include "explain_query.h"
#include "facts/serialize.h"
#include "facts_file.h"
#include "files.h"
#include "inputs.h"
#include "lsp/server.h"
#include "make.h"
#include "messages.h"
#include "output.h"
#include "profile.h"
#include "reading.h"
#include "report/audit.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

namespace pgtidy::tool {

namespace {

using llvm::outs;

void addQueryFiles(const std::vector<std::string> &files, engine::Collected &collected) {
  for (const std::string &file : files) {
    llvm::Expected<facts::Unit> unit = engine::queryFileFacts(file);
    if (unit)
      collected.units.push_back(std::move(*unit));
    else
      collected.failures.push_back({{file, 0, 0}, llvm::toString(unit.takeError())});
  }
}

int reportAudit(const Options &options, const findings::Audit &audit) {
  tell(audit.results.problems, "problem");
  tell(audit.results.failures, "error");
  auto write = [&](llvm::raw_ostream &out) {
    if (options.format == Format::Json)
      report::writeAuditJson(out, audit);
    else if (options.format == Format::Html)
      report::writeAuditHtml(out, audit, PGTIDY_VERSION);
    else
      report::writeAuditText(out, audit);
  };
  if (llvm::Error error = writeWhole(options.output, write))
    return fail(std::move(error));
  if (!audit.results.failures.empty())
    return couldNotWork;
  bool hasErrors = llvm::any_of(audit.items, [](const findings::AuditItem &item) {
    return item.status == findings::AuditStatus::Failed && item.severity == findings::Severity::Error;
  });
  return hasErrors ? errorsFound : clean;
}

bool isOfAudit(Format format) { return format == Format::Text || format == Format::Json || format == Format::Html; }

int analyse(const Options &options, engine::Profile *profile) {
  if (options.command == Command::Audit && !isOfAudit(options.format))
    return fail(llvm::createStringError("'pgtidy audit' has the formats text, json and html"));
  llvm::Expected<Inputs> inputs = readInputs(options);
  if (!inputs)
    return fail(inputs.takeError());
  if (size_t units = inputs->commands.size(); !options.factsOut.empty() && units > 1)
    return fail(llvm::createStringError("--facts-out takes one translation unit, not " + llvm::Twine(units) +
                                        ": name its file"));
  llvm::Expected<rules::Rules> rules = engine::loadRules(inputs->config);
  if (!rules)
    return fail(rules.takeError());
  extract::enableCrashRecovery();
  engine::Reading reading = readingFor(options, inputs->config);
  reading.profile = profile;
  engine::Collected collected = engine::collectFacts(inputs->commands, *rules, reading);
  llvm::append_range(collected.problems, inputs->problems);
  llvm::append_range(collected.failures, inputs->failures);
  addQueryFiles(inputs->queryFiles, collected);
  collected.schemaFiles = inputs->schemaFiles;
  collected.wholeSchema = options.files.empty();
  if (!options.factsOut.empty())
    return writeFacts(options, inputs->commands, collected);
  bool isWhole = options.files.empty();
  inputs->config.wholeProject = isWhole;
  if (options.command == Command::Audit)
    return reportAudit(options, engine::audit(std::move(collected), inputs->config));
  return report(options, inputs->config, isWhole, engine::analyse(std::move(collected), inputs->config));
}

int link(const Options &options, engine::Profile *profile) {
  llvm::Expected<engine::Config> config = configFor(options, ".");
  if (!config)
    return fail(config.takeError());
  if (options.files.empty())
    return fail(llvm::createStringError("'pgtidy link' needs files of facts, made with --facts-out"));
  engine::Collected collected;
  collected.wholeSchema = true;
  collected.profile = profile;
  for (const std::string &file : options.files) {
    engine::Timed timed(profile, "read", file);
    auto buffer = llvm::MemoryBuffer::getFile(file);
    if (!buffer)
      return fail(llvm::createStringError("cannot read facts '" + file + "': " + buffer.getError().message()));
    llvm::Expected<facts::Unit> unit = facts::deserialize((*buffer)->getBuffer());
    if (!unit)
      return fail(llvm::createStringError("'" + file + "': " + llvm::toString(unit.takeError())));
    collected.units.push_back(std::move(*unit));
  }
  return report(options, *config, /*isWhole=*/false, engine::analyse(std::move(collected), *config));
}

/// Runs the command, and tells afterwards where the time went where that is asked for.
int profiled(const Options &options, llvm::function_ref<int(const Options &, engine::Profile *)> command) {
  if (!options.profile)
    return command(options, nullptr);
  engine::Profile profile;
  int status = command(options, &profile);
  writeProfile(llvm::errs(), profile);
  if (options.profile->empty())
    return status;
  if (llvm::Error error = writeWhole(*options.profile, [&](llvm::raw_ostream &out) { writeTrace(out, profile); }))
    return fail(std::move(error));
  return status;
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
  return report(options, {}, /*isWhole=*/false, lsp::check(options.check, serverOptions(options)));
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
    return options.query.empty() ? explain(options) : explainQuery(options);
  if (options.command == Command::Lsp)
    return serve(options);
  if (options.command == Command::Init)
    return init(options);
  if (options.command == Command::RowSecurity)
    return rowSecurity(options);
  if (options.command == Command::Completion)
    return complete(options);
  if (options.listChecks)
    return listChecks(options);
  if (options.verifyConfig)
    return verifyConfig(options);
  if (options.dumpConfig)
    return dumpConfig(options);
  return profiled(options, options.command == Command::Link ? link : analyse);
}

} // namespace pgtidy::tool
