// Names to rows: which table, sub-query or CTE a column of a statement belongs to.
#pragma once

#include "analysis/isolation.h"
#include "isolation/equalities.h"
#include "isolation/own_operators.h"

#include <deque>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pgtidy::analysis::isolation {

struct Frame;
struct Inlined;

/// With whose rights a block reads and writes, and whose session it is.
enum class Rights : uint8_t {
  Caller,
  ViewOwner, ///< in a view that is not security_invoker
  Definer,   ///< in a function that is SECURITY DEFINER: current_user is its owner
  Stored,    ///< in a materialised view: what it holds was read by another session
};

/// CTEs that are being expanded, innermost first: one that is met again refers to itself.
struct Expansion {
  const sql::Cte *cte;
  const Expansion *outer;
};

/// The CTEs that a name can mean, innermost WITH first.
struct CteScope {
  const CteScope *outer = nullptr;
  const std::vector<sql::Cte> *list = nullptr;
  size_t visible = 0; ///< how many of `list` can be seen
  bool recursive = false;
  const Frame *frame = nullptr; ///< outer rows that the bodies may refer to
  const Expansion *expanding = nullptr;
};

enum class ItemKind : uint8_t {
  Table,   ///< a row of a table
  Derived, ///< a row of a sub-query, view or CTE
  NewRow,  ///< a row that is being written: its columns are `values`
  Opaque,  ///< a function's row, and whatever is not modelled
};

/// What a column of a new row is: an expression, an output of a sub-query, NULL, or unknown.
struct NewValue {
  std::string_view column;
  const sql::Expr *expr = nullptr;
  const Frame *frame = nullptr;
  int item = -1; ///< of the sub-query
  int position = 0;
  bool isNull = false;
  std::string_view type = {}; ///< of an argument: the declared one
};

/// An output column of a query.
struct Output {
  std::string_view name;
  int target;   ///< index of the target it comes from
  bool starred; ///< the target is a star, which this column comes from by name
};

struct Outputs {
  std::vector<Output> columns;
  bool open = false; ///< a star over a table whose columns are not known: there are more
  size_t placed = 0; ///< where it is open: how many of the columns stand before those that are not known

  /// There are more columns behind the last.
  void widen() {
    placed = open ? placed : columns.size();
    open = true;
  }
  /// Columns that a star takes over from `inner`.
  void take(const Outputs &inner, int target) {
    if (inner.open && !open)
      placed = columns.size() + inner.placed;
    open |= inner.open;
    for (const Output &output : inner.columns)
      columns.push_back({output.name, target, true});
  }
  /// Whether the column stands where it does in the list.
  bool isPlaced(size_t index) const { return !open || index < placed; }
};

/// One row in one use of a FROM element.
struct Item {
  ItemKind kind = ItemKind::Opaque;
  std::string_view alias;
  std::string_view joinAlias;                            ///< of a parenthesised join around it
  const std::vector<std::string> *joinRenamed = nullptr; ///< (a JOIN b) AS j (x, y): its columns go by other names
  const sql::Name *name = nullptr;
  const sql::Table *table = nullptr;                      ///< null when the schema does not know it
  const TableOwnership *owned = nullptr;                  ///< null when it is nobody's
  std::string key;                                        ///< of `table` in Ownership
  const sql::Query *query = nullptr;                      ///< Derived
  const sql::Statement *writer = nullptr;                 ///< Derived: a CTE that writes
  const CteScope *scope = nullptr;                        ///< Derived: what its names mean
  const Frame *outer = nullptr;                           ///< Derived: outer rows that it may refer to
  const std::vector<std::string> *aliases = nullptr;      ///< d(a, b)
  const std::vector<std::string> *innerAliases = nullptr; ///< WITH c(a, b), CREATE VIEW v (a, b)
  bool recursive = false;                                 ///< a CTE that refers to itself
  bool isSelf = false;                                    ///< the reference itself: `query` is of the first rows
  const std::vector<bool> *kept = nullptr;                ///< of these: columns that are as in a first row
  bool isView = false;
  bool securityInvoker = false;
  const sql::Expr *call = nullptr;       ///< Derived: the query of a function, judged where it is called
  const sql::Query *firstRows = nullptr; ///< Opaque: of the recursive CTE that it refers to, whose types it has
  const sql::From *functions = nullptr;  ///< Opaque: what gives the row
  const sql::Expr *array = nullptr;      ///< Opaque: its column, which goes by the row's name, is an element of that
  Rights rights = Rights::Caller;
  bool isOnly = false;    ///< of the table itself, not of one that inherits from it
  bool isNew = false;     ///< the row that an INSERT has just made
  bool isPending = false; ///< NEW of a BEFORE trigger, which is in no table yet
  bool isReadToo = false; ///< the row that is written to, or made, by a statement that reads it
  std::vector<NewValue> values;
  int forward = -1;         ///< NewRow: has the other columns of that item
  std::vector<int> parents; ///< rows that the ownership's foreign keys lead to, once asked for
  std::vector<std::pair<std::string_view, Term>> columns; ///< terms made so far
};

/// One use of a query block: its items are numbered in the order of the text.
struct Frame {
  const Frame *outer = nullptr;
  const CteScope *scope = nullptr;
  int first = 0;
  int last = 0;                      ///< past the end
  const sql::Query *query = nullptr; ///< null for a statement that writes
  const std::vector<sql::FromPtr> *from = nullptr;
  const sql::From *source = nullptr; ///< MERGE's
  const sql::Expr *where = nullptr;
  const std::vector<sql::Target> *targets = nullptr;
  bool hasTarget = false;         ///< the first item is the table written to
  bool isGrouped = false;         ///< columns are read as GROUPING SETS leave them: NULL in sets that do not have them
  const Frame *grouped = nullptr; ///< the same rows read so: by HAVING and the output of a block with GROUPING SETS
  bool isTotal = false;           ///< isGrouped, and of the empty set: there is such a row even of no rows at all
  const Frame *total = nullptr;   ///< that row, of a block with GROUPING SETS
  int calls = 0;                  ///< of functions whose queries were put in their place, around this one
  Rights rights = Rights::Caller;
};

enum class Known : uint8_t { No, Maybe, Yes };

/// A column that joins make of those of several rows.
struct MergedColumn {
  std::vector<int> items; ///< its value is that of the first of them that is not NULL; none: there is no such column
  bool isSure = true;     ///< false where it is not known which it is
};

/// Whether the join has one column of that name where both sides had one.
bool mergesBy(const sql::From &join, std::string_view column);

/// Rows, frames and values of one judgement; nothing in it moves or goes while it lives.
class Scene {
public:
  explicit Scene(const Ownership &ownership);

  const Ownership &ownership() const { return Owners; }
  Item &item(int index) { return Items[index]; }
  bool isRecursive(int index) const { return Items[index].recursive; }
  int itemCount() const { return static_cast<int>(Items.size()); }
  Terms &terms() { return AllTerms; }
  const Terms &terms() const { return AllTerms; }
  /// The term of a scalar that may be a principal ("$1", "current_setting('app.user_id')"), and its text back. `seenAs`
  /// is the type that sees less, or more, of it than numbers and UUIDs do (Refutation::seenBy).
  Term scalar(const std::string &text, std::string_view seenAs = "");
  std::string scalarText(Term term) const;
  struct Scalar {
    std::string text;
    Term term;
    std::string seenAs;
  };
  /// All scalars so far.
  const std::vector<Scalar> &scalars() const { return Scalars; }
  struct CastTerm {
    Term of;
    std::string to;
    Term term;
  };
  /// What a cast makes of a value: one value of one.
  Term cast(Term of, const std::string &to);
  const std::vector<CastTerm> &casts() const { return Casts; }
  Term constant(TermKind kind, const std::string &value, sql::Offset location);
  sql::Offset constantLocation(Term term) const;
  /// A constant with its kind, as 7 and '7' are not the same; "" of what is none.
  std::string constantText(Term term) const;
  /// The texts that stand in the statement as constants.
  std::vector<std::pair<std::string, Term>> texts() const;
  /// The number that the term is a constant of.
  std::optional<long long> integer(Term term) const;
  Term null() const { return Null; }

  /// Takes the table, whose name is not known, for one with that owner column.
  void assume(const sql::Name &table, const std::string &column);
  /// A scope with the CTEs of `list` inside `outer`; `outer` itself when there are none.
  const CteScope *open(const std::vector<sql::Cte> &list, bool recursive, const CteScope *outer, const Frame *frame);
  /// A use of a SELECT block or VALUES.
  Frame *open(const sql::Query &query, const Frame *outer, const CteScope *scope, Rights rights = Rights::Caller);
  /// A use of UPDATE, DELETE, INSERT or MERGE: the table written to comes first.
  Frame *openWriter(const sql::Statement &statement, const Frame *outer, const CteScope *scope,
                    Rights rights = Rights::Caller);
  /// Tables that the schema does not have, once each, as far as rows of them are known here; none without a schema.
  std::vector<std::string> unknownTables() const;
  /// Whether what is read or written is PostgreSQL's own.
  bool readsSystem() const;
  /// Whether the statement, whose frame it is, reads columns of the row that it writes.
  bool readsTarget(const sql::Statement &statement, const Frame &frame);
  /// The table that a write to the view reaches, and what the view's column is called there ("" for what is no column):
  /// null where PostgreSQL does not write through the view by itself.
  const sql::Table *behind(const sql::Table &view, std::string_view column, std::string_view &inTable);
  /// The default of a view that is written through, where it goes before that of `column` of the table.
  std::optional<std::string_view> defaultedBefore(const sql::Name &target, std::string_view column);
  /// Whether what is written is a view that calls a column otherwise than the table behind it.
  bool renames(const sql::Name &target);
  /// The column of the table written to that an INSERT means by `column`.
  std::string_view writtenColumn(const sql::Name &target, std::string_view column);
  /// A row of a sub-query that stands in an expression.
  int addSubquery(const sql::Query &query, const Frame *outer, const CteScope *scope);
  /// A row of the query that a function of the schema is, called in `frame`; -1 where it is no such function. Of one
  /// that gives no set the row may be missing, and what it gives then is NULL.
  int addCalled(const sql::Expr &call, const Frame &frame);
  /// The item whose row as a whole the argument of a function that is called is, where its query reads it: `o` of
  /// total(o). -1 where it is none.
  int rowGiven(const sql::Expr &argument, const Frame &frame, std::string_view type = "");
  /// Whether the item's rows are those of the table that is called `type`, as they are.
  bool hasRowsOf(const Item &row, std::string_view type) const;
  /// Whether addCalled() gives a row, for a function that gives one value.
  bool givesValue(const sql::Expr &call, const Frame &frame);
  /// Whether the schema makes comparisons or casts of its own: then types decide what an expression means.
  bool hasOwnComparisons() const { return OwnComparisons; }
  OwnOperators ownOperators(bool isOfPostgres) const;
  /// Says whether these go before PostgreSQL's own for the same types, by some search_path.
  void setBuiltInsHidden(bool hidden) { BuiltInsHidden = hidden; }
  /// Learns which parameters get their type elsewhere than where they are compared.
  void learnTypes(const sql::Statement &statement);
  /// The type that the first place of a parameter in the statement gives it (PREPARE before all others); "" where that
  /// is not known.
  std::string_view firstType(std::string_view parameter) const {
    const bool isNumber =
        parameter.starts_with('$') && parameter.find_first_not_of("0123456789", 1) == std::string::npos;
    auto known = FirstTypes.end();
    if (isNumber && !FirstTypes.empty() && parameter.size() < 8)
      known = FirstTypes.find(std::stoi(std::string(parameter.substr(1))));
    return known == FirstTypes.end() ? std::string_view() : std::string_view(known->second);
  }
  /// typeOf(), "" for a parameter that has its type from elsewhere.
  std::string_view typeOf(const sql::Expr &expr) const;
  /// Whether the call is of a function that is one query of tables, and of what it calls the same holds.
  bool isPlainCall(const sql::Expr &call);
  /// The same, of one that gives one value or row, and reads some table.
  bool readsRows(const sql::Expr &call);
  /// Whether the call gives the first of several rows, as a function in SQL does that returns no set (PostgreSQL
  /// manual, "SQL Functions").
  bool givesFirstRow(const sql::Expr &call);
  /// What is judged is run by a statement that writes, before that ends.
  void setWithinWrite() { IsWithinWrite = true; }
  /// Whether rows are sure to meet a constraint: a DEFERRABLE one may be broken until the transaction ends.
  bool isChecked(bool deferrable) const { return !deferrable || !IsWithinWrite; }
  /// The statement writes: functions that are volatile see what it has changed so far.
  void setWrites() { Writes = true; }
  /// A row of table `key` that the statement does not name: a parent.
  int addRow(const std::string &key);
  /// A row of the table that a write to the view reaches, with the rights that hold there; -1 where there is none.
  int addRowBehind(int view);
  /// A row being written to the table of `target`; `forward`: it has the other columns of `target`.
  int addNewRow(int target, bool forward);
  /// What a trigger's function sees: NEW is the row that is being written, as it is now, OLD the one that was there.
  const Frame *seenByTrigger(int row, const Frame &frame);
  /// The frame of a statement that writes without the table written to: where MERGE finds no match.
  const Frame *withoutTarget(const Frame &frame);
  /// What the ON of a join, whose items begin with `first`, sees of its frame: the items of that join.
  const Frame &seenByOn(const sql::From &join, int first, const Frame &frame);
  /// What a function in FROM sees of its frame: the elements before it.
  const Frame *before(const Frame &frame, int item);
  /// A frame in which the columns of the one row `item` are known, by its table's name too.
  const Frame *frameOf(int item);

  /// The only item of the frame is that row of its table.
  void standFor(Frame &frame, int row);

  /// The item that a column name means in `frame` or outside of it; -1 when it is not known.
  int find(const Frame &frame, const std::vector<std::string> &path);
  /// The items whose columns joins make one, of which it is the first that is not NULL; none where it is one item's, or
  /// where that is not known.
  std::vector<int> merged(const Frame &frame, const std::vector<std::string> &path);
  /// What a column is called by its mere name behind the joins of an element of FROM, whose items begin with `first`
  /// (FROM Clause, JOIN … USING).
  MergedColumn mergedColumn(const sql::From &from, int first, std::string_view column);
  /// The same of all of FROM.
  MergedColumn mergedIn(const Frame &frame, std::string_view column);
  Known hasColumn(int item, std::string_view column);
  /// The item's columns as they go in the statement, as far as they are known.
  std::vector<std::string_view> columnNames(int item);
  /// The table's own name of a column that the item may call otherwise: `FROM orders AS o (x, y)`.
  std::string_view columnNamed(int item, std::string_view name);
  /// The output columns of a query (of a set operation those of its first branch).
  const Outputs &outputs(const sql::Query &query, const CteScope *scope);
  /// The same of a list: of a query, or of RETURNING of what writes `target`, called `alias`.
  Outputs outputs(const std::vector<sql::Target> &targets, const std::vector<sql::FromPtr> *from,
                  const sql::Name *target, std::string_view alias, const CteScope *scope);
  /// Whether a column that is NOT NULL is so in the rows of heirs, too, that are read along.
  bool isNeverNull(const Item &item, const sql::Column &column) const;
  /// The value of an item's column.
  Term column(int item, std::string_view name);

private:
  /// The column that a generated one is a copy of; null for others. (An heir's and a partition's may be generated
  /// otherwise.)
  const sql::Column *copiedBy(const Item &item, std::string_view name) const;
  int add(Item item);
  void addItems(const sql::From &from, Frame &frame, std::string_view joinAlias,
                const std::vector<std::string> *joinRenamed = nullptr);
  Item describe(const sql::From &from, const Frame &frame);
  struct Called {
    const sql::Function *function = nullptr;
    const Inlined *query = nullptr;
  };
  Called calledBy(const sql::Expr &call);
  bool givesSet(const sql::Expr &call);
  bool isCalledThroughout(const sql::Expr &call, const std::function<bool(const Inlined &)> &test, int depth);
  /// The rows that the queries of functions in FROM take their arguments from: once all of FROM is there.
  void giveArguments(const Frame &frame);
  bool describeCalled(Item &item, const sql::Expr &call, const Frame &frame);
  const Frame *argumentsOf(const sql::Expr &call, const sql::Function &function, const Frame &frame);
  static void expand(Item &view);
  void describeTable(Item &item, const sql::Name &name, const Frame &frame);
  /// Makes the item one of the table's own rows, without those of tables that inherit from it.
  void setOnly(Item &item);
  const TableOwnership *ownedBy(const Item &item, const sql::Name &name) const;
  const std::vector<bool> *keptColumns(const sql::Cte &cte, const CteScope *scope);
  void addTarget(Frame &frame, const sql::Name &name, const std::string &alias);
  void addInserted(Frame &frame, const sql::Name &name, const std::string &alias);
  void starOutputs(const sql::From &from, std::string_view qualifier, int target, const CteScope *scope, Outputs &into);
  void functionOutputs(const sql::From &from, int target, Outputs &into);
  void tableOutputs(const sql::Name &name, int target, const CteScope *scope, Outputs &into);
  Outputs returnedBy(const sql::Statement &writer, const CteScope *scope);
  Outputs outputsOf(const sql::Query &query, const CteScope *scope);
  Known hasOutput(const Item &item, std::string_view column);
  Known hasRenamed(const Item &item, std::string_view column) const;
  int findIn(const Frame &frame, const std::vector<std::string> &path);
  int findQualified(const Frame &frame, const std::vector<std::string> &path);
  int findColumn(const Frame &frame, const std::string &column);
  int findJoined(const sql::From &join, int first, std::string_view alias, std::string_view column);
  static void rename(const std::vector<std::string> &aliases, size_t first, Outputs &into);

  const Ownership &Owners;
  bool Writes = false;
  bool IsWithinWrite = false;
  bool OwnComparisons = false;
  bool BuiltInsHidden = false;
  std::set<int32_t> TypedParameters;
  std::map<int32_t, std::string> FirstTypes;     ///< "$1": of a parameter whose first place says it
  std::map<const sql::Expr *, bool> CallsOfRows; ///< readsRows()
  std::list<std::vector<std::string>> ColumnLists;
  struct Constant {
    TermKind kind;
    std::string value;
    Term term;
    sql::Offset location;
  };

  Terms AllTerms;
  Term Null;
  std::vector<Scalar> Scalars;
  std::vector<CastTerm> Casts;
  std::vector<Constant> Constants;
  std::map<const sql::Name *, TableOwnership> Assumed;
  std::deque<Item> Items;
  std::list<Frame> Frames; // lists: most judgements have few or none, and an empty deque takes memory
  std::map<std::pair<const sql::From *, const Frame *>, const Frame *> SeenByOn;
  std::list<std::string> Names;
  std::map<const sql::Query *, Outputs> AllOutputs;
  std::list<CteScope> Scopes;
  std::list<Expansion> Expansions;
  std::map<const sql::Cte *, std::vector<bool>> Kept;
};

/// Whether both constants (Scene::constantText) are one value of any column that may be compared with both: 7 and '7'.
bool isSameConstant(std::string_view a, std::string_view b);

/// The rights that hold in the query of a sub-query, view or CTE.
Rights rightsWithin(const Item &item);

/// Whether the row is of a user-owned table that the statement names.
inline bool isOwned(const Item &item) { return item.owned && item.owned->kind != OwnerKind::None && item.name; }

/// The CTE that an unqualified name means; `scope` is then what its body sees. Null when it means a table.
struct CteMatch {
  const sql::Cte *cte = nullptr;
  const CteScope *found = nullptr; ///< where it is defined
  size_t index = 0;
  bool self = false; ///< it is being expanded: a recursive reference
};
CteMatch findCte(const CteScope *scope, const sql::Name &name);

/// Whether the CTE's query mentions the CTE's own name.
bool refersToItself(const sql::Cte &cte);

} // namespace pgtidy::analysis::isolation
