// What the functions of database, text and authentication libraries do, as the files in rules/ say it.
#pragma once

#include "facts/text.h"
#include "facts/unit.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pgtidy::rules {

/// What an argument is to a database call.
enum class Role : uint8_t {
  Ignored,
  Sql,            ///< the statement's text, or a part of it: all of them make it, the object's before the arguments'
  SqlOrName,      ///< a statement, or the name of a prepared one
  SqlLength,      ///< how many bytes of it count
  Name,           ///< of a prepared statement
  Values,         ///< this and all further arguments are bound values (exec_params(sql, a, b))
  ValueArray,     ///< an array or container of bound values (paramValues)
  Table,          ///< of a copy
  Connection,     ///< a connection string (conninfo or URI)
  ConnectionList, ///< "UID=app;PWD=…", perhaps behind "driver:"
  Driver,         ///< names the database behind a library for several
  Keywords,       ///< an array of connection keywords that ends with null …
  KeywordValues,  ///< … and their values
  Setting,        ///< the value of the keyword that `keyword` names (PQsetdbLogin's host)
  Keyword,        ///< names the setting (setenv's variable) …
  KeywordValue,   ///< … that this gives
  Callback,       ///< is called with what the statement gave
  SettingsFile,   ///< names the file that the library reads connections from: `entries` says where
};

/// A part of what a statement gave.
enum class RowsPart : uint8_t {
  Nothing,  ///< of no interest
  Rows,     ///< all rows; of a function of results: the rows or row that it is called on
  Row,      ///< one row, or an exception where there is none
  MaybeRow, ///< one row, or nothing: false, a null, or what must not be looked at
  Field,    ///< the value of a column
  Count,    ///< how many rows there are, or were changed
  None,     ///< whether there are none
  Some,     ///< whether there are any
  Compare,  ///< of two values: 0 when they are equal (strcmp)
};

/// Who keeps a statement after the call, so that values are bound to it and its result is read from it.
enum class Keeper : uint8_t {
  Nobody,
  Object, ///< that the method is called on, or the constructor makes
  Result, ///< what the call gives
};

/// An argument of a rule: its 0-based position, or -1 for the object a method is called on.
struct Argument {
  int32_t position = 0;
  Role role = Role::Ignored;
  std::string keyword; ///< Setting
};

/// A function that reaches the database.
struct DatabaseFunction {
  std::string library;
  std::string name; ///< qualified; methods are named in the class that declares them, templates without arguments
  facts::Action action = facts::Action::Execute;
  facts::Placeholders placeholders = facts::Placeholders::Dollar;
  facts::Dialect dialect = facts::Dialect::PostgreSQL;
  bool returnsRows = true;
  bool waits = true; ///< false: a connect returns at once, and its caller waits
  bool opens = true; ///< false: a connect leaves no connection open (it asks whether there is a server)
  RowsPart gives = RowsPart::Nothing; ///< what the call returns of the statement's result
  int32_t fills = -1;                 ///< position of the argument that holds that afterwards as well
  Keeper kept = Keeper::Nobody;       ///< what values are bound to after the call
  std::string statement;              ///< an object mapper's: the form of what it sends, see TextFunction::form
  std::string raw;                    ///< the mapper that texts given to it go round: the library of its rules
  std::string before;                 ///< words that the library puts before the statement
  /// By name: which function of the same object takes the same arguments, and then values that it binds …
  std::map<std::string, std::string> binds;
  std::string bindsList; ///< … or, where that is not there or deprecated: the class in which the same one takes them
  std::vector<Argument> arguments;
  /// SettingsFile: which entry is the value of which keyword, "driver" among them; "*" is any element of a list.
  std::vector<std::pair<std::string, std::string>> entries;
  std::optional<uint32_t> arity; ///< holds only for calls with that many written arguments
};

/// What a function does with text. Receiver is the object of a method; streams are texts.
enum class TextOperation : uint8_t {
  Construct, ///< makes a text from its first argument (std::string(x), QString(x)); from none: empty
  Identity,  ///< hands the receiver's or first argument's text on (c_str, data, str, std::move, toStdString)
  Assign,    ///< receiver = argument
  Append,    ///< receiver += argument; returns the receiver (operator+=, append, push_back, <<)
  Insert,    ///< receiver.insert(at, argument)
  Prepend,
  Clear,  ///< receiver = ""
  Clause, ///< the argument, behind the words `before`, is the receiver's last part, in the place of the one that it had
  Concat, ///< all arguments one after the other (operator+, StrCat)
  Replace, ///< receiver's text with a part replaced: known only when all is constant
  Substring,
  Split,         ///< the pieces between separators, the next argument
  Section,       ///< those of these pieces that two numbers name (QString::section)
  FormatPrintf,  ///< format argument `format`, then values: %s %d …; with `output`, into that argument
  FormatBrace,   ///< {} and {0}, {name}
  FormatPercent, ///< QString::arg: %1 …
  FormatDollar,  ///< absl::Substitute: $0
  FormatBoost,   ///< boost::format's `%`: %1% …, or %s … in turn
  FormatDate,    ///< a date in the format of strftime
  FormatEnd,     ///< its text, with all values in it: %% is one
  Join,          ///< elements of a container with a separator
  ToText,        ///< a number or other value to text: std::to_string, QString::number
  Trim,          ///< white space off the ends
  ToUpper,
  ToLower,
  Appender,         ///< gives an object that writes behind the first argument's text (std::back_inserter)
  Length,           ///< how long the first argument is
  Compare,          ///< zero where both texts are the same
  LooksFor,         ///< whether, or where, characters of the next argument are in a text (std::string::find_first_of)
  LooksForOthers,   ///< the same of characters that are not in the next argument (find_first_not_of)
  LooksUp,          ///< whether a text is one of a collection (std::set::contains)
  Matches,          ///< whether a text, or a character of it, is of a form (std::regex_match, isalnum)
  EscapeLiteral,    ///< gives an SQL literal with quotes
  EscapeString,     ///< gives text for the inside of quotes
  EscapeIdentifier, ///< gives an identifier with quotes
  Bind,             ///< a text and a value that is bound at its end
  ReadsOutside,     ///< gives text from outside: getenv, std::getline; `source` says what, `fallback` what else
  ReadsPart,        ///< gives what its object was given as text, where that is known
  ReadsFile,        ///< gives the text of the file that the receiver's or first argument's text names
  SettingsOfFile,   ///< gives (or puts into `output`) the settings in the file that a text names, or a stream reads
  SettingsOfText,   ///< the same of those that are written in a text, or that a stream reads
  Setting,          ///< gives the entry of its object's settings that argument `key` names
  Chosen,           ///< gives one of a few words of the library's own, which nobody else writes
  Signed,           ///< gives what a signature vouches for: it is not what the client says, wherever it was read
  ToNumber,         ///< a text to a number: std::stoi
  Allocates,        ///< gives memory of its own, in which a text may be put: malloc
  Maps,             ///< names the table of the class that the template is given; by the receiver, it is the class's own
  ForEach,          ///< gives an object with which a library's macro goes through the elements of the argument
  Mapped,           ///< a condition of an object mapper: `form` says what it is in SQL
};

struct TextFunction {
  std::string library;
  std::string name;
  TextOperation operation = TextOperation::Identity;
  bool givesEnd = false; ///< the call gives the end of the text that it wrote (stpcpy)
  bool appends = false;  ///< what is made is put behind the text that is in `output`
  int32_t format = 0;    ///< position of the format, -1 for the receiver
  int32_t output = -2;   ///< position of the argument written to; -2 for none
  int32_t input = 0;     ///< position of the (first) text taken; -1 for the receiver
  int32_t fallback = -2; ///< ReadsOutside: position of the text that is given where there is none
  int32_t variable = -2; ///< ReadsOutside: position of the name of the environment variable that is read
  int32_t key = 0;       ///< Setting: position of the entry's name
  std::string separator; ///< Setting: what parts the names of entries in entries
  std::string entry;     ///< Setting: the name of the entry where no argument names it
  std::string before;    ///< bytes put before the texts taken
  std::string source;    ///< ReadsOutside: "the environment", "a file", "the command line"
  /// Mapped: SQL with arguments in braces. {0} is the SQL that argument 0 is, {0:value} a bound value, {0:operator} the
  /// operator that an enumerator means, {0:test} that or "= value", {0:key} the key of a row object, {0:columns}
  /// what the program has set of one, as INSERT has it, {:f::T} the SQL of
  /// the argument of class f::T, and {T::name} the static member `name` of the class that the template is given.
  std::string form;
  std::string raw;               ///< Mapped: the mapper that texts given to it go round
  std::optional<uint32_t> arity; ///< holds only for calls with that many written arguments
};

/// What a function says of the result of a statement.
struct ResultFunction {
  std::string library;
  std::string name;
  RowsPart gives = RowsPart::Rows;
  int32_t input = -1;            ///< position of the result or row, -1 for the receiver
  int32_t column = 0;            ///< Field: position of the column's name or number
  std::optional<uint32_t> arity; ///< holds only for calls with that many written arguments
};

/// What a function does with the statement that an object keeps.
enum class StatementStep : uint8_t {
  BindNext, ///< the first argument is the value of the next placeholder
  BindAt,   ///< the second argument is the value of the placeholder that the first one names or numbers, from 0
  Bound,    ///< gives an object that stands for its first argument, a value that is bound (soci::use)
  Filled,   ///< gives an object that stands for its first argument, in which a column of the row is put (soci::into)
  Run,      ///< sends what was prepared
  NextRow,  ///< puts the columns of the next row into the variables
};

struct StatementFunction {
  std::string library;
  std::string name;
  StatementStep step = StatementStep::BindNext;
  std::optional<uint32_t> arity; ///< holds only for calls with that many written arguments
};

/// A function that texts are handed to which is no database's: it logs them, or makes a hash of them. Of a stream, it
/// is an object, or the class of one, and what `<<` puts into it.
struct HandedFunction {
  std::string library;
  std::string name;
  facts::Handed::To to = facts::Handed::To::Log;
  int32_t input = 0;             ///< the first argument that counts
  std::optional<uint32_t> arity; ///< holds only for calls with that many written arguments
};

/// A type that holds text: its objects are evaluated (std::string, QString, std::ostringstream).
struct TextType {
  std::string name;
  std::string library;
};

/// The rules of one run.
class Rules {
public:
  /// What the function of this qualified name ("f(T)" for its overloads with a parameter of class T) does; several
  /// entries when they differ by arity.
  llvm::ArrayRef<DatabaseFunction> database(llvm::StringRef name) const;
  llvm::ArrayRef<TextFunction> text(llvm::StringRef name) const;
  llvm::ArrayRef<ResultFunction> result(llvm::StringRef name) const;
  llvm::ArrayRef<StatementFunction> statement(llvm::StringRef name) const;
  llvm::ArrayRef<HandedFunction> handed(llvm::StringRef name) const;
  /// What happens to a text that `<<` puts into the object, or an object of the class, of this name; null: nothing.
  const HandedFunction *stream(llvm::StringRef name) const;
  bool isTextType(llvm::StringRef qualifiedName) const;
  /// The qualified names of all database functions, and the other words that sources use for them, for the prefilter.
  std::vector<std::string> databaseNames() const;
  /// The operator that an enumerator of an object mapper means; "" when none.
  llvm::StringRef sqlOperator(llvm::StringRef enumerator) const;
  /// How object mappers say simple statements themselves, by library and then by "select", "insert", "update", "delete"
  /// or "condition".
  const std::map<std::string, std::map<std::string, std::string>> &mapperCalls() const { return MapperCalls; }
  /// The static members by which classes give the name of the table or column that they stand for.
  const std::vector<std::string> &named() const { return Named; }
  /// The words behind which pragmas say how an object mapper calls classes and members: "db".
  const std::vector<std::string> &pragmas() const { return Pragmas; }
  /// Whether the rules of the library read this static member of a class of rows: the `name` of a `{T::name}`.
  bool isRowMember(llvm::StringRef library, llvm::StringRef member) const;
  /// The same of any library.
  bool isRowMember(llvm::StringRef member) const;
  /// How the methods of row objects begin that give, or set, a column: "getValueOf", "set".
  const std::vector<std::string> &getters() const { return Getters; }
  const std::vector<std::string> &setters() const { return Setters; }
  /// Whether a function that takes an object of this class serves a request.
  bool isRequest(llvm::StringRef qualifiedName) const { return Requests.contains(qualifiedName); }
  /// Whether functions that are handed to methods of this class serve requests.
  bool isRouter(llvm::StringRef qualifiedName) const { return Routers.contains(qualifiedName); }
  /// The libraries read, by name.
  const std::vector<std::string> &libraries() const { return Libraries; }

  /// Adds one rules file. `path` is for messages; the error says file, line, column, what is wrong and what is allowed.
  llvm::Error add(llvm::StringRef path, llvm::StringRef json);

private:
  void addRowMembers(llvm::StringRef library, llvm::StringRef form);

  llvm::StringMap<std::vector<DatabaseFunction>> Database;
  llvm::StringMap<std::vector<TextFunction>> Text;
  llvm::StringMap<std::vector<ResultFunction>> Results;
  llvm::StringMap<std::vector<StatementFunction>> Statements;
  llvm::StringMap<std::vector<HandedFunction>> Handed;
  llvm::StringMap<HandedFunction> Streams;
  llvm::StringMap<TextType> Types;
  llvm::StringMap<std::string> Operators;
  std::map<std::string, std::map<std::string, std::string>> MapperCalls;
  std::vector<std::string> Getters, Setters, Named, Pragmas;
  llvm::StringMap<llvm::StringSet<>> RowMembers; ///< by library
  llvm::StringSet<> Requests, Routers;
  std::vector<std::string> Libraries;
  std::vector<std::string> Spelled; ///< other words by which sources name a database function (typedefs, macros)
};

/// The rules that are built in (the files of rules/, compiled into the library) and then those of `paths`.
llvm::Expected<Rules> load(llvm::ArrayRef<std::string> paths);

} // namespace pgtidy::rules
