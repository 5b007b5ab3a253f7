// The schema as PostgreSQL itself tells it (not as pgtidy reads it), and whose rows are whose.
#pragma once

#include "corpus.h"
#include "database.h"

#include <string>
#include <vector>

namespace pgtidy::oracle {

struct Column {
  std::string name;
  std::string type; ///< format_type: "integer", "character varying(10)"
  bool notNull = false;
  bool generated = false;
  std::vector<std::string> domain; ///< values that states draw from
};

struct Foreign {
  std::vector<size_t> columns;
  size_t parent = 0; ///< index of the table
  std::vector<size_t> referenced;
  bool nulls = false;    ///< ON DELETE SET NULL
  bool cascades = false; ///< ON UPDATE CASCADE
};

struct Table {
  std::string name;
  bool partitioned = false;
  std::vector<Column> columns;
  std::vector<std::vector<size_t>> uniques; ///< the primary key first
  std::vector<size_t> folded;               ///< columns that are unique whatever the case of their letters
  bool hasPrimary = false;
  std::vector<Foreign> foreign; ///< those with more columns first
  bool users = false;           ///< its key is the user
  bool owned = false;           ///< its rows can belong to a user
  bool membersOnly = false;     ///< nothing but a membership table says whose a row is
  bool membership = false;
  std::vector<size_t> ownerColumns;  ///< by configured name, without a foreign key
  std::vector<size_t> publicColumns; ///< a row of which one is true is public

  size_t self = 0; ///< index of this table

  bool refersToItself(const Foreign &key) const { return key.parent == self; }
};

/// A shared table's row that a unique column of it names.
struct NamedRow {
  size_t table = 0, key = 0, name = 0;
};

/// Columns of the users table that name a user together; with `whileTrue`, among the rows where that column is.
struct JointName {
  std::vector<size_t> columns;
  std::optional<size_t> whileTrue = {};
  /// By column of `columns`: the row that it refers to is named instead.
  std::vector<std::optional<NamedRow>> rows = {};
};

/// A unique column of a table of one owner: who shows its value is the row's user.
struct Credential {
  size_t table = 0, column = 0;
  size_t owner = 0;                     ///< the column that holds the user's key
  std::optional<size_t> whileTrue = {}; ///< it is unique among the rows where that column is
};

struct Schema {
  std::vector<Table> tables;       ///< parents before children
  std::string restartSequences;    ///< "" when there are none
  size_t users = 0;                ///< index of the users table
  size_t userKey = 0;              ///< its key column
  std::vector<size_t> userKeyRest; ///< the other columns of its key
  std::vector<size_t> userNames;   ///< its other columns that are unique alone
  std::vector<JointName> jointNames;
  std::vector<Credential> credentials;
  std::string refresh; ///< refreshes the materialised views, as the user 1; "" when there are none
  std::vector<std::string> volatileRoutines; ///< functions that may write
  bool deferrable = false;                   ///< some constraints are checked at the end of a transaction
  bool hidesConstants = false;               ///< views, functions, policies or defaults may have constants of their own
  bool undeclaredKeys = false;               ///< some foreign keys are kept by the program alone
  std::string role;                          ///< the statements' role; "" for the owner
  bool memberships = false;                  ///< some table says who may see what
  bool session = false;                      ///< app.user_id names the user

  /// All values that a parameter of type `oid` may take.
  std::vector<std::string> values(unsigned oid) const;
};

/// Creates the corpus' schema afresh in the database, and reads it back.
llvm::Expected<Schema> createSchema(Database &database, const Corpus &corpus);

} // namespace pgtidy::oracle
