// What one translation unit says about databases. Plain values: nothing of Clang, of configuration or of SQL.
#pragma once

#include "facts/guard.h"
#include "facts/text.h"
#include "text/location.h"

#include <optional>
#include <string>
#include <vector>

namespace pgtidy::facts {

/// What a database call does.
enum class Action : uint8_t {
  Connect,         ///< opens a connection: `sql` is null, `connection` or `settings` say how
  Configure,       ///< gives a part of a connection string (setPassword("…"), setenv("PGPASSWORD", …))
  Execute,         ///< sends `sql`
  Prepare,         ///< gives `sql` the name `name`
  ExecutePrepared, ///< runs the statement prepared as `name`
  Copy,            ///< moves rows from or to `table` (with `columns`), without an SQL text of its own
  Compose,         ///< puts `sql`, written as text, into what an object mapper sends
};

/// How the library marks a bound value in its SQL.
/// ColonTyped is `:name<type>`, Percent is `%type`.
enum class Placeholders : uint8_t {
  Dollar,
  Question,
  Colon,
  ColonTyped,
  Percent,
  DollarOrQuestion,
  QuestionOrColon,
  None
};

/// The grammar that the text follows. Any: the library serves several databases, and the connection says which.
enum class Dialect : uint8_t { PostgreSQL, SQLite, MySQL, Any };

/// How a connection's text is written: as libpq has it, or "UID=app;PWD=…", perhaps behind "driver:".
enum class ConnectionForm : uint8_t { Conninfo, List };

/// One part of a connection: `host` = …
struct Setting {
  std::string keyword; ///< libpq keyword ("password"), or the name of an environment variable for setenv
  Text value;
};

/// A value that is put into the text of a call where the call is written. Places are offsets in its file.
struct BindableValue {
  uint32_t hole = 0; ///< where the expression of the value begins
  uint32_t end = 0;  ///< … and ends
  uint32_t from = 0; ///< the quote that ends the literal before it …
  uint32_t to = 0;   ///< … and what is behind the one that begins the next, or behind the value when it is the last
  bool isLast = false;
  bool isBetween = false; ///< literals stand around it: `from` and `to` are known
  bool isObject = false;  ///< of a class, so that a literal can be added to it
  bool operator==(const BindableValue &) const = default;
};

/// How a call can bind what is put into its text.
struct Bindable {
  std::string function; ///< how the call is spelled then
  uint32_t name = 0;    ///< where its name is …
  uint32_t nameLength = 0;
  std::string list; ///< the class in which the values are handed over; "" where they are arguments
  uint32_t end = 0; ///< where arguments may be added
  std::vector<BindableValue> values;
  bool operator==(const Bindable &) const = default;
};

/// A call that connects, prepares or executes.
struct Call {
  std::string library;  ///< "libpq": the name of the rules file
  std::string function; ///< "PQexec", "pqxx::transaction_base::exec_params": as the rules name it
  Action action = Action::Execute;
  Placeholders placeholders = Placeholders::Dollar;
  Dialect dialect = Dialect::PostgreSQL;
  bool returnsRows = true;
  bool waits = true;       ///< a connect that returns at once leaves time-outs to its caller
  bool isComposed = false; ///< `sql` is what an object mapper would send: it stands nowhere in the source
  std::string around;      ///< the object mapper that the call goes round with a text: the library of its rules; or ""
  text::Location location; ///< of the callee's name; in a macro, where the macro is used
  Text sql;
  Text name;
  Text table;
  Text connection;
  ConnectionForm connectionForm = ConnectionForm::Conninfo;
  Text driver; ///< names the database behind a library for several ("QPSQL"); null where nothing tells it
  std::vector<Setting> settings;
  std::vector<Text> values;          ///< bound values in order; empty when the call's binding is not known
  std::string enclosing;             ///< key of the function that holds the call; "" at namespace scope
  std::vector<Situation> situations; ///< all of them; none where nothing is known
  std::optional<Bindable> bindable;  ///< where its text is put together in the call itself
  bool isUncalled = false; ///< its function is a helper that this unit does not call: others say in which situations
};

/// A call of another function of the program that hands it text: it may be a wrapper.
struct Invocation {
  std::string callee; ///< key
  text::Location location;
  std::vector<Text> arguments; ///< null where an argument is not text
  std::string enclosing;
  std::string object = {}; ///< that the method is called on, or the constructor makes, as Symbol::object
};

/// A call on the way to another.
struct Hop {
  text::Location location;
  std::string callee; ///< key
};

/// What a database call sends where its text is kept in an object that a caller of the method has made and filled.
struct Sent {
  text::Location call;   ///< of the database call, in a method of the object's class
  std::vector<Hop> way;  ///< from the caller to it, outermost first
  Text sql;              ///< in the words of the caller
  std::string enclosing; ///< key of the caller
  bool isWhole = false;  ///< all callers see the method's body, so that each says what it sends
};

/// A function of the program that holds database calls or invocations, or returns text.
struct Function {
  std::string key;   ///< USR, the same in every unit
  std::string name;  ///< qualified, as in messages: "app::Orders::find"
  std::string scope; ///< enclosing namespaces, "app::db" (anonymous and inline ones left out)
  text::Location location;
  /// Names; behind them, for each text that stands in a pair, a tuple, an object or a container of them, that of its
  /// parameter.
  std::vector<std::string> parameters;
  /// Of the last parameters, those for such texts: of one that is in a member of an object, the member, by its key,
  /// which tells what it may be where nobody says it; "" of others.
  std::vector<std::string> parts;
  std::vector<Text> defaults;         ///< default arguments, null where there is none
  std::vector<std::string> overrides; ///< keys of the virtual methods it overrides
  /// Members of the object that hold text, by their keys: a call has what is in them behind its arguments, where that
  /// is known. What a method leaves in the i-th of them is the result of `key#this.i`.
  std::vector<std::string> members;
  Text result;                 ///< what it returns, null when that is not text
  std::vector<uint32_t> tests; ///< parameters whose characters it looks at, to leave or to say what it found
  bool isEntry = false;        ///< has callers that no unit shows (main, extern "C" callback)
  bool isDeclared = false;     ///< this unit sees no body of it; `location` is that of a declaration
};

/// A text that a variable, constant or member can have.
struct SymbolText {
  std::string key;
  Text text;
  std::string enclosing;   ///< key of the function that assigns it; "" for an initialiser
  std::string object = {}; ///< of a data member, as Symbol::object
  Text under = nullptr;    ///< of a container, the key or index that the text was put under; null: any
  /// Where the text is assigned to what a call gives a reference to (`set("q") = …`): the result of the
  /// function's ReferredPart, whose key is the key. Which symbol it is the function says. Null: the symbol is the
  /// key's.
  Text target = nullptr;
};

/// The part of a function that says to which symbol it gives a reference.
inline constexpr const char *ReferredPart = "&";
inline std::string referredPart(const std::string &function) { return function + '#' + ReferredPart; }

/// The key of the symbol that has a text where objects that are called so, or are of that class, may be copies of
/// others: what those hold is theirs as well.
inline std::string copiedKey(const std::string &key) { return key + "{}"; }

/// The key of the symbol that has a text where the objects of the class hold any number of others of it: what is in one
/// says nothing of the next.
inline std::string treeKey(const std::string &key) { return key + "{*}"; }

/// A place where the program asks for an environment variable that is named there.
struct VariableRead {
  std::string name;
  text::Location location;
};

/// Where something that was made lives on.
enum class Holder : uint8_t {
  Own,  ///< in the function that made it, or in its result
  This, ///< in the object of the method
  Other ///< outlives both, or is somebody else's
};

/// A step on the way to a new connection: a call that opens one, or that of a function of the program that may.
struct Opening {
  enum class Repeats : uint8_t { No, Request, Loop };
  std::string callee; ///< key; "" for a call that opens a connection itself
  std::string name;   ///< of what is called, for messages
  text::Location location;
  std::string enclosing;
  Repeats repeats = Repeats::No; ///< made for each request, or for each turn of a loop over data
  bool isCertain = true;         ///< made whenever `enclosing` is called
  Holder object = Holder::Own;   ///< of the object that the method is called on
  Holder result = Holder::Own;   ///< of what the call gives
};

/// A text that the program hands to something that is no database.
struct Handed {
  enum class To : uint8_t {
    Log,    ///< writes it down for people who run the program
    Output, ///< the program's standard output: a log of a service, the result of a tool
    Hash,   ///< makes or checks hashes of passwords
  };
  To to = To::Log;
  std::string name; ///< of the function or stream, for messages: "std::cerr"
  text::Location location;
  Text text;             ///< with what is written right before it
  std::string enclosing; ///< key of the function
};

/// Something the reader should know: what could not be analysed, and why.
struct Problem {
  text::Location location; ///< invalid when it concerns the whole unit
  std::string message;
};

/// The facts of one translation unit.
struct Unit {
  std::string mainFile;
  text::FileTable files;
  std::vector<Function> functions;
  std::vector<Call> calls;
  std::vector<Invocation> invocations;
  std::vector<Visit> visits;
  std::vector<Answer> answers;
  std::vector<Sent> sent;
  std::vector<SymbolText> symbols;
  std::vector<VariableRead> reads;
  std::vector<Opening> openings;
  std::vector<Handed> handed;
  std::vector<Problem> problems;
};

} // namespace pgtidy::facts
