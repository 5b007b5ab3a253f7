// The walk over a statement: every use of a user-owned table, and the way that leads there.
#pragma once

#include "isolation/refutation.h"

#include "llvm/ADT/ArrayRef.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace pgtidy::analysis::isolation {

/// What was found of one mention of a table in the text.
struct Mention {
  const sql::Name *name = nullptr;
  std::string alias;
  std::string key; ///< of the table that decides: a view's mention has that of a table behind it
  Use use = Use::Read;
  const TableOwnership *owned = nullptr;
  const Frame *frame = nullptr; ///< where it stands; null for COPY and TRUNCATE
  int item = -1;
  bool throughView = false;
  bool closed = true;
  bool tooLarge = false;
  bool holeDecides = false;
  bool cursorDecides = false;
  bool ownershipChange = false;
  bool nobodys = false;    ///< writes rows that are nobody's, or public: the user may read them, but does not own them
  bool conflict = false;   ///< open is the row that ON CONFLICT DO UPDATE finds
  bool missed = false;     ///< open is what WHEN NOT MATCHED tells of rows
  bool claims = false;     ///< the change of owner takes what is nobody's
  bool membership = false; ///< the new row opens somebody else's rows
  std::string changedColumn;
  std::string_view barrier; ///< "LIMIT": what the rows go through before a condition of a query around it is asked
};

/// The mention before anything was found of it.
inline Mention asIfClosed(Mention mention) {
  mention.closed = true;
  mention.tooLarge = mention.holeDecides = mention.ownershipChange = mention.membership = false;
  return mention;
}

/// Whose a row is that is written, between the BEFORE triggers that are fired for it.
struct RowBetween {
  const sql::Name *name = nullptr; ///< of the table, in the statement
  std::string_view event;          ///< "insert", "update"
  std::string after;               ///< the trigger that was fired last; "": as the statement gives the row
  bool isTied = true;              ///< it is the principal's, or nobody's
};

/// What a sub-query is compared with.
struct Link {
  const sql::Expr *subject = nullptr; ///< `subject` IN (the sub-query); null for other uses
  bool byNull = false;                ///< that the comparison is NULL matters too
};

/// One attempt to judge a statement, with one choice of principals.
class Walk {
public:
  Walk(const Ownership &ownership, const std::vector<std::string> &holeNames, const Principals &principals)
      : S(ownership), R(S, holeNames, principals), HasHoles(!holeNames.empty()) {}

  /// Judges the statement; in a trigger, where NEW and OLD are the rows of `rows`.
  void run(const sql::Statement &statement, const sql::Query *rows = nullptr);
  /// The statement runs with the rights of the tables' owner.
  void withOwnerRights() { Within = Rights::Definer; }

  const std::vector<Mention> &mentions() const { return Found; }
  /// Parts of the statement were not looked at.
  bool isTooLarge() const { return IsTooLarge; }
  /// Arguments of calls, with the columns of the users table by which they are the principal, or NULL, wherever the
  /// call matters.
  const std::map<const sql::Expr *, UserKeys> &givenPrincipals() const { return Given; }
  /// Calls of functions that are one query, with whether what they read is closed wherever the call matters.
  const std::map<const sql::Expr *, bool> &calledQueries() const { return Called; }
  /// Rows of which triggers change whose they are.
  const std::vector<RowBetween> &between() const { return Between; }
  const Refutation &refutation() const { return R; }
  Scene &scene() { return S; }
  void explainTo(Evidence *evidence) { R.explainTo(evidence); }

private:
  // named_by_holes.cpp
  void assumeOwners(const sql::Statement &statement);

  // walk.cpp
  void statement(const sql::Statement &statement, const CteScope *scope, const Frame *outer);
  void query(const sql::Query &query, const Frame *outer, const CteScope *scope, bool barred, Rights rights,
             const Link &link);
  void block(const sql::Query &query, const Frame &frame);
  void items(const Frame &frame, int first);
  void derived(int item);
  void writingCtes(const std::vector<sql::Cte> &ctes, const CteScope *scope);
  void target(int item, Use use, const std::vector<Fact> &facts);
  void reference(int item, Use use, const std::vector<Fact> &facts);
  std::string_view barrier() const;
  Mention &mention(int item, Use use);
  void note(Mention &mention, const Outcome &outcome);
  void written(Mention &mention, Refutation::Supposition supposed);

  // walk_expressions.cpp
  bool readsRows(const sql::Expr *expr);
  void conditions(const sql::Expr *condition, const Frame &frame);
  void expression(const sql::Expr *expr, const Frame &frame, bool positive);
  void comparedSubquery(const sql::Expr &expr, const Frame &frame);
  void listedSubqueries(const sql::Expr &expr, const Frame &frame);
  void caseOf(const sql::Expr &expr, const Frame &frame);
  void call(const sql::Expr &expr, const Frame &frame);
  void parts(const sql::Expr &call, const Frame &frame);
  void joinConditions(const Frame &frame);
  void joinConditions(const sql::From &from, int first, const Frame &frame);
  void output(const sql::Query &query, const Frame &frame);
  void under(Fact fact, const sql::Expr *expr, const Frame &frame, bool positive);

  // walk_calls.cpp
  void callsInFrom(const sql::Query &query, const Frame &frame);
  void callsInOutput(const sql::Query &query, const Frame &frame);
  void callsIn(const sql::Expr *expr, const Frame &frame);
  void calledQuery(const sql::Expr &call, int item, const Link &link);
  UserKeys principalBy(const sql::Expr &value, const Frame &frame);

  // judge_write.cpp
  void insert(const sql::Statement &statement, const CteScope *scope, const Frame *outer);
  void insertedRow(const sql::Insert &insert, const Frame &frame, int source);
  void conflictingRow(const sql::Insert &insert, const Frame &frame, int source);
  std::vector<std::string> conflictColumns(const sql::Insert &insert, const Frame &frame);
  void update(const sql::Statement &statement, const CteScope *scope, const Frame *outer);
  static bool namesOwner(const sql::Table &users, std::string_view column);
  static bool mayChangeOwner(const Item &target, const std::vector<sql::Assignment> &set);
  void ownershipChange(const std::vector<sql::Assignment> &set, const Frame &frame, const std::vector<Fact> &facts);
  void ownershipChangeBehind(int view, const std::vector<sql::Assignment> &set, const Frame &frame,
                             const std::vector<Fact> &facts);
  void claim(Mention &mention, const std::vector<sql::Assignment> &set);
  void remove(const sql::Statement &statement, const CteScope *scope, const Frame *outer);
  void merge(const sql::Statement &statement, const CteScope *scope, const Frame *outer);
  void mergedRow(const sql::MergeAction &action, const Frame &frame, const std::vector<Fact> &facts);
  void mergedBehind(int view);
  void mergeAction(const sql::MergeAction &action, const Frame &frame, const Frame &seen, std::vector<Fact> facts,
                   const std::vector<Fact> &meetsOn);
  void missedBy(const Frame &frame, const std::vector<Fact> &meetsOn, const std::vector<Fact> &facts);
  void copy(const sql::Copy &copy, const CteScope *scope);
  void truncate(const sql::Name &table, bool cascade);
  void withoutPrincipal(Mention &mention, int row, const Refutation::Supposition &asSignedIn);
  // judge_triggers.cpp
  bool triggersChangeOwner(const std::string &key);
  struct Fired {
    const TriggerValue *value;
    bool always;
  };
  std::vector<Fired> firedFor(int row, const char *event);
  void forEachTriggered(int row, const char *event, const Frame &frame, const std::function<void()> &judge);
  void forEachWay(int row, llvm::ArrayRef<Fired> fired, const Frame &frame, const std::function<void()> &judge);
  void noteBetween(int row, const char *event, const Frame &frame, const std::function<bool()> &isTied);
  void setByTrigger(int row, const TriggerValue &value, const Frame &frame, bool isKnown);

  // judge_insert.cpp, judge_write.cpp
  void giveDefaults(int row, const Frame &frame);
  void judgeNewRow(Mention &found, int row, const Frame &frame, const std::vector<Fact> &facts);
  void judgeInserted(Mention &found, int row, const Refutation::Supposition &supposed);
  void computeAnew(int row, const std::vector<sql::Assignment> &set);
  void judgeChanges(Mention &found, int target, int row, const std::vector<Fact> &facts);
  bool changesCoOwner(int target, int row, const ParentLink &link, const std::string &column,
                      const std::vector<Fact> &facts);
  bool joinsAnothers(int row, const ParentLink &link, const std::vector<Fact> &facts);
  NewValue defaultOf(int item, std::string_view column, const Frame &frame);

  Scene S;
  Refutation R;
  const bool HasHoles; ///< in the text of the statement
  std::vector<Mention> Found;
  std::map<const sql::Expr *, UserKeys> Given;
  std::map<const sql::Expr *, bool> Called;
  std::vector<RowBetween> Between;
  bool CallsAreClosed = true; ///< of those within the call that is looked into
  Path Way;
  const sql::Name *View = nullptr; ///< the view that is being looked into
  std::string_view ViewAlias;
  Rights Within = Rights::Caller;
  Use Through = Use::Read;   ///< of the row behind the view that is being looked into
  bool ThroughReads = false; ///< the statement reads that row as well
  int Depth = 0;
  int Visits = 0;
  bool IsTooLarge = false;
};

} // namespace pgtidy::analysis::isolation
