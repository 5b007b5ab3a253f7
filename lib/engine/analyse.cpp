#include "engine/engine.h"

#include "analysis/conclusions.h"
#include "checks/check.h"
#include "facts/program.h"
#include "schema.h"
#include "statements.h"
#include "text/glob.h"
#include "visibility.h"

namespace pgtidy::engine {

namespace {

std::vector<findings::Secret> secretsOf(const analysis::Conclusions &conclusions) {
  std::vector<findings::Secret> secrets;
  for (const analysis::Connection &connection : conclusions.connections)
    for (const analysis::ConnectionPart &part : connection.literals)
      if (part.secret && part.location.isValid())
        secrets.push_back(
            {{conclusions.program->files.path(part.location.file), part.location.line, part.location.column},
             part.length});
  return secrets;
}

void runChecks(const analysis::Conclusions &conclusions, const Config &config, findings::Results &results) {
  checks::Settings settings{config.root, config.ormLayer};
  for (const checks::Check &check : checks::all()) {
    if (!text::isOn(config.checks, check.name))
      continue;
    bool isError = check.severity == findings::Severity::Error || text::isOn(config.warningsAsErrors, check.name);
    for (findings::Finding &finding : check.run({conclusions, settings})) {
      finding.check = check.name;
      finding.severity = isError ? findings::Severity::Error : findings::Severity::Warning;
      results.findings.push_back(std::move(finding));
    }
  }
}

std::set<std::string> mainFilesOf(const std::vector<facts::Unit> &units) {
  std::set<std::string> files;
  for (const facts::Unit &unit : units)
    files.insert(unit.mainFile);
  return files;
}

} // namespace

findings::Results analyse(Collected collected, const Config &config) {
  findings::Results results;
  results.units = static_cast<uint32_t>(collected.units.size());
  results.problems = std::move(collected.problems);
  results.failures = std::move(collected.failures);
  std::set<std::string> mainFiles = mainFilesOf(collected.units);

  sql::Catalog catalog = readSchema(config, results.problems);
  facts::Program program = facts::join(std::move(collected.units));
  analysis::Ownership ownership(catalog, config.users);
  analysis::Conclusions conclusions = analysis::conclude(program, ownership);

  runChecks(conclusions, config, results);
  results.statements = statementsOf(conclusions);
  results.secrets = secretsOf(conclusions);
  hide(results, config, mainFiles);
  findings::normalize(results);
  return results;
}

} // namespace pgtidy::engine
