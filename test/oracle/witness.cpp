#include "witness.h"

#include <algorithm>

namespace pgtidy::oracle {
namespace {

std::string lines(std::vector<Row> rows, bool ordered) {
  std::vector<std::string> each;
  for (const Row &row : rows)
    each.push_back(text(row));
  if (!ordered)
    std::sort(each.begin(), each.end());
  std::string result;
  for (const std::string &line : each)
    result += " (" + line + ")";
  return result;
}

/// The column as states have it.
std::string asText(const Column &column) {
  const std::string text = "\"" + column.name + "\"::text";
  return column.type == "boolean" ? "left(" + text + ", 1)" : text;
}

} // namespace

Trial::Trial(Database &database, const Schema &schema, Random &random) : Truth(database), Model(schema), Dice(random) {
  // One plan for all states, and none whose order depends on how many rows there are.
  Truth.run(
      "SET plan_cache_mode = force_generic_plan; SET enable_mergejoin = off; SET statement_timeout = 300; "
      "SET synchronous_commit = off; SET jit = off; SET max_parallel_workers_per_gather = 0; SET TimeZone = 'UTC'");
  std::string query;
  size_t width = 0;
  for (const Table &table : Model.tables)
    width = std::max(width, table.columns.size());
  for (const Table &table : Model.tables) {
    query += (query.empty() ? "SELECT " : " UNION ALL SELECT ") + std::to_string(table.self);
    for (size_t i = 0; i < width; ++i)
      query += ", " + (i < table.columns.size() ? asText(table.columns[i]) : "NULL");
    query += (table.partitioned ? " FROM \"" : " FROM ONLY \"") + table.name + "\"";
  }
  Truth.run("DEALLOCATE ALL");
  Truth.prepare("contents", query);
  empty();
}

void Trial::empty() {
  std::string names;
  for (const Table &table : Model.tables)
    names += (names.empty() ? "\"" : ", \"") + table.name + "\"";
  Truth.run("TRUNCATE " + names + " CASCADE");
}

void Trial::search(std::vector<Subject> &subjects, size_t families) {
  for (size_t i = 0; i < families; ++i) {
    Family family = makeFamily(Model, Dice, 4);
    std::vector<Attempt> all = attempts(subjects, family);
    if (all.empty())
      return;
    if (family.states.size() > 1)
      compare(family, all);
    if (++Families % 40 == 0)
      empty();
  }
}

/// Puts the state in place of what there was, behind the savepoint "loaded".
void Trial::load(const State &state, bool readBack) {
  std::string sql = "ROLLBACK TO SAVEPOINT bare; SET LOCAL session_replication_role = replica; " +
                    insertAll(Model, state) + "SET LOCAL session_replication_role = origin; " + Model.refresh +
                    Model.restartSequences + (Model.restartSequences.empty() ? "" : "; ") + "SAVEPOINT loaded";
  // What a CHECK refuses leaves the transaction failed, so that each run after it is no run.
  Truth.run(sql);
  if (readBack)
    Loaded = contents();
}

State Trial::contents() {
  State state(Model.tables.size());
  for (Row &row : Truth.execute("contents", {}).rows) {
    size_t table = std::stoul(*row[0]);
    row.erase(row.begin());
    row.resize(Model.tables[table].columns.size());
    state[table].push_back(std::move(row));
  }
  return state;
}

Trial::Outcome Trial::run(const Attempt &attempt, const std::string &prepared) {
  bool asRole = !Model.role.empty();
  if (Model.session)
    Truth.run("SET LOCAL app.user_id = " + quoted(attempt.session.value_or("")) +
              (asRole ? "; SET LOCAL ROLE " + Model.role : ""));
  Outcome outcome;
  Result result = Truth.execute(prepared, attempt.parameters);
  if (result.ok && attempt.subject->writes && Model.deferrable) // what can not be committed has not been written
    if (Result checked = Truth.run("SET CONSTRAINTS ALL IMMEDIATE"); !checked.ok)
      result = std::move(checked);
  outcome.ok = result.ok;
  outcome.unique = result.state == "23505" ? result.state : "";
  outcome.isCutOff = result.state == "57014";
  if (result.ok) {
    outcome.visible = "rows:" + lines(std::move(result.rows), attempt.subject->ordered) + " count: " + result.affected;
    if (attempt.subject->writes) {
      if (asRole)
        Truth.run("RESET ROLE");
      State after = contents();
      outcome.breach = breach(after, attempt.principal);
      outcome.visible += visibleAfter(after, attempt.principal);
    }
  }
  if (!result.ok || attempt.subject->writes || Model.session)
    Truth.run("ROLLBACK TO SAVEPOINT loaded" + (Model.restartSequences.empty() ? "" : "; " + Model.restartSequences));
  return outcome;
}

/// What the principal's, nobody's and shared rows hold after a write. What was another user's and did not change is
/// left out: that the user becomes its co-owner is not what the statement wrote.
std::string Trial::visibleAfter(const State &after, const Principal &principal) const {
  AccessMap before = classify(Model, Loaded, principal, To::Write),
            now = classify(Model, after, afterwards(principal, after), To::Write);
  std::string result;
  for (const Table &table : Model.tables) {
    std::vector<Row> rows = withAccess(after[table.self], now[table.self], false);
    if (table.owned && before[table.self] != now[table.self])
      for (const Row &other : withAccess(Loaded[table.self], before[table.self], true))
        if (auto found = std::find(rows.begin(), rows.end(), other); found != rows.end())
          rows.erase(found);
    if (!rows.empty())
      result += " " + table.name + ":" + lines(std::move(rows), false);
  }
  return result;
}

void Trial::compare(const Family &family, std::vector<Attempt> &all) {
  bool writes = std::any_of(all.begin(), all.end(), [](const Attempt &each) { return each.subject->writes; });
  std::vector<std::pair<size_t, Outcome>> first(all.size(), {family.states.size(), {}});
  std::vector<Suspicion> suspicions;
  Truth.run("BEGIN; SAVEPOINT bare");
  for (size_t state = 0; state < family.states.size(); ++state) {
    load(family.states[state], writes);
    for (size_t i = 0; i < all.size(); ++i) {
      Attempt &attempt = all[i];
      if (attempt.suspected)
        continue;
      Outcome outcome = run(attempt, attempt.subject->prepared);
      if (!outcome.ok)
        continue;
      auto &[firstState, firstOutcome] = first[i];
      bool differs = firstState < state && firstOutcome.visible != outcome.visible;
      if (firstState < state) {
        ++Pairs;
        // That nobody is somebody by conversion says nothing of the conversion.
        attempt.candidate->compared += !attempt.candidate->converted || attempt.principal.value;
      }
      if (differs || !outcome.breach.empty()) {
        suspicions.push_back({&attempt, firstState < state ? firstState : state, state});
        attempt.suspected = true;
      }
      if (firstState > state)
        first[i] = {state, outcome};
    }
  }
  Truth.run("ROLLBACK");
  for (const Suspicion &suspicion : suspicions)
    confirm(family, suspicion);
}

/// A difference counts only when no physical order of the rows makes the two states look alike: what SQL leaves open
/// (ties, LIMIT without ORDER BY) is not the statement's fault.
void Trial::confirm(const Family &family, const Suspicion &suspicion) {
  const Attempt &attempt = *suspicion.attempt;
  const State &first = family.states[suspicion.first], &second = family.states[suspicion.second];
  empty();
  Truth.run("BEGIN; SAVEPOINT bare");
  std::vector<Outcome> these = possible(attempt, first, attempt.subject->prepared);
  std::vector<Outcome> those = possible(attempt, second, attempt.subject->prepared);
  bool breach = false, apart = !these.empty() && !those.empty();
  for (const std::vector<Outcome> *outcomes : {&these, &those})
    breach |= !outcomes->empty() &&
              std::all_of(outcomes->begin(), outcomes->end(), [](const Outcome &each) { return !each.breach.empty(); });
  for (const Outcome &one : these)
    for (const Outcome &other : those)
      apart &= one.visible != other.visible;
  if (apart && !breach)
    apart = !tolerated(attempt, first, second);
  Truth.run("ROLLBACK");
  if (apart || breach)
    attempt.candidate->witness = describe(family, suspicion, these.empty() ? Outcome{} : these.front(),
                                          those.empty() ? Outcome{} : those.front());
}

std::vector<Trial::Outcome> Trial::possible(const Attempt &attempt, const State &state, const std::string &prepared) {
  std::vector<Outcome> result;
  for (int order = 0; order < 6; ++order) {
    load(order == 0 ? state : reordered(state, Dice), attempt.subject->writes);
    Outcome outcome = run(attempt, prepared);
    if (outcome.ok)
      result.push_back(std::move(outcome));
  }
  return result;
}

/// Whether the difference comes of a conflict on a key that all users share: without its ON CONFLICT clauses the
/// statement meets the key of a row in one of the states.
bool Trial::tolerated(const Attempt &attempt, const State &first, const State &second) {
  Tokens bare = withoutConflictClauses(attempt.subject->words);
  if (bare == attempt.subject->words)
    return false;
  Truth.run("ROLLBACK TO SAVEPOINT bare");
  bool conflict = false;
  if (Truth.prepare("bare", oracle::join(bare), attempt.subject->types).ok) {
    for (const State *state : {&first, &second}) {
      load(*state, attempt.subject->writes);
      const Outcome outcome = run(attempt, "bare");
      conflict |= !outcome.unique.empty() || outcome.isCutOff; // a machine that is too busy is no witness
    }
    Truth.run("ROLLBACK TO SAVEPOINT bare");
    Truth.forget("bare");
  }
  return conflict;
}

std::string Trial::describe(const Family &family, const Suspicion &suspicion, const Outcome &first,
                            const Outcome &second) {
  const Attempt &attempt = *suspicion.attempt;
  std::string result = "user " + Model.tables[Model.users].columns[attempt.principal.column].name + " = " +
                       attempt.principal.value.value_or("NULL") + ", parameters (" + text(attempt.parameters) + ")" +
                       (Model.session ? ", session " + attempt.session.value_or("''") : "") + "\n";
  const std::pair<size_t, const Outcome *> sides[] = {{suspicion.first, &first}, {suspicion.second, &second}};
  for (const auto &[index, outcome] : sides) {
    result += "  state:";
    const State &state = family.states[index];
    for (const Table &table : Model.tables)
      if (!state[table.self].empty())
        result += " " + table.name + lines(state[table.self], true) + ";";
    result +=
        "\n    gives " + outcome->visible + (outcome->breach.empty() ? "" : "\n    breach: " + outcome->breach) + "\n";
    if (suspicion.first == suspicion.second)
      break;
  }
  return result;
}

} // namespace pgtidy::oracle
