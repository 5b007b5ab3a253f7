// Texts that the program writes itself where it has an object mapper.
#include "evaluator.h"

namespace pgtidy::extract {

/// Whether one of the arguments is text: where a mapper's own conditions may stand too, it is SQL.
bool Evaluator::takesRawText(const CallSite &site) {
  return llvm::any_of(site.arguments, [&](const Argument &argument) {
    return !argument.isDefault && argument.expression && isText(argument.expression->getType());
  });
}

/// Whether the function at hand is one of a class of rows of the mapper: its SQL is the mapper's own, generated with
/// it.
bool Evaluator::isOfClassOfRows(const std::string &library) {
  const Frame *outermost = Top;
  while (outermost && outermost->caller)
    outermost = outermost->caller;
  auto *method = outermost ? llvm::dyn_cast_or_null<clang::CXXMethodDecl>(outermost->function) : nullptr;
  return method && llvm::any_of(method->getParent()->decls(), [&](const clang::Decl *member) {
           auto *variable = llvm::dyn_cast<clang::VarDecl>(member);
           return variable && Match.rules().isRowMember(library, variable->getName());
         });
}

/// A piece of raw text is made for a mapper's statement. Who only hands on what it was given did not write it.
void Evaluator::noteRawText(const rules::TextFunction &rule, const CallSite &site) {
  if (rule.raw.empty() || !isRecording() || !takesRawText(site) || isOfClassOfRows(rule.raw))
    return;
  bool isWritten = llvm::any_of(site.arguments, [&](const Argument &argument) {
    return argument.expression && isText(argument.expression->getType()) &&
           facts::hasLiteral(textOf(argument.value, argument.expression));
  });
  if (!isWritten)
    return;
  facts::Call call;
  call.library = rule.library;
  call.function = rule.name;
  call.action = facts::Action::Compose;
  call.around = rule.raw;
  call.location = Where.use(site.name);
  call.enclosing = Key;
  Facts.call(std::move(call));
}

} // namespace pgtidy::extract
