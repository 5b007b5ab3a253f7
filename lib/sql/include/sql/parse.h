// SQL text, holes and all, to the relational form.
#pragma once

#include "sql/ast.h"
#include "sql/template.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::sql {

/// What PostgreSQL says of a text that it does not accept.
struct SyntaxError {
  std::string message; ///< as the server would print it: `syntax error at or near "FORM"`
  Offset offset = -1;  ///< in Template::text
};

/// How a hole was understood.
enum class HoleRole : uint8_t {
  Value,   ///< an expression: Expr of kind Hole
  Name,    ///< a table, column or function name, or a part of one
  Type,    ///< the name of a type
  String,  ///< (a part of) the inside of a quoted literal: the literal is an Expr of kind Hole
  List,    ///< several values
  Names,   ///< what INSERT has for its columns or SELECT for all that it gives: several names
  Clause,  ///< any piece of syntax: a condition, an ORDER BY, the rest of the statement …; in the relational form
           ///< it is left out, so nothing may be concluded about the statement that ignores it
  Ignored, ///< inside a comment
};

struct ParsedHole {
  HoleRole role = HoleRole::Value;
  int32_t statement = -1;    ///< index of the statement it belongs to
  bool insideQuotes = false; ///< between single quotes
};

/// A parsed text. When `error` is set there are no statements. `undecided` is set when the text can not be parsed
/// because of what its holes may hold: no statements either, and no claim that it is wrong.
struct Parsed {
  std::vector<Statement> statements;
  std::vector<ParsedHole> holes; ///< one for each of Template::holes
  std::optional<SyntaxError> error;
  bool undecided = false;
  std::vector<std::string> parameterNames; ///< `:name` by number - 1; empty strings for `?` and `$n`
  int32_t parameterCount = 0;
  bool areValuesTold = false; ///< of all placeholders it is known which are one value, also where they have no numbers
};

/// Parses with PostgreSQL's grammar (libpg_query). Bounded in time: texts over 1 MiB, or nested beyond PostgreSQL's own
/// stack limit, are undecided. Thread-safe.
Parsed parse(const Template &source);

/// The same for plain text.
Parsed parse(std::string_view sql);

} // namespace pgtidy::sql
