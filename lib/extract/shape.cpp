#include "shape.h"
#include "matcher.h"

#include "facts/list.h"

#include "clang/AST/DeclTemplate.h"

namespace pgtidy::extract {

using namespace clang;

static constexpr unsigned MostNested = 4;
static constexpr size_t MostParts = 8;

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

/// What a built-in array holds, or what a pointer that may be one, to what is only read, points to; null for others.
static QualType elementOfArray(QualType type) {
  if (const ArrayType *array = type->getAsArrayTypeUnsafe())
    return array->getElementType();
  return type->isPointerType() && type->getPointeeType().isConstQualified() ? type->getPointeeType() : QualType();
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

static Shape shapeOf(QualType type, Matcher &match, unsigned nested) {
  if (type.isNull() || nested == 0 || type->isDependentType())
    return {};
  if (match.isText(type))
    return {Shape::Kind::Text, {}};
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
                  {shapeOf(namedType(*record, "key_type"), match, nested - 1), shapeOf(mapped, match, nested - 1)})});
  return element.isNull() ? Shape() : of(Shape::Kind::Elements, {shapeOf(element, match, nested - 1)});
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

static Value valueOf(const Shape &shape, const std::function<facts::Text(bool)> &part, bool isElement) {
  Array made;
  switch (shape.kind) {
  case Shape::Kind::Nothing:
    return {};
  case Shape::Kind::Text:
    return part(isElement);
  case Shape::Kind::Elements:
    made.elements.push_back(valueOf(shape.parts.front(), part, true));
    made.repeatedFrom = 0;
    return made;
  case Shape::Kind::Members:
    for (const Shape &member : shape.parts)
      made.elements.push_back(valueOf(member, part, isElement));
    return made;
  }
  return {};
}

Value valueOf(const Shape &shape, const std::function<facts::Text(bool)> &part) { return valueOf(shape, part, false); }

/// All that the value may be.
static void waysOf(const Value &value, std::vector<Value> &ways) {
  if (const Alternatives *either = value.alternatives())
    for (const Value &branch : either->branches)
      waysOf(branch, ways);
  else
    ways.push_back(value);
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
  const bool isOfMembers = shape.kind == Shape::Kind::Members;
  for (size_t part = 0; part < shape.parts.size(); ++part) {
    std::vector<Value> inside;
    for (const Value &way : ways)
      if (const Array *array = way.array(); !array || (isOfMembers && part >= array->elements.size()))
        inside.emplace_back();
      else if (isOfMembers)
        inside.push_back(array->elements[part]);
      else
        inside.insert(inside.end(), array->elements.begin(), array->elements.end());
    collect(shape.parts[part], inside, texts);
  }
}

/// The texts at each place of the pairs or tuples in a container, as lists: in their order, or of a map, under its
/// keys; none where not all of them are known.
static std::vector<facts::Text> listsIn(const Shape &shape, const Value &value, bool areInOrder) {
  const Array *array = value.array();
  const bool isOfParts =
      shape.kind == Shape::Kind::Elements && shape.parts.front().kind == Shape::Kind::Members &&
      llvm::all_of(shape.parts.front().parts, [](const Shape &part) { return part.kind == Shape::Kind::Text; });
  if (!isOfParts || !array || !mayBeList(*array))
    return {};
  const size_t width = shape.parts.front().parts.size();
  std::vector<std::vector<facts::Text>> parts(width);
  std::vector<std::string> keys;
  for (const Value &element : array->elements) {
    const Array *members = element.array();
    if (!members || members->elements.size() < width)
      return {};
    for (size_t i = 0; i < width; ++i)
      parts[i].push_back(members->elements[i].text());
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
