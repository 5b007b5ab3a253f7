// What the statements of called bodies say of user-owned tables, as references at the call.
#pragma once

#include "isolation/bodies.h"
#include "isolation/calls.h"

#include <optional>
#include <string>
#include <vector>

namespace pgtidy::analysis::isolation {

/// A body that is entered: what it is called, where from, and with which arguments.
struct Entry {
  const sql::Function &function;
  std::string what;                 ///< "`total()`", "DO"
  sql::Offset location;             ///< of the call
  const sql::Expr *call = nullptr;  ///< null where there are no arguments
  const sql::Query *rows = nullptr; ///< of a trigger: the rows of the table, tied to $1
  bool ofCatalog = true;            ///< `function` is one of the catalog's
  bool stored = false;              ///< called by a materialised view: what it gave was another session's
};

class CallVerdicts {
public:
  explicit CallVerdicts(const CallContext &context)
      : Context(context), Tied(context.principal), TiedKeys(context.keys) {}

  /// What a statement of the entered body says of a table, said of the call.
  void judged(const TableReference &inner, const BodyStatement &statement, const Body &body, const Entry &entry);

  /// Whose arguments, or whose session, those are is asked where the body is called.
  void pass(const std::string &table, const std::string &user, UserKeys keys);

  /// A reference to the user-owned table that the text of a body names, if one is; in quotes as well when asked.
  void undecided(std::string_view body, const std::string &reason, sql::Offset location, bool quotedToo = false);

  void add(const std::string &table, Verdict verdict, std::string reason, sql::Offset location, Use use = Use::Read);

  /// What was found, and inside of a body what is closed by its arguments.
  std::vector<TableReference> found();

private:
  void notClosed(const TableReference &inner, const BodyStatement &statement, const Entry &entry);
  void closedBySession(const TableReference &inner, const Entry &entry);
  void closedByParameter(size_t number, const TableReference &inner, const Body &body, const Entry &entry);
  std::optional<std::string> userGiven(const sql::Expr &given, UserKeys &keys, const Entry &entry) const;
  void tiedTo(const std::string &user, UserKeys keys, const TableReference &inner, const Entry &entry);

  const CallContext &Context;
  std::vector<TableReference> Found, Passed;
  std::string Tied;  ///< the user whose rows the statement and what it called so far keep to
  UserKeys TiedKeys; ///< of which column of the users table that is
};

} // namespace pgtidy::analysis::isolation
