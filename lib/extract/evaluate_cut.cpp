// Methods that shorten a text, at its end or at its beginning.
#include "evaluator.h"
#include "method.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// What erase(…), resize(n) and their like leave.
static facts::Text upTo(const facts::Text &text, std::optional<unsigned> dropped, std::optional<int64_t> length) {
  if (dropped)
    return withoutEnd(text, *dropped);
  const facts::Literal *literal = facts::asLiteral(text);
  return literal && length && *length >= 0 ? slice(*literal, 0, size_t(*length))
                                           : unknown("cut at a place that is not known");
}

static facts::Text withoutMiddle(const facts::Text &text, std::optional<int64_t> from, std::optional<int64_t> count) {
  if (from == 0 && count && *count >= 0)
    return withoutStart(text, unsigned(*count));
  std::optional<Cut> begin = cutAt(text, from);
  std::optional<Cut> end = begin ? cutAt(begin->after, count) : std::nullopt;
  return end ? facts::concat({begin->before, end->after}) : unknown("cut at a place that is not known");
}

static bool isBegin(llvm::StringRef method) { return method == "begin" || method == "cbegin"; }

void Evaluator::shorten(CallSite &site, llvm::StringRef name, const facts::Text &text) {
  // A part of what is not known is not known either; of what a member collects piece by piece it is not said.
  auto keep = [&](const facts::Text &cut) {
    auto isUnknown = [](const facts::Text &part) {
      auto *hole = part ? std::get_if<facts::Hole>(&part->value) : nullptr;
      return hole && hole->kind == facts::HoleKind::Unknown;
    };
    auto *several = cut ? std::get_if<facts::Concat>(&cut->value) : nullptr;
    const bool isLost = isUnknown(cut) || (several && llvm::any_of(several->parts, isUnknown));
    const bool isCollected =
        any(text, [](const facts::TextNode &node) { return std::holds_alternative<facts::Symbol>(node.value); });
    const bool isCutLater =
        any(cut, [](const facts::TextNode &node) { return std::holds_alternative<facts::Formatted>(node.value); });
    if (isCollected && isCutLater)
      return store(site.self, unknown("cut of what a member collects"));
    const bool isPart = isLost && !facts::hasLiteral(text) && !isCollected;
    store(site.self, isPart ? somePart(withoutTests(text), site.receiver) : bounded(cut));
  };
  const bool hasArgument = site.written() > 0 && site.arguments[0].expression;
  const std::optional<int64_t> first = hasArgument ? constant(site.arguments[0].value) : std::nullopt;
  auto counted = [&](facts::Text (*cut)(const facts::Text &, unsigned)) {
    keep(first && *first >= 0 ? cut(text, unsigned(*first)) : unknown("cut"));
  };
  if (name == "pop_back")
    return keep(withoutEnd(text, 1));
  if (!hasArgument)
    return;
  if ((name == "chop" || name == "remove_suffix") && site.written() == 1)
    return counted(withoutEnd);
  if (name == "remove_prefix" && site.written() == 1)
    return counted(withoutStart);
  if (name == "seekp" && site.written() == 2 && first && *first < 0) // what follows is written there
    return keep(withoutEnd(text, unsigned(-*first)));
  if (name == "erase" && site.written() == 1 && isBegin(methodOf(site.arguments[0].expression)))
    return keep(withoutStart(text, 1));
  const std::optional<unsigned> dropped = shortenedBy(site.arguments[0].expression);
  if (name == "erase" && site.written() == 2 && first)
    return keep(withoutMiddle(text, first, constant(site.arguments[1].value)));
  if (name == "erase" && site.written() == 2 && dropped) {
    const std::optional<int64_t> count = constant(site.arguments[1].value);
    const std::optional<std::string> end = bytesAtEnd(text, *dropped);
    const bool isWhole = !count || *count < 0 || *count >= *dropped; // to the end, as for npos and an iterator
    return keep(isWhole ? withoutEnd(text, *dropped)
                : end   ? facts::concat({withoutEnd(text, *dropped), facts::literal(end->substr(size_t(*count)))})
                        : unknown("cut near the end"));
  }
  const bool isToLength =
      name == "resize" && !dropped && !first; // as printf says it: what is behind is none of the text
  if (isToLength)
    return;
  if (name == "resize" || name == "erase" || name == "truncate")
    keep(upTo(text, dropped, first));
}

/// left(n), first(n), chopped(n) of Qt's texts; nothing for other methods.
std::optional<facts::Text> Evaluator::beginningOf(const CallSite &site, llvm::StringRef name, const facts::Text &text) {
  if (site.written() != 1 || !site.arguments[0].expression)
    return std::nullopt;
  const std::optional<int64_t> count = constant(site.arguments[0].value);
  if (name == "chopped")
    return count && *count >= 0 ? std::optional(withoutEnd(text, unsigned(*count))) : std::nullopt;
  if (name != "left" && name != "first")
    return std::nullopt;
  if (std::optional<unsigned> less = shortenedBy(site.arguments[0].expression))
    return withoutEnd(text, *less);
  const facts::Literal *literal = facts::asLiteral(text);
  return literal && count && *count >= 0 ? std::optional(slice(*literal, 0, size_t(*count))) : std::nullopt;
}

/// The characters that a condition compares the last one of a text with: `s.back() == ' ' || s.back() == ','`. That the
/// text is not empty may be asked as well. Nothing where it asks something else.
std::optional<std::string> Evaluator::charactersAsked(const Expr *condition, const Expr *&whole) {
  const Expr *plain = stripped(condition);
  auto *operation = llvm::dyn_cast<BinaryOperator>(plain);
  if (operation && operation->isLogicalOp()) {
    const std::optional<std::string> left = charactersAsked(operation->getLHS(), whole),
                                     right = charactersAsked(operation->getRHS(), whole);
    const bool isFine = left && right && (left->empty() || right->empty() || operation->getOpcode() == BO_LOr);
    return isFine ? std::optional(*left + *right) : std::nullopt;
  }
  if (operation && operation->getOpcode() == BO_EQ) {
    const std::optional<FromEnd> last = characterFromEnd(operation->getLHS());
    const std::optional<int64_t> code = last ? constant(evaluate(operation->getRHS())) : std::nullopt;
    if (!code || last->distance != 1)
      return std::nullopt;
    whole = last->whole;
    return std::string(1, char(*code));
  }
  if (const std::optional<Question> asked = question(plain))
    if (const facts::Literal *value = facts::asLiteral(asked->value); value && value->bytes.empty())
      return std::string();
  auto *negation = llvm::dyn_cast<UnaryOperator>(plain);
  const bool isNegation = negation && negation->getOpcode() == UO_LNot;
  return isNegation && question(negation->getSubExpr()) ? std::optional(std::string()) : std::nullopt;
}

/// Does `while (s.back() == ' ' || s.back() == ',') s.pop_back();`, where the loop is that.
bool Evaluator::walkTrim(const WhileStmt &loop) {
  const Stmt *body = loop.getBody();
  if (auto *block = llvm::dyn_cast_or_null<CompoundStmt>(body); block && block->size() == 1)
    body = block->body_front();
  auto *expression = llvm::dyn_cast_or_null<Expr>(body);
  auto *call = expression ? llvm::dyn_cast<CXXMemberCallExpr>(stripped(expression)) : nullptr;
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  if (!method || !method->getDeclName().isIdentifier() || !isText(call->getImplicitObjectArgument()->getType()))
    return false;
  const bool dropsLast = method->getName() == "pop_back" ||
                         ((method->getName() == "resize" || method->getName() == "chop") && call->getNumArgs() == 1);
  const Expr *whole = nullptr;
  const std::optional<std::string> set = dropsLast ? charactersAsked(loop.getCond(), whole) : std::nullopt;
  if (!set || set->empty() || !whole)
    return false;
  const Place object = place(whole);
  if (!object.root || !(object == place(call->getImplicitObjectArgument())))
    return false;
  const facts::Text text = textOf(load(object), whole);
  const std::optional<unsigned> trimmed = endingIn(text, *set);
  if (!trimmed)
    return false;
  store(object, bounded(withoutEnd(text, *trimmed)));
  return true;
}

} // namespace pgtidy::extract
