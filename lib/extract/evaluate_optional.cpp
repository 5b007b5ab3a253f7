// std::optional and its like: what they hold, and whether they hold anything.
#include "evaluator.h"

namespace pgtidy::extract {

using namespace clang;

/// Whether an optional holds something, as far as that is known: a number, or one for each of its alternatives.
static std::optional<Value> holdsSomething(const Value &object) {
  auto eachOf = [](const std::string &condition, const auto &branches, auto valueOf) -> std::optional<Value> {
    Alternatives answers{condition, {}};
    for (const auto &branch : branches) {
      std::optional<Value> answer = holdsSomething(valueOf(branch));
      if (!answer)
        return std::nullopt;
      answers.branches.push_back(*answer);
    }
    return Value(std::move(answers));
  };
  if (object.isNull())
    return Value(Integer{0});
  if (const Alternatives *either = object.alternatives())
    return eachOf(either->condition, either->branches, [](const Value &branch) { return branch; });
  if (object.integer())
    return Value(Integer{1});
  if (!object.text())
    return std::nullopt;
  if (auto *either = std::get_if<facts::Choice>(&object.text()->value))
    return eachOf(either->condition, either->branches,
                  [](const facts::Text &branch) { return branch ? Value(branch) : Value(Null{}); });
  const bool isMade = facts::asLiteral(object.text()) || std::holds_alternative<facts::Concat>(object.text()->value);
  return isMade ? std::optional(Value(Integer{1})) : std::nullopt;
}

static bool isNamed(const FunctionDecl &function, llvm::StringRef name) {
  return function.getDeclName().isIdentifier() && function.getName() == name;
}

static bool asksWhetherHeld(const FunctionDecl &function) {
  auto *method = llvm::dyn_cast<CXXMethodDecl>(&function);
  const bool isOptional = method && method->getParent()->getDeclName().isIdentifier() &&
                          llvm::StringRef(method->getParent()->getName()).contains("optional");
  auto *conversion = llvm::dyn_cast<CXXConversionDecl>(&function);
  return isOptional &&
         (isNamed(function, "has_value") || (conversion && conversion->getConversionType()->isBooleanType()));
}

/// The answer of has_value(), or of an optional as a condition; nothing for other methods.
std::optional<Value> Evaluator::whetherHeld(const FunctionDecl &method, const Value &object) {
  return asksWhetherHeld(method) ? holdsSomething(object) : std::nullopt;
}

/// A std::optional<std::string> is the text that it holds.
std::optional<Outcome> Evaluator::heldText(CallSite &site, llvm::StringRef name, const Value &object) {
  QualType type = site.receiver->getType().getNonReferenceType();
  if (!site.self.root || isText(type) || !mayHoldText(type))
    return std::nullopt;
  if (name == "*" || name == "value")
    return Outcome{object, site.self};
  if (name == "emplace") {
    const Argument *given = site.arguments.empty() ? nullptr : &site.arguments.front();
    store(site.self, given ? textOf(given->value, given->expression) : facts::literal(""));
    return Outcome{load(site.self), site.self};
  }
  return std::nullopt;
}

} // namespace pgtidy::extract
