// What objects are called by in the facts. Members of one class go by one key; which object they are in is told by the
// member or variable that the object is, where it is one: `config.host` and `config.port` of a class Setting are two.
#include "evaluator.h"
#include "texts.h"

#include "facts/object.h"

namespace pgtidy::extract {

using namespace clang;

/// The class of objects that lie in the member or variable itself, not behind a pointer or in a container.
static const CXXRecordDecl *classOf(QualType type) {
  const CXXRecordDecl *record = type.isNull() ? nullptr : type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return record && record->hasDefinition() ? record->getDefinition() : nullptr;
}

/// An object that the function is given, as long as it is not another's value: all that is read of it is of one.
static std::string objectGiven(const FunctionDecl *function, const void *root, const std::string &key, Places &places) {
  for (unsigned i = 0; function && i < function->getNumParams(); ++i) {
    const ParmVarDecl *parameter = function->getParamDecl(i);
    const QualType type = parameter->getType();
    const CXXRecordDecl *record = type->isLValueReferenceType() && type->getPointeeType().isConstQualified()
                                      ? type->getPointeeType()->getAsCXXRecordDecl()
                                      : nullptr;
    if (parameter->getCanonicalDecl() == root && record && !places.isInSystemHeader(record->getLocation()))
      return facts::sameObject(std::to_string(i) + " of " + key);
  }
  return facts::anyObject();
}

static QualType pointedTo(QualType type) { return type->isPointerType() ? type->getPointeeType() : type; }

std::string Evaluator::objectName(const Owner &owner) {
  if (!owner.root)
    return "";
  if (auto made = Makes.find(owner.root); !owner.member && made != Makes.end())
    return objectName(made->second);
  const ValueDecl *named = owner.member;
  if (auto global = Globals.find(owner.root); !named && global != Globals.end())
    named = global->second;
  if (!named)
    return Unnamed.count(owner.root) ? "" : objectGiven(outermostFunction(), owner.root, Key, Where);
  const CXXRecordDecl *type = classOf(named->getType());
  return type && isProgram(*type) ? key(*named) : facts::anyObject();
}

/// The expression that makes an object, or gives another; null where it does neither.
static const Expr *makerIn(const Expr *init) {
  for (const Expr *inner = nullptr; inner != init;) {
    inner = init;
    init = stripped(init);
    if (auto *standard = llvm::dyn_cast<CXXDefaultInitExpr>(init))
      init = standard->getExpr();
    else if (auto *cast = llvm::dyn_cast<ExplicitCastExpr>(init);
             cast && cast->getCastKind() == CK_ConstructorConversion)
      init = cast->getSubExpr();
  }
  return init;
}

/// Whether the expression makes an object of its own, by a constructor or a list.
static bool makesObject(const Expr &expression) {
  if (auto *construction = llvm::dyn_cast<CXXConstructExpr>(&expression))
    return !construction->getConstructor()->isCopyOrMoveConstructor();
  return llvm::isa<InitListExpr, CXXParenListInitExpr>(expression);
}

/// What the object is called by that a method is called on, or that a constructor makes.
std::string Evaluator::objectName(const CallSite &site) {
  auto *method = llvm::dyn_cast_or_null<CXXMethodDecl>(site.callee);
  if (!method || method->isStatic())
    return "";
  if (llvm::isa<CXXConstructorDecl>(method) && !site.receiver)
    return objectName(Owner{site.expression});
  std::string name = objectName(site.self.owner());
  const Expr *receiver = site.receiver ? site.receiver->IgnoreParenImpCasts() : nullptr;
  if (!receiver || llvm::isa<CXXThisExpr>(receiver) || (!name.empty() && !facts::isAnyObject(name)))
    return name;
  const CXXRecordDecl *type = classOf(pointedTo(receiver->getType()));
  return facts::anyObject(type ? key(*type) : "");
}

/// Tells which object the expression makes. Whether it makes one: else it is one that was there, or a copy.
bool Evaluator::makes(const Expr *init, const Owner &owner) {
  const Expr *maker = init ? makerIn(init) : nullptr;
  const CXXRecordDecl *record = maker ? classOf(maker->getType()) : nullptr;
  if (!record || !isProgram(*record) || isText(maker->getType()) || !makesObject(*maker))
    return false;
  Makes[maker] = owner;
  return true;
}

/// Notes that the object was given another's value, whose members are its own from now on.
void Evaluator::noteWhole(const Owner &owner, QualType type, const Value &value) {
  const CXXRecordDecl *record = classOf(type);
  if (!isRecording() || !record || !isProgram(*record) || isText(type))
    return;
  const std::string name = objectName(owner);
  if (!name.empty() && !facts::isAnyObject(name) && !noteParts(owner, *record, value))
    Facts.copied(name);
}

/// Notes what is in each of the object's members; false where that is not known of all of them.
bool Evaluator::noteParts(const Owner &owner, const CXXRecordDecl &record, const Value &value) {
  const Record *held = value.record();
  if (!held)
    return false;
  auto part = [&](const FieldDecl *member) {
    auto found = held->fields.find(member);
    return found == held->fields.end() ? Value() : found->second;
  };
  const std::vector<const FieldDecl *> members = membersOf(record);
  for (const FieldDecl *member : members)
    if (Match.isTable(member->getType()) ? !part(member).array()
                                         : mayHoldText(member->getType()) && !part(member).text())
      return false;
  for (const FieldDecl *member : members)
    if (Match.isTable(member->getType()))
      noteElements(*member, {}, part(member), owner);
    else if (mayHoldText(member->getType()))
      noteSymbol(*member, part(member), owner);
    else
      noteWhole({owner.root, member}, member->getType(), part(member));
  return true;
}

/// What a variable of static storage begins with.
void Evaluator::initialised(const VarDecl &variable, const Expr *init) {
  const void *root = variable.getCanonicalDecl();
  Globals.try_emplace(root, &variable);
  const bool isMadeHere = makes(init, {root, nullptr});
  const Value value = evaluate(init);
  noteSymbol(variable, value);
  if (Match.isTable(variable.getType()))
    noteElements(variable, {}, value);
  if (!isMadeHere)
    noteWhole({root, nullptr}, variable.getType(), value);
}

/// Tells what the members of a list are made of.
void Evaluator::makesMembers(const RecordDecl &record, llvm::ArrayRef<Expr *> inits) {
  auto *type = llvm::dyn_cast<CXXRecordDecl>(&record);
  const size_t bases = type && type->hasDefinition() ? type->getNumBases() : 0;
  size_t i = bases;
  for (const FieldDecl *field : record.fields())
    if (!field->isUnnamedBitField() && i < inits.size())
      if (const Expr *init = inits[i++]; !makes(init, {init, field}) && !isText(field->getType()))
        noteWhole({init, field}, field->getType(), {});
}

/// Notes the same of an object that others may look at: a member, or a variable that is not of one function alone.
void Evaluator::noteWhole(const Place &place, const Value &value) {
  const Owner owner = place.owner();
  if (owner.member)
    noteWhole(owner, owner.member->getType(), value);
  else if (auto global = Globals.find(owner.root); global != Globals.end())
    noteWhole(owner, global->second->getType(), value);
}

} // namespace pgtidy::extract
