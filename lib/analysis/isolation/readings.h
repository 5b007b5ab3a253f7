// What the analysis reads of the catalog's own texts: each once, however many statements need it.
#pragma once

#include "isolation/bodies.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace pgtidy::analysis::isolation {

/// Lives as long as the Ownership that holds it. Thread-safe; what it gives stays where it is.
class Readings {
public:
  /// bodyOf() a function of the catalog.
  const std::optional<Body> &body(const sql::Function &function, const Ownership &ownership);
  /// What scalarText() says of the value of a function of the catalog that has no arguments and does nothing but give
  /// the session's user: nothing where it is another, or may be.
  std::optional<std::string> sessionValue(const sql::Function &function, const Ownership &ownership);
  /// "SELECT" with an expression of the catalog, such as a column's default; null when it is not one expression.
  const sql::Expr *expression(const std::string &text);
  /// A query that is made of the catalog's names; null when it is none.
  const sql::Query *query(const std::string &text);

private:
  std::mutex Guard;
  std::map<const sql::Function *, std::optional<Body>> Bodies;
  std::map<const sql::Function *, std::optional<std::string>> SessionValues;
  std::map<std::string, sql::Parsed, std::less<>> Queries;
};

} // namespace pgtidy::analysis::isolation
