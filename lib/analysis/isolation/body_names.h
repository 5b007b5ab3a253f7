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

  void add(const std::string &name);
  void replace(const std::string &name, const std::string &text);
  /// The variable is a row that the query gives.
  void replaceRow(const std::string &name, const std::string &query) { Rows[name] = query; }
  /// How many of the names are arguments: the variables come behind them.
  size_t argumentCount() const { return Arguments; }
  /// The argument does not keep what the caller gives: a variable stands for it.
  void isChanged(const std::string &name);
  const std::vector<std::string> &all() const { return All; }

  /// The statement with what stands for each name. A column of the same name hides it; nothing where it is not known
  /// whether one does.
  std::optional<std::string> in(std::string text) const;

private:
  const sql::Function &Source;
  const Ownership &Owners;
  std::vector<std::string> All;
  std::vector<std::string> Texts;
  std::map<std::string, std::string> Rows; ///< queries, by the variable that has their rows
  size_t Arguments = 0;
  std::map<int32_t, std::string> Moved; ///< numbers of arguments that are changed
};

} // namespace pgtidy::analysis::isolation
