// How a call whose text is put together in the call itself can bind what is put into it: `exec("… = '" + name + "'")`.
#include "evaluator.h"

#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

namespace pgtidy::extract {

using namespace clang;

namespace {

/// The operands of `a + b + c`, in order; one where it is no sum.
void addOperands(const Expr *expression, std::vector<const Expr *> &operands) {
  const Expr *plain = expression->IgnoreUnlessSpelledInSource();
  auto *sum = llvm::dyn_cast<CXXOperatorCallExpr>(plain);
  if (!sum || sum->getOperator() != OO_Plus || sum->getNumArgs() != 2) {
    operands.push_back(plain);
    return;
  }
  addOperands(sum->getArg(0), operands);
  addOperands(sum->getArg(1), operands);
}

/// The bytes of the file in which the call is written, by offset.
class Written {
public:
  Written(const ASTContext &context, FileID file)
      : Sources(context.getSourceManager()), Options(context.getLangOpts()), File(file),
        Bytes(Sources.getBufferData(file)) {}

  /// Nothing for what stands in a macro or another file.
  std::optional<uint32_t> begin(const Expr &expression) const { return offset(expression.getBeginLoc()); }
  std::optional<uint32_t> end(const Expr &expression) const {
    return offset(Lexer::getLocForEndOfToken(expression.getEndLoc(), 0, Sources, Options));
  }
  llvm::StringRef between(uint32_t from, uint32_t to) const { return from <= to ? Bytes.slice(from, to) : ""; }

private:
  const SourceManager &Sources;
  const LangOptions &Options;
  FileID File;
  llvm::StringRef Bytes;

  std::optional<uint32_t> offset(SourceLocation at) const {
    if (at.isInvalid() || at.isMacroID() || Sources.getFileID(at) != File)
      return std::nullopt;
    return Sources.getFileOffset(at);
  }
};

/// Whether literals can be lengthened at their end and beginning: neither raw nor with a prefix or suffix.
bool isPlainLiteral(const Expr *operand, const Written &written) {
  auto *literal = llvm::dyn_cast_or_null<StringLiteral>(operand);
  const std::optional<uint32_t> begin = literal ? written.begin(*literal) : std::nullopt;
  const std::optional<uint32_t> end = literal ? written.end(*literal) : std::nullopt;
  return begin && end && written.between(*begin, *begin + 1) == "\"" && written.between(*end - 1, *end) == "\"" &&
         !written.between(*begin, *end).contains("R\"");
}

bool isPlus(llvm::StringRef between) { return between.trim() == "+"; }

std::optional<facts::BindableValue> valueAt(const std::vector<const Expr *> &operands, size_t index,
                                            const Written &written) {
  const Expr &operand = *operands[index];
  const std::optional<uint32_t> begin = written.begin(operand), end = written.end(operand);
  if (!begin || !end)
    return std::nullopt;
  facts::BindableValue value{*begin,
                             *end,
                             0,
                             *end,
                             index + 1 == operands.size(),
                             false,
                             operand.getType().getNonReferenceType()->isRecordType()};
  if (index == 0 || !isPlainLiteral(operands[index - 1], written))
    return value;
  value.from = *written.end(*operands[index - 1]) - 1;
  value.isBetween = isPlus(written.between(value.from + 1, *begin));
  if (value.isLast)
    return value;
  const Expr *next = operands[index + 1];
  if (!isPlainLiteral(next, written)) {
    value.isBetween = false;
    return value;
  }
  value.to = *written.begin(*next) + 1;
  value.isBetween &= isPlus(written.between(*end, value.to - 1));
  return value;
}

/// The function of the class, or of one that it is derived from, is there and not deprecated.
bool isOffered(const CXXRecordDecl &type, llvm::StringRef name) {
  auto isIt = [&](const NamedDecl *member) {
    return member->getDeclName().isIdentifier() && member->getName() == name && !member->isDeprecated();
  };
  if (llvm::any_of(type.noload_decls(), [&](const Decl *member) {
        auto *named = llvm::dyn_cast<NamedDecl>(member);
        return named && isIt(named);
      }))
    return true;
  return llvm::any_of(type.bases(), [&](const CXXBaseSpecifier &base) {
    const CXXRecordDecl *above = base.getType()->getAsCXXRecordDecl();
    return above && above->hasDefinition() && isOffered(*above->getDefinition(), name);
  });
}

/// Whether another function of that name takes an object of the class behind the text.
bool takesList(const CXXRecordDecl &type, llvm::StringRef name, llvm::StringRef list) {
  return llvm::any_of(type.methods(), [&](const CXXMethodDecl *method) {
    if (!method->getDeclName().isIdentifier() || method->getName() != name || method->getNumParams() != 2)
      return false;
    const CXXRecordDecl *taken = method->getParamDecl(1)->getType().getNonReferenceType()->getAsCXXRecordDecl();
    return taken && taken->getQualifiedNameAsString() == list;
  });
}

} // namespace

std::optional<facts::Bindable> Evaluator::bindable(const rules::DatabaseFunction &rule, const CallSite &site) {
  auto *method = llvm::dyn_cast_or_null<CXXMethodDecl>(site.callee);
  if (!method || !method->getDeclName().isIdentifier() || site.name.isInvalid() || site.name.isMacroID())
    return std::nullopt;
  const llvm::StringRef name = method->getName();
  const auto binds = rule.binds.find(name.str());
  const auto sql = llvm::find_if(rule.arguments, [](const rules::Argument &argument) {
    return argument.role == rules::Role::Sql || argument.role == rules::Role::SqlOrName;
  });
  const size_t written = site.written();
  if (binds == rule.binds.end() || sql == rule.arguments.end() || sql->position < 0 ||
      static_cast<size_t>(sql->position) >= written || !method->getParent()->hasDefinition())
    return std::nullopt;
  const SourceManager &sources = Context.getSourceManager();
  const Written source(Context, sources.getFileID(site.name));
  const Expr *text = site.arguments[static_cast<size_t>(sql->position)].expression;
  const Expr *last = site.arguments[written - 1].expression;
  const std::optional<uint32_t> end = last ? source.end(*last) : std::nullopt;
  if (!text || !end)
    return std::nullopt;
  facts::Bindable bindable{
      binds->second, sources.getFileOffset(site.name), static_cast<uint32_t>(name.size()), "", *end, {}};
  const CXXRecordDecl &type = *method->getParent()->getDefinition();
  if (!isOffered(type, bindable.function)) {
    if (rule.bindsList.empty() || written != 1 || !takesList(type, name, rule.bindsList))
      return std::nullopt;
    bindable.function = name.str();
    bindable.list = rule.bindsList;
  }
  if (bindable.function != name && written != 1) // what stands behind the text means something else there
    return std::nullopt;
  std::vector<const Expr *> operands;
  addOperands(text, operands);
  for (size_t i = 0; i < operands.size(); ++i)
    if (!llvm::isa<StringLiteral>(operands[i])) {
      std::optional<facts::BindableValue> value = valueAt(operands, i, source);
      if (!value)
        return std::nullopt;
      bindable.values.push_back(*value);
    }
  return bindable.values.empty() ? std::nullopt : std::optional(std::move(bindable));
}

} // namespace pgtidy::extract
