// Wrappers that format: `template <class... T> exec(format_string<T...> sql, T &&...values)` and `exec(const char *,
// ...)`. What they send is put together from arguments that no Parameter can stand for, so their bodies count for each
// caller.
#include "evaluator.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/Support/SaveAndRestore.h"

namespace pgtidy::extract {

using namespace clang;

static bool takesAnyArguments(const FunctionDecl &function) {
  if (function.isVariadic())
    return true;
  const FunctionDecl *pattern = function.getTemplateInstantiationPattern();
  return pattern &&
         llvm::any_of(pattern->parameters(), [](const ParmVarDecl *parameter) { return parameter->isParameterPack(); });
}

namespace {

/// Looks for a call that formats with a parameter as the format.
struct FormatsParameter : RecursiveASTVisitor<FormatsParameter> {
  Matcher &Match;
  bool found = false;
  explicit FormatsParameter(Matcher &match) : Match(match) {}

  bool VisitCallExpr(CallExpr *call) {
    const FunctionDecl *callee = call->getDirectCallee();
    const rules::TextFunction *rule = callee ? Match.text(*callee, call->getNumArgs()) : nullptr;
    if (!rule && handsOnList(*call)) { // to a function of the program's own that formats
      found |= llvm::any_of(call->arguments(), [&](const Expr *argument) {
        return Match.isText(argument->getType()) && namesParameter(argument);
      });
      return !found;
    }
    if (!rule || rule->format < 0 || size_t(rule->format) >= call->getNumArgs())
      return true;
    using enum rules::TextOperation;
    bool formats = rule->operation == FormatPrintf || rule->operation == FormatBrace ||
                   rule->operation == FormatPercent || rule->operation == FormatDollar;
    found |= formats && namesParameter(call->getArg(rule->format));
    return !found;
  }

  static bool handsOnList(const CallExpr &call) {
    return llvm::any_of(call.arguments(), [](const Expr *argument) {
      return llvm::StringRef(argument->IgnoreParenImpCasts()->getType().getAsString()).contains("va_list");
    });
  }

  static bool namesParameter(const Stmt *statement) {
    if (auto *reference = llvm::dyn_cast_or_null<DeclRefExpr>(statement))
      return llvm::isa<ParmVarDecl>(reference->getDecl());
    return statement && llvm::any_of(statement->children(), [](const Stmt *child) { return namesParameter(child); });
  }
};

} // namespace

bool formatsItsArguments(const FunctionDecl &function, Matcher &match) {
  const FunctionDecl *definition = function.getDefinition();
  if (!definition || !definition->hasBody() || definition->isDependentContext() || !takesAnyArguments(*definition))
    return false;
  FormatsParameter visitor(match);
  visitor.TraverseStmt(definition->getBody());
  return visitor.found;
}

bool Evaluator::isFormattingWrapper(const FunctionDecl &function) {
  auto [entry, isNew] = FormattingWrappers.try_emplace(function.getCanonicalDecl(), false);
  if (isNew) {
    bool formats = formatsItsArguments(function, Match);
    FormattingWrappers[function.getCanonicalDecl()] = formats;
    return formats;
  }
  return entry->second;
}

/// The body of a formatting wrapper, evaluated for this call: its database calls are the caller's.
std::optional<Outcome> Evaluator::unwrapped(CallSite &site) {
  static constexpr unsigned MaxDepth = 8;
  if (site.isVirtual || !isFormattingWrapper(*site.callee))
    return std::nullopt;
  const FunctionDecl *definition = site.callee->getDefinition();
  if (Depth >= MaxDepth || Active.count(definition) || Budget < 50)
    return std::nullopt;
  std::optional<Place> self;
  if (auto *method = llvm::dyn_cast<CXXMethodDecl>(definition); method && !method->isStatic())
    self = site.self.root ? site.self : someObject(*method->getParent());
  // Values are handed over as the caller has them, so that they keep the caller's words and places.
  for (Argument &argument : site.arguments) {
    bool isValue = argument.expression && (argument.value.text() || argument.value.isUnknown());
    if (!isValue)
      continue;
    if (argument.value.isUnknown())
      argument.value = Value(formatted(argument.value, argument.expression));
    argument.place = {};
  }
  std::vector<Argument> rest;
  if (definition->isVariadic())
    rest.assign(site.arguments.begin() + std::min<size_t>(site.arguments.size(), definition->getNumParams()),
                site.arguments.end());
  llvm::SaveAndRestore<const std::vector<Argument> *> variadic(Variadic, definition->isVariadic() ? &rest : nullptr);
  llvm::SaveAndRestore inWrapper(InWrapper, true);
  return enter(*definition, site.arguments, self, isRecording());
}

} // namespace pgtidy::extract
