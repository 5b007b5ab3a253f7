// Texts that the program hands to something that is no database: logs, its output, hashes of passwords.
#include "evaluator.h"
#include "logs.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// Whether the text may be a secret: some of it is not written out, or looks like a part of a connection.
static bool mayBeSecret(const facts::Text &text) {
  return any(text, [](const facts::TextNode &node) {
    if (auto *literal = std::get_if<facts::Literal>(&node.value))
      return literal->bytes.find("password") != std::string::npos || literal->bytes.find("://") != std::string::npos;
    if (auto *hole = std::get_if<facts::Hole>(&node.value))
      return hole->kind != facts::HoleKind::Number && hole->kind != facts::HoleKind::Placeholders;
    return std::holds_alternative<facts::Parameter>(node.value) || std::holds_alternative<facts::Symbol>(node.value) ||
           std::holds_alternative<facts::Result>(node.value);
  });
}

/// Notes what a call hands to a log or to a function that makes hashes.
void Evaluator::noteHanded(const CallExpr &call, const CallSite &site) {
  const std::optional<HandedBy> handed = isRecording() ? handedBy(call, Match) : std::nullopt;
  if (!handed)
    return;
  // The object of an operator that is a method is no argument here.
  const size_t skipped = call.getNumArgs() > site.arguments.size() ? call.getNumArgs() - site.arguments.size() : 0;
  for (size_t i = handed->first - std::min<size_t>(skipped, handed->first); i < site.arguments.size(); ++i) {
    const Argument &argument = site.arguments[i];
    const bool isText = argument.expression && !argument.isDefault &&
                        (this->isText(argument.expression->getType()) || argument.value.text());
    facts::Text text = isText ? known(textOf(argument.value, argument.expression)) : nullptr;
    if (!text || (handed->rule->to != facts::Handed::To::Hash && !mayBeSecret(text)))
      continue;
    if (const Expr *before = literalBefore(call))
      text = facts::concat({known(textOf(evaluate(before), before)), std::move(text)});
    const SourceLocation at = argument.expression->getExprLoc();
    Facts.handed({handed->rule->to, handed->rule->name, Where.use(at.isValid() ? at : site.name),
                  bounded(std::move(text)), Key});
  }
}

} // namespace pgtidy::extract
