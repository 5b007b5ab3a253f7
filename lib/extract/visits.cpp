#include "visits.h"

#include "clang/AST/DeclCXX.h"

namespace pgtidy::extract {

using namespace clang;

bool mayVisit(const FunctionDecl &callee, const Survey &survey, Matcher &matcher, Places &places) {
  if (callee.getNumParams() == 0 || !callee.getLocation().isValid() || places.isInSystemHeader(callee.getLocation()) ||
      callee.isOverloadedOperator() || llvm::isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(callee) ||
      matcher.isDescribed(callee))
    return false;
  auto *method = llvm::dyn_cast<CXXMethodDecl>(&callee);
  if (method && method->getParent()->isLambda())
    return false;
  return !callee.getDefinition() || (method && method->isVirtual()) || survey.mayVisitDatabase(callee);
}

std::string membersPrefix(unsigned parameter, bool isAlways) {
  return std::to_string(parameter) + (isAlways ? "." : facts::IfAnswered);
}

void noteUnseenVisits(const Survey &survey, Matcher &matcher, Places &places, Recorder &recorder) {
  for (const Survey::Visit &visit : survey.visits)
    if (mayVisit(*visit.callee, survey, matcher, places))
      recorder.visitUnseen({key(*visit.callee), places.use(visit.location), visit.from ? key(*visit.from) : "", {{}}});
  // Who overrides what has to be known of all, also of those that do nothing.
  for (const CXXMethodDecl *method : survey.methods) {
    if (places.isInSystemHeader(method->getLocation()) || method->isDependentContext())
      continue;
    bool isOfLibrary = false, isOfProgram = false;
    for (const CXXMethodDecl *overridden : method->overridden_methods())
      (places.isInSystemHeader(overridden->getLocation()) ? isOfLibrary : isOfProgram) = true;
    const bool isFirst = method->size_overridden_methods() == 0;
    if (isOfProgram || (isFirst && (method->getDefinition() || survey.overridden.count(method))))
      recorder.mention(*method);
    if (isOfLibrary && method->getDefinition() && mayVisit(*method, survey, matcher, places))
      recorder.visitUnseen({key(*method), places.use(method->getLocation()), "", {{}}});
  }
  for (const FunctionDecl *function : survey.exported)
    if (mayVisit(*function, survey, matcher, places))
      recorder.visitUnseen({key(*function), places.use(function->getLocation()), "", {{}}});
  for (const FunctionDecl *function : survey.taken)
    if (mayVisit(*function, survey, matcher, places))
      recorder.visitUnseen({key(*function), places.use(function->getLocation()), "", {{}}});
}

} // namespace pgtidy::extract
