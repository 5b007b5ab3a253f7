// What is known of a C++ value while a function is evaluated.
#pragma once

#include "facts/guard.h"
#include "facts/text.h"
#include "facts/unit.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace pgtidy::extract {

class Value;

/// One step from an object into it.
struct Step {
  const clang::FieldDecl *field = nullptr; ///< null: an element
  int64_t index = -1;                      ///< of the element; -1 when it is not known which
  const clang::Stmt *where = nullptr;      ///< what asks for the element
  bool isEach = false;                     ///< a loop that goes through all, in their order
  unsigned which = 0;                      ///< number that tells it apart where its index is not known; 0: nothing does
  std::shared_ptr<const Value> key = nullptr; ///< of a map: under which the element stands; null: of no map
  bool operator==(const Step &other) const;
};

/// What an object is called by, for units that do not see it: the data member that it is, else the variable.
struct Owner {
  const void *root = nullptr;
  const clang::FieldDecl *member = nullptr;
};

/// An object or a part of one. The root is a declaration, or the expression that makes a temporary or heap object.
struct Place {
  const void *root = nullptr; ///< null: an object that is not known
  std::vector<Step> path;
  bool offset = false; ///< points somewhere behind the beginning of a character buffer
  bool operator==(const Place &) const = default;
  Place field(const clang::FieldDecl *field) const;
  Place element(int64_t index, const clang::Stmt *where = nullptr) const;
  /// The one under an index that is not known, which `which` tells apart.
  Place someElement(const clang::Stmt *where, unsigned which) const;
  /// What stands under a key of a map.
  Place under(Value key, const clang::Stmt *where, unsigned which) const;
  /// Of the object that the first `steps` of the path lead to.
  Owner owner(size_t steps) const;
  Owner owner() const { return owner(path.size()); }
  /// Of the object that the last member on the path is in.
  Owner ownerOfPart() const;
};

/// A whole number: exactly `value`, or at least that much.
struct Integer {
  int64_t value = 0;
  bool exact = true;
  bool operator==(const Integer &) const = default;
};

struct Null {};

/// Elements in order; those from `repeatedFrom` on may follow each other any number of times.
struct Array {
  std::vector<Value> elements;
  size_t repeatedFrom = SIZE_MAX;
};

/// An object of a class by its members, those of bases included. A member that is not there is as it was before.
struct Record {
  std::map<const clang::FieldDecl *, Value> fields;
};

/// A lambda with the values it captured by copy and by initialiser.
struct Closure {
  const clang::LambdaExpr *lambda = nullptr;
  std::map<const clang::ValueDecl *, Value> captures;
  Place self;
  bool isHome = false; ///< made by the function that is evaluated for its own sake: its calls are that function's
};

/// A column of a row that the program has set.
struct Change {
  std::string column;
  facts::Text value; ///< as the object mapper binds it
};

/// What a database call gave, or a part of it.
struct Rows {
  enum class Part : uint8_t { All, Row, Field, Count };
  facts::LookupPtr lookup;
  Part part = Part::All;
  std::string column;          ///< Field: as facts::Operand::column
  std::vector<Change> changed; ///< columns that the program has set since, each once
  bool isObject = false;       ///< of an object mapper: its members are columns by their names
  bool isToCome = false;       ///< it is there when it was waited for
};

/// A value that is bound to a placeholder.
struct Bound {
  facts::Text value;                      ///< null: which it is is not known
  facts::Operand operand;                 ///< which value it is
  const clang::Expr *reference = nullptr; ///< the variable whose value counts when the statement is sent
};

/// A statement that an object keeps: what was prepared, what has been bound to it since, and what its last run gave.
struct Kept {
  facts::Text text;                        ///< of the object: it names the database, or is the statement
  std::shared_ptr<const facts::Call> call; ///< that prepared it; null: none did
  bool isRecorded = false;                 ///< as a fact of the function at hand
  size_t next = 0;                         ///< where the next value goes that does not say for which placeholder
  std::vector<Bound> bound;                ///< in order
  /// The variables that the columns of the row are put in, in order, and how they are named there.
  std::vector<std::pair<Place, const clang::Expr *>> filled;
  facts::LookupPtr rows; ///< null: it did not run
  Place connection;      ///< that says as well whether there are rows
};

/// The answer to a question about rows: what is certain where it is true (or not 0), and where it is not.
struct Test {
  std::vector<facts::Check> yes, no;
  facts::LookupPtr sent = {}; ///< asked was no more than whether the statement could be sent
};

/// One of several values; the meaning of `condition` is that of facts::Choice.
struct Alternatives {
  std::string condition;
  std::vector<Value> branches;
};

/// A value, cheap to copy. Holding monostate it is not known.
class Value {
public:
  Value() = default;
  Value(facts::Text text);
  Value(Integer integer) : Data(integer) {}
  Value(Null) : Data(Null{}) {}
  Value(Place pointee) : Data(std::make_shared<const Place>(std::move(pointee))) {}
  Value(Array array) : Data(std::make_shared<const Array>(std::move(array))) {}
  Value(Record record) : Data(std::make_shared<const Record>(std::move(record))) {}
  Value(Closure closure) : Data(std::make_shared<const Closure>(std::move(closure))) {}
  Value(Alternatives alternatives) : Data(std::make_shared<const Alternatives>(std::move(alternatives))) {}
  Value(Rows rows) : Data(std::make_shared<const Rows>(std::move(rows))) {}
  Value(Kept kept) : Data(std::make_shared<const Kept>(std::move(kept))) {}
  Value(Test test) : Data(std::make_shared<const Test>(std::move(test))) {}
  Value(const clang::FunctionDecl *function) : Data(function) {}

  bool isUnknown() const { return std::holds_alternative<std::monostate>(Data); }
  bool isNull() const { return std::holds_alternative<Null>(Data); }
  facts::Text text() const;
  const Integer *integer() const { return std::get_if<Integer>(&Data); }
  const Place *pointer() const { return shared<Place>(); }
  const Array *array() const { return shared<Array>(); }
  const Record *record() const { return shared<Record>(); }
  const Closure *closure() const { return shared<Closure>(); }
  const Alternatives *alternatives() const { return shared<Alternatives>(); }
  const Rows *rows() const { return shared<Rows>(); }
  const Kept *kept() const { return shared<Kept>(); }
  const Test *test() const { return shared<Test>(); }
  const clang::FunctionDecl *function() const;

private:
  template <typename T> const T *shared() const {
    auto *held = std::get_if<std::shared_ptr<const T>>(&Data);
    return held ? held->get() : nullptr;
  }
  std::variant<std::monostate, facts::Text, Integer, Null, std::shared_ptr<const Place>, std::shared_ptr<const Array>,
               std::shared_ptr<const Record>, std::shared_ptr<const Closure>, std::shared_ptr<const Alternatives>,
               std::shared_ptr<const Rows>, std::shared_ptr<const Kept>, std::shared_ptr<const Test>,
               const clang::FunctionDecl *>
      Data;
};

/// Any of the texts in a value and its elements; null where there is none.
facts::Text anyElement(const Value &value);
/// Whether both are known to be one key of a map: two texts that the program writes, two numbers, or one value that is
/// not known.
bool isSameKey(const Value &a, const Value &b);
/// Whether the program writes the key itself.
bool isConstantKey(const Value &key);
/// Whether all of the container's elements are known, and few enough to be told apart by those it is given to.
bool mayBeList(const Array &array);
/// The texts in the container as a list, where all are known and in the order in which they were put there; else
/// anyElement().
facts::Text elementsIn(const Value &value, bool areInOrder);
/// Elements of which each may be the text.
Array anyNumberOf(facts::Text element);

/// Whether it is an iterator that may be at any element of its container.
bool isAtAnyElement(const Value &value);
/// Of two iterators into one container, one that may be at any element; unknown where the values are none.
Value anyElement(const Value &a, const Value &b);

/// Of two values of an object that keeps a statement, what holds of both: of one statement, what both have bound to it;
/// else what the object is as text. Nothing where neither is known, or none keeps a statement.
std::optional<Value> agreedStatement(const Value &a, const Value &b);
/// Whether both are known to be the same value.
bool same(const Value &a, const Value &b);
/// How many values it may be, counted up to `limit`.
unsigned waysOf(const Value &value, unsigned limit);
/// The number, where it is exactly known.
std::optional<int64_t> constant(const Value &value);

} // namespace pgtidy::extract
