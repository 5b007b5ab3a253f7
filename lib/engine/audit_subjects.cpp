#include "audit_subjects.h"

#include "analysis/auth.h"
#include "rules/auth_providers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace pgtidy::engine {

namespace {

bool hasProvider(const sql::Catalog &catalog, const Config &config) {
  if (!config.authProvider.empty())
    return true;
  llvm::Expected<std::vector<facts::AuthProvider>> providers = rules::authProviders();
  if (!providers) {
    llvm::consumeError(providers.takeError());
    return false;
  }
  return llvm::any_of(*providers, [&](const facts::AuthProvider &provider) {
    return analysis::ManagedTables(provider, catalog, false).areKnown();
  });
}

constexpr llvm::StringLiteral Limits[] = {"statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"};

/// Whether the program sets the limit by a statement.
bool setsByStatement(const analysis::Conclusions &conclusions, llvm::StringRef limit) {
  return llvm::any_of(conclusions.queries, [&](const analysis::Query &query) {
    return !query.call->library.empty() && llvm::any_of(query.alternatives, [&](const analysis::Alternative &text) {
      return llvm::any_of(text.parsed.statements, [&](const sql::Statement &statement) {
        return statement.tag == "VariableSetStmt" && llvm::StringRef(statement.name).equals_insensitive(limit);
      });
    });
  });
}

/// Whether a connection does, by its options.
bool setsByOptions(const analysis::Endpoints &endpoints, llvm::StringRef limit) {
  auto sets = [&](const analysis::Endpoint &endpoint) {
    const analysis::EndpointSetting *options = endpoint.find("options");
    return options && llvm::StringRef(options->value).contains((limit + "=").str());
  };
  return llvm::any_of(endpoints.program, sets) || llvm::any_of(endpoints.files, sets);
}

/// Whether the schema gives it to a role or the database: a SET of a migration ends with the migration.
bool setsForLater(const sql::Catalog &catalog, llvm::StringRef limit) {
  return llvm::any_of(catalog.files, [&](const sql::SchemaFile &file) {
    const std::string text = llvm::StringRef(file.text).lower();
    return llvm::any_of(llvm::split(text, ';'), [&](llvm::StringRef statement) {
      statement = statement.ltrim();
      return statement.starts_with("alter ") && statement.contains((" set " + limit).str());
    });
  });
}

constexpr llvm::StringLiteral NoUsers =
    "no table is known to be the users', or to have an owner column; name them in Users: Tables and OwnerColumns";

/// What the checks of a prefix need; the first line that fits counts.
struct Need {
  llvm::StringLiteral prefix;
  bool Subjects::*subject;
  llvm::StringLiteral why;
  bool isDecidable; ///< false: without it nothing can be said, though there may be something
};

constexpr Need Needs[] = {
    {"pg-connection-hardcoded", &Subjects::hasConnections, "the program makes no connection", true},
    {"pg-connection-logged", &Subjects::hasConnections, "the program makes no connection", true},
    {"pg-connection-pooler-session", &Subjects::hasPooled, "no connection is known to be pooled", true},
    {"pg-connection-owner-role", &Subjects::hasPolicies, "the schema has no policies", true},
    {"pg-connection-", &Subjects::hasKnown, "no text of a connection is known; name the files of variables in EnvFiles",
     false},
    {"pg-env-secret-", &Subjects::hasEnvFiles, "no file of variables is named in EnvFiles, or there is none", true},
    {"pg-env-secret-", &Subjects::isTracked, "git does not know the folder of the files of variables", false},
    {"pg-env-undocumented", &Subjects::hasTemplate, "there is no example of the variables (.env.example)", true},
    {"pg-env-example-secret", &Subjects::hasTemplate, "there is no example of the variables (.env.example)", true},
    {"pg-env-", &Subjects::hasEnvFiles, "no file of variables is named in EnvFiles, or there is none", true},
    {"pg-orm-bypass", &Subjects::hasLayer, "no data layer is declared in OrmLayer", true},
    {"pg-orm-", &Subjects::hasStatements, "the program sends no statements", true},
    {"pg-isolation-", &Subjects::hasStatements, "the program sends no statements", true},
    {"pg-isolation-", &Subjects::hasUsers, NoUsers, false},
    {"pg-sql-", &Subjects::hasStatements, "the program sends no statements", true},
    {"pg-rls-", &Subjects::hasSchema, "no schema is known; name its files in Schema", false},
    {"pg-rls-missing", &Subjects::hasUsers, NoUsers, false},
    {"pg-schema-", &Subjects::hasSchema, "no schema is known; name its files in Schema", false},
    {"pg-migration-", &Subjects::hasSchema, "no schema is known; name its files in Schema", false},
    {"pg-auth-logged-password", &Subjects::hasStatements, "the program sends no statements", true},
    {"pg-auth-", &Subjects::hasProvider, "no provider of authentication is configured or recognised", true},
};

} // namespace

Subjects subjectsOf(const analysis::Conclusions &conclusions, const Config &config) {
  const sql::Catalog &catalog = conclusions.ownership->catalog();
  const analysis::Endpoints &endpoints = conclusions.endpoints;
  Subjects subjects;
  subjects.hasConnections = llvm::any_of(conclusions.program->calls, [](const facts::Call &call) {
    return call.action == facts::Action::Connect || call.action == facts::Action::Configure;
  });
  for (const auto *all : {&endpoints.program, &endpoints.files})
    for (const analysis::Endpoint &endpoint : *all)
      subjects.hasKnown |= !endpoint.settings.empty();
  subjects.hasPooled = endpoints.pooled() != nullptr;
  subjects.hasEnvFiles = !conclusions.program->envFiles.empty();
  for (const facts::EnvFile &file : conclusions.program->envFiles) {
    subjects.hasTemplate |= analysis::isTemplate(file);
    subjects.isTracked |= file.tracking != facts::Tracking::Unknown;
  }
  subjects.hasStatements = !conclusions.queries.empty();
  subjects.hasSchema = !catalog.empty();
  subjects.hasUsers = conclusions.ownership->knowsUsers();
  for (const auto &[name, table] : catalog.tables())
    subjects.hasPolicies |= !table.policies.empty();
  subjects.hasProvider = hasProvider(catalog, config);
  subjects.hasLayer = !config.ormLayer.empty();
  for (llvm::StringRef limit : Limits)
    if (setsByStatement(conclusions, limit) || setsByOptions(endpoints, limit) || setsForLater(catalog, limit))
      subjects.limits.push_back(limit.str());
  return subjects;
}

Idle idleReason(llvm::StringRef check, const Subjects &subjects) {
  for (const Need &need : Needs)
    if (check.starts_with(need.prefix) && !(subjects.*need.subject))
      return need.isDecidable ? Idle{need.why.str(), ""} : Idle{"", need.why.str()};
  return {};
}

} // namespace pgtidy::engine
