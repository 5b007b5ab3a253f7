// The schema, as the migrations leave it.
#pragma once

#include "sql/ast.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// Where in which schema file something is defined. Offset in the file's text.
struct Origin {
  int32_t file = -1; ///< index in Catalog::files
  Offset offset = -1;
};

struct Column {
  std::string name;
  std::string type;      ///< canonical: "int8", "text", "timestamptz", "app.role", "int4[]"
  std::string modifiers; ///< of the type, as in "(255)"
  bool serial = false;   ///< written as serial or kin
  bool notNull = false;
  bool hasDefault = false;
  std::string defaultText; ///< the default as written, "" when there is none or it is generated
  bool generated = false;  ///< GENERATED ALWAYS AS (…) STORED
  std::shared_ptr<const Expr> generatedAs;
  bool identity = false;
  Origin origin;
  bool inherited = false; ///< from a parent alone: the table does not define it itself
};

struct Key {
  std::string name; ///< as PostgreSQL names it when the text does not: "users_email_key"
  std::vector<std::string> columns;
  bool primary = false;
  bool nullsNotDistinct = false;
  Origin origin;
  std::vector<std::string> included = {}; ///< INCLUDE (…): other columns whose values its index holds
  bool deferrable = false;                ///< rows may break it until the transaction ends (SET CONSTRAINTS)
};

struct Check {
  std::string name;
  std::shared_ptr<const Expr> condition; ///< locations in it count from its statement
  bool notValid = false;
  Origin origin;
};

/// What a foreign key does with its rows when the row that they refer to is deleted, or its key changed.
enum class KeyAction : uint8_t { NoAction, Restrict, Cascade, SetNull, SetDefault };

struct ForeignKey {
  std::string name;
  std::vector<std::string> columns;
  std::string schema; ///< of the table referred to
  std::string table;
  std::vector<std::string> referenced; ///< never empty once linked: defaults to the primary key
  KeyAction onDelete = KeyAction::NoAction;
  KeyAction onUpdate = KeyAction::NoAction;
  std::vector<std::string> nulled; ///< SET NULL (columns); empty means all
  bool notValid = false;
  Origin origin;
  bool deferrable = false; ///< rows may break it until the transaction ends (SET CONSTRAINTS)
};

struct Index {
  std::string name;
  std::string schema;
  std::vector<std::string> columns; ///< an expression is ""
  /// What it is over, by place: a column, "lower(email)" for a function of one column (casts left out), else "".
  std::vector<std::string> elements;
  bool unique = false;
  bool partial = false;
  std::shared_ptr<const Expr> predicate; ///< of a partial one; locations in it count from its statement
  bool plain = true;                     ///< no operator classes, collations, orders or INCLUDE columns are written
  std::string method;
  Origin origin;
  std::vector<std::string> included = {}; ///< INCLUDE (…), and the columns in its expressions
};

struct Policy {
  std::string name;
  std::string command; ///< "all", "select", "insert", "update", "delete"
  bool permissive = true;
  std::vector<std::string> roles;        ///< "public" when none is given
  std::shared_ptr<const Expr> usingExpr; ///< null when none; locations in it count from origin.offset
  std::shared_ptr<const Expr> checkExpr; ///< null when none; the same
  Origin origin;                         ///< of the statement
};

enum class RelationKind : uint8_t { Table, View, MaterializedView, Foreign };

struct Table {
  std::string schema; ///< "pg_temp" for a temporary table
  std::string name;
  RelationKind kind = RelationKind::Table;
  std::vector<Column> columns; ///< of views too, as far as they are known
  std::vector<Key> keys;       ///< primary and unique, also from unique indexes that are not partial
  std::vector<ForeignKey> foreignKeys;
  std::vector<Check> checks;
  std::vector<Index> indexes;
  std::vector<Policy> policies;
  bool rowSecurity = false;
  bool forceRowSecurity = false;
  bool rowSecurityUnsure = false;    ///< a text that DO puts together may have changed it, or the policies
  bool rowSecurityUndone = false;    ///< of what is unsure: because a block that changed it may have taken it back
  bool triggersUnsure = false;       ///< the same of triggers: one may be gone, or not fired
  std::vector<std::string> inherits; ///< parents, "schema.name"
  bool partitioned = false;
  std::vector<std::string> partitionedBy; ///< the columns that say in which partition a row is; "" for an expression
  std::string partitionOf;                ///< "schema.name" or ""
  std::shared_ptr<const Query> view;      ///< the query of a view; locations in it count from origin.offset
  std::vector<std::string> viewColumns;   ///< names given in CREATE VIEW v (…)
  bool securityInvoker = false;
  bool securityBarrier = false;
  std::string owner; ///< ALTER … OWNER TO; "" when not said
  Origin origin;     ///< of a table's name, of a view's statement

  const Column *column(std::string_view name) const;
  const Key *primaryKey() const;
};

struct Function {
  std::string schema;
  std::string name;
  std::vector<std::string> argumentNames;
  std::vector<std::string> argumentTypes;
  std::vector<std::shared_ptr<const Expr>> argumentDefaults; ///< by argument; null where a call has to give it
  std::vector<std::string> outputNames; ///< OUT and INOUT parameters, or the columns of RETURNS TABLE
  std::vector<std::string> outputTypes; ///< of these, canonical
  std::string returns;
  std::string language;
  std::string body;
  bool securityDefiner = false;
  bool setsSearchPath = false;
  bool setsParameters = false;         ///< SET of one that saysWhoAsks()
  std::vector<std::string> searchPath; ///< what it is set to; empty for ''
  bool isVariadic = false;             ///< the last argument takes the rest of a call's
  bool outBeforeInput = false;         ///< an OUT parameter stands before one that is given
  bool isVolatile = true;              ///< neither STABLE nor IMMUTABLE
  bool isImmutable = false;
  bool isBound = false;           ///< the body is SQL without quotes: its names were looked up when it was made
  bool isStale = false;           ///< … and columns have come or got other names since
  bool executableByPublic = true; ///< until REVOKE says otherwise
  std::string owner;              ///< ALTER … OWNER TO, SET ROLE; "" when not said
  Origin origin;
};

/// Whether a parameter of the session says who asks, or what the policies let through: the role, row_security, and
/// parameters of the program's own ("app.user_id").
bool saysWhoAsks(std::string_view parameter);

/// A role that the files make or alter.
struct Role {
  bool bypassesRowSecurity = false;
  bool superuser = false;
  Origin origin; ///< of the statement that said so last
};

/// CREATE EXTENSION.
struct Extension {
  std::string schema; ///< "" when not said
  Origin origin;
};

/// GRANT … ON a table TO a role; what REVOKE takes back is gone.
struct TableGrant {
  std::string table;                     ///< "schema.name"
  std::string role;                      ///< "public" for PUBLIC
  std::string privilege;                 ///< "select", …; ALL is one grant for each
  Origin origin;                         ///< of the statement
  std::vector<std::string> columns = {}; ///< that it is for; all when empty
  bool isWide = false; ///< for all tables of a schema, or of ALTER DEFAULT PRIVILEGES: nobody named this one
};

struct Trigger {
  enum class Moment : uint8_t { Before, After, InsteadOf };
  std::string name;
  std::string schema;
  std::string table;
  std::string function;
  std::vector<std::string> events;
  std::vector<std::string> columns; ///< UPDATE OF these; empty: of any
  std::vector<std::string> written; ///< what the rows that are written go by as tables (REFERENCING NEW TABLE AS …)
  Moment moment = Moment::After;
  bool forEachRow = false;
  std::string when;                        ///< the condition of WHEN (…), as written; "" for none
  std::vector<std::string> arguments = {}; ///< TG_ARGV: texts, whatever they are written as
  bool isDisabled = false;                 ///< DISABLE TRIGGER, or fired for replication only
};

/// CREATE RULE, but for the rule of a view that says what is selected.
struct Rule {
  std::string name;
  std::string schema;
  std::string table;
  std::string event; ///< "insert", "update", "delete"
  std::string text;  ///< of the whole statement
};

/// What a domain adds to its type, as far as what is written asks.
struct Domain {
  std::string base;      ///< the type that it is made of, canonical; of a domain over a domain, the latter
  std::string modifiers; ///< of that, as in "(3)"
  bool hasDefault = false;
  std::string defaultText; ///< as written
  std::vector<std::shared_ptr<const Expr>> checks = {};
};

/// Something that runs functions without their names: an operator, an aggregate or a cast that the files make.
struct ImplicitCall {
  enum class Kind : uint8_t { Operator, Aggregate, Cast } kind = Kind::Operator;
  std::string name;                    ///< the operator, the aggregate's bare name, the type that is cast to
  std::vector<std::string> functions;  ///< "schema.name", or the bare name, as written
  std::vector<std::string> types = {}; ///< of an operator's operands; the type that a cast takes
  bool isExplicit = true;              ///< a cast that has to be written: neither AS ASSIGNMENT nor AS IMPLICIT
};

/// The schemas that a search_path names: of SET search_path TO a, "$user", 'b, c'.
std::vector<std::string> schemasIn(const std::vector<std::string> &values);

/// Whether operators of other schemas go before PostgreSQL's own where this is the search_path: it is looked through
/// first only where pg_catalog is not in it, or in front.
bool hidesBuiltIns(const std::vector<std::string> &searchPath);

/// A name that is written longer than the 63 bytes that PostgreSQL keeps.
struct LongName {
  size_t length = 0; ///< in bytes
  Origin origin;
};

struct SchemaFile {
  std::string path;
  std::string text; ///< the part that is applied (the "up" section), other bytes blanked so that offsets hold
};

/// What kept a statement, or a file, from being applied.
enum class ProblemKind : uint8_t {
  Unreadable, ///< the file as a whole, or a statement that is too large, a template, or too new for the parser
  Syntax,     ///< PostgreSQL's grammar rejects the statement
  Conflict,   ///< the statement does not fit the schema before it
};

/// Something in a schema file that could not be read or applied; the rest goes on.
struct SchemaProblem {
  std::string file;
  uint32_t line = 0; ///< 1-based; 0 for the file as a whole
  uint32_t column = 0;
  std::string message;
  ProblemKind kind = ProblemKind::Unreadable;
};

class Catalog {
public:
  /// The table or view that a name means: with a schema, that one; without, the search path's, else the only table of
  /// that name in any schema. Null when there is none, or when several fit. Where a part of the schema's name is put in
  /// at run time, the first that it may be.
  const Table *find(const Name &name) const;
  const Table *find(std::string_view schema, std::string_view name) const;
  /// All tables that a name may mean of whose schema a part is put in at run time; none for other names.
  std::vector<const Table *> meantAtRunTime(const Name &name) const;
  /// Whether all tables that a name may mean whose schema is put in at run time are made like the one that find()
  /// gives.
  bool meansTablesAlike(const Name &name) const;
  /// All functions of that name; without a schema those in the search path, else those in any schema.
  std::vector<const Function *> functionsNamed(std::string_view schema, std::string_view name) const;
  /// The function of that name; without a schema, that in the search path first. Null when there is none, or when
  /// several fit.
  const Function *function(std::string_view schema, std::string_view name) const;
  /// Whether the files make an aggregate of that name.
  bool hasAggregate(std::string_view name) const;
  /// Whether any schema was read; without one, names decide.
  bool empty() const { return Tables.empty(); }

  /// Whether what is not in it is not there. Of a program's own definitions alone that is not said: names decide of the
  /// other tables.
  bool isWhole() const { return !empty() && !partial; }
  bool partial = false;

  /// Where a name without a schema is looked up.
  std::vector<std::string> searchPath{"public"};
  /// What ALTER ROLE and ALTER DATABASE set that to, by "role@database"; with "$user" as written.
  std::map<std::string, std::vector<std::string>> searchPathsOf;

  const std::map<std::string, Table> &tables() const { return Tables; } ///< by "schema.name"
  std::map<std::string, Table> &tables() { return Tables; }
  std::vector<Function> functions;
  std::vector<Trigger> triggers;
  std::map<std::string, Domain> domains; ///< by "schema.name"
  /// The domain that a column's type names; null when it is none, or not known.
  const Domain *domain(std::string_view type) const;
  /// The text of what a new row has in the column when none is given: its own default, or that of its domain. Nothing
  /// where there is none; "" for what is generated.
  std::optional<std::string_view> defaultOf(const Column &column) const;
  std::vector<Rule> rules;
  std::vector<ImplicitCall> implicitCalls;
  std::set<std::string> hidingBuiltIns; ///< roles and databases, and SET, whose search_path hidesBuiltIns()
  std::vector<SchemaFile> files;
  std::map<std::string, std::vector<std::string>> enums;     ///< values by "schema.name"
  std::map<std::string, std::vector<Column>> compositeTypes; ///< by "schema.name"
  std::set<std::string> otherRelations; ///< sequences and composite types: they share tables' names; "schema.name"
  std::map<std::string, Role> roles;
  std::map<std::string, std::set<std::string>> memberOf; ///< by role: those that were granted to it
  /// Whether `role` is `other`, or a member of it by way of any other.
  bool isMember(const std::string &role, const std::string &other) const;
  /// Whether the role is known to have BYPASSRLS, or to be a superuser: then not even FORCE binds it (Row Security
  /// Policies).
  bool bypassesRowSecurity(const std::string &role) const;
  std::map<std::string, Extension> extensions;
  std::vector<TableGrant> grants;
  std::vector<LongName> longNames;

private:
  std::map<std::string, Table> Tables;
};

/// A schema file as it stands on disk.
struct SchemaSource {
  std::string path;
  std::string text;
};

/// The tool whose habits the files follow.
enum class MigrationTool : uint8_t {
  Plain,
  Flyway,
  GolangMigrate,
  Dbmate,
  Goose,
  SqlMigrate,
  Postgrator,
  Prisma,
  Drizzle,
  Diesel,
  Sqitch
};

/// When the tool runs a file in a transaction that the file does not begin itself.
enum class TransactionHabit : uint8_t {
  Never,   ///< each statement by itself, or it is not known
  Several, ///< when the file has more than one statement
  Always,
};

/// The way down of a migration: a section of its file, or a file of its own.
struct DownPart {
  std::string path;
  std::string text; ///< bytes outside it are blanks, so that offsets are the file's
};

/// The up part of a migration and its order: what `migrations.h` makes of the files of the usual tools.
struct Migration {
  std::string path;
  std::string up; ///< bytes outside the up part are blanks, so that offsets are the file's
  MigrationTool tool = MigrationTool::Plain;
  std::string version = {};          ///< the number or stamp that orders it, "" when it has none
  std::optional<DownPart> down = {}; ///< absent when the tool's files have none
  bool mayHaveDown = false;          ///< the tool's files have a place for it
  TransactionHabit transaction = TransactionHabit::Never;
  std::vector<Offset> templates = {}; ///< where templates (`{{…}}`) stood: what they put there is not known
};

struct SchemaStatement; // change.h

/// Told of each statement before it is applied, with the catalog as it is then.
using StatementObserver = std::function<void(const SchemaStatement &, const Catalog &before)>;

/// Applies the statements of `sources`, in that order, to `catalog`: CREATE, ALTER, DROP, RENAME of tables, columns,
/// keys, indexes, policies, views, functions, enums. A statement that does not parse or does not fit is a problem, and
/// the next one goes on. With an observer, statements that define nothing are parsed too, bulk data apart.
void apply(Catalog &catalog, const std::vector<Migration> &sources, std::vector<SchemaProblem> &problems,
           const StatementObserver &observer = nullptr);

/// Resolves what may point forward: foreign keys without columns, unique indexes as keys.
void finish(Catalog &catalog);

} // namespace pgtidy::sql
