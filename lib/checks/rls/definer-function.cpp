#include "policies.h"

namespace pgtidy::checks {

/// PostgreSQL looks for tables in pg_temp first, unless the path says otherwise.
static bool looksInTemporaryFirst(const sql::Function &function) {
  const std::vector<std::string> &path = function.searchPath;
  bool isForQualifiedNames = path.empty() || (path.size() == 1 && path.front() == "pg_catalog");
  return function.setsSearchPath && !isForQualifiedNames && path.back() != "pg_temp";
}

static std::string described(const sql::Function &function) {
  std::string name = "function '" + function.name + "' runs with its owner's rights and ";
  if (function.setsSearchPath)
    return name + "looks for tables in the caller's pg_temp first, where he can put his own; end its search_path with "
                  "pg_temp";
  return name + "finds tables and functions by the caller's search_path, who can put his own there; set the path";
}

static std::string pathFor(const sql::Function &function) {
  std::string path;
  for (const std::string &schema : function.searchPath)
    if (schema != "pg_temp")
      path += identifier(schema) + ", ";
  return (path.empty() ? function.schema + ", " : path) + "pg_temp";
}

Findings rls_definer_function(const Input &input) {
  Findings findings;
  if (!input.conclusions.schema)
    return findings;
  for (const sql::Function &function : input.conclusions.schema->catalog.functions) {
    if (!function.securityDefiner || function.origin.file < 0 ||
        (function.setsSearchPath && !looksInTemporaryFirst(function)))
      continue;
    findings::Finding finding = findingAt(input, function.origin, described(function));
    finding.advice = "ALTER FUNCTION " + function.schema + "." + identifier(function.name) +
                     " SET search_path = " + pathFor(function) + ";";
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace pgtidy::checks
