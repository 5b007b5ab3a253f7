// What the analysis reads of the catalog's own texts: each once, however many statements need it.
#pragma once

#include "isolation/bodies.h"
#include "isolation/inlined.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace pgtidy::analysis::isolation {

/// Lives as long as the Ownership that holds it. Thread-safe; what it gives stays where it is.
class Readings {
public:
  /// bodyOf() a function of the catalog.
  const std::optional<Body> &body(const sql::Function &function, const Ownership &ownership);
  /// A function of the catalog as the trigger runs it for the event: bodyFiredFor(). It is the function itself where
  /// that makes no difference.
  const sql::Function &fired(const sql::Function &function, const sql::Trigger &trigger, std::string_view event,
                             const sql::Catalog &catalog);
  /// The value that a function of the catalog gives which has no arguments and does nothing but give the session's
  /// user, or NULL for "": null where it gives another, or may.
  const sql::Expr *sessionValue(const sql::Function &function, const Ownership &ownership);
  /// changesWhoAsks() and onlyReads() of a function of the catalog.
  bool setsSession(const sql::Function &function, const Ownership &ownership);
  bool onlyReads(const sql::Function &function, const Ownership &ownership);
  /// The same of writesWhenCalled().
  bool writesWhenCalled(const sql::Function &function, const Ownership &ownership);
  /// inlinedQuery() of a function of the catalog; null where it is none.
  const Inlined *inlined(const sql::Function &function, const Ownership &ownership);
  /// anyUserText() of UserModel::principals.
  const std::set<std::string> &principalTexts(const Ownership &ownership);
  /// "SELECT" with an expression of the catalog, such as a column's default; null when it is not one expression.
  const sql::Expr *expression(const std::string &text);
  /// A query that is made of the catalog's names; null when it is none.
  const sql::Query *query(const std::string &text);

  /// createPolicy() for a table as its rows are owned in the schema.
  const std::string &policy(const std::string &key, const Ownership &ownership);

private:
  std::mutex Guard;
  std::map<const sql::Function *, std::optional<Body>> Bodies;
  std::map<std::string, std::unique_ptr<const sql::Function>> Fired; ///< by name and body
  std::map<const sql::Function *, const sql::Expr *> SessionValues;
  std::map<const sql::Function *, std::optional<Inlined>> InlinedQueries;
  std::map<const sql::Function *, bool> Setters, Readers, Writers;
  bool remembered(std::map<const sql::Function *, bool> &known, const sql::Function &function,
                  const std::function<bool()> &find);
  std::map<std::string, sql::Parsed, std::less<>> Queries;
  std::optional<std::set<std::string>> PrincipalTexts;
  std::map<std::string, std::string> Policies;
};

} // namespace pgtidy::analysis::isolation
