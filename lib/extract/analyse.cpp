#include "analyse.h"

#include "evaluator.h"
#include "names.h"
#include "openings.h"
#include "survey.h"
#include "testers.h"
#include "untouched.h"
#include "visits.h"

namespace pgtidy::extract {

void analyse(clang::ASTContext &context, const rules::Rules &rules, const std::string &directory, facts::Unit &unit) {
  Places places(context.getSourceManager(), directory, unit.files);
  Matcher matcher(rules);
  Survey found = survey(context, matcher, places);
  unit.reads = found.reads;
  unit.openings = openingsIn(found, matcher, places);
  Recorder recorder(unit, places, matcher);
  Helpers helpers(found);
  Evaluator evaluator(context, matcher, places, recorder, found, helpers);
  Testers testers(matcher);
  for (const clang::FunctionDecl *function : found.shared)
    for (uint32_t parameter : testers.testedBy(*function))
      recorder.tests(*function, parameter);
  for (const clang::CXXRecordDecl *record : found.copied)
    recorder.copied(key(*record));
  for (const clang::CXXRecordDecl *record : found.trees)
    recorder.tree(key(*record));
  for (const clang::FieldDecl *field : found.members)
    evaluator.member(*field);
  for (const clang::VarDecl *variable : found.variables)
    evaluator.variable(*variable);
  for (const clang::FunctionDecl *function : found.functions)
    if (!formatsItsArguments(*function, matcher))
      evaluator.function(*function);
  for (const clang::CXXMethodDecl *method : untouching(context, found, matcher))
    recorder.mention(*method);
  helpers.settle(unit);
  noteUnseenVisits(found, matcher, places, recorder);
}

} // namespace pgtidy::extract
