#include "analysis/auth_reads.h"
#include "auth_tables.h"
#include "endpoints.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

namespace pgtidy::checks {

static std::string described(const analysis::SecretRead &read, const std::string &title) {
  if (read.column == "*")
    return "'*' reads the secrets of '" + read.table + "', a table of " + title + "; name the columns that are needed";
  return "'" + read.column + "' of '" + read.table + "' is a secret of " + title + "; ask it who is signed in instead";
}

static void addReads(const Input &input, const analysis::ManagedTables &tables, Findings &findings) {
  const std::string &title = tables.provider().title;
  for (const analysis::Query &query : input.conclusions.queries)
    for (const analysis::Alternative &alternative : query.alternatives)
      for (const sql::Statement &statement : alternative.parsed.statements) {
        for (const analysis::SecretRead &read : analysis::secretReads(statement, tables))
          findings.push_back(findingAt(input, query, alternative.source(read.location), described(read, title)));
        std::vector<sql::Offset> hashes = analysis::passwordHashes(statement);
        if (!hashes.empty())
          findings.push_back(
              findingAt(input, query, alternative.source(hashes.front()),
                        "passwords are hashed and compared by " + title + ", not by the program; sign in through it"));
      }
}

/// What the program does with passwords in C++.
static void addHashes(const Input &input, const analysis::ManagedTables &tables, Findings &findings) {
  std::set<findings::Place> seen; // one for all arguments of a call
  for (const facts::Handed &handed : input.conclusions.program->handed) {
    if (handed.to != facts::Handed::To::Hash)
      continue;
    Finding finding;
    finding.place = placeOf(input, handed.location);
    finding.message = "'" + handed.name + "' makes or checks the hash of a password, which " + tables.provider().title +
                      " does; sign in through it";
    if (seen.insert({finding.place.file, finding.place.line, 0}).second)
      findings.push_back(std::move(finding));
  }
}

/// Names that only hashes of passwords have.
static bool namesHash(const std::string &column) {
  static constexpr llvm::StringLiteral names[] = {"passwordhash",      "hashedpassword", "passwordsalt", "passhash",
                                                  "encryptedpassword", "passworddigest", "passwdhash",   "pwdhash"};
  return llvm::is_contained(names, analysis::foldedName(column));
}

/// A password beside the name by which a person signs in.
static bool holdsLogin(const sql::Table &table, const std::string &column) {
  std::string folded = analysis::foldedName(column);
  if (folded != "password" && folded != "passwd")
    return false;
  bool isOfPeople =
      table.name == "users" || table.name == "user" || table.name == "accounts" || table.name == "members";
  return isOfPeople && llvm::any_of(table.columns, [](const sql::Column &other) {
           std::string name = analysis::foldedName(other.name);
           return name == "email" || name == "username" || name == "login";
         });
}

static void addColumns(const Input &input, const analysis::ManagedTables &tables, Findings &findings) {
  const sql::Catalog &catalog = input.conclusions.ownership->catalog();
  for (const auto &[key, table] : catalog.tables()) {
    if (tables.find(table) || table.kind != sql::RelationKind::Table)
      continue;
    for (const sql::Column &column : table.columns) {
      if (!namesHash(column.name) && !holdsLogin(table, column.name))
        continue;
      Finding finding;
      finding.place = placeOf(catalog, column.origin.file >= 0 ? column.origin : table.origin);
      finding.message = "'" + column.name + "' of '" + table.name + "' keeps a password beside " +
                        tables.provider().title + ", which keeps them already; take the column out";
      finding.advice = "  ALTER TABLE " + table.name + " DROP COLUMN " + column.name + ";";
      findings.push_back(std::move(finding));
    }
  }
}

Findings auth_credentials(const Input &input) {
  std::optional<analysis::ManagedTables> tables = managedTables(input);
  if (!tables)
    return {};
  Findings findings;
  addReads(input, *tables, findings);
  addHashes(input, *tables, findings);
  addColumns(input, *tables, findings);
  keepOnce(findings);
  return findings;
}

} // namespace pgtidy::checks
