#include "helpers.h"

#include "names.h"

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"

namespace pgtidy::extract {

using namespace clang;

bool Helpers::isHelper(const FunctionDecl &function) {
  const FunctionDecl *definition = function.getDefinition();
  auto *method = llvm::dyn_cast<CXXMethodDecl>(&function);
  if (!definition || definition->isDependentContext() || definition->isTemplateInstantiation() ||
      llvm::isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(function) ||
      (method && (method->isVirtual() || method->getParent()->isLambda())))
    return false;
  const bool isOfHeader = definition->isInlined() &&
                          !definition->getASTContext().getSourceManager().isInMainFile(definition->getLocation());
  return !definition->isExternallyVisible() || isOfHeader;
}

void Helpers::reached(const FunctionDecl &helper, const text::Location &location, const FunctionDecl &from,
                      facts::Situation situation) {
  Ways.push_back({location, helper.getCanonicalDecl(), from.getCanonicalDecl(), std::move(situation)});
}

/// Whether the unit has callers of the function, and all of them were evaluated with it.
bool Helpers::isFollowed(const FunctionDecl &helper) const {
  auto callers = Found.callers.find(&helper);
  if (callers == Found.callers.end() || Unseen.count(&helper) || Found.taken.count(&helper))
    return false;
  return llvm::all_of(callers->second, [&](const FunctionDecl *caller) {
    const bool isEvaluated = caller && llvm::any_of(Found.functions, [&](const FunctionDecl *function) {
                               return function->getCanonicalDecl() == caller;
                             });
    return isEvaluated && !Unfinished.count(caller);
  });
}

std::set<const FunctionDecl *> Helpers::settled() const {
  std::set<const FunctionDecl *> helpers;
  for (const auto &[helper, callers] : Found.callers)
    if (isFollowed(*helper))
      helpers.insert(helper);
  return helpers;
}

static bool isOneOf(const std::vector<text::Location> &all, const text::Location &location) {
  return llvm::any_of(all, [&](const text::Location &one) { return one == location; });
}

void Helpers::settle(facts::Unit &unit) const {
  constexpr size_t MostSituations = 64;
  const std::set<const FunctionDecl *> helpers = settled();
  for (facts::Call &call : unit.calls) {
    if (isOneOf(Checked, call.location))
      continue;
    std::vector<facts::Situation> situations;
    for (const Way &way : Ways)
      if (way.location == call.location && helpers.count(way.helper) && key(*way.helper) == call.enclosing &&
          !helpers.count(way.from)) // what calls that one comes through it
        situations.push_back(way.situation);
    if (!situations.empty() && situations.size() <= MostSituations)
      call.situations = std::move(situations);
  }
}

} // namespace pgtidy::extract
