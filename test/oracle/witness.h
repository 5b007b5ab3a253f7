// The search for a witness: two states that differ only in rows of other users, and a statement that tells them apart
// (or that writes such a row).
#pragma once

#include "schema_states.h"
#include "tokens.h"

namespace pgtidy::oracle {

/// A row in one line.
std::string text(const Row &row);
/// The rows that are another user's, or those that aren't.
std::vector<Row> withAccess(const std::vector<Row> &rows, const std::vector<Access> &access, bool foreign);

/// Something that could be the principal of a statement.
struct Candidate {
  enum class Kind : uint8_t { Nothing, Parameter, Session } kind = Kind::Nothing;
  size_t parameter = 0; ///< from 0
  size_t column = 0;    ///< of the users table: its key, or another column that identifies a user
  size_t compared = 0;  ///< pairs in which both runs succeeded
  std::string witness;  ///< "" as long as none was found
  std::vector<std::pair<size_t, size_t>> together = {}; ///< more parameters and their columns
  std::vector<std::pair<size_t, Value>> held = {};      ///< what the user's row holds, by column
  std::optional<Credential> shown = {};                 ///< the parameter is this one of the user
  const char *made = "";                                ///< the user has what this function makes of the parameter
  std::vector<std::pair<size_t, NamedRow>> rows = {};   ///< of columns: the row they refer to is named
  /// `held` of rows that a constant names: the column and what the row that it refers to is called.
  std::vector<std::pair<size_t, std::pair<NamedRow, std::string>>> heldRows = {};
  bool converted = false; ///< the parameter is a text and the column a number, or the other way round
};

/// A statement under test.
struct Subject {
  std::string sql;
  Tokens words;
  std::string prepared; ///< its name in the session
  std::string error;    ///< why PostgreSQL refuses it
  bool ordered = false;
  bool writes = false;
  bool calledScoped = false;   ///< by pgtidy, to which the session's user is then the one whom the statement is tied to
  std::vector<unsigned> types; ///< of its parameters
  std::vector<Candidate> candidates;

  /// For each candidate there is a witness: the statement leaks.
  bool leaks() const;
  /// Some candidate was compared and never refuted.
  bool survives() const;
  /// Of the first candidate; to be shown.
  const std::string &witness() const;
};

/// Tries statements over families of states. The schema has to be in the database.
class Trial {
public:
  Trial(Database &database, const Schema &schema, Random &random);

  /// Prepares the statement; `error` is set when PostgreSQL refuses it.
  Subject subject(const std::string &sql);
  void forget(const Subject &subject);
  /// Searches in `families` more families of states. Stops early when every subject is known to leak.
  void search(std::vector<Subject> &subjects, size_t families);

  size_t pairs() const { return Pairs; }

private:
  /// One statement with one candidate, in one family.
  struct Attempt {
    Subject *subject;
    Candidate *candidate;
    Principal principal;
    std::vector<Value> parameters;
    Value session;
    bool suspected = false;
  };
  struct Outcome {
    bool ok = false;
    std::string breach;    ///< a row of another user that was written or moved
    std::string visible;   ///< all that the principal sees
    std::string unique;    ///< SQLSTATE 23505
    bool isCutOff = false; ///< by statement_timeout
  };
  struct Suspicion {
    Attempt *attempt;
    size_t first, second; ///< states of the family
  };

  std::vector<Attempt> attempts(std::vector<Subject> &subjects, const Family &family);
  std::vector<Value> parameters(const Subject &subject, const Family &family);
  std::optional<Value> valueIn(const Family &family, unsigned type);
  static Principal jointly(const Candidate &candidate, const Row &user);
  Principal principalFor(const Candidate &candidate, const Family &family);
  bool giveName(Attempt &attempt, const Family &family);
  Value shownBy(const Principal &principal, const Credential &credential, const Family &family);
  void load(const State &state, bool readBack);
  Outcome run(const Attempt &attempt, const std::string &prepared);
  Principal afterwards(const Principal &principal, const State &after) const;
  std::string breach(const State &after, const Principal &principal) const;
  std::string visibleAfter(const State &after, const Principal &principal) const;
  bool isNew(const Table &table, const Row &row) const;
  bool isMadeByKeys(const Table &table, const Row &row, const State &after) const;
  bool isChangedByKeys(const Table &table, const Row &was, const State &after) const;
  std::string lostByOthers(const Table &table, const std::vector<Access> &before, const State &after,
                           const std::vector<Access> &now) const;
  std::string givenToOthers(const Table &table, const State &after, const std::vector<Access> &now,
                            const Principal &principal) const;
  std::string givenAway(const Table &table, const std::vector<Access> &before, const State &after,
                        const std::vector<Access> &now) const;
  State contents();
  void compare(const Family &family, std::vector<Attempt> &all);
  void confirm(const Family &family, const Suspicion &suspicion);
  std::vector<Outcome> possible(const Attempt &attempt, const State &state, const std::string &prepared);
  bool tolerated(const Attempt &attempt, const State &first, const State &second);
  std::string describe(const Family &family, const Suspicion &suspicion, const Outcome &first, const Outcome &second);
  void empty();

  Database &Truth;
  const Schema &Model;
  Random &Dice;
  State Loaded; ///< read back
  size_t Pairs = 0, Prepared = 0, Families = 0;
};

} // namespace pgtidy::oracle
