// The relational form: what an SQL statement (or an ORM's call) says, lowered from PostgreSQL's parse tree. Only what
// the analyses ask about is kept; the rest is there as Unknown, so that it is never taken for understood.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pgtidy::sql {

/// Byte offset in Template::text (0-based); -1 where the parser gives none.
using Offset = int32_t;

struct Expr;
struct Query;
struct Statement;
using ExprPtr = std::unique_ptr<Expr>;
using QueryPtr = std::unique_ptr<Query>;

enum class ExprKind : uint8_t {
  Column,      ///< `path` is [column] or [table, column] or [schema, table, column]
  Star,        ///< `*` or `t.*`: `path` is [] or [table] …
  Param,       ///< a bound value: `number` ($1 is 1; `?` are numbered from left to right; `:name` by first use)
  Hole,        ///< a run-time value put into the text as a value: `number` indexes Template::holes
  Const,       ///< `value`; `constant` says of what sort
  Op,          ///< operator `name` on 1 or 2 `args` (a unary minus has 1); LIKE and kin are `~~`, `!~~`, `~~*`, `!~~*`
  And,         ///< args
  Or,          ///< args
  Not,         ///< args[0]
  IsNull,      ///< args[0] IS NULL
  IsNotNull,   ///< args[0] IS NOT NULL
  BoolTest,    ///< args[0] IS [NOT] TRUE/FALSE/UNKNOWN: `name` is "true", "not true", "false", …, "not unknown"
  Distinct,    ///< args[0] IS DISTINCT FROM args[1]
  NotDistinct, ///< args[0] IS NOT DISTINCT FROM args[1]
  In,          ///< args[0] IN (args[1] …)
  NotIn,       ///< args[0] NOT IN (args[1] …)
  AnyArray,    ///< args[0] `name` ANY (args[1]), an array expression
  AllArray,    ///< args[0] `name` ALL (args[1])
  Between,     ///< args[0] BETWEEN args[1] AND args[2]; `name` is "", "symmetric"; NotBetween alike
  NotBetween,
  Case,         ///< args: [operand or null, when1, then1, …, else or null]
  Coalesce,     ///< args
  NullIf,       ///< args[0], args[1]
  MinMax,       ///< GREATEST/LEAST (`name`), args
  Func,         ///< call of `path` with `args`; see FuncDetail
  Cast,         ///< args[0]::`name` (type as written, canonical: "int4", "text", "app.role", "int4[]");
                ///< `value` has its modifiers, "(20)"
  Collate,      ///< args[0] COLLATE …
  Row,          ///< ROW(args) or (a, b)
  Array,        ///< ARRAY[args]
  Index,        ///< args[0][args[1]] or slices
  Field,        ///< (args[0]).`name`; name "*" for all
  Exists,       ///< EXISTS (query)
  InQuery,      ///< args[0] IN (query), also = ANY (query)
  AnyQuery,     ///< args[0] `name` ANY (query) for operators other than =; NOT IN is Not(InQuery)
  AllQuery,     ///< args[0] `name` ALL (query)
  Scalar,       ///< (query) as a value
  ArrayQuery,   ///< ARRAY(query)
  SessionValue, ///< current_user, session_user, current_role, user, current_catalog, current_schema, current_date …:
                ///< `name`
  Default,      ///< DEFAULT in VALUES or SET
  Unknown,      ///< a form that is not modelled: `name` says which (the parse node's name)
};

enum class ConstKind : uint8_t { Null, Boolean, Integer, Float, String, BitString };

/// The parts of a function call beyond its arguments.
struct FuncDetail {
  std::vector<std::string> names;   ///< of the arguments, where one is named: f(a => 1); "" for those that are not
  bool star = false;                ///< count(*)
  bool distinct = false;            ///< count(DISTINCT x)
  ExprPtr filter;                   ///< FILTER (WHERE …)
  bool isWindow = false;            ///< has OVER
  std::vector<ExprPtr> partitionBy; ///< of OVER (…), named windows resolved
  std::vector<ExprPtr> orderBy;     ///< inside the call, WITHIN GROUP or OVER
  std::vector<ExprPtr> bounds;      ///< x and y of ROWS BETWEEN x PRECEDING AND y FOLLOWING
};

struct Expr {
  ExprKind kind = ExprKind::Unknown;
  ConstKind constant = ConstKind::Null;
  bool isOfPostgres = false; ///< Op, AnyArray, AllArray: written OPERATOR(pg_catalog.=), whatever the search_path says
  int32_t number = 0;
  Offset location = -1;
  std::string name;
  std::string value; ///< Const: integer and float digits, string contents, "true"/"false"
  std::vector<std::string> path;
  std::vector<ExprPtr> args; ///< never null but where said above
  QueryPtr query;
  std::unique_ptr<FuncDetail> func;
};

/// A name of a table as written. Unquoted names are folded to lower case by the parser.
struct Name {
  std::string schema; ///< "" when not given
  std::string name;
  Offset location = -1;
  int32_t hole = -1; ///< index of the hole that stands for (a part of) the name, else -1
};

enum class JoinKind : uint8_t { Inner, Left, Right, Full };

enum class FromKind : uint8_t {
  Table,    ///< `table`
  Subquery, ///< `query`, perhaps LATERAL
  Function, ///< `functions` (one, or ROWS FROM several)
  Join,     ///< `left` `join` `right`, with `on` or `usingColumns` or `natural`; cross joins are Inner without both
  Unknown,  ///< XMLTABLE, JSON_TABLE …: `unknown` says which
};

/// One element of FROM.
struct From {
  FromKind kind = FromKind::Table;
  Name table;
  bool only = false;    ///< ONLY t
  bool sampled = false; ///< TABLESAMPLE
  std::string alias;    ///< "" when none
  std::vector<std::string> columnAliases;
  std::vector<std::string> columnTypes; ///< of a function's columns, where they are written with their types
  bool lateral = false;
  bool withOrdinality = false;
  QueryPtr query;
  std::vector<ExprPtr> functions; ///< of a sampled table the arguments of TABLESAMPLE
  JoinKind join = JoinKind::Inner;
  std::unique_ptr<From> left;
  std::unique_ptr<From> right;
  ExprPtr on;
  std::vector<std::string> usingColumns;
  std::string usingAlias; ///< of USING (…) AS alias: of the joined columns alone
  bool natural = false;
  std::string unknown;
  Offset location = -1;
};
using FromPtr = std::unique_ptr<From>;

/// An output column: `name` is the alias ("" when none is written).
struct Target {
  ExprPtr value;
  std::string name;
  Offset location = -1;
};

/// A WITH query.
struct Cte {
  std::string name;
  std::vector<std::string> columnAliases;
  std::unique_ptr<Statement> statement; ///< a SELECT, or INSERT/UPDATE/DELETE/MERGE
  Offset location = -1;
};

struct OrderItem {
  ExprPtr value; ///< a name or number may mean an output column (PostgreSQL manual, SELECT, "ORDER BY Clause")
  bool descending = false;
};

enum class SetOp : uint8_t { None, Union, Intersect, Except };

/// A SELECT, VALUES, or set operation.
struct Query {
  std::vector<Cte> ctes;
  bool recursive = false;
  // A set operation has only `left` and `right` (and the ORDER BY, LIMIT of the whole).
  SetOp setOp = SetOp::None;
  bool all = false;
  QueryPtr left;
  QueryPtr right;
  // VALUES (…), (…)
  std::vector<std::vector<ExprPtr>> values;
  // SELECT
  bool distinct = false;
  std::vector<ExprPtr> distinctOn;
  std::vector<Target> targets;
  std::vector<FromPtr> from;
  ExprPtr where;
  std::vector<ExprPtr> groupBy;
  bool groupingSets = false; ///< GROUPING SETS, ROLLUP or CUBE somewhere in groupBy (their columns are in groupBy)
  ExprPtr having;
  std::vector<OrderItem> orderBy;
  std::vector<ExprPtr> windows; ///< the keys and bounds of the WINDOW clause, whether or not a call has the window
  ExprPtr limit;
  ExprPtr offset;
  bool locking = false;     ///< FOR UPDATE and kin
  std::optional<Name> into; ///< SELECT INTO
  Offset location = -1;
};

/// SET column = value, or one column of SET (a, b) = (…).
struct Assignment {
  std::string column;
  ExprPtr value; ///< for a multi-column SET from a sub-query: a Scalar of it, whose column is `part`
  int32_t part = -1;
  Offset location = -1;
};

struct Insert {
  Name table;
  std::string alias;
  std::vector<std::string> columns; ///< as written; empty means all in order
  QueryPtr source;                  ///< null for DEFAULT VALUES
  bool overridesUser = false;       ///< OVERRIDING USER VALUE: identity columns do not get what is given
  enum class Conflict : uint8_t { None, Nothing, Update } conflict = Conflict::None;
  std::vector<std::string> conflictColumns;
  std::string conflictConstraint;
  ExprPtr conflictPredicate; ///< of the partial index that is meant
  std::vector<Assignment> conflictSet;
  ExprPtr conflictWhere;
  std::vector<Target> returning;
};

struct Update {
  Name table;
  std::string alias;
  bool only = false;
  std::vector<Assignment> set;
  std::vector<FromPtr> from;
  ExprPtr where; ///< null also for WHERE CURRENT OF, see `currentOf`
  std::string currentOf;
  std::vector<Target> returning;
};

struct Delete {
  Name table;
  std::string alias;
  bool only = false;
  std::vector<FromPtr> usingItems;
  ExprPtr where;
  std::string currentOf;
  std::vector<Target> returning;
};

struct MergeAction {
  bool matched = false;
  ExprPtr condition; ///< null when none
  enum class Kind : uint8_t { Nothing, Insert, Update, Delete } kind = Kind::Nothing;
  std::vector<Assignment> set;
  std::vector<std::string> columns;
  std::vector<ExprPtr> values;
};

struct Merge {
  Name table;
  std::string alias;
  FromPtr source;
  ExprPtr on;
  std::vector<MergeAction> actions;
};

struct Copy {
  Name table; ///< name empty when a query is copied
  std::vector<std::string> columns;
  QueryPtr query;
  bool from = false; ///< COPY … FROM
};

enum class StatementKind : uint8_t {
  Select,
  Insert,
  Update,
  Delete,
  Merge,
  Copy,
  Truncate,
  Prepare,     ///< PREPARE name AS `inner`
  ExecuteName, ///< EXECUTE name
  Declare,     ///< DECLARE … CURSOR FOR `inner`
  Explain,     ///< EXPLAIN `inner`
  CreateAs,    ///< CREATE TABLE/MATERIALIZED VIEW … AS `inner`
  View,        ///< CREATE VIEW … AS `inner`
  Call,        ///< CALL f(…): in `call`
  Do,          ///< DO: `body` with `language`
  Set,         ///< SET/RESET: `name`; `local`
  Transaction, ///< BEGIN, COMMIT, SAVEPOINT …
  Ddl,         ///< other definitions: `tag` says which (the parse node's name)
  Other,       ///< LISTEN, VACUUM, GRANT, SHOW …: `tag`
};

/// One statement of a text.
struct Statement {
  StatementKind kind = StatementKind::Other;
  std::string tag;  ///< the parse node's name, "SelectStmt"
  Offset begin = 0; ///< of its text, leading white space and comments left out
  Offset end = 0;
  std::vector<Cte> ctes; ///< WITH of Insert, Update, Delete, Merge (a Select has its own)
  bool recursive = false;
  QueryPtr select;
  std::unique_ptr<Insert> insert;
  std::unique_ptr<Update> update;
  std::unique_ptr<Delete> remove;
  std::unique_ptr<Merge> merge;
  std::unique_ptr<Copy> copy;
  std::vector<Name> truncated;
  bool cascade = false; ///< TRUNCATE … CASCADE
  std::unique_ptr<Statement> inner;
  ExprPtr call;
  std::string name; ///< PREPARE, EXECUTE, SET, DECLARE, CREATE … AS
  std::string body;
  std::string language;
  std::vector<ExprPtr> arguments; ///< EXECUTE name (…), SET x = …
  bool local = false;
  /// The column that INSERT, UPDATE or MERGE gives two values, which PostgreSQL rejects; "" where there is none.
  std::string givenTwice;
  Offset givenTwiceAt = -1;
};

} // namespace pgtidy::sql
