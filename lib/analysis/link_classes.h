// Which of a base class's objects a method of a derived class works on.
#pragma once

#include "link_index.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace pgtidy::analysis {

/// An object that a text is about, as far as that is known.
struct Object {
  std::string type;      ///< its class
  std::string name = {}; ///< what it is called by, see facts::Symbol::object; "" where it may be any of its class
  auto operator<=>(const Object &) const = default;
};

/// Classes by the keys of their members. That one derives from another is known where it overrides a method of it,
/// calls one as its own, or its constructor begins with one of it.
class Classes {
public:
  Classes(const facts::Program &program, const Index &index);

  /// The class that the function or data member with this key belongs to; a namespace or "" for others.
  static std::string of(const std::string &key);

  /// Whether the method that gives this result is called on the object of the method that calls it.
  static bool isOfSameObject(const facts::Result &result);

  static bool isConstructor(std::string_view key);

  bool derives(const std::string &derived, const std::string &base) const;

  /// Whether both classes derive from one.
  bool areSiblings(const std::string &a, const std::string &b) const;

  /// What a virtual call names its object by, of one that gives `result`: "this" for the object of the method at hand;
  /// "" where two calls that read alike may be of two objects.
  static std::string objectAsked(const facts::Result &result);

  /// The classes that objects behind a pointer to `base` may have: itself and those that derive from it, without those
  /// that leave a method that gives text without a body. None where there are many.
  const std::vector<std::string> &objectsOf(const std::string &base) const;

  /// Of methods that override each other, the one that objects of the class have; null where they have none.
  const facts::Function *methodOf(const std::vector<const facts::Function *> &methods, const std::string &type) const;

  /// Of the invocations of a method, those that may be of the object. Of a constructor's, those that can be a part of
  /// making an object of its class, which derives from the constructor's: those of that class itself, and of the
  /// classes between. All, where none is known.
  std::vector<const facts::Invocation *> callersOf(const std::string &method, const Object &object) const;

  /// Which classes the objects have whose methods, of class `user`, call `method` of an object that they hold by a base
  /// class: those of its makers, where all of them derive from `user`; `user` where that is not known.
  std::vector<std::string> usersOf(const std::string &method, const facts::Invocation &caller,
                                   const std::string &user) const;

  /// Whether a member or method of a class is one of the object as well, by way of derivation.
  bool isOf(const std::string &owner, const Object &object) const;

  /// Whether an object that is called `name` may be the object.
  static bool mayBe(const std::string &name, const Object &object);

  /// Whether a method of the class `writer` may work on an object of the class `object`, where both derive from `base`.
  bool mayShare(const std::string &writer, const std::string &object, const std::string &base) const;

private:
  const Index &Program;
  std::unordered_map<std::string, std::set<std::string>> Bases;
  std::unordered_map<std::string, std::set<std::string>> Virtual; ///< methods that others override, by class
  mutable std::map<std::pair<std::string, std::string>, bool> Takes;
  mutable std::map<std::string, std::vector<std::string>> Objects; ///< by base class
  std::unordered_map<std::string, std::set<std::string>> Makers;   ///< functions that call constructors, by class

  void readCalls(const std::vector<facts::Text> &texts, const std::string &enclosing);
  bool isAbstract(const std::string &type) const;
  void addMakers(const std::string &type, std::set<std::string> &makers, unsigned depth = 0) const;
  std::vector<std::string> withBases(const std::string &type) const;
  bool isMaker(const facts::Invocation &invocation, const std::string &object) const;
  bool takesPart(const std::string &constructor, const std::string &object) const;
};

} // namespace pgtidy::analysis
