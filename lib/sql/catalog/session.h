// What holds while schema files are applied, and how names are found meanwhile.
#pragma once

#include "catalog/relation_names.h"
#include "catalog/unattached.h"
#include "sql/catalog.h"
#include "text/line_index.h"
#include "tree/tree.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// The key of a table in Catalog::tables().
std::string tableKey(std::string_view schema, std::string_view name);

/// What ALTER DEFAULT PRIVILEGES grants on tables that are made from then on.
struct DefaultGrant {
  std::string schema; ///< "" for all
  std::string role;
  std::string privilege;
  Origin origin;
};

/// The part of a run that handlers of statements share.
class Session {
public:
  Session(Catalog &catalog, std::vector<SchemaProblem> &problems);

  Catalog &catalog;
  RelationNames names;
  std::set<std::string> schemas;       ///< created, or of a table
  std::vector<std::string> searchPath; ///< of the current file
  std::vector<std::string> defaultPath{"public"};
  /// The search_path, and the role, once the transaction ends for which SET LOCAL sets another.
  std::optional<std::vector<std::string>> pathAfter;
  std::optional<std::string> roleAfter;
  std::string role;        ///< that of SET ROLE or SET SESSION AUTHORIZATION, whose everything is that is made; else ""
  std::string sessionRole; ///< of SET SESSION AUTHORIZATION alone: what RESET ROLE goes back to
  std::string unreadCode;  ///< bodies of DO blocks: not all that they make is known
  std::map<std::string, Unattached> unattached;   ///< by the name of the index
  std::map<std::string, std::string> typedTables; ///< CREATE TABLE … OF: the keys of table and type
  bool functionsForPublic = true;                 ///< ALTER DEFAULT PRIVILEGES has not said otherwise
  std::vector<DefaultGrant> defaultGrants;
  bool quiet = false; ///< statements may not have been run: what does not fit is no problem

  /// Starts with the next file, which is the last of catalog.files.
  void openFile();
  /// COMMIT and ROLLBACK: what SET LOCAL set is over.
  void endTransaction();
  /// Starts with a statement: the bytes of the file's text from `begin` on.
  void openStatement(Offset begin, std::string_view statement);
  std::string_view statement() const { return Statement; }
  size_t problemsInFile() const { return InFile; }

  Origin origin(Offset inStatement) const;
  Origin origin(Node located) const { return origin(static_cast<Offset>(located["location"].integer())); }
  /// Notes that the statement is left out, for what is wrong at a byte of it.
  void leftOut(Offset inStatement, std::string_view why, ProblemKind kind = ProblemKind::Conflict);
  /// A problem at a byte of the file; -1 for the file as a whole.
  void problem(Offset inFile, std::string message, ProblemKind kind = ProblemKind::Unreadable);

  /// Where a name without a schema is made.
  std::string creationSchema() const;
  /// Null when there is none.
  Table *find(const Name &name);
  /// The same; when there is none, that is a problem, unless `missingOk` or it may exist where the catalog does not
  /// see.
  Table *require(const Name &name, bool missingOk);
  /// The schema of a type or function name as written: its own, or that of creation.
  std::string schemaOf(const std::vector<std::string> &path) const;
  /// The schema of a function that is there, by its name as written: its own, or the first of the search_path that has
  /// one of that name with arguments of these types (of any, where they are null).
  std::string schemaOfFunction(const std::vector<std::string> &path, const std::vector<std::string> *types) const;
  /// The key in `catalog.enums`; "" when there is none.
  std::string findEnum(const std::vector<std::string> &path) const;

private:
  std::vector<SchemaProblem> &Problems;
  std::optional<text::LineIndex> Lines;
  Offset Begin = 0;
  std::string_view Statement;
  size_t InFile = 0;

  bool mayExistUnseen(const Name &name) const;
};

} // namespace pgtidy::sql
