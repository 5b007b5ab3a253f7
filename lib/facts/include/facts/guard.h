// What a program made sure of before a call: which values it hands over, where they were read, what it tested.
#pragma once

#include "facts/text.h"
#include "text/location.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace pgtidy::facts {

struct Lookup;
/// Null: not read from the database by this function.
using LookupPtr = std::shared_ptr<const Lookup>;

/// Operand::column of the key of a row whose class says elsewhere what it is called: the column that the statement
/// compares the value with.
inline constexpr const char *KeyColumn = "#key";

/// A value that the program hands to a database call, or compares.
struct Operand {
  /// Equal for values of one function that are the same when it runs; "" when which value it is is not known.
  std::string identity;
  std::string expression;  ///< for messages
  text::Location location; ///< where it stands in the text of a statement; invalid for bound values
  LookupPtr rows;          ///< the statement that it was read by …
  std::string column;      ///< … from this column of its result: a name, "#0", "#1" … by position, or KeyColumn
  std::string name = {};   ///< the placeholder that it is bound to; "" where its place says which
};

/// A database call whose result the program looks at. Its values are those of the function that looks, also where a
/// function in between makes the call.
struct Lookup {
  text::Location location; ///< of the call, as Call::location
  Text sql;                ///< null where `name` says which prepared statement it is
  Text name;
  std::vector<Operand> operands; ///< bound values, in order
  std::vector<Operand> inserted; ///< values put into the text
};

/// Something that is certain when a call is made: else the program would have left before.
struct Check {
  enum class Kind : uint8_t {
    HasRows, ///< `rows` gave (or changed) at least one row
    True,    ///< `column` of a row of `rows` was true, or a number other than 0
    Equal,   ///< `column` of a row of `rows` was equal to `operand`
  };
  Kind kind = Kind::HasRows;
  LookupPtr rows;
  std::string column;
  Operand operand;
  text::Location location;        ///< of the test
  std::vector<Check> others = {}; ///< any of these may be certain instead: `a == me || b == me`
};

/// How a call is reached: the passes of a loop, and the branches of a helper, each may hand it other values.
struct Situation {
  std::vector<Operand> operands; ///< which values the bound ones are, in order
  std::vector<Operand> inserted; ///< which values stand in the statement's text
  std::vector<Check> checks;     ///< what is certain then
  /// Of a helper's call, the calls by which its callers come there, outermost first.
  std::vector<text::Location> way = {};
};

} // namespace pgtidy::facts
