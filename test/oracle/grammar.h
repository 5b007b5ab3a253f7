// Statements made from nothing but the schema.
#pragma once

#include "random.h"
#include "schema.h"

namespace pgtidy::oracle {

/// A column that an expression may name.
struct Visible {
  std::string text; ///< "t1.user_id"
  std::string type;
};

/// An element of FROM that is in sight.
struct Reference {
  std::string alias;
  const Table *table = nullptr; ///< null for anything but a table
  std::vector<Visible> columns;
};
using Scope = std::vector<Reference>;

class Grammar {
public:
  Grammar(const Schema &schema, Random &random) : Model(schema), Dice(random) {}

  std::string statement();
  std::string predicate(const Scope &scope, int depth);
  /// A condition that ties the row to the user, in one of many ways; "true" where it belongs to nobody.
  std::string jointly(const Reference &row, const JointName &name);
  std::string closingByParts(const Reference &row, const Foreign &key, int depth);
  std::string closing(const Reference &row, int depth);
  /// The equality of two things, in one of the many ways to say it (and some that only look so).
  std::string equality(const std::string &left, const std::string &right);

private:
  std::string recursiveCte();
  std::string query(const Scope &outer, int depth, std::vector<Visible> *columns);
  std::string simpleQuery(const Scope &outer, int depth, std::vector<Visible> *columns);
  std::string targets(const Scope &scope, int depth, std::vector<Visible> *columns, std::string &grouping);
  void grouped(const Scope &scope, std::vector<Visible> &made, std::string &grouping);
  std::string groupingSets(const std::vector<std::string> &keys);
  std::string window(const Scope &scope);
  std::string frame(bool ordered);
  std::string counting(const Scope &scope);
  const Visible &anyColumn(const Scope &scope) { return Dice.pick(Dice.pick(scope).columns); }
  std::string from(Scope &scope, const Scope &outer, int depth);
  std::string item(Scope &scope, const Scope &outer, int depth);
  std::string named(Scope &scope, const Table &table, const std::string &alias);
  std::string closings(const Scope &scope, int depth, unsigned percent);
  std::string comparison(const Scope &scope, int depth);
  std::string subqueryTest(const Scope &scope, int depth);
  std::string tail(const Scope &scope);
  std::string write(int depth);
  std::string insert(int depth);
  std::pair<std::string, std::string> newRow(const Table &table, const Scope &scope);
  std::string merge();
  std::string mergeAction(const Table &table, const Scope &scope, const Scope &source);
  std::string assignments(const Table &table, const Scope &scope);
  std::string principal();
  std::string value(const std::string &type);
  std::string freshAlias() { return "t" + std::to_string(++Aliases); }
  const Table &anyTable() { return Dice.pick(Model.tables); }
  const Visible *column(const Scope &scope, const std::string &type);
  std::string joinCondition(const Scope &scope, int depth);
  Reference reference(const Table &table, const std::string &alias) const;

  const Schema &Model;
  Random &Dice;
  int Aliases = 0;
  std::vector<Reference> Ctes; ///< of the statement so far
};

} // namespace pgtidy::oracle
