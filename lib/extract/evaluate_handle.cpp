// Ways into a text by which it is changed without being named: iterators, pointers to its characters. What an algorithm
// writes there, or whoever keeps such a way, makes another value of it.
#include "evaluator.h"
#include "texts.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::extract {

using namespace clang;
using llvm::StringRef;

static StringRef nameOf(const FunctionDecl &function) {
  return function.getDeclName().isIdentifier() ? function.getName() : "";
}

/// The text that the expression gives a way into, by which it may be changed; null where it gives none.
const Expr *Evaluator::wayInto(const Expr *expression) {
  static constexpr llvm::StringLiteral Ways[] = {"begin", "end", "rbegin", "rend", "data"};
  auto *call = llvm::dyn_cast<CXXMemberCallExpr>(stripped(expression));
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  if (!method || method->isConst() || isProgram(*method) || !llvm::is_contained(Ways, nameOf(*method)))
    return nullptr;
  const Expr *object = stripped(call->getImplicitObjectArgument());
  return isText(object->getType()) && llvm::isa<DeclRefExpr, MemberExpr>(object) ? object : nullptr;
}

/// Whether a function of the standard library does no more than read what the argument leads to.
static bool onlyReads(const FunctionDecl &callee, StringRef name, size_t argument) {
  if (llvm::isa<CXXMethodDecl>(callee) && name == nameOf(callee))
    return true; // of a container that takes over what it is given
  if (name.contains("copy") || name == "transform" || name == "move")
    return argument < (name == "copy_n" ? 1 : 2);
  static constexpr llvm::StringLiteral Readers[] = {
      "find",          "find_if",     "find_if_not",    "find_end",   "find_first_of",  "adjacent_find",
      "search",        "search_n",    "count",          "count_if",   "all_of",         "any_of",
      "none_of",       "equal",       "mismatch",       "accumulate", "reduce",         "distance",
      "min_element",   "max_element", "minmax_element", "is_sorted",  "is_partitioned", "lexicographical_compare",
      "binary_search", "lower_bound", "upper_bound",    "contains",   "starts_with",    "ends_with",
      "from_chars",    "to_address",  "stoi",           "memcmp",     "strlen",         "strcmp",
      "as_const"};
  return llvm::is_contained(Readers, name);
}

/// The texts that a call may change by the ways into them that it is given, which end with it.
std::vector<const Expr *> Evaluator::textsWrittenBy(const CallExpr &call) {
  std::vector<const Expr *> written;
  const FunctionDecl *callee = call.getDirectCallee();
  auto *method = llvm::dyn_cast_or_null<CXXMethodDecl>(callee);
  const bool isRange = method && qualifiedName(*method->getParent()).starts_with("std::ranges::");
  if (!callee || (!callee->isInStdNamespace() && !(method && method->getParent()->isInStdNamespace()) && !isRange))
    return written;
  StringRef name = nameOf(*callee);
  if (isRange) { // std::ranges::reverse is an object of a class __reverse_fn
    name = method->getParent()->getName();
    name.consume_front("__");
    name.consume_back("_fn");
  }
  for (unsigned i = 0; i < call.getNumArgs(); ++i) {
    const Expr *text = wayInto(call.getArg(i));
    const unsigned position = isRange && i > 0 ? i - 1 : i;
    if (text)
      HandedOver.insert(stripped(call.getArg(i)));
    else if (const Expr *whole = stripped(call.getArg(i)); isRange && i > 0 && isText(whole->getType()) &&
                                                           !whole->getType().isConstQualified() &&
                                                           llvm::isa<DeclRefExpr, MemberExpr>(whole))
      text = whole;
    if (text && !onlyReads(*callee, name, position))
      written.push_back(text);
  }
  return written;
}

/// What a constructor of the standard library is given, it reads.
void Evaluator::noteHandedOver(const CXXConstructExpr &construction) {
  if (construction.getConstructor()->getParent()->isInStdNamespace())
    for (const Expr *argument : construction.arguments())
      if (wayInto(argument))
        HandedOver.insert(stripped(argument));
}

/// A way into a text that is kept may be used at any time.
void Evaluator::noteWayInto(const CallExpr &call) {
  const Expr *text = HandedOver.count(&call) ? nullptr : wayInto(&call);
  const Place object = text ? place(text) : Place();
  if (!object.root)
    return;
  Handled.insert(object.root);
  rewritten(object);
}

static std::string leafKey(const facts::TextNode &node) {
  if (auto *parameter = std::get_if<facts::Parameter>(&node.value))
    return "parameter " + std::to_string(parameter->index) + " of " + parameter->function;
  auto *hole = std::get_if<facts::Hole>(&node.value);
  const text::Location made = hole ? facts::madeAt(*hole) : text::Location();
  return made.isValid() ? std::to_string(made.file) + ':' + std::to_string(made.offset) : "";
}

/// The text is another one from here on, though it is not known which.
void Evaluator::rewritten(const Place &object) {
  if (!object.root)
    return;
  any(load(object).text(), [&](const facts::TextNode &node) {
    if (std::string leaf = leafKey(node); !leaf.empty())
      Rewritten.insert(std::move(leaf));
    return false;
  });
  Now.versions[object.root] = ++Version;
}

bool Evaluator::isRewritten(const facts::TextNode &leaf) const {
  return !Rewritten.empty() && Rewritten.count(leafKey(leaf)) != 0;
}

} // namespace pgtidy::extract
