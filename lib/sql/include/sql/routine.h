// What a body in PL/pgSQL runs.
#pragma once

#include "sql/catalog.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pgtidy::sql {

/// A statement or expression of a body.
struct RoutineStep {
  enum class Kind : uint8_t {
    Statement,  ///< `text` is SQL
    Expression, ///< `text` is an expression: a condition, an argument
    Assignment, ///< `text` is the expression that `variable` gets ("new.user_id": the field of a record)
    Dynamic,    ///< EXECUTE: `text` is the expression that gives the SQL
  } kind = Kind::Statement;
  std::string text;
  std::string variable;
  std::vector<std::string> bound = {};           ///< Dynamic: the expressions of USING, for $1, $2 …
  bool into = false;                             ///< the rows go into variables
  bool guarded = false;                          ///< a branch or an exception may keep it from being run
  std::vector<std::string> given = {};           ///< Statement: the variables that get a row's columns, one by one
  std::optional<std::string> row = std::nullopt; ///< Statement: the variable that gets a row as a whole
  bool looped = false;                           ///< in a loop that may not be gone through once
};

/// What a body does, with what it does on its branches.
struct RoutineAction {
  enum class Kind : uint8_t {
    Assign,  ///< `variable` gets the expression `text`; "" is NULL
    Select,  ///< `variable` gets the first row of the query `text`, or NULL; FOUND says whether there is one
    Perform, ///< the query `text` is run, and FOUND says whether it has a row
    If,      ///< `then` where the condition `text` is true, else `otherwise`
    Return,  ///< the expression `text`
    Fail,    ///< an error is raised
    Other,
  } kind = Kind::Other;
  std::string text;
  std::string variable;
  std::string type; ///< of the variable, as written
  std::vector<RoutineAction> then, otherwise;
};

struct Routine {
  std::vector<std::string> variables;       ///< other than the arguments
  std::map<std::string, std::string> types; ///< as the variables are declared; "" where two of one name have two
  std::vector<std::string> overwritten;     ///< variables that get rows or run through a loop
  std::vector<std::string>
      changedArguments;              ///< that the body assigns, overwrites or hides by a variable of that name; "$1"
  std::vector<std::string> returned; ///< the expressions of RETURN
  std::vector<RoutineStep> steps;    ///< in the text's order
  bool branches = false;
  std::vector<RoutineAction> actions; ///< in the text's order, the variables' first values first

  /// The declared type of the variable; "" where it is not known.
  std::string typeOf(const std::string &variable) const {
    auto known = types.find(variable);
    return known == types.end() ? "" : known->second;
  }
};

/// Reads the body of a function in PL/pgSQL (or of DO, as a function without arguments). Nothing where libpg_query does
/// not read it.
std::optional<Routine> readRoutine(const Function &function);

} // namespace pgtidy::sql
