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

/// The helpers that have callers in the unit, all of which were evaluated with them.
std::set<const FunctionDecl *> Helpers::settled() const {
  std::set<const FunctionDecl *> evaluated, helpers;
  for (const FunctionDecl *function : Found.functions)
    if (!Unfinished.count(function->getCanonicalDecl()))
      evaluated.insert(function->getCanonicalDecl());
  for (const auto &[helper, callers] : Found.callers)
    if (!Unseen.count(helper) && !Found.taken.count(helper) &&
        llvm::all_of(callers, [&](const FunctionDecl *caller) { return evaluated.count(caller) != 0; }))
      helpers.insert(helper);
  return helpers;
}

static bool isOneOf(const std::vector<text::Location> &all, const text::Location &location) {
  return llvm::any_of(all, [&](const text::Location &one) { return one == location; });
}

/// The keys of helpers, of headers mostly, that are seen here and called elsewhere.
std::set<std::string> Helpers::uncalled() const {
  std::set<std::string> keys;
  for (const FunctionDecl *function : Found.functions)
    if (const FunctionDecl *helper = function->getCanonicalDecl();
        isHelper(*function) && !Found.callers.count(helper) && !Found.taken.count(helper) && !Unseen.count(helper))
      keys.insert(key(*function));
  return keys;
}

void Helpers::settle(facts::Unit &unit) const {
  constexpr size_t MostSituations = 64;
  const std::set<std::string> elsewhere = uncalled();
  for (facts::Call &call : unit.calls)
    call.isUncalled = elsewhere.count(call.enclosing) != 0;
  if (Ways.empty())
    return;
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
