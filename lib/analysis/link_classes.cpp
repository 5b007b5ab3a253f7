#include "link_classes.h"

#include "link_transform.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <string_view>

namespace pgtidy::analysis {
namespace {

constexpr std::string_view FunctionMark = "@F@", FieldMark = "@FI@";

size_t markIn(std::string_view key) { return std::min(key.find(FunctionMark), key.find(FieldMark)); }

/// Whether a class, not a namespace, holds the function or data member.
bool isMember(std::string_view key) {
  std::string_view owner = key.substr(0, markIn(key));
  owner = owner.substr(0, owner.rfind('@'));
  std::string_view kind = owner.substr(owner.rfind('@') + 1);
  return owner.size() < key.size() && kind.starts_with('S');
}

} // namespace

/// A function with the name of its class.
bool Classes::isConstructor(std::string_view key) {
  size_t mark = key.find(FunctionMark);
  if (mark == std::string_view::npos)
    return false;
  std::string_view owner = key.substr(0, mark), name = key.substr(mark + FunctionMark.size());
  name = name.substr(0, name.find('#'));
  return owner.substr(owner.rfind('@') + 1) == name;
}

Classes::Classes(const facts::Program &program, const Index &index) : Program(index) {
  for (const facts::Function &function : program.functions) {
    for (const std::string &overridden : function.overrides) {
      Bases[of(function.key)].insert(of(overridden));
      Virtual[of(overridden)].insert(overridden);
    }
    readCalls({function.result}, function.key);
  }
  for (const facts::Call &call : program.calls) {
    readCalls({call.sql, call.name, call.table, call.connection}, call.enclosing);
    readCalls(call.values, call.enclosing);
  }
  for (const facts::Invocation &invocation : program.invocations) {
    readCalls(invocation.arguments, invocation.enclosing);
    const std::string type = of(invocation.callee), caller = of(invocation.enclosing);
    if (!isConstructor(invocation.callee))
      continue;
    Makers[type].insert(invocation.enclosing);
    if (isConstructor(invocation.enclosing) && invocation.object.empty() && type != caller) // of its own object
      Bases[caller].insert(type);
  }
  for (const facts::Opening &opening : program.openings)
    if (isConstructor(opening.callee))
      Makers[of(opening.callee)].insert(opening.enclosing);
  for (const facts::SymbolText &symbol : program.symbols)
    readCalls({symbol.text}, symbol.enclosing);
  for (const facts::Handed &handed : program.handed)
    readCalls({handed.text}, handed.enclosing);
}

/// A method that calls one of another class without naming an object inherits it.
void Classes::readCalls(const std::vector<facts::Text> &texts, const std::string &enclosing) {
  if (!isMember(enclosing))
    return;
  Replacement replacement;
  replacement.result = [&](const facts::Result &result) -> facts::Text {
    if (isOfSameObject(result) && isMember(result.function) && of(result.function) != of(enclosing))
      Bases[of(enclosing)].insert(of(result.function));
    return nullptr;
  };
  Transform read(std::move(replacement));
  for (const facts::Text &text : texts)
    if (text)
      read(text);
}

bool Classes::isOfSameObject(const facts::Result &result) {
  std::string_view called(result.hole.expression);
  if (called.starts_with("this->"))
    called.remove_prefix(6);
  called = called.substr(0, called.find('('));
  return !called.empty() && called.find_first_of(".>:") == std::string_view::npos;
}

std::string Classes::of(const std::string &key) {
  size_t mark = markIn(key);
  return mark == std::string::npos ? std::string() : key.substr(0, mark);
}

/// The class and all that it derives from.
std::vector<std::string> Classes::withBases(const std::string &type) const {
  std::vector<std::string> reached{type};
  for (size_t i = 0; i < reached.size(); ++i)
    if (auto bases = Bases.find(reached[i]); bases != Bases.end())
      for (const std::string &next : bases->second)
        if (std::find(reached.begin(), reached.end(), next) == reached.end())
          reached.push_back(next);
  return reached;
}

bool Classes::derives(const std::string &derived, const std::string &base) const {
  if (derived == base)
    return false;
  const std::vector<std::string> owners = withBases(derived);
  return std::find(owners.begin(), owners.end(), base) != owners.end();
}

bool Classes::areSiblings(const std::string &a, const std::string &b) const {
  if (a.empty() || b.empty() || a == b || derives(a, b) || derives(b, a))
    return false;
  const std::vector<std::string> bases = withBases(a), others = withBases(b);
  return std::any_of(bases.begin(), bases.end(), [&](const std::string &base) {
    return std::find(others.begin(), others.end(), base) != others.end();
  });
}

std::string Classes::objectAsked(const facts::Result &result) {
  std::string_view call(result.hole.expression);
  if (!call.ends_with(')'))
    return {};
  size_t open = call.size(), depth = 0;
  do {
    --open;
    depth += call[open] == ')';
    depth -= call[open] == '(';
  } while (depth > 0 && open > 0);
  auto isOfName = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
  while (open > 0 && isOfName(call[open - 1]))
    --open;
  std::string_view object = call.substr(0, open);
  if (object.empty() || object == "this->")
    return "this";
  const bool isMember = object.ends_with('.') || object.ends_with("->");
  return isMember && object.find('(') == std::string_view::npos ? std::string(object) : std::string();
}

const facts::Function *Classes::methodOf(const std::vector<const facts::Function *> &methods,
                                         const std::string &type) const {
  const facts::Function *last = nullptr;
  for (const facts::Function *method : methods) {
    const std::string owner = of(method->key);
    if ((owner == type || derives(type, owner)) && (!last || derives(owner, of(last->key))))
      last = method;
  }
  return last;
}

bool Classes::isAbstract(const std::string &type) const {
  auto isWithoutBody = [&](const std::string &method) { // of one that no unit tells of, nothing is known
    const std::vector<const facts::Function *> targets = Program.targetsOf(method);
    const facts::Function *own = methodOf(targets, type);
    const bool isGiven =
        std::any_of(targets.begin(), targets.end(), [](const facts::Function *one) { return one->result; });
    return isGiven && own && own->isDeclared && !own->result;
  };
  const std::vector<std::string> owners = withBases(type);
  return std::any_of(owners.begin(), owners.end(), [&](const std::string &owner) {
    auto methods = Virtual.find(owner);
    return methods != Virtual.end() && std::any_of(methods->second.begin(), methods->second.end(), isWithoutBody);
  });
}

const std::vector<std::string> &Classes::objectsOf(const std::string &base) const {
  static constexpr size_t Most = 64;
  auto [known, isNew] = Objects.try_emplace(base);
  std::set<std::string> types{base};
  for (const auto &[type, bases] : Bases)
    if (isNew && derives(type, base))
      types.insert(type);
  if (isNew && types.size() <= Most)
    std::copy_if(types.begin(), types.end(), std::back_inserter(known->second),
                 [&](const std::string &type) { return !isAbstract(type); });
  return known->second;
}

/// Whether the constructor is one of those that make an object of the class.
bool Classes::takesPart(const std::string &constructor, const std::string &object) const {
  std::string owner = of(constructor);
  if (owner == object)
    return true;
  if (!derives(object, owner))
    return false;
  auto [known, isNew] = Takes.try_emplace({constructor, object}, false);
  if (!isNew)
    return known->second;
  bool takes = false;
  for (const facts::Invocation *invocation : Program.callersOf(constructor))
    takes = takes || isMaker(*invocation, object);
  return Takes[{constructor, object}] = takes;
}

bool Classes::isMaker(const facts::Invocation &invocation, const std::string &object) const {
  return isConstructor(invocation.enclosing) && takesPart(invocation.enclosing, object);
}

std::vector<const facts::Invocation *> Classes::callersOf(const std::string &method, const Object &object) const {
  std::vector<const facts::Invocation *> all = Program.callersOf(method), makers;
  std::erase_if(all, [&](const facts::Invocation *invocation) { return !mayBe(invocation->object, object); });
  if (!isConstructor(method) || !derives(object.type, of(method)))
    return all;
  std::copy_if(all.begin(), all.end(), std::back_inserter(makers),
               [&](const facts::Invocation *invocation) { return isMaker(*invocation, object.type); });
  return makers.empty() ? all : makers;
}

/// The classes of the functions that make objects of the class, or of classes that derive from it.
void Classes::addMakers(const std::string &type, std::set<std::string> &makers, unsigned depth) const {
  static constexpr unsigned Deepest = 4;
  auto calling = Makers.find(type);
  if (calling == Makers.end() || depth == Deepest)
    return;
  for (const std::string &function : calling->second) {
    const std::string maker = of(function);
    if (isConstructor(function) && derives(maker, type)) // as a base
      addMakers(maker, makers, depth + 1);
    else
      makers.insert(isMember(function) ? maker : "");
  }
}

std::vector<std::string> Classes::usersOf(const std::string &method, const facts::Invocation &caller,
                                          const std::string &user) const {
  const std::string type = of(method);
  std::set<std::string> makers;
  if (!caller.object.empty() && derives(type, of(caller.callee)))
    addMakers(type, makers);
  const bool areKnown = !makers.empty() && std::all_of(makers.begin(), makers.end(),
                                                       [&](const auto &maker) { return derives(maker, user); });
  return areKnown ? std::vector<std::string>(makers.begin(), makers.end()) : std::vector{user};
}

bool Classes::isOf(const std::string &owner, const Object &object) const {
  return owner == object.type || derives(object.type, owner) || derives(owner, object.type);
}

bool Classes::mayBe(const std::string &name, const Object &object) {
  return object.name.empty() || name.empty() || facts::isAnyObject(name) || name == object.name;
}

bool Classes::mayShare(const std::string &writer, const std::string &object, const std::string &base) const {
  return writer == object || !derives(writer, base) || derives(object, writer) || derives(writer, object);
}

} // namespace pgtidy::analysis
