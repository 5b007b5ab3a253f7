// The refutation: suppose a row of somebody else's, and look for a contradiction with the conditions it has to pass.
#pragma once

#include "isolation/agenda.h"
#include "isolation/aggregates.h"
#include "isolation/equalities.h"
#include "isolation/scopes.h"

#include "llvm/ADT/SmallVector.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace pgtidy::analysis::isolation {

struct Summed;

/// Truth values, as a set of those that an expression may have.
enum Truth : uint8_t { True = 1, False = 2, Unknown = 4 };

/// The mask of NOT x.
inline uint8_t negated(uint8_t mask) {
  return static_cast<uint8_t>((mask & Unknown) | (mask & True ? False : 0) | (mask & False ? True : 0));
}

/// A value in a fact: an expression in a frame, a column or output of an item, or a term.
struct Operand {
  enum class Kind : uint8_t { Expression, Column, Output, Value } kind = Kind::Value;
  uint8_t view = 0; ///< which suppressed rows are seen as NULL (Situation::cut)
  const sql::Expr *expr = nullptr;
  const Frame *frame = nullptr;
  int item = -1;
  int position = 0;
  std::string_view column;
  Term term = -1;
  bool isForPostgres = false; ///< what it is compared with, it is by an operator of PostgreSQL's own

  static Operand of(const sql::Expr &expr, const Frame &frame, uint8_t view) {
    return {Kind::Expression, view, &expr, &frame, -1, 0, {}, -1};
  }
  static Operand of(Term term) { return {Kind::Value, 0, nullptr, nullptr, -1, 0, {}, term}; }
  static Operand columnOf(int item, std::string_view name, uint8_t view) {
    return {Kind::Column, view, nullptr, nullptr, item, 0, name, -1};
  }
  static Operand output(int item, int position, uint8_t view) {
    return {Kind::Output, view, nullptr, nullptr, item, position, {}, -1};
  }
};

/// The type of what may be of any: a comparison with it may be one of what that makes of the values.
inline constexpr const char *AnyType = "?";

/// The cast of a numeric to a text: it is read as the same number again, but 1.0 and 1.00 are one number.
inline constexpr const char *DigitsOfNumber = "digits";

/// Something that holds in the supposed situation.
struct Fact {
  enum class Kind : uint8_t {
    Truth,    ///< a's truth value is in `mask`
    Equal,    ///< a = b is true
    Same,     ///< a IS NOT DISTINCT FROM b
    NotEqual, ///< a <> b is true
    Distinct, ///< a IS DISTINCT FROM b
    AtMost,   ///< a <= b is true
    Below,    ///< a < b is true
    NotNull,
    Null,
    Stranger, ///< a is not the principal, by `keys`
    Open,     ///< a row of the sub-query item a.item exists
    Row,      ///< a row meets the conditions of the block a.frame
  } kind = Kind::Truth;
  uint8_t mask = True;
  Operand a;
  Operand b;
  UserKeys keys = AnyUserKey; ///< Stranger: by which columns of the users table
};

/// One level of the way from the statement to the reference.
struct Step {
  const Frame *frame = nullptr;
  int item = -1;                   ///< the element of FROM that the way goes through; -1: a sub-query in an expression
  const sql::Expr *skip = nullptr; ///< the condition that holds that sub-query
  bool bare = false;               ///< nothing holds of this block's rows where the sub-query is read
  bool barred = false;             ///< what is known of this block's output says nothing of its rows (LIMIT …)
  std::vector<Fact> extra;         ///< what else holds where the sub-query matters; views are set when asserted
  const sql::Expr *linked = nullptr; ///< `linked` IN (this sub-query) is what it is read for; of the frame before
  bool linkedByNull = false;         ///< that it is NULL matters too: inside NOT, or as a value

  static Step at(const Frame &frame, int item) {
    Step step;
    step.frame = &frame;
    step.item = item;
    return step;
  }
};
using Path = std::vector<Step>;

/// Which terms stand for the principal in one attempt.
struct Principals {
  enum class Kind : uint8_t { None, Every, OfSession, One, Constants } kind = Kind::None;
  std::string one;              ///< a scalar's text
  bool policiesHold = false;    ///< taken for granted: as if the tables belonged to another role
  UserKeys keys = EveryUserKey; ///< of which columns of the users table the values are taken to be
  bool unsureToo = false;       ///< policies that a DO block may have changed count like any other
  /// One: what names the user together with it, constants among it.
  std::vector<std::pair<std::string, UserKeys>> together = {}, constants = {};
  std::optional<size_t> joint = {}; ///< by which of Ownership::jointKeys()
  UserKeys constantFor = 0;         ///< columns for which any constant will do, to find out whether one does

  /// Whether it is a part of what names the user together.
  bool isJoint() const { return kind == Kind::One && !(keys & AnyUserKey); }
};

/// Whether a scalar's text stands for a row that a constant names: "'acme' as tenants.slug".
inline bool isNamedByConstant(const std::string &text) { return text.starts_with('\''); }

/// A value that had a part in contradictions: a scalar's text, and of which columns of the users table it was taken to
/// be.
struct Culprit {
  std::string text;
  UserKeys always = EveryUserKey; ///< the columns that every contradiction could do with
  UserKeys sometimes = 0;
};

/// What a refutation found.
struct Outcome {
  bool closed = false;
  bool tooLarge = false;
  bool holeDecides = false; ///< a hole stands for a whole condition
};

/// What a judgement asked of: conditions, USING clauses, a table's policies. What is in `ignored` is taken for not
/// there, so that it shows what a verdict rests on.
struct Evidence {
  struct Piece {
    const void *key = nullptr; ///< the expression, the join, or the table
    std::string text;          ///< as SQL, for a message
  };
  std::vector<Piece> asked;
  std::vector<const void *> ignored;
};

class Refutation {
public:
  Refutation(Scene &scene, const std::vector<std::string> &holeNames, Principals principals)
      : S(scene), HoleNames(holeNames), Selected(std::move(principals)) {}

  /// What else is supposed of the row, beside the way to it.
  struct Supposition {
    int stranger = -1;      ///< the item whose row is supposed to be somebody else's
    int written = -1;       ///< the new row that the policies check, where it is not the stranger
    bool signedIn = false;  ///< the principal is not NULL
    bool nobodyToo = false; ///< "not the principal's" is enough: nobody's row counts as well
    bool publicToo = false; ///< a row that is declared public counts as well
    std::vector<Fact> facts;
    std::string_view policies = "select"; ///< the command whose policies guard the row
  };
  Outcome refute(const Path &path, const Supposition &supposed);
  /// Notes in `evidence` what is asked of from now on.
  void explainTo(Evidence *evidence) { Asked = evidence; }

  /// Whether the elements of IN, and what is looked for, may be the same only as what PostgreSQL makes of them
  /// together.
  bool mayMergeIn(const sql::Expr &list, const Frame &frame);
  /// The same of the branches of a set operation.
  bool mayMergeBranches(const sql::Query &query, const Frame *outer, const CteScope *scope);

  /// The principals that took part in contradictions, and constants' places.
  const std::vector<Culprit> &culprits() const { return Culprits; }
  sql::Offset constant() const { return Constant; }
  /// The same of constants (Scene::constantText).
  const std::vector<Culprit> &constants() const { return ConstantCulprits; }
  /// The most steps that a statement is given, about, and how many it took.
  static constexpr int MostSteps = 400000;
  int steps() const { return MostSteps - Total; }

private:
  enum class ItemState : uint8_t { Unused, Optional, Present, Absent };
  struct Split {
    enum class Kind : uint8_t { Any, Arms, Optional, Full, Witness } kind = Kind::Any;
    int item = -1;                           ///< Arms, Witness; else the first item of the join
    int optionalFirst = 0, optionalLast = 0; ///< the items that may be NULL
    const sql::From *from = nullptr;
    const Frame *frame = nullptr;
    uint8_t view = 0;
    std::shared_ptr<const std::vector<std::vector<Fact>>> alternatives;
  };
  struct Arm {
    const Frame *frame = nullptr;
    int row = 0; ///< of VALUES
  };
  /// A supposed database state, as far as it is known.
  struct Situation {
    explicit Situation(const Terms &terms) : equal(terms) {}
    Equalities equal;
    // By item, of which there are few; recursion keeps many situations on the stack.
    llvm::SmallVector<ItemState, 16> states;
    llvm::SmallVector<bool, 16> touched;
    llvm::SmallVector<uint8_t, 16> cut;
    std::vector<Arm> arms;
    llvm::SmallVector<int, 8> strangers;
    Agenda<Fact> todo;
    std::vector<Fact> blocked;
    std::vector<Split> splits;
    std::vector<std::pair<int, int>> partialKeys;  ///< pairs of rows of which partial keys were asked
    std::vector<std::pair<int, size_t>> jointKeys; ///< rows, and which of their table's joint keys were asked
  };
  /// What an operand came down to.
  struct Resolved {
    enum class Kind : uint8_t { Value, Branching, Blocked } kind = Kind::Value;
    Term term = -1;
    Operand expr;               ///< Branching: an expression whose value depends on conditions
    std::string_view type;      ///< of the column it came from, "" when not known
    bool isAny = false;         ///< a term of its own: nothing is known of the value
    std::string_view made = {}; ///< of a scalar: the type that it was brought to last
  };
  /// Where a FROM element is asserted.
  struct Placement {
    const Frame &frame;
    int pinned;            ///< the item on the way, -1 for none
    const sql::Expr *skip; ///< the condition that holds the sub-query on the way
    uint8_t view;
  };

  // situation.cpp: the way, the joins and the sub-queries as facts
  Outcome refuteWithin(const Path &path, const Supposition &supposed);
  bool attempt(const Path &path, const Supposition &supposed, unsigned cuts);
  void place(Situation &s, const Step &step, uint8_t &view);
  const Frame *openDisplaced(const Path &way, size_t at);
  void placeDisplaced(Situation &s, const Path &way, size_t at, const Frame &displaced);
  bool mayBeNull(const Situation &s, const sql::Expr &value, const Frame &frame);
  void linkSubquery(Situation &s, const Step &outer, const Step &inner, uint8_t view);
  // These return the view of what lies further down the way.
  uint8_t placeFrom(Situation &s, const sql::From &from, int first, const Placement &placement);
  uint8_t placeJoin(Situation &s, const sql::From &join, int first, const Placement &placement);
  uint8_t placeOuter(Situation &s, const sql::From &join, int first, const Placement &placement);
  uint8_t placeFull(Situation &s, const sql::From &join, int first, const Placement &placement);
  void placeItem(Situation &s, int item, const Placement &placement);
  void placeElement(Situation &s, int item, uint8_t view);
  bool takeCut(Situation &s, int first, int last, uint8_t &view);
  void defer(Situation &s, Split::Kind kind, const sql::From &join, int first, int optionalFirst, int optionalLast,
             const Placement &placement);
  void addOn(Situation &s, const sql::From &join, int first, const Placement &placement);
  // merged_columns.cpp
  void equalMerged(Situation &s, const MergedColumn &left, const MergedColumn &right, std::string_view column,
                   uint8_t view);
  void addUsing(Situation &s, const sql::From &join, int first, const Frame &frame, uint8_t view);
  void addCondition(Situation &s, const sql::Expr *condition, const Frame &frame, uint8_t view, const sql::Expr *skip);
  // influence.cpp: rows that are summed up
  void addInfluence(Situation &s, const Frame &frame, int item, uint8_t view);
  bool influence(const Summed &one, const Frame &frame, uint8_t view, std::vector<std::vector<Fact>> &into);
  void differing(const Operand &value, const std::string &constant, std::vector<Fact> facts,
                 std::vector<std::vector<Fact>> &into);
  bool sumsUpWithin(const sql::Expr &expr, const Frame &frame);
  bool areExactNumbers(const sql::Expr &value, const Frame &frame);
  std::string neutralFor(std::string_view name, const sql::Expr &argument, const Frame &frame);
  bool mayGiveNull(const sql::Expr &value, const Frame &frame);
  void addPolicies(Situation &s, int item, std::string_view command, bool check);
  void addPoliciesFor(Situation &s, int item, std::string_view command, bool check);
  void openDerived(Situation &s, int item, uint8_t view);
  void openArm(Situation &s, int item, const Arm &arm, uint8_t view);
  void openInsert(Situation &s, const sql::Statement &writer, const Frame &frame, uint8_t view);
  std::vector<Arm> armsOf(int item);
  void collectArms(const sql::Query &query, const Item &item, const CteScope *scope, bool areCompared,
                   std::vector<Arm> &into);
  void setAbsent(Situation &s, int first, int last);

  // matches.cpp: rows of which a foreign key says that they have a match
  void addAlone(Situation &s, const sql::From &join, int first, bool keepsLeft, const Placement &placement);

  // strangers.cpp: what it means that a row is somebody else's
  bool suppose(Situation &s, int item, bool nobodyToo);
  bool supposeStranger(Situation &s, int item);
  void supposeBelow(Situation &s, int item, size_t link, bool nobodyToo);
  bool supposeWitness(Situation &s, int item);
  size_t routeCount(int item);
  int parentRow(int item, size_t link);
  Term asReferenced(int item, const std::string &column);
  bool saturate(Situation &s, bool &changed);
  bool joinRows(Situation &s, int a, int b, bool &changed);
  bool isJudgedAbove(const Situation &s, int row, int other);
  bool joinByPartialKeys(Situation &s, int a, int b, bool &changed);
  bool followForeignKeys(Situation &s, int child, int parent, bool &changed);
  bool identifyUsers(Situation &s, int item, bool &changed);
  bool nameRows(Situation &s, int item, bool &changed); ///< named_rows.cpp
  bool isSomebodyElse(Situation &s, int item);
  bool isChecked(int item, const std::vector<std::string> &columns) const;
  void distinguishCredentials(Situation &s, int item, bool &changed);
  void differByJointKeys(Situation &s, int item, bool &changed);
  bool applyGrants(Situation &s, int stranger, bool &changed);
  bool sameKey(Situation &s, int a, const std::vector<std::string> &aColumns, int b,
               const std::vector<std::string> &bColumns);
  bool mergeColumns(Situation &s, int a, std::string_view aColumn, int b, std::string_view bColumn, bool &changed);

  // solve.cpp: facts to equalities, and the cases
  // These may use up the situation.
  bool possible(Situation &s);
  bool propagate(Situation &s);
  int chooseSplit(const Situation &s) const;
  bool anyPossible(Situation &s, const Split &split);
  bool apply(Situation &s, const Fact &fact);
  bool areMergedElements(const Fact &fact);
  bool mayBeInOrder(Situation &s, Fact::Kind kind, const Resolved &a, const Resolved &b);
  void either(Situation &s, std::vector<std::vector<Fact>> alternatives);
  bool contradiction(Situation &s);
  static void accuse(std::vector<Culprit> &list, std::string text, UserKeys keys);
  bool spend(int amount);

  // ties.cpp
  bool isIgnored(const sql::Expr &condition);
  bool isIgnored(const sql::From &join);
  bool isIgnored(const sql::Table &table);

  // groups.cpp
  bool isMadeByOthers(const Frame &frame, int item);
  bool leavesEmptyOut(const Frame &frame);
  bool isSameInGroup(const sql::Expr &column, const Frame &frame);
  const sql::Expr *sameInGroup(const sql::Expr &call, const Frame &frame);

  // elements.cpp
  using Cases = std::vector<std::pair<std::vector<Fact>, Operand>>;
  bool keepsElement(const sql::Expr &cast, const Operand &element);
  const sql::Expr *arrayLiteral(const sql::Expr *expr, const Frame &frame);
  bool elements(const Operand &array, Cases &into);
  void equalElement(Situation &s, const Operand &value, const Operand &array, Fact::Kind kind);

  // values.cpp
  Resolved resolve(Situation &s, Operand operand);
  Resolved resolveExpr(Situation &s, const Operand &operand);
  Resolved anyValue();
  bool isSignedIn(const sql::Expr &expr) const;
  Resolved keptIn(Situation &s, int row, std::string_view column, const Operand &given, Resolved value);
  Resolved keptIn(int row, std::string_view column, Resolved value);
  bool mayLoseIn(int row, std::string_view column);
  std::optional<Operand> uniqueCall(const Operand &operand);
  std::optional<Operand> givenAlike(Situation &s, const Operand &call, const Operand &other);
  bool isToOwnType(const sql::Expr &cast, const Frame &frame);
  Resolved resolveCast(Situation &s, const Operand &operand);
  bool givesTruth(Situation &s, const Operand &operand);
  std::string typeAsWritten(const Operand &operand);
  // given_types.cpp
  std::string elementType(const Operand &array);
  std::string knownType(const Operand &value);
  std::string functionType(const Item &item, std::string_view column);
  std::string outputType(const Operand &operand, int position);
  std::string columnType(const Operand &operand);
  std::string_view givenType(const Operand &operand);
  std::string_view placeName(const Operand &output) {
    return *GivenTypes.insert("?" + std::to_string(output.position)).first;
  }
  static int positionOf(const Operand &operand, const Item &item);
  std::map<std::tuple<int, int, std::string>, std::string> OutputTypes; ///< as MergedArms
  std::set<std::string> GivenTypes;
  bool mayMerge(const std::vector<Operand> &values);
  bool areMerged(std::string_view a, std::string_view b) const;
  bool mayMergeArms(const Operand &operand, int position);
  std::optional<Operand> outputIn(const Operand &operand, const Arm &arm, int position);
  std::map<std::tuple<int, int, std::string>, bool> MergedArms; ///< by item, place and name of the column
  Resolved castConstant(const sql::Expr &cast, const Resolved &constant);
  std::optional<Operand> outputOf(Situation &s, const Operand &operand, bool &blocked);
  std::optional<Operand> selected(const Operand &operand, const Frame &frame, int position);
  std::optional<Operand> throughStar(const Operand &operand, const Frame &frame, const sql::Expr *star,
                                     std::string_view column, int position);
  Resolved columnValue(Situation &s, int item, std::string_view name);
  Resolved scalarValue(Situation &s, const std::string &text, const Frame &frame);
  Resolved namedByConstant(Situation &s, const std::string &text);
  // views.cpp: one scalar as values of several types
  void markScalar(Situation &s, Term term, const std::string &text);
  Term seenBy(Situation &s, const Resolved &scalar, const Resolved &other);
  bool agreeViews(Situation &s, bool &changed);
  bool agreeCasts(Situation &s, bool &changed);
  Resolved constantValue(Situation &s, const sql::Expr &expr);
  bool isBarred(int item, int position, const sql::Expr &output, const Frame &frame) const;
  bool isOneValue(const sql::Expr &output, const Frame &frame) const;
  Resolved groupedValue(const Operand &operand, int item, const Frame &frame);
  /// The values that a CASE, COALESCE, NULLIF or scalar sub-query may have, each with what then holds.
  bool branches(const Operand &operand, Cases &into);
  void nullIf(const Operand &operand, Cases &into);
  // summed.cpp
  bool isSummedUp(const Operand &call);
  bool isOfAllRows(const Operand &call);
  std::pair<std::vector<Fact>, Operand> takenIn(const Operand &call);
  bool summedUp(const Operand &call, Cases &into);
  bool applyBranching(Situation &s, const Fact &fact, const Operand &branching, bool first);

  // truth.cpp
  bool truth(Situation &s, const Operand &operand, uint8_t mask);
  bool connective(Situation &s, const Operand &operand, uint8_t mask, bool isAnd);
  bool comparison(Situation &s, const Operand &operand, uint8_t mask);
  bool ordering(Situation &s, std::string_view op, const Operand &a, const Operand &b, uint8_t mask);
  bool equality(Situation &s, const Operand &a, const Operand &b, uint8_t mask);
  // typed.cpp: what the schema makes of types
  std::string_view typeOf(Situation &s, const Operand &operand);
  bool isComparedByOwn(Situation &s, const Operand &a, const Operand &b);
  bool isElementComparedByOwn(Situation &s, const Operand &operand);
  bool isCastByOwn(Situation &s, const sql::Expr &value, const Frame &frame, std::string_view to, bool written);
  bool membership(Situation &s, const Operand &operand, uint8_t mask, const std::vector<sql::ExprPtr> &list,
                  size_t firstInList);
  bool arrayComparison(Situation &s, const Operand &operand, uint8_t mask);
  bool between(Situation &s, const Operand &operand, uint8_t mask);
  bool boolTest(Situation &s, const Operand &operand, uint8_t mask);
  bool subquery(Situation &s, const Operand &operand, uint8_t mask);
  void equalOutputs(Situation &s, const Operand &left, const sql::Query &query, const Operand &place);
  bool noRow(Situation &s, const Operand &operand);
  bool plainTruth(Situation &s, const Operand &operand, uint8_t mask);

  ItemState stateOf(const Situation &s, int item) const {
    return static_cast<size_t>(item) < s.states.size() ? s.states[item] : ItemState::Unused;
  }
  void setState(Situation &s, int item, ItemState state);
  bool seenNull(const Situation &s, int item, uint8_t view) const {
    return static_cast<size_t>(item) < s.cut.size() && s.cut[item] && view >= s.cut[item];
  }

  Scene &S;
  const std::vector<std::string> &HoleNames;
  Principals Selected;
  std::vector<Culprit> Culprits, ConstantCulprits;
  sql::Offset Constant = -1;
  Outcome Current;
  Evidence *Asked = nullptr;
  const Path *Way = nullptr;
  unsigned Cuts = 0; ///< which outer joins on the way are taken as "the row keeps the other side's from standing alone"
  unsigned CutsSeen = 0;
  int Budget = 0;
  int Total = MostSteps; ///< what is left for the statement
  bool JoinsFirst = false;
  bool SignedIn = false;
  bool PublicToo = false;
};

/// How many elements (not joins) a FROM element has: they are numbered in this order.
int itemCount(const sql::From &from);
/// Whether it stands for several columns: `t.*`, `(t.p).*`.
inline bool givesColumns(const sql::Expr &expr) {
  return expr.kind == sql::ExprKind::Star || (expr.kind == sql::ExprKind::Field && expr.name == "*");
}
/// Whether it is one of the expressions whose truth value the refutation follows.
bool isCondition(const sql::Expr &expr);

} // namespace pgtidy::analysis::isolation
