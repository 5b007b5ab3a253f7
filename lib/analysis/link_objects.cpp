// Members of one object, which one call of its constructor has filled.
#include "link_resolve.h"

#include "facts/object.h"

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

} // namespace pgtidy::analysis
