// What the statements of schema files do, change by change: for those who judge migrations.
#pragma once

#include "sql/catalog.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace pgtidy::sql {

enum class ChangeKind : uint8_t {
  // tables and columns
  CreateTable,
  AddColumn,       ///< `column`
  DropColumn,      ///< `name`
  AlterType,       ///< `column`: name and new type
  SetNotNull,      ///< `name`
  DropNotNull,     ///< `name`
  SetDefault,      ///< `name`
  DropDefault,     ///< `name`
  RewriteTable,    ///< `name` says how: "VACUUM FULL", "CLUSTER", "SET LOGGED", "SET TABLESPACE", …
  AttachPartition, ///< `other`
  DetachPartition, ///< `other`
  AlterTable,      ///< what is none of these
  Truncate,
  // constraints and indexes
  AddConstraint, ///< `constraint`
  DropConstraint,
  ValidateConstraint, ///< `name`
  DomainConstraint,   ///< CREATE or ALTER DOMAIN with a constraint: `name` is the domain, `isNew` for CREATE
  CreateIndex,        ///< `name`
  DropIndex,          ///< `name`; the table is that of the index, where it is known
  Reindex,
  // names
  RenameTable,  ///< `to`
  RenameColumn, ///< `name` to `to`
  RenameOther,  ///< `name` to `to`
  // other objects
  DropTable,
  DropObject, ///< `object` says what: "view", "function", "type", …; `name`
  DropSchema,
  DropDatabase,
  AddEnumValue,    ///< `name` is the type, `to` the value
  RenameEnumValue, ///< likewise
  RefreshView,
  CreateTrigger,
  CreateObject, ///< `object`; view, function, type, policy, …
  // what a script does beside
  Insert,
  Update,
  Delete,
  Begin,
  Commit,
  Rollback,
  SetParameter, ///< `name`, `to`
  LockTable,    ///< `number` is PostgreSQL's lock mode, 1 (ACCESS SHARE) to 8 (ACCESS EXCLUSIVE)
  Other,
};

enum class ConstraintKind : uint8_t { Primary, Unique, Foreign, Check, Exclusion };

/// A column as ADD COLUMN or ALTER … TYPE writes it.
struct ColumnChange {
  std::string name;
  std::string type;      ///< canonical; that behind serial
  std::string modifiers; ///< "(255)"
  bool serial = false;
  bool identity = false;
  bool stored = false; ///< GENERATED ALWAYS AS (…) STORED
  bool notNull = false;
  bool primary = false;
  bool unique = false;
  bool references = false;
  bool checks = false;
  std::shared_ptr<const Expr> defaultValue; ///< null when none
  bool converts = false;                    ///< ALTER … TYPE … USING
};

struct ConstraintChange {
  ConstraintKind kind = ConstraintKind::Check;
  std::vector<std::string> columns;
  std::shared_ptr<const Expr> condition; ///< of a CHECK
  std::string referenced;                ///< "schema.table" of a foreign key
  std::string index;                     ///< USING INDEX
  bool notValid = false;
};

/// One thing that a statement does. Offsets are those of the file.
struct Change {
  ChangeKind kind = ChangeKind::Other;
  std::string table; ///< as written, "orders" or "shop.orders"; "" when none is concerned
  std::string key;   ///< in Catalog::tables(); "" when the table is not known
  std::string name;
  std::string to;
  std::string object;
  std::string other; ///< a second table, as written
  ColumnChange column;
  ConstraintChange constraint;
  std::vector<std::string> columns; ///< of an index; an expression is ""
  bool concurrently = false;
  bool guarded = false; ///< IF EXISTS, IF NOT EXISTS, OR REPLACE
  bool cascade = false;
  bool isNew = false;
  bool unique = false;
  bool local = false;      ///< SET LOCAL
  bool filtered = false;   ///< UPDATE or DELETE with WHERE
  bool positioned = false; ///< ADD VALUE … BEFORE or AFTER
  int32_t number = 0;
  Offset location = -1;
};

/// A statement of a schema file.
struct SchemaStatement {
  int32_t file = -1; ///< in Catalog::files
  Offset begin = 0;
  Offset end = 0;
  std::string tag; ///< the parse node's name
  std::vector<Change> changes;
};

} // namespace pgtidy::sql
