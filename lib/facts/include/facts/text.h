// Text as the program puts it together: what is known of a string when only the source is read.
#pragma once

#include "text/location.h"

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pgtidy::facts {

struct TextNode;
/// An immutable, shared expression over literal bytes and run-time values. Null means "no text here" (an argument
/// that is absent), never "unknown": what is not known is a Hole.
using Text = std::shared_ptr<const TextNode>;

/// A run of literal bytes that stand one for one in the source: `length` bytes of the literal from `begin` on are the
/// bytes at `source`. Runs end at line ends, escapes and token borders; an escape is a run whose one byte (or the
/// bytes of its code point) is spelled with `spelled` source bytes. `spelled` is 0 in one-for-one runs.
struct Run {
  uint32_t begin = 0;
  uint32_t length = 0;
  text::Location source;
  uint32_t spelled = 0;
  bool operator==(const Run &) const = default;
};

/// Bytes written in the program.
struct Literal {
  std::string bytes;
  std::vector<Run> runs;
};

/// What is known of a run-time value that stands in a text.
enum class HoleKind : uint8_t {
  Text,              ///< text from outside or of unknown making, as it is
  Number,            ///< an integer, floating-point number, boolean or single character of digits
  Enumerator,        ///< one of a fixed set of words that the program chose, but that are not known here
  EscapedLiteral,    ///< an SQL literal with its own quotes (PQescapeLiteral, txn.quote)
  EscapedString,     ///< escaped for the inside of a quoted literal (PQescapeString, txn.esc)
  EscapedIdentifier, ///< an SQL identifier with its own quotes (PQescapeIdentifier, txn.quote_name)
  Placeholders,      ///< a list of placeholders such as "$1, $2"
  Checked,           ///< text whose characters the program looked at before it let it through
  Unknown,           ///< the whole text is beyond what is followed (a bound was passed, a function without source)
};

/// A run-time value.
struct Hole {
  HoleKind kind = HoleKind::Unknown;
  std::string type;        ///< C++ type as written in messages, "" when it does not matter
  std::string expression;  ///< the source expression, shortened for messages
  text::Location location; ///< where it is put into the text
  /// The way the value took before, nearest first: "read from argv", "returned by loadFile()".
  std::vector<std::string> origin;
  /// Tells apart values that the same expression has in different calls of its function; made at link, else empty.
  std::string context;
  /// Where the value comes from, when that is not `location`: one value may stand in two places.
  text::Location made = {};
};

/// Where the value comes from, which tells it apart from others with the same expression.
inline const text::Location &madeAt(const Hole &hole) { return hole.made.isValid() ? hole.made : hole.location; }

/// Parts one after the other.
struct Concat {
  std::vector<Text> parts;
};

/// What a decision asked: whether `subject` is the literal `value`, or with `equal` false whether it is another text.
/// Nothing is known of the decision where `subject` is null.
struct Test {
  Text subject;
  Text value;
  bool equal = true;
};

/// One of several texts, chosen by the program at run time. Choices with the same non-empty `condition` were made by
/// the same decision: enumerating alternatives, take the same branch index in all of them. One without branches is
/// text that cannot come about (see nothing()).
struct Choice {
  std::string condition;
  std::vector<Text> branches;
  Test test = {}; ///< the first branch is taken where it holds, the second where not
};

/// A parameter of a function that looks at a text's characters.
struct Tester {
  std::string function; ///< key; "" where the test itself is in sight
  uint32_t parameter = 0;
  auto operator<=>(const Tester &) const = default;
};

/// Which part of a text is compared: all of it, or as many bytes as the value has.
enum class Extent : uint8_t { Whole, Start, End };

/// `text` behind a test of it: where it is (or begins or ends with) the literal `value`, or with `equal` false where
/// not. Without a value, behind a test of its characters; `equal` then says on which side of it.
struct Narrowed {
  Text text;
  Text value;
  bool equal = true;
  Tester by = {}; ///< who tested the characters
  Extent extent = Extent::Whole;
};

/// `body` any number of times (a loop), `atLeastOnce` where the loop's first pass is certain.
struct Repeat {
  Text body;
  bool atLeastOnce = false;
};

/// The parameter `index` (0-based) of the function `function`; replaced by each caller's argument at link.
struct Parameter {
  std::string function;
  uint32_t index = 0;
  Hole hole; ///< stands for it where the function has no known caller
};

/// The context of a hole that stands for any element of a container: where one is asked for, " 0" or " at …" follows.
inline constexpr const char *AnElement = "element";
/// The context of one that stands for a text in a pair or tuple.
inline constexpr const char *APart = "part";
/// The origin of a hole that was read from a row.
inline constexpr const char *FromRow = "read from a row";
/// The origin of one that an open connection gives, with the password that it was opened with.
inline constexpr const char *FromConnection = "read from a connection's password";

/// A variable, constant or data member known by its key (USR), whose texts are in Unit::symbols of some unit.
struct Symbol {
  std::string key;
  Hole hole; ///< stands for it where no unit knows its text
  /// Of a data member, the object that it is in, by the key of the member or variable that this is; "" is the object of
  /// the method at hand, anyObject(…) one that is not known.
  std::string object = {};
  /// Of a container, under which key or index the element stands that is asked for; null where that is not known.
  Text under = nullptr;
};

/// An object of which no more is known than its class, by key; "" where that is not known either.
std::string anyObject(const std::string &type = "");
bool isAnyObject(const std::string &object);
/// The class of such an object; "" of others.
std::string typeOfObject(const std::string &object);

/// The text that function `function` returns for `arguments` (null where an argument is not text).
struct Result {
  std::string function;
  std::vector<Text> arguments;
  Hole hole;               ///< stands for it where no unit has the function's body
  std::string object = {}; ///< that the method is called on, as Symbol::object; "" for functions as well
};

/// How the markers of a format are written.
enum class FormatStyle : uint8_t {
  Printf,       ///< %s
  Brace,        ///< {}, {0}, {name}
  Percent,      ///< %1; one value fills the lowest number that is left
  Dollar,       ///< $0
  Boost,        ///< %1%, %|1$s|, or %s in turn; one value fills the lowest number, or the first in turn
  Part,         ///< no format: some part of the text, of which it is not known where it begins and ends
  WithoutStart, ///< no format: the text without its first bytes
  WithoutEnd,   ///< no format: the text without its last bytes
  QuotedName,   ///< no format: the text as an SQL identifier in double quotes
};

/// A format that is not known yet, with the values that go into it: `texts` holds the format, then the values (null
/// where one is not known). Becomes the formatted text as soon as the format's bytes are known.
struct Formatted {
  FormatStyle style = FormatStyle::Printf;
  std::vector<Text> texts;
  std::vector<std::string> names; ///< of the values, "" where a value goes by its position
  Hole hole;                      ///< stands for what is not known
  uint32_t count = 0;             ///< of the bytes that are cut off
};

struct TextNode {
  std::variant<Literal, Hole, Concat, Choice, Repeat, Parameter, Symbol, Result, Narrowed, Formatted> value;
  uint64_t hash = 0; ///< equal for equal expressions; made by the functions below, 0 when not known
};

Text literal(std::string bytes, std::vector<Run> runs = {});
Text hole(Hole hole);
/// The parts in order; nested Concats are flattened and neighbouring literals joined, null parts dropped. An empty
/// list is the empty literal.
Text concat(std::vector<Text> parts);
/// One of the branches; equal branches (by `same`) are taken once, when that leaves one it is returned itself. Where
/// there is a condition, all branches stay while two differ, so that an index means the same decision everywhere. A
/// null branch is a way on which there is no text. Where the test's outcome is known, the branch that it leads to.
Text choice(std::string condition, std::vector<Text> branches, Test test = {});
/// The text that cannot come about: no way leads through it, nor through what it is a part of.
Text nothing();
bool isNothing(const Text &text);
/// The test as it stands, however much of its outcome is known: `settled` decides.
Text narrowed(Narrowed narrowed);
/// The same test of another text.
Text narrowed(Text text, const Narrowed &test);
/// The text behind a test of its characters, on the side of the answer `yes`.
Text checked(Text text, Tester by = {}, bool yes = true);
/// The test of characters that a text stands behind; null where it stands behind none.
const Narrowed *asChecked(const Text &text);
/// A narrowed text without the alternatives that contradict what is known of it; any other text itself.
Text settled(const Text &text);
/// Whether the text certainly is the bytes (or begins or ends with them), certainly is not, or may be.
std::optional<bool> equals(const Text &text, std::string_view bytes, Extent extent = Extent::Whole);
/// The same of bytes that are known.
bool equals(std::string_view text, std::string_view bytes, Extent extent);
/// Nothing, repeated, says that a loop stands here that ran no time.
Text repeat(Text body, bool atLeastOnce = false);
Text parameter(Parameter parameter);
Text symbol(Symbol symbol);
Text result(Result result);
/// The formatted text where the format is known, else the format with its values as it stands.
Text formatted(Formatted formatted);

/// Whether both are the same expression: bytes, holes' expressions and positions alike.
bool same(const Text &a, const Text &b);
/// An order of all expressions by what they say; equal means `same`.
std::strong_ordering order(const Text &a, const Text &b);
/// Bytes [begin, begin + length) of a literal, with their places.
Text slice(const Literal &literal, size_t begin, size_t length);
/// The bytes of a text that is one literal; null when it is anything else.
const Literal *asLiteral(const Text &text);
/// Whether any of the text's bytes are known.
bool hasLiteral(const Text &text);
/// Whether a part of the text may be somebody's as it is: text of which nothing is known, or of callers, members and
/// functions that are not resolved yet.
bool hasRaw(const Text &text);
/// The text for people and tests: literals in double quotes with C escapes, holes as `{expression}`, choices as
/// `(a|b)`, repetitions as `(a)*` or `(a)+`, narrowed texts with their test behind them (`[ok]` for one of characters),
/// parameters as `$name`, symbols and results by key, formats as `format(…)`, parts of
/// a text as `part(…)`.
std::string print(const Text &text);

} // namespace pgtidy::facts
