// Which of the texts that the program puts into a member may be in the object at hand.
#include "link_resolve.h"

#include <algorithm>

namespace pgtidy::analysis {

/// Whether a method puts in what its callers give it.
static bool isOfCallers(const facts::SymbolText &text) { return dependsOn(text.text, text.enclosing); }

/// Whether a constructor puts in more than nothing, which is for another method to replace.
static bool isMade(const facts::SymbolText &text) {
  return Classes::isConstructor(text.enclosing) && facts::equals(text.text, "") != true;
}

/// Whether a constructor or setter puts in what nobody gives it: where others are called, and this one never is.
bool Resolver::isGivenByNobody(const facts::SymbolText &text) const {
  auto isCalled = [&](const std::string &function) { return !Program.callersOf(function).empty(); };
  const facts::Function *writer = Program.function(text.enclosing);
  if (isCalled(text.enclosing) || !isOfCallers(text) || (writer && writer->isEntry))
    return false;
  const bool isMaker = Classes::isConstructor(text.enclosing);
  const std::vector<const facts::SymbolText *> &all = Program.textsOf(text.key);
  return std::any_of(all.begin(), all.end(), [&](const facts::SymbolText *other) {
    return isCalled(other->enclosing) &&
           (isMaker ? Classes::isConstructor(other->enclosing) : isMade(*other) || isOfCallers(*other));
  });
}

/// Whether the text is in each object of the class, as long as no other is put there.
static bool isOfEach(const facts::SymbolText &text) {
  return text.enclosing.empty() ||
         (Classes::isConstructor(text.enclosing) && Classes::of(text.enclosing) == Classes::of(text.key) &&
          text.object.empty() && facts::asLiteral(text.text));
}

/// Whether the text was put into an object that the program has many of, of which it is not known whether it is the one
/// that is read.
bool Resolver::isOfAnotherNode(const facts::SymbolText &text, const Object &object) const {
  const bool isTree = !Program.textsOf(facts::treeKey(Classes::of(text.key))).empty();
  return isTree && !isOfEach(text) && (object.name.empty() || facts::isAnyObject(text.object));
}

std::vector<const facts::SymbolText *> Resolver::handedTo(const facts::Symbol &member, const std::string &type) const {
  std::vector<const facts::SymbolText *> handed;
  if (!member.object.empty() || member.under)
    return handed;
  for (const facts::SymbolText *text : Program.textsOf(member.key)) {
    const std::string writer = Classes::of(text->enclosing), owner = Classes::of(member.key);
    if (owner.empty() || !Kinds.mayShare(writer, type, owner) || (isOfCallers(*text) && isGivenByNobody(*text)))
      continue;
    const bool isOwn = text->object.empty() && !mentionsAny(text->text, {member.key});
    if (isOwn && isOfCallers(*text) && !isOfAnotherNode(*text, {type}))
      handed.push_back(text);
    else if (facts::equals(text->text, "") != true)
      return {};
  }
  return handed;
}

} // namespace pgtidy::analysis
