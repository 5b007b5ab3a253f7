#include "constant_text.h"

#include "evaluator.h"
#include "literal.h"
#include "literal_token.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

#include <set>

namespace pgtidy::extract {

using namespace clang;

namespace {

/// Longer ones are no statements.
constexpr uint64_t MaxBytes = 1 << 16;

std::optional<uint8_t> byteOf(const APValue &value) {
  if (!value.isInt())
    return std::nullopt;
  const llvm::APSInt &number = value.getInt();
  return number.getBitWidth() == 8 ? std::optional(uint8_t(number.getZExtValue())) : std::nullopt;
}

/// The characters of an array from `begin` on: `size` of them, or those before the zero byte.
std::optional<std::string> bytesIn(const APValue &array, uint64_t begin, std::optional<uint64_t> size) {
  if (!array.isArray() || begin > array.getArraySize())
    return std::nullopt;
  const uint64_t most = array.getArraySize() - begin;
  std::string bytes;
  for (uint64_t i = begin; size ? bytes.size() < std::min(*size, most) : i < array.getArraySize(); ++i) {
    const bool isWritten = i < array.getArrayInitializedElts();
    if (!isWritten && !array.hasArrayFiller())
      return std::nullopt;
    std::optional<uint8_t> byte =
        byteOf(isWritten ? array.getArrayInitializedElt(unsigned(i)) : array.getArrayFiller());
    if (!byte || bytes.size() > MaxBytes)
      return std::nullopt;
    if (!size && *byte == 0)
      break;
    bytes += char(*byte);
  }
  return bytes;
}

std::optional<std::string> bytesIn(const clang::StringLiteral &literal, uint64_t begin, std::optional<uint64_t> size) {
  if (literal.getCharByteWidth() != 1 || begin > literal.getByteLength())
    return std::nullopt;
  const llvm::StringRef rest = literal.getBytes().drop_front(begin);
  return (size ? rest.take_front(*size) : rest.take_until([](char byte) { return byte == 0; })).str();
}

/// The part of an object that a step of a path leads to.
const APValue *partOf(const APValue &whole, const APValue::LValuePathEntry &step) {
  if (whole.isArray()) {
    const uint64_t index = step.getAsArrayIndex();
    if (index < whole.getArrayInitializedElts())
      return &whole.getArrayInitializedElt(unsigned(index));
    return index < whole.getArraySize() && whole.hasArrayFiller() ? &whole.getArrayFiller() : nullptr;
  }
  if (!whole.isStruct())
    return nullptr;
  const Decl *part = step.getAsBaseOrMember().getPointer();
  if (auto *field = llvm::dyn_cast_or_null<FieldDecl>(part))
    return &whole.getStructField(field->getFieldIndex());
  return nullptr; // a base
}

const APValue *valueOf(const ValueDecl *declaration) {
  if (auto *object = llvm::dyn_cast_or_null<TemplateParamObjectDecl>(declaration))
    return &object->getValue();
  auto *variable = llvm::dyn_cast_or_null<VarDecl>(declaration);
  const bool isConstant = variable && variable->getType().isConstQualified() && variable->getAnyInitializer();
  return isConstant ? variable->evaluateValue() : nullptr;
}

/// What a pointer or reference to characters leads to.
std::optional<std::string> bytesAt(const APValue &place, std::optional<uint64_t> size) {
  if (!place.isLValue() || !place.hasLValuePath())
    return std::nullopt;
  const llvm::ArrayRef<APValue::LValuePathEntry> path = place.getLValuePath();
  const APValue::LValueBase base = place.getLValueBase();
  if (const Expr *expression = base.dyn_cast<const Expr *>()) {
    auto *literal = llvm::dyn_cast<clang::StringLiteral>(expression);
    return literal && path.size() <= 1 ? bytesIn(*literal, path.empty() ? 0 : path[0].getAsArrayIndex(), size)
                                       : std::nullopt;
  }
  const APValue *whole = valueOf(base.dyn_cast<const ValueDecl *>());
  for (size_t i = 0; whole && i < path.size(); ++i) {
    if (whole->isArray() && i + 1 == path.size())
      return bytesIn(*whole, path[i].getAsArrayIndex(), size);
    whole = partOf(*whole, path[i]);
  }
  return whole ? bytesIn(*whole, 0, size) : std::nullopt;
}

/// A view of a text: a pointer to characters, and how many.
std::optional<std::string> bytesViewed(const APValue &view) {
  if (!view.isStruct() || view.getStructNumFields() != 2)
    return std::nullopt;
  const APValue *first = &view.getStructField(0), *second = &view.getStructField(1);
  if (first->isInt())
    std::swap(first, second);
  if (!first->isLValue() || !second->isInt() || second->getInt().getActiveBits() > 32)
    return std::nullopt;
  return bytesAt(*first, second->getInt().getZExtValue());
}

/// The literals that the call is written with, one behind the other.
class Written : public RecursiveASTVisitor<Written> {
public:
  facts::Literal whole;

  Written(const ASTContext &context, Places &places) : Context(context), Where(places) {}

  bool VisitStringLiteral(clang::StringLiteral *literal) {
    facts::Text text = literalText(*literal, Context, Where);
    if (const facts::Literal *part = facts::asLiteral(text))
      add(*part);
    return true;
  }
  /// A constant is written where it is initialised.
  bool VisitDeclRefExpr(DeclRefExpr *reference) {
    auto *variable = llvm::dyn_cast<VarDecl>(reference->getDecl());
    const Expr *init = variable && variable->isConstexpr() ? variable->getAnyInitializer() : nullptr;
    return !init || !Constants.insert(variable->getCanonicalDecl()).second || TraverseStmt(const_cast<Expr *>(init));
  }
  /// Of `"…"_x` with a template for an operator there is but the token.
  bool VisitUserDefinedLiteral(UserDefinedLiteral *literal) {
    if (literal->getNumArgs() > 0 || !Where.isSpelledInFile(literal->getBeginLoc()))
      return true;
    const SourceManager &sources = Context.getSourceManager();
    const SourceLocation begin = sources.getSpellingLoc(literal->getBeginLoc());
    const SourceLocation suffix = sources.getSpellingLoc(literal->getUDSuffixLoc());
    const llvm::StringRef token = Lexer::getSourceText(CharSourceRange::getCharRange(begin, suffix), sources, {});
    facts::Literal part;
    if (appendToken(token, Where.spelling(literal->getBeginLoc()), false, part))
      add(part);
    return true;
  }

private:
  const ASTContext &Context;
  Places &Where;
  std::set<const VarDecl *> Constants; ///< looked into

  void add(const facts::Literal &part) {
    const uint32_t before = uint32_t(whole.bytes.size());
    whole.bytes += part.bytes;
    for (facts::Run run : part.runs) {
      run.begin += before;
      whole.runs.push_back(run);
    }
  }
};

/// How many bytes of both are the same.
size_t sharedBeginning(llvm::StringRef a, llvm::StringRef b) {
  const size_t most = std::min(a.size(), b.size());
  size_t count = 0;
  while (count < most && a[count] == b[count])
    ++count;
  return count;
}

/// `bytes` in pieces, each of them the longest that stands in what is written, in order.
facts::Text placed(llvm::StringRef bytes, const facts::Literal &written) {
  static constexpr size_t Telling = 8; // shorter pieces may stand anywhere
  const llvm::StringRef source(written.bytes);
  std::vector<facts::Text> parts;
  for (size_t at = 0, from = 0; at < bytes.size();) {
    const llvm::StringRef rest = bytes.drop_front(at);
    const size_t found = source.find(rest.take_front(Telling), from);
    if (found == llvm::StringRef::npos) {
      parts.push_back(facts::literal(rest.take_front(1).str()));
      ++at;
      continue;
    }
    const size_t length = sharedBeginning(rest, source.drop_front(found));
    parts.push_back(facts::slice(written, found, length));
    at += length;
    from = found + length;
  }
  return facts::concat(std::move(parts));
}

} // namespace

std::optional<std::string> bytesOf(const APValue &array) { return bytesIn(array, 0, std::nullopt); }

facts::Text constantText(const CallExpr &call, const ASTContext &context, Places &places) {
  const FunctionDecl *callee = call.getDirectCallee();
  if (!callee || !callee->isConstexpr() || call.isValueDependent() || call.isTypeDependent())
    return nullptr;
  Expr::EvalResult result;
  if (!call.EvaluateAsConstantExpr(result, context) || result.HasSideEffects)
    return nullptr;
  std::optional<std::string> bytes =
      result.Val.isStruct() ? bytesViewed(result.Val) : bytesAt(result.Val, std::nullopt);
  if (!bytes)
    return nullptr;
  Written written(context, places);
  written.TraverseStmt(const_cast<CallExpr *>(&call));
  return placed(*bytes, written.whole);
}

} // namespace pgtidy::extract
