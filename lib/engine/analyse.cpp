#include "analyse.h"

#include "analysis/conclusions.h"
#include "analysis/env_secret.h"
#include "checks/check.h"
#include "connections.h"
#include "engine/engine.h"
#include "engine/git.h"
#include "env_files.h"
#include "facts/program.h"
#include "project_files.h"
#include "rules/auth_providers.h"
#include "schema.h"
#include "setting_secrets.h"
#include "statements.h"
#include "text/glob.h"
#include "visibility.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::engine {

namespace {

/// Where the file spells what must not be shown, line by line.
void addSecretsOf(const facts::EnvFile &file, std::vector<findings::Secret> &secrets) {
  for (const analysis::EnvSecret &secret : analysis::secretsIn(file))
    for (const facts::Run &run : secret.variable->runs) {
      uint32_t begin = std::max(run.begin, secret.begin);
      uint32_t end = std::min(run.begin + run.length, secret.begin + secret.length);
      if (begin >= end)
        continue;
      text::Location at = secret.variable->source(begin);
      secrets.push_back({{file.path, at.line, at.column}, run.spelled ? run.spelled : end - begin});
    }
}

std::vector<findings::Secret> secretsOf(const analysis::Conclusions &conclusions) {
  std::vector<findings::Secret> secrets;
  std::set<std::string> files;
  for (const analysis::Connection &connection : conclusions.connections)
    for (const analysis::ConnectionPart &part : connection.literals)
      if (part.secret && part.location.isValid()) {
        const std::string &file = conclusions.program->files.path(part.location.file);
        secrets.push_back({{file, part.location.line, part.location.column}, part.length});
        files.insert(file);
      }
  llvm::append_range(secrets, settingSecrets(*conclusions.program, files));
  for (const facts::EnvFile &file : conclusions.program->envFiles)
    addSecretsOf(file, secrets);
  return secrets;
}

/// The provider that is configured; without one, all that can be recognised by what they make.
std::vector<facts::AuthProvider> providersFor(const Config &config, std::vector<findings::Problem> &problems) {
  llvm::Expected<std::vector<facts::AuthProvider>> all = rules::authProviders();
  if (!all) {
    problems.push_back({{}, llvm::toString(all.takeError())});
    return {};
  }
  if (config.authProvider.empty())
    return std::move(*all);
  std::string known;
  for (facts::AuthProvider &provider : *all) {
    if (provider.name == config.authProvider)
      return {std::move(provider)};
    known += (known.empty() ? "" : ", ") + provider.name;
  }
  problems.push_back(
      {{config.file, 0, 0},
       "'" + config.authProvider + "' is no provider of authentication that is known; known are " + known});
  return {};
}

/// What the rules say of mappers, where the program goes round one.
std::map<std::string, checks::MapperCalls> mapperCallsFor(const Config &config, const facts::Program &program) {
  auto goesRound = [](const facts::Call &call) { return !call.around.empty(); };
  if (llvm::none_of(program.calls, goesRound))
    return {};
  llvm::Expected<rules::Rules> rules = loadRules(config);
  if (rules)
    return rules->mapperCalls();
  llvm::consumeError(rules.takeError()); // told before the program was read
  return {};
}

/// The check that judges the comments that hide findings of the others.
constexpr llvm::StringRef unusedCheck = "pg-nolint-unused";

void runCheck(const checks::Check &check, const checks::Input &input, const Config &config, Profile *profile,
              findings::Results &results) {
  if (!checks::isOn(check, config.checks))
    return;
  Timed timed(profile, "check", check.name.str());
  bool isError = check.severity == findings::Severity::Error || text::isOn(config.warningsAsErrors, check.name);
  for (findings::Finding &finding : check.run(input)) {
    finding.check = check.name;
    finding.severity = isError ? findings::Severity::Error : findings::Severity::Warning;
    results.findings.push_back(std::move(finding));
  }
}

void runChecks(const checks::Input &input, const Config &config, Profile *profile, findings::Results &results) {
  for (const checks::Check &check : checks::all())
    if (check.name != unusedCheck)
      runCheck(check, input, config, profile, results);
}

void runUnusedCheck(checks::Input input, llvm::ArrayRef<checks::UnusedSuppression> unused, const Config &config,
                    Profile *profile, findings::Results &results) {
  input.unused = unused;
  for (const checks::Check &check : checks::all())
    if (check.name == unusedCheck)
      runCheck(check, input, config, profile, results);
}

std::set<std::string> mainFilesOf(const std::vector<facts::Unit> &units) {
  std::set<std::string> files;
  for (const facts::Unit &unit : units)
    files.insert(unit.mainFile);
  return files;
}

/// Leaves out what is found in schema files that were read for the sake of others.
void hideOtherFiles(const analysis::Schema &schema, const Collected &collected, findings::Results &results) {
  if (collected.wholeSchema)
    return;
  std::set<std::string> hidden;
  for (const sql::Migration &migration : schema.migrations) {
    hidden.insert(migration.path);
    if (migration.down)
      hidden.insert(migration.down->path);
  }
  for (const std::string &named : collected.schemaFiles)
    hidden.erase(named);
  llvm::erase_if(results.findings, [&](const findings::Finding &finding) { return hidden.count(finding.place.file); });
}

/// What the program itself defines, a live database has, or the configuration declares is no text that a review of the
/// schema could point at.
void dropPlaceless(findings::Results &results) {
  llvm::erase_if(results.findings, [](const findings::Finding &finding) { return finding.place.file.empty(); });
}

/// What could not be applied is told once: as a finding, or, where the check of it is off, as a problem.
void addSchemaProblems(const analysis::Schema &schema, findings::Results &results) {
  std::set<findings::Place> told;
  for (const findings::Finding &finding : results.findings)
    told.insert(finding.place);
  for (const sql::SchemaProblem &problem : schema.problems) {
    findings::Place place{problem.file, problem.line, problem.column};
    if (problem.kind == sql::ProblemKind::Unreadable || !told.count(place))
      results.problems.push_back({place, problem.message});
  }
}

} // namespace

findings::Results analyseAndLook(Collected collected, const Config &config, const Look &look) {
  findings::Results results;
  results.units = static_cast<uint32_t>(collected.units.size());
  results.problems = std::move(collected.problems);
  results.failures = std::move(collected.failures);
  std::set<std::string> mainFiles = mainFilesOf(collected.units);
  Profile *profile = collected.profile;

  analysis::Schema schema = [&] {
    Timed timed(profile, "schema");
    return readSchema(config, collected.schemaFiles, collected.unsaved, results.problems);
  }();
  for (const sql::Migration &migration : schema.migrations)
    mainFiles.insert(migration.path);
  std::vector<facts::Unit> units = std::move(collected.units);
  std::set<std::string> unsent = addProjectFiles(config, units); // by the program, as far as is known yet
  facts::Program program = [&] {
    Timed timed(profile, "join");
    return facts::join(std::move(units));
  }();
  readEnvFiles(config, collected, program, results.problems);
  for (const std::string &file : settingFilesOf(unsent))
    program.settingFiles.emplace(file, collected.tracking ? collected.tracking(file) : trackingOf(file));
  std::vector<analysis::Query> queries = [&] {
    Timed timed(profile, "link");
    return analysis::queriesIn(program);
  }();
  addDefinitions(schema.catalog, analysis::definitionsIn(queries, program));
  checkNames(schema.catalog, config, results.problems);
  analysis::Ownership ownership(schema.catalog, config.users);
  analysis::Conclusions conclusions = [&] {
    Timed timed(profile, "conclude");
    return analysis::conclude(program, std::move(queries), ownership);
  }();
  conclusions.schema = &schema;

  checks::Settings settings{config.root,
                            config.ormLayer,
                            providersFor(config, results.problems),
                            !config.authProvider.empty(),
                            config.policies == "required",
                            mapperCallsFor(config, program)};
  checks::Input input{conclusions, settings};
  runChecks(input, config, profile, results);
  dropPlaceless(results);
  if (look)
    look(conclusions, config);
  results.statements = statementsOf(conclusions);
  results.connections = connectionsOf(conclusions);
  hideOtherFiles(schema, collected, results);
  addSchemaProblems(schema, results);
  results.secrets = secretsOf(conclusions);
  std::set<std::string> files(program.files.paths().begin(), program.files.paths().end());
  for (const findings::Statement &statement : results.statements)
    unsent.erase(statement.place.file);
  for (const std::string &file : unsent)
    files.erase(file);
  files.insert(mainFiles.begin(), mainFiles.end());
  std::vector<checks::UnusedSuppression> unused =
      hide(results, config, mainFiles, config.wholeProject ? files : std::set<std::string>(), collected.unsaved);
  runUnusedCheck(input, unused, config, profile, results);
  findings::normalize(results);
  return results;
}

findings::Results analyse(Collected collected, const Config &config) {
  return analyseAndLook(std::move(collected), config, nullptr);
}

} // namespace pgtidy::engine
