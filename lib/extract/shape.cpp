#include "shape.h"
#include "matcher.h"
#include "names.h"

#include "facts/list.h"

#include "clang/AST/DeclTemplate.h"

namespace pgtidy::extract {

using namespace clang;

static constexpr unsigned MostNested = 4;
static constexpr size_t MostParts = 8;
/// Of a class with more members that hold text each call would repeat all of them.
static constexpr size_t MostMembers = 6;

static size_t textsIn(const Shape &shape) {
  size_t texts = shape.kind == Shape::Kind::Text;
  for (const Shape &part : shape.parts)
    texts += textsIn(part);
  return texts;
}

bool isOfTexts(const Shape &shape) {
  return shape.kind == Shape::Kind::Elements && shape.parts.front().kind == Shape::Kind::Text;
}

bool isPairOrTuple(const CXXRecordDecl &record) {
  return record.getDeclName().isIdentifier() && record.isInStdNamespace() &&
         (record.getName() == "pair" || record.getName() == "tuple");
}

/// The type that a class or one of its bases calls by a name; null where none does.
static QualType namedType(const CXXRecordDecl &record, llvm::StringRef name) {
  if (!record.hasDefinition() || record.isDependentType())
    return {};
  for (const NamedDecl *found : record.lookup(&record.getASTContext().Idents.get(name)))
    if (auto *type = llvm::dyn_cast<TypedefNameDecl>(found))
      return type->getUnderlyingType();
  for (const CXXBaseSpecifier &base : record.bases())
    if (const CXXRecordDecl *parent = base.getType()->getAsCXXRecordDecl())
      if (QualType type = namedType(*parent, name); !type.isNull())
        return type;
  return {};
}

bool isSequence(QualType type) {
  const CXXRecordDecl *record = type.isNull() ? nullptr : type.getNonReferenceType()->getAsCXXRecordDecl();
  return !record || namedType(*record, "key_type").isNull();
}

/// Whether objects of the class are the program's own, all of whose members are in sight.
static bool isOfProgram(const CXXRecordDecl &record) {
  return record.hasDefinition() && !record.isDependentType() && !record.isLambda() && !record.isUnion() &&
         !record.getASTContext().getSourceManager().isInSystemHeader(record.getLocation());
}

/// What a built-in array holds, or what a pointer that may be one, to what is only read, points to; null for others. A
/// pointer to an object of the program is to one.
static QualType elementOfArray(QualType type) {
  if (const ArrayType *array = type->getAsArrayTypeUnsafe())
    return array->getElementType();
  if (!type->isPointerType() || !type->getPointeeType().isConstQualified())
    return {};
  const CXXRecordDecl *record = type->getPointeeType()->getAsCXXRecordDecl();
  return record && isOfProgram(*record) ? QualType() : type->getPointeeType();
}

static Shape shapeOf(QualType type, Matcher &match, unsigned nested);

/// A shape of parts; Nothing where none of them holds a text.
static Shape of(Shape::Kind kind, std::vector<Shape> parts) {
  Shape shape{kind, std::move(parts)};
  return textsIn(shape) > 0 ? shape : Shape();
}

static Shape ofMembers(llvm::ArrayRef<TemplateArgument> types, Matcher &match, unsigned nested) {
  std::vector<Shape> members;
  for (const TemplateArgument &type : types) {
    if (type.getKind() == TemplateArgument::Pack) {
      Shape pack = ofMembers(type.pack_elements(), match, nested);
      members.insert(members.end(), pack.parts.begin(), pack.parts.end());
    } else if (type.getKind() == TemplateArgument::Type) {
      members.push_back(shapeOf(type.getAsType(), match, nested - 1));
    }
  }
  return Shape{Shape::Kind::Members, std::move(members)};
}

/// Of an object: its members that are texts, or containers of them.
static Shape ofObject(const CXXRecordDecl &record, Matcher &match, unsigned nested) {
  Shape object{Shape::Kind::Object};
  if (!isOfProgram(record))
    return {};
  for (const FieldDecl *member : membersOf(record)) {
    Shape held = match.mayHoldText(member->getType()) ? Shape{Shape::Kind::Text}
                 : member->getType()->isPointerType() ? Shape()
                                                      : shapeOf(member->getType(), match, nested - 1);
    if (held.kind != Shape::Kind::Text && !isOfTexts(held))
      continue;
    object.parts.push_back(std::move(held));
    object.members.push_back(member);
  }
  return object.parts.empty() || object.parts.size() > MostMembers ? Shape() : object;
}

/// What a pointer leads to, or one of the standard library's that keeps its object; null for other types.
static QualType pointedTo(QualType type) {
  auto *keeper = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (keeper && keeper->isInStdNamespace() && keeper->getName().ends_with("_ptr") &&
      keeper->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
    return keeper->getTemplateArgs()[0].getAsType();
  return type->isPointerType() ? type->getPointeeType() : QualType();
}

/// Of what stands in a container: of a pointer to an object of the program, that object.
static Shape ofElement(QualType type, Matcher &match, unsigned nested) {
  const QualType pointed = type.isNull() ? QualType() : pointedTo(type);
  const CXXRecordDecl *record = pointed.isNull() ? nullptr : pointed->getAsCXXRecordDecl();
  if (!record || !isOfProgram(*record) || match.isText(pointed) || nested == 0)
    return shapeOf(type, match, nested);
  Shape object = ofObject(*record, match, nested);
  object.isBehindPointer = object.kind == Shape::Kind::Object;
  return object;
}

static Shape shapeOf(QualType type, Matcher &match, unsigned nested) {
  if (type.isNull() || nested == 0 || type->isDependentType())
    return {};
  if (match.isText(type))
    return {Shape::Kind::Text};
  type = type.getNonReferenceType();
  if (const QualType element = elementOfArray(type); !element.isNull())
    return of(Shape::Kind::Elements, {shapeOf(element, match, nested - 1)});
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record || match.mayHoldText(type))
    return {};
  auto *instance = llvm::dyn_cast<ClassTemplateSpecializationDecl>(record);
  if (instance && isPairOrTuple(*record)) {
    Shape members = ofMembers(instance->getTemplateArgs().asArray(), match, nested);
    return of(members.kind, std::move(members.parts));
  }
  const QualType element = namedType(*record, "value_type"), mapped = namedType(*record, "mapped_type");
  if (!mapped.isNull())
    return of(Shape::Kind::Elements,
              {of(Shape::Kind::Members,
                  {shapeOf(namedType(*record, "key_type"), match, nested - 1), ofElement(mapped, match, nested - 1)})});
  return element.isNull() ? ofObject(*record, match, nested)
                          : of(Shape::Kind::Elements, {ofElement(element, match, nested - 1)});
}

Shape shapeOf(QualType type, Matcher &match) {
  Shape shape = shapeOf(type, match, MostNested);
  return textsIn(shape) > MostParts ? Shape() : shape;
}

size_t partsOf(const Shape &shape) { return shape.kind == Shape::Kind::Text || isOfTexts(shape) ? 0 : textsIn(shape); }

size_t partsOf(const FunctionDecl &function, Matcher &match) {
  size_t parts = 0;
  for (const ParmVarDecl *parameter : function.parameters())
    parts += partsOf(match.shapeOf(parameter->getType()));
  return parts;
}

static void addMembers(const Shape &shape, const FieldDecl *member, std::vector<const FieldDecl *> &members) {
  if (shape.kind == Shape::Kind::Text)
    members.push_back(member);
  for (size_t i = 0; i < shape.parts.size(); ++i)
    addMembers(shape.parts[i], shape.members.empty() ? member : shape.members[i], members);
}

std::vector<const FieldDecl *> membersIn(const Shape &shape) {
  std::vector<const FieldDecl *> members;
  addMembers(shape, nullptr, members);
  return members;
}

static Value valueOf(const Shape &shape, const PartOf &part, const PointerTo &pointer, bool isElement,
                     const FieldDecl *member) {
  Array made;
  Record object;
  switch (shape.kind) {
  case Shape::Kind::Nothing:
    return {};
  case Shape::Kind::Text:
    return part(isElement, member);
  case Shape::Kind::Elements:
    made.elements.push_back(valueOf(shape.parts.front(), part, pointer, true, member));
    made.repeatedFrom = 0;
    return made;
  case Shape::Kind::Members:
    for (const Shape &each : shape.parts)
      made.elements.push_back(valueOf(each, part, pointer, isElement, member));
    return made;
  case Shape::Kind::Object:
    for (size_t i = 0; i < shape.parts.size(); ++i)
      object.fields[shape.members[i]] = valueOf(shape.parts[i], part, pointer, isElement, shape.members[i]);
    return shape.isBehindPointer ? pointer(std::move(object)) : Value(std::move(object));
  }
  return {};
}

Value valueOf(const Shape &shape, const PartOf &part, const PointerTo &pointer) {
  return valueOf(shape, part, pointer, false, nullptr);
}

/// All that the value may be.
static void waysOf(const Value &value, std::vector<Value> &ways) {
  if (const Alternatives *either = value.alternatives())
    for (const Value &branch : either->branches)
      waysOf(branch, ways);
  else
    ways.push_back(value);
}

/// What a pair, tuple or object of that shape has in one of its parts; unknown where that is not known.
static Value partOf(const Shape &shape, const Value &whole, size_t part) {
  if (const Array *array = whole.array(); array && shape.kind == Shape::Kind::Members)
    return part < array->elements.size() ? array->elements[part] : Value();
  const Record *object = whole.record();
  if (!object || shape.kind != Shape::Kind::Object)
    return {};
  auto member = object->fields.find(shape.members[part]);
  return member == object->fields.end() ? Value() : member->second;
}

/// The texts at each place of the shape, of all values together.
static void collect(const Shape &shape, const std::vector<Value> &values, std::vector<facts::Text> &texts) {
  std::vector<Value> ways;
  for (const Value &value : values)
    waysOf(value, ways);
  if (shape.kind == Shape::Kind::Text) {
    std::vector<facts::Text> either;
    for (const Value &way : ways)
      either.push_back(way.text());
    const bool isKnown = llvm::all_of(either, [](const facts::Text &text) { return text != nullptr; });
    return texts.push_back(either.empty() ? facts::nothing()
                           : isKnown      ? facts::choice("", std::move(either))
                                          : nullptr);
  }
  for (size_t part = 0; part < shape.parts.size(); ++part) {
    std::vector<Value> inside;
    for (const Value &way : ways)
      if (shape.kind != Shape::Kind::Elements)
        inside.push_back(partOf(shape, way, part));
      else if (const Array *array = way.array(); !array)
        inside.emplace_back();
      else
        inside.insert(inside.end(), array->elements.begin(), array->elements.end());
    collect(shape.parts[part], inside, texts);
  }
}

/// The texts at each place of the pairs or tuples in a container, as lists: in their order, or of a map, under its
/// keys; none where not all of them are known.
static std::vector<facts::Text> listsIn(const Shape &shape, const Value &value, bool areInOrder) {
  const Array *array = value.array();
  const Shape::Kind kind = shape.kind == Shape::Kind::Elements ? shape.parts.front().kind : Shape::Kind::Nothing;
  const bool isOfParts =
      (kind == Shape::Kind::Members || (kind == Shape::Kind::Object && areInOrder)) &&
      llvm::all_of(shape.parts.front().parts, [](const Shape &part) { return part.kind == Shape::Kind::Text; });
  if (!isOfParts || !array || !mayBeList(*array))
    return {};
  const size_t width = shape.parts.front().parts.size();
  std::vector<std::vector<facts::Text>> parts(width);
  std::vector<std::string> keys;
  for (const Value &element : array->elements) {
    for (size_t i = 0; i < width; ++i)
      parts[i].push_back(partOf(shape.parts.front(), element, i).text());
    if (llvm::any_of(parts, [](const std::vector<facts::Text> &part) { return !part.back(); }))
      return {};
    const facts::Literal *key = facts::asLiteral(parts[0].back());
    if (!key && !areInOrder) // it may be any of the others
      return {};
    keys.push_back(key ? key->bytes : "");
  }
  std::vector<facts::Text> lists;
  for (std::vector<facts::Text> &part : parts)
    lists.push_back(areInOrder ? facts::sequence(std::move(part)) : facts::keyed(std::move(part), keys));
  return lists;
}

std::vector<facts::Text> textsIn(const Shape &shape, const Value &value, bool areInOrder) {
  std::vector<facts::Text> texts = listsIn(shape, value, areInOrder);
  if (!texts.empty())
    return texts;
  collect(shape, {value}, texts);
  return texts;
}

} // namespace pgtidy::extract
