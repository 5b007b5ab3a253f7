// Members of one object, which one call of its constructor has filled.
#include "link_resolve.h"

#include "facts/object.h"

#include <algorithm>

namespace pgtidy::analysis {

/// A class of more objects than this is not told apart by them.
static constexpr size_t MostMakers = 64;

/// The member of an object of which it is only known that it is one: what each call of the constructor puts there that
/// alone fills it. With the object's other members it is that of the same call. Null for other members.
facts::Text Resolver::ofOneMaker(const facts::Symbol &symbol, const Object &object) {
  const std::string identity = facts::identityOfObject(symbol.object);
  const std::vector<const facts::SymbolText *> &texts = Program.textsOf(symbol.key);
  if (identity.empty() || texts.size() != 1 || isCopied(symbol.key, object))
    return nullptr;
  const facts::SymbolText &put = *texts.front();
  const facts::Function *maker = Program.function(put.enclosing);
  const std::vector<const facts::Invocation *> callers = Program.callersOf(put.enclosing);
  if (!Classes::isConstructor(put.enclosing) || Classes::of(put.enclosing) != Classes::of(symbol.key) ||
      !dependsOn(put.text, put.enclosing) || !maker || maker->isEntry || callers.size() < 2 ||
      callers.size() > MostMakers)
    return nullptr;
  std::vector<facts::Text> made;
  for (const facts::Invocation *caller : callers) {
    const Object meant{Classes::of(caller->enclosing)};
    Replacement replacement;
    replacement.parameter = [&](const facts::Parameter &parameter) -> facts::Text {
      return parameter.function == put.enclosing ? argumentIn(*caller, parameter, "", meant) : nullptr;
    };
    made.push_back(Transform(std::move(replacement))(resolveIn(put.text, put.enclosing, {Classes::of(symbol.key)})));
  }
  return facts::choice("maker of object " + identity + ": " + put.enclosing, std::move(made));
}

/// Where the parameters begin of a function that stand for parts of others.
static size_t firstPart(const facts::Function &function) {
  return function.parameters.size() - std::min(function.parts.size(), function.parameters.size());
}

/// Whether the call has the function's parts in their places: a unit that sees less of a class knows of fewer.
bool hasParts(const facts::Function *function, size_t arguments, uint32_t parameter) {
  if (!function || parameter < firstPart(*function) || parameter >= function->parameters.size())
    return true;
  return arguments == function->parameters.size() ||
         arguments == function->parameters.size() + function->members.size();
}

/// The member of an object for which the parameter of the function stands; "" where it stands for none.
static std::string memberOf(const facts::Function *function, uint32_t parameter) {
  const bool isPart = function && parameter >= firstPart(*function) && parameter < function->parameters.size();
  return isPart ? function->parts[parameter - firstPart(*function)] : "";
}

bool Resolver::isOfObject(const facts::Parameter &parameter) const {
  return !memberOf(Program.function(parameter.function), parameter.index).empty();
}

bool Resolver::dependsOnTexts(const facts::Text &text, const std::string &function) const {
  bool depends = false;
  Replacement replacement;
  replacement.parameter = [&](const facts::Parameter &parameter) -> facts::Text {
    depends |= parameter.function == function && !isOfObject(parameter);
    return nullptr;
  };
  Transform read(std::move(replacement));
  if (text)
    read(text);
  return depends;
}

/// What is in the member of an object for which the parameter stands, where it is not known which object that is. Null
/// for other parameters.
facts::Text Resolver::ofAnyObject(const facts::Parameter &parameter) {
  const std::string member = memberOf(Program.function(parameter.function), parameter.index);
  return member.empty() ? nullptr : symbolAsUsed({member, parameter.hole, facts::anyObject()}, {});
}

/// A parameter that no call gives: of an object, what any has; else a value of the run.
facts::Text Resolver::givenByNobody(const facts::Parameter &parameter) {
  const facts::Text any = ofAnyObject(parameter);
  return any ? any : facts::hole(parameter.hole);
}

} // namespace pgtidy::analysis
