// What the names in the body of a function stand for.
#pragma once

#include "analysis/isolation.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pgtidy::analysis::isolation {

/// Arguments and variables of a body, each with the text that stands for it.
class Names {
public:
  Names(const sql::Function &function, const Ownership &ownership);

  void add(const std::string &name, const std::string &type = "");
  void replace(const std::string &name, const std::string &text);
  /// The argument goes by another name too (ALIAS FOR); not one that does not keep what the caller gives.
  void addAlias(const std::string &name, const std::string &argument);
  /// The variable is a row that the query gives: a record, or a row of the table.
  void replaceRow(const std::string &name, const std::string &query, const sql::Table *table) {
    Rows[name] = {query, table};
  }
  /// What the variable, or argument, makes of the value that it is given; nothing where its type is not known.
  std::optional<std::string> keptBy(const std::string &name, const std::string &value) const;
  /// How many of the names are arguments: the variables come behind them.
  size_t argumentCount() const { return Arguments; }
  /// The argument does not keep what the caller gives: a variable stands for it.
  void isChanged(const std::string &name);
  const std::vector<std::string> &all() const { return All; }
  const sql::Catalog &catalog() const { return Owners.catalog(); }

  /// The statement with what stands for each name. A column of the same name hides it; nothing where it is not known
  /// whether one does.
  std::optional<std::string> in(std::string text) const;

private:
  std::optional<std::string> fieldOfArgument(const sql::Expr &column) const;

  const sql::Function &Source;
  const Ownership &Owners;
  std::vector<std::string> All;
  std::vector<std::string> Texts, Types;
  struct Row {
    std::string query;
    const sql::Table *table = nullptr;
  };
  std::map<std::string, Row> Rows; ///< by the variable
  size_t Arguments = 0;
  std::map<int32_t, std::string> Moved; ///< what stands for arguments that do not keep what the caller gives
};

} // namespace pgtidy::analysis::isolation
