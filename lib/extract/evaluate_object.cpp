// Objects of classes whose methods other units have. What such a method leaves in the members that hold text goes by a
// name of its own (`method#this.0` is the first of them), and the texts that are in them when it is called go with the
// call behind its arguments, so that the methods are put together where the units are linked.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// Of a class with more members that hold text each call would repeat all of them.
static constexpr size_t MostMembers = 6;
/// Calls of one object nest; one with more nodes than this is not followed.
static constexpr size_t MostNodes = 400;

/// The members of objects of the method's class that hold text, those of its bases first; none where there are many.
std::vector<const FieldDecl *> Evaluator::heldMembers(const FunctionDecl &function) {
  auto *method = llvm::dyn_cast<CXXMethodDecl>(&function);
  std::vector<const FieldDecl *> members;
  if (!method || method->isStatic() || method->isVariadic() || llvm::isa<CXXDestructorDecl>(method) ||
      !isProgram(*method) || method->isDependentContext() || !method->getParent()->hasDefinition())
    return members;
  for (const FieldDecl *member : membersOf(*method->getParent()->getDefinition()))
    if (mayHoldText(member->getType()) || Match.holdsTexts(member->getType()))
      members.push_back(member);
  if (members.size() > MostMembers)
    members.clear();
  return members;
}

/// The object that a method is called on, behind a smart pointer or not.
Place Evaluator::objectOf(const CallSite &site) {
  if (!site.self.root)
    return {};
  const Value held = load(site.self);
  return held.pointer() ? *held.pointer() : site.self;
}

/// The text of an earlier pass of a loop, where the loop goes on from any: that it went round once is a case of it.
static facts::Text withoutLoopMarkers(const facts::Text &text) {
  return rewrite(text, [](const facts::Text &node) { return isLoopMarker(*node) ? facts::literal("") : nullptr; });
}

/// What is in the member: its text, or any of the texts in a container.
facts::Text Evaluator::textIn(const Place &object, const FieldDecl &member) {
  const Value value = load(object.field(&member));
  if (!Match.holdsTexts(member.getType()))
    return value.isUnknown() ? initialMember(&member, object.owner()).text() : known(textOf(value, nullptr));
  if (value.isUnknown())
    return someElement(member, object.owner());
  const facts::Text text = anyElement(value);
  return text ? known(text) : facts::nothing();
}

static size_t nodesIn(const facts::Text &text) {
  size_t nodes = 0;
  (void)any(text, [&](const facts::TextNode &) { return ++nodes > MostNodes; });
  return nodes;
}

/// Whether what is in the object's members is known: it was made by this function, or is the method's own.
bool Evaluator::isFollowed(const Place &object) {
  if (!object.root)
    return false;
  if (Unnamed.count(object.root))
    return Top && Top->self && Top->self->root == object.root && !Unclear.count(object.root);
  return load(object).record() != nullptr;
}

/// Whether what the method does to its object is told where the units are linked.
static bool isToldAtLink(const FunctionDecl &method) {
  const FunctionDecl *definition = method.getDefinition();
  return !definition || isForOtherUnits(*definition);
}

/// Whether the call is one on the way to a text that is sent, as a caller in another unit goes it: it is noted even
/// where it hands no text on.
bool Evaluator::isOnTheWay(const CallSite &site) {
  if (!site.callee->getDefinition())
    return !heldMembers(*site.callee).empty();
  return Unnamed.count(objectOf(site).root) && isToldAtLink(*site.callee) && Marked.mayReachDatabase(*site.callee) &&
         !heldMembers(*site.callee).empty();
}

/// The texts in the object's members, to go with a call of its method; none where they are not known.
std::vector<facts::Text> Evaluator::objectTexts(const CallSite &site) {
  std::vector<facts::Text> texts;
  const Place object = objectOf(site);
  if (!site.callee || llvm::isa<CXXConstructorDecl>(site.callee) || !isToldAtLink(*site.callee) || !isFollowed(object))
    return texts;
  size_t nodes = 0;
  for (const FieldDecl *member : heldMembers(*site.callee)) {
    texts.push_back(withoutLoopMarkers(textIn(object, *member)));
    nodes += texts.back() ? nodesIn(texts.back()) : 0;
    if (nodes > MostNodes)
      return {};
  }
  return texts;
}

/// Puts the texts in the object behind those that are given to its method. Gives where they begin; the end where none
/// of them is known.
size_t Evaluator::addObject(const CallSite &site, std::vector<facts::Text> &given) {
  std::vector<facts::Text> texts = objectTexts(site);
  const size_t first = texts.empty() ? given.size() : site.callee->getNumParams() + partsOf(*site.callee, Match);
  if (texts.empty())
    return first;
  given.resize(first);
  given.insert(given.end(), texts.begin(), texts.end());
  return first;
}

/// The members of the object as the method leaves them, once it is found; `given` are its arguments, with the texts in
/// the object.
extract::Record Evaluator::membersAfter(const CallSite &site, const std::vector<facts::Text> &given) {
  extract::Record after;
  unsigned index = 0;
  const std::string object = objectName(site);
  noteMembers(*site.callee);
  for (const FieldDecl *member : heldMembers(*site.callee)) {
    facts::Result part;
    part.function = Facts.mentionPart(*site.callee, "this." + std::to_string(index++));
    part.arguments = given;
    part.hole = holeOf(site.expression, member->getType());
    part.hole.kind = facts::HoleKind::Text;
    part.object = object;
    Value left = facts::result(std::move(part));
    if (Match.holdsTexts(member->getType())) {
      Array elements;
      elements.elements.push_back(std::move(left));
      elements.repeatedFrom = 0;
      left = std::move(elements);
    }
    after.fields[member] = std::move(left);
  }
  return after;
}

/// The object that a constructor makes that is found elsewhere; unknown where it holds no text.
Value Evaluator::madeElsewhere(const CallSite &site, const std::vector<facts::Text> &given) {
  if (!llvm::isa<CXXConstructorDecl>(site.callee) || site.callee->getDefinition())
    return {};
  extract::Record made = membersAfter(site, given);
  return made.fields.empty() ? Value() : Value(std::move(made));
}

/// Does to the object what a method does that is found elsewhere. False where nothing is known of the object.
bool Evaluator::changeElsewhere(const CallSite &site, const std::vector<facts::Text> &given, size_t fromObject) {
  const Place object = objectOf(site);
  if (given.size() == fromObject)
    return false;
  extract::Record after = membersAfter(site, given);
  Value whole = load(object);
  extract::Record changed = whole.record() ? *whole.record() : extract::Record();
  for (auto &[member, value] : after.fields)
    changed.fields[member] = std::move(value);
  std::erase_if(changed.fields, [&](const auto &member) { // what it puts into maps is told by where they are
    return Match.mapsToTexts(member.first->getType());
  });
  Now.values[object.root] =
      object.path.empty() ? Value(std::move(changed)) : stored(Now.values[object.root], object, 0, std::move(changed));
  Now.versions[object.root] = ++Version;
  return true;
}

/// Notes what a method leaves in the members of its object, for units that do not see its body.
void Evaluator::leavesMembers(const FunctionDecl &function) {
  if (!Top->self || !Now.reachable || !isForOtherUnits(function))
    return;
  unsigned index = 0;
  for (const FieldDecl *member : heldMembers(function)) {
    const facts::Text before =
        Match.holdsTexts(member->getType()) ? someElement(*member) : initialMember(member).text();
    const facts::Text after = textIn(*Top->self, *member);
    const std::string part = "this." + std::to_string(index++);
    if (after && !facts::same(before, after))
      Facts.returnsPart(function, part, bounded(after));
  }
}

/// Tells which members the texts behind the arguments of a call are for.
void Evaluator::noteMembers(const FunctionDecl &function) {
  std::vector<std::string> keys;
  for (const FieldDecl *member : heldMembers(function))
    keys.push_back(memberKey(*member, Match));
  if (!keys.empty())
    Facts.members(function, keys);
}

} // namespace pgtidy::extract
