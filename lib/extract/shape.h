// Where the texts stand in a value that is put together of others.
#pragma once

#include "value.h"

#include <functional>

namespace pgtidy::extract {

class Matcher;

/// A value is a text, or its texts stand in any element of a container, in the members of a pair or tuple, or in those
/// of an object of the program.
struct Shape {
  enum class Kind : uint8_t { Nothing, Text, Elements, Members, Object } kind = Kind::Nothing;
  std::vector<Shape> parts = {};                      ///< Elements: one, that of an element
  std::vector<const clang::FieldDecl *> members = {}; ///< Object: whose parts these are
  bool isBehindPointer = false;                       ///< Object: the container holds a pointer to it
};

/// Whether it is a container whose elements are texts.
bool isOfTexts(const Shape &shape);

/// Whether elements of the type's objects keep the order in which they were put there: not in sets and maps.
bool isSequence(clang::QualType type);

/// Whether it is std::pair or std::tuple, or of a library that calls them so in its own namespace std.
bool isPairOrTuple(const clang::CXXRecordDecl &record);

/// Of a type: standard containers, pairs and tuples and those of other libraries that name their types alike. Types
/// that hold more texts than can be followed are Nothing.
Shape shapeOf(clang::QualType type, Matcher &match);

/// How many texts a parameter of that shape takes besides the one in its own place: texts and containers of them stand
/// there, all others need places of their own.
size_t partsOf(const Shape &shape);

/// How many of them all parameters take.
size_t partsOf(const clang::FunctionDecl &function, Matcher &match);

/// The members of objects that the texts of such a value are, one for each; null for those that are in none.
std::vector<const clang::FieldDecl *> membersIn(const Shape &shape);

/// What the texts in such a member go by: those of a container are its elements'.
std::string memberKey(const clang::FieldDecl &member, Matcher &match);

/// A value of that shape whose texts are what `part` gives, one after the other; its arguments are whether the text
/// stands in an element of a container, and the member of an object that it is, or is in; null where it is in none.
/// `pointer` gives a pointer to an object.
using PartOf = std::function<facts::Text(bool isElement, const clang::FieldDecl *member)>;
using PointerTo = std::function<Value(Record object)>;
Value valueOf(const Shape &shape, const PartOf &part, const PointerTo &pointer);

/// The texts of a value in the order of valueOf; null for what is not known.
std::vector<facts::Text> textsIn(const Shape &shape, const Value &value, bool areInOrder);

} // namespace pgtidy::extract
