// Statements and what could be their principal.
#include "witness.h"

#include <algorithm>

namespace pgtidy::oracle {
namespace {

bool isFraction(unsigned oid) { return oid == 1700 || oid == 700 || oid == 701; }
bool isNumber(unsigned oid) { return oid == 20 || oid == 21 || oid == 23 || isFraction(oid); }
bool isText(unsigned oid) { return oid == 25 || oid == 1042 || oid == 1043; }

/// Whether a parameter of the type can hold the column's values.
bool fits(unsigned oid, const std::string &type) {
  if (type == "boolean" || type.starts_with("timestamp") || type == "date" || type.ends_with("[]") ||
      type.starts_with("json"))
    return false;
  if (type == "integer" || type == "bigint" || type == "smallint")
    return isNumber(oid);
  if (type.starts_with("numeric") || type == "double precision" || type == "real")
    return isFraction(oid);
  if (type == "uuid")
    return oid == 2950;
  return isText(oid);
}

bool isTypeName(const std::string &word) {
  static constexpr const char *Names[] = {"text",     "varchar", "int",  "integer", "bigint",
                                          "smallint", "numeric", "int2", "int4",    "int8"};
  return std::any_of(std::begin(Names), std::end(Names), [&](const char *name) { return is(word, name); });
}

/// Whether the statement makes numbers or texts of something.
bool casts(const Tokens &words) {
  for (size_t i = 1; i < words.size(); ++i)
    if ((words[i - 1] == "::" || is(words[i - 1], "as")) && isTypeName(words[i]))
      return true;
  return false;
}

/// Whether a text may stand for the column's number, or a number for its text: `id::text = $1`, `id = $1::bigint`.
bool fitsByCast(const Subject &subject, size_t parameter, const std::string &type) {
  const unsigned oid = subject.types[parameter];
  constexpr unsigned Text = 25, Numeric = 1700;
  const bool isNumberOfText = isNumber(oid) && fits(Text, type);
  return (isText(oid) && fits(Numeric, type) && casts(subject.words)) ||
         (isNumberOfText && (casts(subject.words) || subject.writes)); // what is written is cast without a word
}

/// A truth value that is cast to a number, 1 or 0, may be a key.
void addTruth(const Subject &subject, const Schema &schema, size_t parameter, std::vector<Candidate> &candidates) {
  constexpr unsigned Boolean = 16;
  if (subject.types[parameter] == Boolean && schema.tables[schema.users].columns[schema.userKey].type == "integer" &&
      schema.userKeyRest.empty())
    candidates.push_back({Candidate::Kind::Parameter, parameter, schema.userKey, 0, "", {}, {}, {}, "int"});
}

/// What a function of the statement makes of the parameter.
void addMade(const Subject &subject, size_t parameter, size_t column, std::vector<Candidate> &candidates) {
  for (const char *function : {"lower", "upper"})
    if (isText(subject.types[parameter]) && std::any_of(subject.words.begin(), subject.words.end(),
                                                        [&](const std::string &word) { return is(word, function); }))
      candidates.push_back({Candidate::Kind::Parameter, parameter, column, 0, "", {}, {}, {}, function});
}

/// The parameter as what the users' column holds.
void addNamed(const Subject &subject, const Schema &schema, size_t parameter, size_t column,
              std::vector<Candidate> &candidates) {
  const std::string &type = schema.tables[schema.users].columns[column].type;
  const bool isSame = fits(subject.types[parameter], type);
  if (!isSame && !fitsByCast(subject, parameter, type))
    return;
  Candidate &one = candidates.emplace_back();
  one.kind = Candidate::Kind::Parameter, one.parameter = parameter, one.column = column, one.converted = !isSame;
}

/// What the row with the key is called.
Value nameOf(const Value &key, const NamedRow &named, const State &state) {
  for (const Row &row : state[named.table])
    if (key && row[named.key] == key)
      return row[named.name];
  return std::nullopt;
}

/// The key of the row of that name.
Value keyOf(const std::string &name, const NamedRow &named, const State &state) {
  for (const Row &row : state[named.table])
    if (row[named.name] == name)
      return row[named.key];
  return std::nullopt;
}

std::string madeBy(llvm::StringRef function, llvm::StringRef text) {
  return function == "lower" ? text.lower() : function == "upper" ? text.upper() : text.str();
}

/// Whether the statement itself asks whose session it is: by name, or by a function without arguments, such as `me()`.
bool asksSession(const Subject &subject) {
  const Tokens &words = subject.words;
  for (size_t i = 0; i < words.size(); ++i)
    if (is(words[i], "current_setting") || is(words[i], "current_user") ||
        (i + 1 < words.size() && words[i] == "(" && words[i + 1] == ")"))
      return true;
  return false;
}

/// Whether the value stands in the statement, or may stand in what that calls.
bool mayHold(const Subject &subject, const Schema &schema, const std::string &value) {
  return schema.hidesConstants || std::any_of(subject.words.begin(), subject.words.end(), [&](const std::string &word) {
           return word == value || word == "'" + value + "'";
         });
}

/// How many columns the parameter is the value of.
size_t usesOf(const Candidate &candidate, size_t parameter) {
  const auto others = std::count_if(candidate.together.begin(), candidate.together.end(),
                                    [&](const auto &one) { return one.first == parameter; });
  const bool isFirst = candidate.kind == Candidate::Kind::Parameter && candidate.parameter == parameter;
  return static_cast<size_t>(others) + (isFirst ? 1 : 0);
}

/// In how many places a parameter stands; what the statement calls may have it in any number.
size_t placesOf(const Subject &subject, const Schema &schema, size_t parameter) {
  const std::string name = "$" + std::to_string(parameter + 1);
  return schema.hidesConstants ? subject.words.size()
                               : static_cast<size_t>(std::count(subject.words.begin(), subject.words.end(), name));
}

/// Whether the statement compares the two columns, so that one value may be that of both: `u.place = u.id`,
/// `NOT (place <> id)`.
bool compares(const Tokens &words, const std::string &left, const std::string &right) {
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i] != "=" && words[i] != "<>" && words[i] != "!=")
      continue;
    const bool isQualified = i + 3 < words.size() && words[i + 2] == ".";
    const std::string &before = words[i - 1], &after = words[i + (isQualified ? 3 : 1)];
    if ((is(before, left.c_str()) && is(after, right.c_str())) ||
        (is(before, right.c_str()) && is(after, left.c_str())))
      return true;
  }
  return false;
}

/// Whether the column may be equal to one that the parameter is the value of already.
bool mayEqualNamed(const Subject &subject, const Table &users, const Candidate &candidate, size_t parameter,
                   size_t column) {
  auto isEqual = [&](size_t named) {
    return compares(subject.words, users.columns[named].name, users.columns[column].name);
  };
  return (candidate.kind == Candidate::Kind::Parameter && candidate.parameter == parameter &&
          isEqual(candidate.column)) ||
         std::any_of(candidate.together.begin(), candidate.together.end(),
                     [&](const auto &one) { return one.first == parameter && isEqual(one.second); });
}

bool mentions(const Subject &subject, const std::string &table) {
  return std::any_of(subject.words.begin(), subject.words.end(),
                     [&](const std::string &word) { return is(word, table.c_str()); });
}

/// Each column's value a parameter, or all but one a constant, be it by the name of the row that it refers to. Of
/// constants, those that the statement may have, or any.
void addJoint(const Subject &subject, const Schema &schema, const JointName &name, bool anyConstant,
              std::vector<Candidate> &candidates) {
  const Table &users = schema.tables[schema.users];
  std::vector<Candidate> found{{Candidate::Kind::Nothing, 0, 0, 0, ""}};
  if (name.whileTrue)
    found[0].held.emplace_back(*name.whileTrue, "t");
  for (size_t at = 0; at < name.columns.size(); ++at) {
    const size_t column = name.columns[at];
    const std::optional<NamedRow> row = at < name.rows.size() ? name.rows[at] : std::nullopt;
    const std::string &type = row ? schema.tables[row->table].columns[row->name].type : users.columns[column].type;
    std::vector<Candidate> next;
    for (const Candidate &before : found) {
      for (size_t i = 0; i < subject.types.size(); ++i) {
        const bool isSame = fits(subject.types[i], type);
        const bool mayName =
            usesOf(before, i) < placesOf(subject, schema, i) || mayEqualNamed(subject, users, before, i, column);
        if ((!isSame && !fitsByCast(subject, i, type)) || !mayName)
          continue;
        Candidate &one = next.emplace_back(before);
        one.converted |= !isSame;
        if (row)
          one.rows.emplace_back(column, *row);
        if (before.kind == Candidate::Kind::Parameter)
          one.together.emplace_back(i, column);
        else
          one.kind = Candidate::Kind::Parameter, one.parameter = i, one.column = column;
      }
      for (const std::string &value : users.columns[column].domain)
        if (name.columns.size() > 1 && !row && (anyConstant || mayHold(subject, schema, value))) {
          next.push_back(before);
          next.back().held.emplace_back(column, value);
        }
      if (row && name.columns.size() > 1 && mentions(subject, schema.tables[row->table].name))
        for (const std::string &value : schema.tables[row->table].columns[row->name].domain) {
          next.push_back(before);
          next.back().heldRows.push_back({column, {*row, value}});
        }
    }
    found = std::move(next);
  }
  for (Candidate &one : found)
    if (one.kind == Candidate::Kind::Parameter)
      candidates.push_back(std::move(one));
}

std::vector<Candidate> candidatesOf(const Subject &subject, const Schema &schema) {
  std::vector<Candidate> result;
  const Table &users = schema.tables[schema.users];
  for (size_t i = 0; i < subject.types.size(); ++i) {
    addTruth(subject, schema, i, result);
    if (isText(subject.types[i]) && users.columns[schema.userKey].type == "text")
      addMade(subject, i, schema.userKey, result);
    if (schema.userKeyRest.empty())
      addNamed(subject, schema, i, schema.userKey, result);
    for (size_t column : schema.userNames) {
      addNamed(subject, schema, i, column, result);
      if (fits(subject.types[i], users.columns[column].type))
        addMade(subject, i, column, result);
    }
  }
  for (const Credential &shown : schema.credentials)
    for (size_t i = 0; i < subject.types.size(); ++i)
      if (fits(subject.types[i], schema.tables[shown.table].columns[shown.column].type))
        result.push_back({Candidate::Kind::Parameter, i, schema.userKey, 0, "", {}, {}, shown});
  auto addNames = [&](bool anyConstant) {
    for (const JointName &name : schema.jointNames)
      addJoint(subject, schema, name, anyConstant, result);
  };
  // What a conversion may make of a parameter may be nobody in all runs.
  auto isOpen = [&] {
    return std::all_of(result.begin(), result.end(), [](const Candidate &one) { return one.converted; });
  };
  addNames(false);
  if (isOpen())
    addNames(true);
  if (schema.session)
    result.push_back({Candidate::Kind::Session, 0, schema.userKey, 0, ""});
  if (isOpen())
    result.push_back({Candidate::Kind::Nothing, 0, schema.userKey, 0, ""});
  return result;
}

} // namespace

bool Subject::leaks() const {
  // What no conversion makes a name of, in no run, is no principal.
  return std::all_of(
             candidates.begin(), candidates.end(),
             [](const Candidate &each) { return !each.witness.empty() || (each.converted && each.compared == 0); }) &&
         std::any_of(candidates.begin(), candidates.end(), [](const Candidate &each) { return !each.witness.empty(); });
}

bool Subject::survives() const {
  return std::any_of(candidates.begin(), candidates.end(),
                     [](const Candidate &each) { return each.witness.empty() && each.compared > 0; });
}

const std::string &Subject::witness() const {
  for (const Candidate &each : candidates)
    if (!each.witness.empty())
      return each.witness;
  return candidates.front().witness;
}

Subject Trial::subject(const std::string &sql) {
  Subject made;
  made.sql = sql;
  made.words = tokens(sql);
  made.ordered = hasOrder(made.words);
  made.writes = mayWrite(made.words) || is(made.words[0], "do") || is(made.words[0], "call");
  for (const std::string &routine : Model.volatileRoutines)
    made.writes |= std::find(made.words.begin(), made.words.end(), routine) != made.words.end();
  made.prepared = "s" + std::to_string(++Prepared);
  if (Result result = Truth.prepare(made.prepared, sql); !result.ok) {
    made.error = result.message;
    return made;
  }
  made.types = Truth.parameterTypes(made.prepared);
  made.candidates = candidatesOf(made, Model);
  return made;
}

void Trial::forget(const Subject &subject) {
  if (subject.error.empty())
    Truth.forget(subject.prepared);
}

/// A value that is in one of the states, so that the parameter meets a row; none when chance finds none.
std::optional<Value> Trial::valueIn(const Family &family, unsigned type) {
  for (int attempt = 0; attempt < 8; ++attempt) {
    const State &state = Dice.pick(family.states);
    const Table &table = Dice.pick(Model.tables);
    size_t column = Dice.below(table.columns.size());
    if (!state[table.self].empty() && fits(type, table.columns[column].type))
      return Dice.pick(state[table.self])[column];
  }
  return std::nullopt;
}

std::vector<Value> Trial::parameters(const Subject &subject, const Family &family) {
  std::vector<Value> result;
  for (unsigned type : subject.types) {
    if (std::optional<Value> value = Dice.chance(60) ? valueIn(family, type) : std::nullopt) {
      result.push_back(*value);
      continue;
    }
    std::vector<std::string> values = Model.values(type);
    const Column &key = Model.tables[Model.users].columns[Model.userKey];
    if (fits(type, key.type) && Dice.chance(40))
      values = key.domain;
    result.push_back(values.empty() || Dice.chance(6) ? Value{} : Dice.pick(values));
  }
  return result;
}

/// The user by several columns together: nobody, where the row is not one that they name.
Principal Trial::jointly(const Candidate &candidate, const Row &user) {
  Principal made{candidate.column, user[candidate.column]};
  made.together = candidate.held;
  for (const auto &[column, value] : candidate.held)
    if (user[column] != value)
      made.value.reset();
  for (const auto &[parameter, column] : candidate.together)
    made.together.emplace_back(column, user[column]);
  return made;
}

/// The family's user by the candidate's column. A user that is not there has a name that nobody has.
Principal Trial::principalFor(const Candidate &given, const Family &family) {
  Candidate candidate = given;
  for (const auto &[column, row] : given.heldRows)
    candidate.held.emplace_back(column, keyOf(row.second, row.first, family.states.front()));
  const bool isJoint = !candidate.together.empty() || !candidate.held.empty();
  if ((candidate.column == Model.userKey && !isJoint) || !family.principal.value)
    return {candidate.column, family.principal.value, false, family.principal.together};
  const Table &users = Model.tables[Model.users];
  const bool folded = std::find(users.folded.begin(), users.folded.end(), candidate.column) != users.folded.end();
  std::vector<std::string> free = users.columns[candidate.column].domain;
  for (const State &state : family.states)
    for (const Row &user : state[Model.users]) {
      if (family.principal.isNamedBy(user))
        return isJoint ? jointly(candidate, user) : Principal{candidate.column, user[candidate.column], folded};
      if (user[candidate.column])
        std::erase_if(free, [&](const std::string &name) {
          return folded ? llvm::StringRef(name).equals_insensitive(*user[candidate.column])
                        : name == *user[candidate.column];
        });
    }
  if (isJoint) // one of several columns names nobody
    return {candidate.column, std::nullopt};
  return {candidate.column, free.empty() ? Value{} : Dice.pick(free), folded};
}

/// A credential of the user, or one that is nobody's.
Value Trial::shownBy(const Principal &principal, const Credential &credential, const Family &family) {
  std::vector<std::string> own, free = Model.tables[credential.table].columns[credential.column].domain;
  for (const State &state : family.states)
    for (const Row &row : state[credential.table]) {
      const Value &value = row[credential.column], &owner = row[credential.owner];
      if (credential.whileTrue && row[*credential.whileTrue] != "t")
        continue;
      if (value && owner && owner == principal.value)
        own.push_back(*value);
      else if (value && owner)
        std::erase(free, *value);
    }
  if (own.empty() && free.empty())
    return std::nullopt;
  return Dice.pick(own.empty() ? free : own);
}

/// Puts what names the user into the parameters. False where nothing names them: one value would have to be two, or
/// be made of none.
bool Trial::giveName(Attempt &attempt, const Family &family) {
  const Candidate &candidate = *attempt.candidate;
  const Value &name = attempt.principal.value;
  if (candidate.made == llvm::StringRef("int")) {
    attempt.parameters[candidate.parameter] = name && *name == "1"   ? Value("t")
                                              : name && *name == "0" ? Value("f")
                                                                     : Value();
    return !name || attempt.parameters[candidate.parameter];
  }
  if (name && madeBy(candidate.made, *name) != *name)
    return false;
  std::vector<std::pair<size_t, Value>> wanted;
  auto want = [&](size_t parameter, size_t column, Value value) {
    for (const auto &[named, row] : candidate.rows)
      if (named == column)
        value = nameOf(value, row, family.states.front());
    wanted.emplace_back(parameter, std::move(value));
  };
  want(candidate.parameter, candidate.column,
       candidate.shown ? shownBy(attempt.principal, *candidate.shown, family) : name);
  for (const auto &[parameter, column] : candidate.together)
    for (const auto &[held, value] : attempt.principal.together)
      if (held == column)
        want(parameter, column, value);
  for (const auto &[parameter, value] : wanted) {
    for (const auto &[other, otherwise] : wanted)
      if (parameter == other && value != otherwise)
        return false;
    attempt.parameters[parameter] = value;
  }
  if (*candidate.made && name && Dice.chance(50)) // another text of which the same is made
    attempt.parameters[candidate.parameter] =
        madeBy(candidate.made == llvm::StringRef("lower") ? "upper" : "lower", *name);
  return true;
}

std::vector<Trial::Attempt> Trial::attempts(std::vector<Subject> &subjects, const Family &family) {
  std::vector<Attempt> result;
  for (Subject &subject : subjects)
    for (Candidate &candidate : subject.candidates) {
      if (!candidate.witness.empty())
        continue;
      Attempt attempt{&subject, &candidate, principalFor(candidate, family), parameters(subject, family), {}, false};
      // Policies that ask the session take its user to be that of the statement. One that asks for it as well, and is
      // not tied to one user for that, may have two.
      const bool isOneUsers = subject.calledScoped || !asksSession(subject);
      const bool isOfPolicies = !Model.role.empty() && isOneUsers && (subject.calledScoped || !subject.writes);
      const bool isTheirs = candidate.kind == Candidate::Kind::Session || isOfPolicies;
      attempt.session =
          isTheirs ? attempt.principal.value : Dice.pick(Model.tables[Model.users].columns[Model.userKey].domain);
      if (candidate.kind != Candidate::Kind::Parameter || giveName(attempt, family))
        result.push_back(std::move(attempt));
    }
  return result;
}

} // namespace pgtidy::oracle
