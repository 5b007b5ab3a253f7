// What a program made sure of before a call: which values it hands over, where they were read, what it tested.
#pragma once

#include "facts/text.h"
#include "text/location.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::facts {

struct Lookup;
/// Null: not read from the database by this function.
using LookupPtr = std::shared_ptr<const Lookup>;

/// Operand::column of the key of a row whose class says elsewhere what it is called: the column that the statement
/// compares the value with.
inline constexpr const char *KeyColumn = "#key";

/// Operand::column of how many rows there are.
inline constexpr const char *RowCount = "#rows";

/// Operand::column where the operand is the whole row, with Operand::name the members that were set since, parted by
/// commas; Operand::name of one whose columns are the result's members.
inline constexpr const char *WholeRow = "*";

/// Operand::column of a value that the program has written.
inline constexpr const char *Written = "#written";

/// In Operand::column, behind the number of a parameter that a function fills where it answers yes, and before the
/// member; "." where it fills it in any case.
inline constexpr const char *IfAnswered = "?.";

/// A value that the program hands to a database call, or compares.
struct Operand {
  /// Equal for values of one function that are the same when it runs; "" when which value it is is not known.
  std::string identity;
  std::string expression;  ///< for messages
  text::Location location; ///< where it stands in the text of a statement; invalid for bound values
  LookupPtr rows;          ///< the statement that it was read by …
  /// … from this column of its result: a name, "#0", "#1" … by position, KeyColumn, RowCount, or WholeRow.
  std::string column;
  std::string name = {}; ///< the placeholder that it is bound to; "" where its place says which
  /// Where it may have been read instead, by `rows` and `column` of each: on another way, by another statement.
  std::vector<Operand> others = {};
};

/// A database call whose result the program looks at, or a function that may make one. Its values are those of the
/// function that looks, also where a function in between makes the call.
struct Lookup {
  text::Location location; ///< of the call, as Call::location
  Text sql;                ///< null where `name` says which prepared statement it is
  Text name;
  std::vector<Operand> operands; ///< bound values, in order
  std::vector<Operand> inserted; ///< values put into the text
  /// Key of the function that is asked, whose Answer says what its result is. There is no text then, `operands` are
  /// its arguments, and columns are the members of what it returns, as memberName has them; "" is the result itself.
  std::string asked = {};
};

/// Something that is certain when a call is made: else the program would have left before.
struct Check {
  enum class Kind : uint8_t {
    HasRows, ///< `rows` gave (or changed) at least one row
    True,    ///< `column` of a row of `rows` was true, or a number other than 0
    Equal,   ///< `column` of a row of `rows` was equal to `operand`
    False,   ///< the function that was asked answered no, or 0
    Passed,  ///< the function that was asked has returned
    Gave,    ///< the function that was asked gave this number
    Other,   ///< the function that was asked gave another number than this
  };
  Kind kind = Kind::HasRows;
  LookupPtr rows;
  std::string column;
  Operand operand;
  text::Location location;        ///< of the test
  std::vector<Check> others = {}; ///< any of these may be certain instead: `a == me || b == me`
  int64_t number = 0;             ///< of Gave and Other
};

/// How a call is reached: the passes of a loop, and the branches of a helper, each may hand it other values.
struct Situation {
  std::vector<Operand> operands; ///< which values the bound ones are, in order
  std::vector<Operand> inserted; ///< which values stand in the statement's text
  std::vector<Check> checks;     ///< what is certain then
  /// Of a helper's call, the calls by which its callers come there, outermost first.
  std::vector<text::Location> way = {};
};

/// A call of a function of the program, which may go on to the database with what it is given.
struct Visit {
  std::string callee;      ///< key
  text::Location location; ///< of the callee's name
  std::string enclosing;   ///< key of the caller; "" outside of functions
  /// The arguments, and what is certain; without operands where nothing is known of the call.
  std::vector<Situation> situations;
};

/// A number (an enumerator, a truth value) that a function gives, and what is certain where it does.
struct NumberGiven {
  std::string member;           ///< of the result, as memberName has it; "" is the result itself
  std::optional<int64_t> value; ///< nothing: any number
  std::vector<Check> checks;
};

/// What the callers of a function may conclude from its result, in terms of its parameters.
struct Answer {
  std::string function;      ///< key
  std::vector<Check> passed; ///< certain when it has returned
  std::vector<Check> yes;    ///< certain where its result is true, not null, or holds something …
  std::vector<Check> no;     ///< … and where it is false
  /// What it has read and returns, by Operand::name: "" is the result itself, else a member of it, or WholeRow.
  std::vector<Operand> given;
  std::vector<NumberGiven> numbers = {}; ///< all that it gives, where something is certain of one of them
};

/// What a parameter's value is called among identities.
std::string parameterIdentity(unsigned index);
/// The parameter whose value, or a part of it, the identity is, and what follows its name; nothing for other values.
struct ParameterPart {
  unsigned index = 0;
  std::string part; ///< "", ".user_id", "[0]" …
};
std::optional<ParameterPart> parameterIn(const std::string &identity);

/// A member by a name under which it is also asked for: "user_id" for `m_userId`, `userId_` and `UserId`.
std::string memberName(std::string_view name);

} // namespace pgtidy::facts
