#include "link_resolve.h"

#include "link_itself.h"
#include "link_keys.h"
#include "link_lists.h"

#include "facts/key.h"
#include "facts/project_file.h"
#include "facts/setting.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <optional>

namespace pgtidy::analysis {
namespace {

using facts::Text;

/// Parts of texts that functions give, copied for the calls in the text at hand: methods that call each other, and
/// leave texts in many members, make more of them than there is memory for.
constexpr size_t MostCopied = 5000;

/// The owner that no function is: all parameters become what callers give.
const char *const Nobody = "";

std::string placeOf(const facts::Hole &hole) {
  const text::Location &made = facts::madeAt(hole);
  return made.isValid() ? std::to_string(made.file) + ":" + std::to_string(made.offset) : hole.expression;
}

constexpr std::string_view MemberLeft = "#this.";

/// Which member of the object a method's part stands for; nothing where the function is no such part.
std::optional<size_t> memberLeft(const std::string &key) {
  const size_t mark = key.rfind(MemberLeft);
  size_t member = 0;
  if (mark == std::string::npos ||
      llvm::StringRef(key).drop_front(mark + MemberLeft.size()).take_while(isdigit).getAsInteger(10, member))
    return std::nullopt;
  return member;
}

/// The value, for the reader where it is used and by the name that it has there.
facts::Hole placedAt(facts::Hole value, const facts::Hole &use) {
  value.made = facts::madeAt(value);
  value.location = use.location;
  if (!use.expression.empty())
    value.expression = use.expression;
  return value;
}

/// What is handed over as it is stands, for the reader, where the function that was given it (or that called for it)
/// puts it into a text, and goes by the name that it has there. So do a member of an object that nobody says, where the
/// object was handed over, and what a member was given, `isOfMember`.
Text usedAs(const Text &given, const facts::Hole &use, bool isOfMember = false) {
  if (!given || !use.location.isValid())
    return given;
  if (const auto *hole = std::get_if<facts::Hole>(&given->value))
    return facts::hole(placedAt(*hole, use));
  // One without a place is a member of an object, which was not put into a text so far.
  if (const auto *value = std::get_if<facts::Parameter>(&given->value);
      value && (isOfMember || !value->hole.location.isValid()))
    return facts::parameter({value->function, value->index, placedAt(value->hole, use)});
  if (const auto *symbol = std::get_if<facts::Symbol>(&given->value); symbol && isOfMember)
    return facts::symbol({symbol->key, placedAt(symbol->hole, use), symbol->object, symbol->under});
  if (const auto *test = std::get_if<facts::Narrowed>(&given->value))
    return facts::narrowed(usedAs(test->text, use, isOfMember), *test);
  const auto *choice = std::get_if<facts::Choice>(&given->value);
  if (!choice)
    return given;
  std::vector<Text> branches;
  for (const Text &branch : choice->branches)
    branches.push_back(usedAs(branch, use, isOfMember));
  return facts::choice(choice->condition, std::move(branches), choice->test);
}

/// Whether it is a member of an object that nobody has put into a text so far.
bool isOnlyHandedOn(const Text &text) {
  const auto *parameter = std::get_if<facts::Parameter>(&text->value);
  return parameter && !parameter->hole.location.isValid();
}

/// Which object of its class was given what is not known: the pieces that callers gave are just that.
Text collected(const Text &text) {
  Replacement replacement;
  replacement.parameter = [](const facts::Parameter &parameter) {
    facts::Hole piece = parameter.hole;
    piece.kind = facts::HoleKind::Unknown;
    return facts::hole(std::move(piece));
  };
  return Transform(std::move(replacement))(text);
}

} // namespace

Text Resolver::resolve(const Text &text, const std::string &owner) {
  Copied = 0;
  return resolveIn(text, owner, {Classes::of(owner)});
}

Text Resolver::resolveIn(const Text &text, const std::string &owner, const Object &object) {
  return transformFor(owner, object)(text);
}

/// The object that the member or method with the key is of, where a text about `user` calls it `name`.
Object Resolver::objectOf(const std::string &key, const std::string &name, const Object &user) const {
  if (name.empty())
    return user;
  const std::string type = facts::typeOfObject(name);
  return {type.empty() ? Classes::of(key) : type, facts::isAnyObject(name) ? "" : name};
}

/// Whether the object's members may have been any other object's.
bool Resolver::isCopied(const std::string &key, const Object &object) const {
  return !Program.textsOf(facts::copiedKey(object.name)).empty() ||
         !Program.textsOf(facts::copiedKey(Classes::of(key))).empty();
}

/// A member of a base class is another in the objects of each class that derives from it, and in each object that is
/// known by name.
Resolver::InObject Resolver::inObject(const std::string &key, const Object &object) const {
  const std::string owner = Classes::of(key);
  const bool isNamed = !object.name.empty() && Kinds.isOf(owner, object) && !isCopied(key, object);
  return {key, {Kinds.derives(object.type, owner) ? object.type : std::string(), isNamed ? object.name : ""}};
}

Transform &Resolver::transformFor(const std::string &owner, const Object &object) {
  std::unique_ptr<Transform> &transform = Transforms[{owner, object}];
  if (!transform) {
    Replacement replacement;
    replacement.parameter = [this, owner, object](const facts::Parameter &parameter) -> Text {
      return parameter.function == owner ? nullptr : anyCaller(parameter, object);
    };
    replacement.symbol = [this, object](const facts::Symbol &value) {
      return isUpToCallers(value.under) ? symbolForCallers(value, object) : symbolAsUsed(value, object);
    };
    replacement.result = [this, owner, object](const facts::Result &value) {
      const Text given = result(value, object, owner);
      const bool isElement = value.hole.context.starts_with(facts::AnElement);
      return isElement ? asElement(given, value.hole) : given;
    };
    replacement.isTester = [this](const facts::Tester &tester) { return isTester(tester); };
    transform = std::make_unique<Transform>(std::move(replacement));
  }
  return *transform;
}

bool Resolver::isTester(const facts::Tester &tester) const {
  std::vector<const facts::Function *> targets = Program.targetsOf(tester.function);
  return !targets.empty() && std::all_of(targets.begin(), targets.end(), [&](const facts::Function *function) {
    return std::find(function->tests.begin(), function->tests.end(), tester.parameter) != function->tests.end();
  });
}

/// Whether one of the tests that the text stands behind is one of its characters.
bool Resolver::isLetThrough(const Text &text) const {
  for (const facts::Narrowed *test = facts::asChecked(text); test; test = facts::asChecked(test->text))
    if (test->by.function.empty() || isTester(test->by))
      return true;
  return false;
}

/// Whether all that is known is that code that is not seen fills the container. Where nobody else does, that is no more
/// than is known of a member that nobody fills.
static bool isFilledElsewhere(const facts::SymbolText &text) {
  auto *hole = text.text ? std::get_if<facts::Hole>(&text.text->value) : nullptr;
  return hole && hole->kind == facts::HoleKind::Unknown && llvm::StringRef(text.key).ends_with("[]");
}

Text Resolver::symbolAsUsed(const facts::Symbol &value, const Object &user) {
  const Text held = symbol(value, user);
  return asElement(value.hole.made.isValid() ? usedAs(held, value.hole) : held, value.hole);
}

Text Resolver::asUsed(const Text &held, const facts::Symbol &member) {
  return member.hole.made.isValid() ? usedAs(held, member.hole, /*isOfMember=*/true) : held;
}

/// The text with some of the pieces behind it.
static Text behind(const Text &text, const std::vector<Text> &pieces) {
  return facts::concat({text, facts::repeat(facts::choice("", pieces), /*atLeastOnce=*/true)});
}

/// What the program puts into the member or container, of the object, that may be what is asked for.
std::vector<Resolver::PutThere> Resolver::putInto(const facts::Symbol &symbol, const Object &object) {
  std::vector<std::pair<PutThere, facts::KeyFit>> fitting;
  bool isPutAlike = false;
  for (const facts::SymbolText *text : Program.textsOf(symbol.key)) {
    const std::string writer = Classes::of(text->enclosing);
    if (!object.type.empty() && !Kinds.mayShare(writer, object.type, Classes::of(symbol.key)))
      continue;
    if (!Classes::mayBe(text->object, object) || isGivenByNobody(*text) || isOfAnotherNode(*text, object))
      continue;
    Object meant{object.type.empty() ? writer : object.type};
    if (text->object.empty()) // written by a method of the object
      meant.name = object.name;
    for (const Entry &entry : entriesOf(*text, object, meant)) {
      const facts::KeyFit fit = facts::fitOf(symbol.under, entry.under);
      if (fit != facts::KeyFit::None)
        fitting.push_back({{text, entry, meant}, fit});
      isPutAlike |= fit == facts::KeyFit::Alike;
    }
  }
  // `suffix + "-id"` is not what was put under `suffix + "-any-id"`, though a suffix might end so.
  std::vector<PutThere> put;
  for (auto &[there, fit] : fitting)
    if (!isPutAlike || fit != facts::KeyFit::ByGaps)
      put.push_back(std::move(there));
  return put;
}

Text Resolver::symbol(const facts::Symbol &symbol, const Object &user) {
  InObject member = inObject(symbol.key, objectOf(symbol.key, symbol.object, user));
  const Object &object = member.second;
  if (Text made = ofOneMaker(symbol, object))
    return made;
  const std::pair asked{member, symbol.under ? facts::print(symbol.under) + valueOfKey(symbol.under) : ""};
  if (auto known = Symbols.find(asked); known != Symbols.end())
    return known->second;
  if (!ActiveSymbols.insert(asked).second)
    return nullptr;
  bool isChecked = false;
  std::vector<Text> added, addedToSome, unseen;
  std::vector<Entry> found;
  for (const auto &[text, entry, meant] : putInto(symbol, object)) {
    const bool isByName = isAnyKey(entry.under) && !isAnyKey(symbol.under);
    if (entry.isOfCaller)
      found.push_back(isByName ? Entry{entry.under, withOrigin(entry.text, facts::UnderAnyKey)} : entry);
    else if (isFilledElsewhere(*text))
      unseen.push_back(text->text);
    else if (isItself(text->text, *text, object))
      isChecked |= isLetThrough(text->text);
    else if (Text rest = behindItself(text->text, *text, object))
      (isByName ? addedToSome : added).push_back(resolveIn(collected(rest), Nobody, meant));
    else if (isByName)
      found.push_back({entry.under, withOrigin(resolveIn(text->text, Nobody, meant), facts::UnderAnyKey)});
    else if (Text put = withoutItself(resolveIn(text->text, Nobody, meant), *text, object))
      found.push_back({entry.under, std::move(put)});
  }
  if (!found.empty() || !added.empty())
    for (const Text &text : unseen)
      found.push_back({nullptr, text});
  // That it is still empty when it is used is possible, but as doubtful as a loop that runs no time.
  for (Entry &entry : found)
    if (const facts::Literal *literal = facts::asLiteral(entry.text);
        literal && literal->bytes.empty() && added.empty())
      entry.text = facts::repeat(facts::literal(""));
  ActiveSymbols.erase(asked);
  if (found.empty() && added.empty())
    added = std::move(addedToSome);
  else if (!addedToSome.empty()) // what is put behind some element need not be behind this one
    for (Entry &entry : found)
      entry.text = facts::choice("", {entry.text, behind(entry.text, addedToSome)});
  if (!added.empty()) { // an object that collects text piece by piece
    // Where nothing was in it before, the function that goes on may as well be the first to add.
    Text pieces = facts::repeat(facts::choice("", std::move(added)), !found.empty());
    return Symbols[asked] = found.empty() ? pieces : facts::concat({oneOf(symbol, found), std::move(pieces)});
  }
  if (found.empty())
    return isChecked ? facts::checked(facts::symbol(symbol)) : nullptr;
  Text text = oneOf(symbol, found);
  return Symbols[asked] = isChecked ? facts::checked(text) : text;
}

Text Resolver::argument(const facts::Invocation &invocation, const facts::Parameter &parameter,
                        const std::string &owner) {
  Copied = 0;
  std::vector<Text> texts;
  for (const std::string &type : Kinds.usersOf(parameter.function, invocation, Classes::of(owner)))
    texts.push_back(argumentIn(invocation, parameter, owner, {type}));
  return facts::choice("", std::move(texts));
}

Text Resolver::argumentIn(const facts::Invocation &invocation, const facts::Parameter &parameter,
                          const std::string &owner, const Object &object) {
  const facts::Function *function = Program.function(parameter.function);
  const bool isThere = hasParts(function, invocation.arguments.size(), parameter.index);
  if (isThere && parameter.index < invocation.arguments.size() && invocation.arguments[parameter.index])
    return asElement(
        usedAs(resolveIn(invocation.arguments[parameter.index], owner, object), parameter.hole, isOfObject(parameter)),
        parameter.hole);
  bool isAbsent = !isThere || parameter.index >= invocation.arguments.size() || !invocation.arguments[parameter.index];
  if (isAbsent && function && parameter.index < function->defaults.size() && function->defaults[parameter.index]) {
    const Text given = resolveIn(function->defaults[parameter.index], Nobody, {});
    const facts::Literal *literal = facts::asLiteral(given); // "" by default stands for nothing, which is asked for
    return literal && literal->bytes.empty() ? facts::repeat(given) : given;
  }
  return givenByNobody(parameter);
}

Text Resolver::anyCaller(const facts::Parameter &parameter, const Object &user) {
  const std::string &context = parameter.hole.context;
  const bool isElement = context.starts_with(facts::AnElement);
  GivenInObject key(inObject(parameter.function, user), {parameter.index, isElement ? context : ""});
  const Object &object = key.first.second;
  if (auto known = Parameters.find(key); known != Parameters.end())
    return known->second;
  if (!ActiveParameters.insert(key).second)
    return nullptr;
  std::vector<Text> texts;
  for (const facts::Invocation *caller : Kinds.callersOf(parameter.function, object)) {
    std::vector<std::string> users{object.type};
    if (object.type.empty())
      users = Kinds.usersOf(parameter.function, *caller, Classes::of(caller->enclosing));
    for (std::string &user : users) {
      Object meant{std::move(user)};
      if (caller->object.empty()) // called by a method of the object
        meant.name = object.name;
      texts.push_back(argumentIn(*caller, parameter, Nobody, meant));
    }
  }
  const facts::Function *function = Program.function(parameter.function);
  if (!texts.empty() && function && function->isEntry)
    texts.push_back(facts::parameter(parameter));
  ActiveParameters.erase(key);
  if (texts.empty()) // nobody gives it: a run-time value
    texts.push_back(givenByNobody(parameter));
  return Parameters[key] = facts::choice("", std::move(texts));
}

Text Resolver::contents(const facts::Result &result) const {
  if (facts::isSettings(result))
    return Files.setting(result);
  return facts::isFileContents(result) ? Files.read(result) : nullptr;
}

/// Of a virtual method, what each class says whose object it may be: all calls on one object are of one class. Null
/// where that is not known.
Text Resolver::ofClasses(const facts::Result &call, const Object &caller, const std::string &owner,
                         const Given &given) const {
  const std::string object = Classes::objectAsked(call), declared = Classes::of(call.function);
  std::vector<const facts::Function *> methods;
  for (const facts::Function *method : Program.targetsOf(call.function))
    if (!method->isDeclared || method->result)
      methods.push_back(method);
  auto isWithin = [&](const std::string &type, const std::string &known) {
    return !Kinds.derives(known, declared) || type == known || Kinds.derives(type, known);
  };
  std::vector<Text> branches;
  bool isKnown = false;
  for (const std::string &type : Kinds.objectsOf(declared)) {
    const bool isMeant = isWithin(type, facts::typeOfObject(call.object)) &&
                         (object != "this" || !call.object.empty() || isWithin(type, caller.type));
    const facts::Function *method = isMeant ? Kinds.methodOf(methods, type) : nullptr;
    auto text = std::find_if(given.begin(), given.end(), [&](const auto &entry) { return entry.first == method; });
    const bool isGiven = text != given.end(); // else what the method of that class gives is not known
    branches.push_back(!method ? facts::nothing() : isGiven ? text->second : facts::hole(call.hole));
    isKnown |= isGiven;
  }
  if (object.empty() || !isKnown)
    return nullptr;
  return facts::choice("class of " + object + ' ' + declared + " in " + owner, std::move(branches));
}

Text Resolver::result(const facts::Result &call, const Object &caller, const std::string &owner) {
  if (facts::isFileContents(call) || facts::isSettings(call))
    return contents(call);
  if (std::optional<size_t> member = memberLeft(call.function))
    return left(call, *member, caller);
  std::vector<Text> texts;
  Given given;
  const std::string type = facts::typeOfObject(call.object), declared = Classes::of(call.function);
  const bool isNamedForEscaping = call.hole.kind == facts::HoleKind::Checked;
  bool givesArgument = false; // as it is
  for (const facts::Function *function : Program.targetsOf(call.function)) {
    givesArgument |= function->result && std::holds_alternative<facts::Parameter>(function->result->value);
    if (function->result && (type.empty() || Kinds.mayShare(Classes::of(function->key), type, declared)))
      given.emplace_back(function, returned(*function, call, caller));
  }
  Text text = given.size() > 1 ? ofClasses(call, caller, owner, given) : nullptr;
  for (const auto &[function, one] : given)
    texts.push_back(one);
  if (!text && !texts.empty())
    text = facts::choice("", std::move(texts));
  const bool isNotFollowed = !text || (isNamedForEscaping && !givesArgument && facts::hasRaw(text));
  return isNotFollowed ? facts::hole(call.hole) : usedAs(text, call.hole);
}

/// The object that a method is called on, where a text about `caller` has the call; `function` is the one that is
/// reached.
Object Resolver::objectIn(const facts::Result &call, const Object &caller, const std::string &function) const {
  const std::string own = Classes::of(function);
  if (!call.object.empty())
    return objectOf(function, call.object, caller);
  if (Classes::isOfSameObject(call) && Kinds.isOf(own, caller))
    return {Kinds.derives(caller.type, own) ? caller.type : own, caller.name};
  return {own};
}

/// What a method leaves in a member of its object; what was there, where the method does not touch it.
Text Resolver::left(const facts::Result &call, size_t member, const Object &caller) {
  std::vector<Text> texts;
  for (const facts::Function *part : Program.targetsOf(call.function))
    if (part->result)
      texts.push_back(returned(*part, call, caller));
  if (!texts.empty())
    return facts::choice("", std::move(texts));
  const facts::Function *method = Program.function(call.function.substr(0, call.function.rfind(MemberLeft)));
  const size_t at = method ? method->parameters.size() + member : 0;
  if (method && !method->isDeclared && at < call.arguments.size() && call.arguments[at])
    return call.arguments[at];
  Text anyObject = method && member < method->members.size()
                       ? symbol({method->members[member], call.hole}, objectIn(call, caller, call.function))
                       : nullptr;
  return anyObject ? anyObject : facts::hole(call.hole);
}

/// What the method gives, with the members of its object as the texts that the call has behind its arguments.
Text Resolver::ofObject(const facts::Function &function, const facts::Result &call) const {
  const facts::Function *method = &function;
  if (memberLeft(function.key))
    method = Program.function(function.key.substr(0, function.key.rfind(MemberLeft)));
  const size_t first = function.parameters.size();
  if (!method || method->members.empty() || call.arguments.size() != first + method->members.size())
    return function.result;
  Replacement replacement;
  replacement.symbol = [&](const facts::Symbol &symbol) -> Text {
    auto member = std::find(method->members.begin(), method->members.end(), symbol.key);
    if (member == method->members.end() || !symbol.object.empty())
      return nullptr;
    return facts::parameter({function.key, uint32_t(first + size_t(member - method->members.begin())), symbol.hole});
  };
  return Transform(std::move(replacement))(function.result);
}

Text Resolver::returned(const facts::Function &function, const facts::Result &call, const Object &caller) {
  if (Copied > MostCopied || !ActiveResults.insert(function.key).second) { // it calls itself
    facts::Hole more = call.hole;
    if (more.kind == facts::HoleKind::Text)
      more.kind = facts::HoleKind::Unknown;
    return facts::hole(std::move(more));
  }
  const Text given = withElementAsked(ofObject(function, call), call.hole);
  Text body = resolveIn(given, function.key, objectIn(call, caller, function.key));
  ActiveResults.erase(function.key);
  Replacement replacement;
  replacement.context = " in " + placeOf(call.hole);
  replacement.parameter = [&](const facts::Parameter &parameter) -> Text {
    if (parameter.function != function.key)
      return nullptr;
    if (hasParts(&function, call.arguments.size(), parameter.index) && parameter.index < call.arguments.size() &&
        call.arguments[parameter.index]) {
      const Text &given = call.arguments[parameter.index];
      const bool isMember = isOfObject(parameter);
      const bool isPutHere = parameter.hole.made.isValid() && isOnlyHandedOn(given);
      return asElement(isMember || isPutHere ? usedAs(given, parameter.hole, isMember) : given, parameter.hole);
    }
    if (parameter.index < function.defaults.size() && function.defaults[parameter.index])
      return resolveIn(function.defaults[parameter.index], Nobody, {});
    if (const Text any = ofAnyObject(parameter))
      return any;
    facts::Hole hole = parameter.hole;
    hole.context += placeOf(call.hole) + ";";
    return facts::hole(std::move(hole));
  };
  replacement.result = [this](const facts::Result &inner) { return contents(inner); };
  replacement.symbol = [this](const facts::Symbol &inner) { return element(inner); };
  body = withPasses(body, [&](const facts::Parameter &parameter) -> Text {
    const bool isGiven = parameter.function == function.key && parameter.index < call.arguments.size();
    return isGiven ? call.arguments[parameter.index] : nullptr;
  });
  // The same expression inside the function has another value in each call.
  replacement.hole = [&](const facts::Hole &inner) {
    facts::Hole hole = inner;
    hole.context += placeOf(call.hole) + ";";
    return facts::hole(std::move(hole));
  };
  Transform copy(std::move(replacement));
  Text made = copy(body);
  Copied += copy.size();
  return made;
}

} // namespace pgtidy::analysis
