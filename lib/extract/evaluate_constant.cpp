// Objects that are template arguments: `exec<"SELECT …">(connection)`.
#include "constant_text.h"
#include "evaluator.h"
#include "literal.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace pgtidy::extract {

using namespace clang;

namespace {

/// The literals among the arguments of templates.
class Arguments : public RecursiveASTVisitor<Arguments> {
public:
  std::vector<const clang::StringLiteral *> found;

  bool TraverseTemplateArgumentLoc(const TemplateArgumentLoc &argument) {
    ++Inside;
    const bool goesOn = RecursiveASTVisitor::TraverseTemplateArgumentLoc(argument);
    --Inside;
    return goesOn;
  }
  bool VisitStringLiteral(clang::StringLiteral *literal) {
    if (Inside)
      found.push_back(literal);
    return true;
  }

private:
  unsigned Inside = 0;
};

using TextAt = llvm::function_ref<facts::Text(const std::string &)>;

Value valueOf(const APValue &value, QualType type, TextAt textOf);

Value recordOf(const APValue &value, const CXXRecordDecl &type, TextAt textOf) {
  extract::Record made;
  unsigned index = 0;
  for (const CXXBaseSpecifier &base : type.bases()) {
    const Value part = valueOf(value.getStructBase(index++), base.getType(), textOf);
    if (const extract::Record *members = part.record())
      made.fields.insert(members->fields.begin(), members->fields.end());
  }
  for (const FieldDecl *field : type.fields())
    made.fields[field] = valueOf(value.getStructField(field->getFieldIndex()), field->getType(), textOf);
  return made;
}

Value valueOf(const APValue &value, QualType type, TextAt textOf) {
  if (value.isInt() && value.getInt().isRepresentableByInt64())
    return Integer{value.getInt().getExtValue()};
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (value.isStruct() && record && record->getNumVBases() == 0)
    return recordOf(value, *record, textOf);
  const std::optional<std::string> bytes = bytesOf(value);
  return bytes ? Value(textOf(*bytes)) : Value();
}

} // namespace

/// Its texts stand where they are written as arguments.
Value Evaluator::templateObject(const TemplateParamObjectDecl &object) {
  if (!TemplateTexts) {
    Arguments arguments;
    arguments.TraverseDecl(Context.getTranslationUnitDecl());
    TemplateTexts = std::move(arguments.found);
  }
  auto textOf = [&](const std::string &bytes) -> facts::Text {
    for (const clang::StringLiteral *literal : *TemplateTexts)
      if (literal->getCharByteWidth() == 1 && literal->getBytes() == bytes)
        return literalText(*literal, Context, Where);
    return facts::literal(bytes);
  };
  return valueOf(object.getValue(), object.getType(), textOf);
}

} // namespace pgtidy::extract
