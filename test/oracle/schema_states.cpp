#include "schema_states.h"

#include "row_maker.h"

#include <algorithm>

namespace pgtidy::oracle {
namespace {

/// What becomes of a row of another user in a variation.
enum class Fate : uint8_t { Drop, Keep, Change };

/// Makes one state that differs from `base` only in rows of other users.
class Variation {
public:
  Variation(const Schema &schema, const State &base, const AccessMap &access, const Principal &principal,
            Random &random)
      : Model(schema), Base(base), Before(access), Who(principal), Dice(random), Maker(schema, Made, random) {}

  std::optional<State> make() {
    decideFates();
    Made.resize(Base.size());
    for (size_t table = 0; table < Base.size(); ++table)
      if (!build(table))
        return std::nullopt;
    mingle();
    if (!sameToPrincipal())
      return std::nullopt;
    return std::move(Made);
  }

private:
  /// Children first: what stays needs its parents.
  void decideFates() {
    for (size_t table = 0; table < Base.size(); ++table) {
      Fates.emplace_back(Base[table].size(), Fate::Drop);
      Needed.emplace_back(Base[table].size(), false);
      Fixed.emplace_back(Base[table].size(), std::vector<bool>(Model.tables[table].columns.size()));
    }
    unsigned drop = Dice.pick(std::vector<unsigned>{10, 40, 80}), change = Dice.pick(std::vector<unsigned>{20, 50, 90});
    for (size_t table = Base.size(); table-- > 0;) {
      Decided = false;
      for (size_t row = 0; row < Base[table].size(); ++row)
        if (Before[table][row] != Access::Foreign)
          need(table, row);
      Decided = true;
      for (size_t row = 0; row < Base[table].size(); ++row)
        if (Before[table][row] == Access::Foreign)
          decide(table, row, drop, change);
    }
  }

  void decide(size_t table, size_t row, unsigned drop, unsigned change) {
    if (!Needed[table][row] && Dice.chance(drop))
      return;
    Fates[table][row] = Dice.chance(change) ? Fate::Change : Fate::Keep;
    const Table &model = Model.tables[table];
    std::vector<bool> &fixed = Fixed[table][row];
    if (Needed[table][row])
      for (const Table &child : Model.tables)
        for (const Foreign &key : child.foreign)
          for (size_t column : key.referenced)
            if (key.parent == table)
              fixed[column] = true;
    if (Fates[table][row] == Fate::Keep)
      fixed.assign(fixed.size(), true);
    else
      for (size_t column = 0; column < fixed.size(); ++column)
        fixed[column] = fixed[column] || Dice.chance(model.columns.size() > 3 ? 60 : 40);
    // A foreign key is changed whole or not at all.
    for (const Foreign &key : model.foreign)
      if (std::any_of(key.columns.begin(), key.columns.end(), [&](size_t column) { return fixed[column]; }))
        for (size_t column : key.columns)
          fixed[column] = true;
    needParents(table, row, fixed);
  }

  /// The row stays as it is, and so do the keys of what it refers to.
  void need(size_t table, size_t row) {
    Needed[table][row] = true;
    needParents(table, row, std::vector<bool>(Model.tables[table].columns.size(), true));
  }

  void needParents(size_t table, size_t row, const std::vector<bool> &kept) {
    for (const Foreign &key : Model.tables[table].foreign)
      if (std::any_of(key.columns.begin(), key.columns.end(), [&](size_t column) { return kept[column]; }))
        if (auto parent = referred(Base, key, Base[table][row]); parent && !Needed[key.parent][*parent]) {
          Needed[key.parent][*parent] = true;
          // In the same table its own fate may be decided already.
          if (key.parent == table && Decided && Before[table][*parent] == Access::Foreign) {
            Fates[table][*parent] = Fate::Keep;
            Fixed[table][*parent].assign(kept.size(), true);
            needParents(table, *parent, Fixed[table][*parent]);
          }
        }
  }

  bool build(size_t table) {
    std::vector<size_t> changed;
    for (size_t row = 0; row < Base[table].size(); ++row) {
      if (Before[table][row] != Access::Foreign || Fates[table][row] == Fate::Keep)
        Made[table].push_back(Base[table][row]);
      else if (Fates[table][row] == Fate::Change)
        changed.push_back(row);
    }
    for (size_t row : changed)
      if (!change(table, row))
        return false;
    if (Model.tables[table].owned)
      for (size_t more = Dice.below(4); more > 0; --more)
        add(table, Maker.make(table));
    return true;
  }

  bool change(size_t table, size_t row) {
    for (int attempt = 0; attempt < 4; ++attempt)
      if (add(table, Maker.make(table, Base[table][row], Fixed[table][row])))
        return true;
    if (!Needed[table][row])
      return true;
    return Maker.isUnique(table, Base[table][row]) && Maker.isAnchored(table, Base[table][row]) &&
           add(table, Base[table][row]);
  }

  /// Adds a row if it is another user's.
  bool add(size_t table, std::optional<Row> row) {
    if (!row)
      return false;
    Made[table].push_back(std::move(*row));
    if (classify(Model, Made, Who, To::Read)[table].back() == Access::Foreign)
      return true;
    Made[table].pop_back();
    return false;
  }

  /// Other users' rows come to stand anywhere between those of the principal, whose order stays.
  void mingle() {
    AccessMap access = classify(Model, Made, Who, To::Read);
    for (size_t table = 0; table < Made.size(); ++table) {
      std::vector<Row> rows, others;
      for (size_t row = 0; row < Made[table].size(); ++row)
        (access[table][row] == Access::Foreign ? others : rows).push_back(std::move(Made[table][row]));
      for (Row &other : others)
        rows.insert(rows.begin() + Dice.below(rows.size() + 1), std::move(other));
      Made[table] = std::move(rows);
    }
  }

  static std::vector<Row> accessible(const std::vector<Row> &rows, const std::vector<Access> &access) {
    std::vector<Row> result;
    for (size_t row = 0; row < rows.size(); ++row)
      if (access[row] != Access::Foreign)
        result.push_back(rows[row]);
    return result;
  }

  bool sameToPrincipal() const {
    AccessMap after = classify(Model, Made, Who, To::Read);
    for (size_t table = 0; table < Made.size(); ++table)
      if (accessible(Made[table], after[table]) != accessible(Base[table], Before[table]))
        return false;
    return true;
  }

  const Schema &Model;
  const State &Base;
  const AccessMap &Before;
  const Principal &Who;
  Random &Dice;
  State Made;
  RowMaker Maker;
  bool Decided = false; ///< what becomes of the table's own rows is being said
  std::vector<std::vector<Fate>> Fates;
  std::vector<std::vector<bool>> Needed;
  std::vector<std::vector<std::vector<bool>>> Fixed;
};

State randomState(const Schema &schema, Random &random) {
  State state(schema.tables.size());
  RowMaker maker(schema, state, random);
  for (size_t table = 0; table < state.size(); ++table)
    for (size_t count = schema.tables[table].users ? 2 + random.below(3) : random.below(7); count > 0; --count)
      if (std::optional<Row> row = maker.make(table))
        state[table].push_back(std::move(*row));
  return state;
}

/// Mostly a user that is there; now and then one that isn't, or nobody.
Principal randomPrincipal(const Schema &schema, const State &state, Random &random) {
  if (random.chance(8))
    return {schema.userKey, std::nullopt};
  if (!state[schema.users].empty() && !random.chance(10))
    return Principal::of(schema, random.pick(state[schema.users]));
  Row absent(schema.tables[schema.users].columns.size());
  for (size_t column = 0; column < absent.size(); ++column)
    absent[column] = random.pick(schema.tables[schema.users].columns[column].domain);
  return Principal::of(schema, absent);
}

} // namespace

Family makeFamily(const Schema &schema, Random &random, size_t size) {
  Family family;
  family.states.push_back(randomState(schema, random));
  const State base = family.states.front();
  family.principal = randomPrincipal(schema, base, random);
  AccessMap access = classify(schema, base, family.principal, To::Read);
  for (size_t attempt = 0; attempt < 4 * size && family.states.size() < size; ++attempt)
    if (std::optional<State> state = Variation(schema, base, access, family.principal, random).make())
      family.states.push_back(std::move(*state));
  return family;
}

bool satisfies(const Schema &schema, const State &state) {
  State partly(state.size());
  Random unused(0);
  RowMaker keys(schema, partly, unused);
  for (size_t table = 0; table < state.size(); ++table) {
    for (const Row &row : state[table]) {
      if (!keys.isUnique(table, row))
        return false;
      partly[table].push_back(row);
    }
    for (const Row &row : state[table])
      if (!keys.isAnchored(table, row))
        return false;
  }
  return true;
}

std::string insertAll(const Schema &schema, const State &state) {
  std::string sql;
  for (size_t table = 0; table < state.size(); ++table) {
    if (state[table].empty())
      continue;
    const Table &model = schema.tables[table];
    std::string columns, rows;
    for (const Column &column : model.columns)
      if (!column.generated)
        columns += (columns.empty() ? "\"" : ", \"") + column.name + "\"";
    for (const Row &row : state[table]) {
      std::string values;
      for (size_t i = 0; i < row.size(); ++i)
        if (!model.columns[i].generated)
          values += (values.empty() ? "" : ", ") + quoted(row[i]);
      rows += (rows.empty() ? "(" : ", (") + values + ")";
    }
    sql += "INSERT INTO \"" + model.name + "\" (" + columns + ") OVERRIDING SYSTEM VALUE VALUES " + rows + ";\n";
  }
  return sql;
}

State reordered(const State &state, Random &random) {
  State result = state;
  for (std::vector<Row> &rows : result)
    random.shuffle(rows);
  return result;
}

} // namespace pgtidy::oracle
