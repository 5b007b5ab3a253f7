// Loops over the elements of a container.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

void Evaluator::walkRange(const CXXForRangeStmt &statement) {
  if (statement.getInit())
    walk(statement.getInit());
  const Expr *range = stripped(statement.getRangeInit());
  const QualType each = statement.getLoopVariable()->getType();
  const bool isWritten = each->isReferenceType() && !each.getNonReferenceType().isConstQualified() &&
                         isText(range->getType()) && llvm::isa<DeclRefExpr, MemberExpr>(range);
  if (isWritten)
    rewritten(place(range));
  walkElements({&statement, statement.getRangeInit(), statement.getLoopVariable(), statement.getBody()});
  if (isWritten)
    rewritten(place(range));
}

/// The variable that a declaration alone makes; null where it makes others too.
static const VarDecl *onlyVariable(const Stmt *statement) {
  auto *declaration = llvm::dyn_cast_or_null<DeclStmt>(statement);
  return declaration && declaration->isSingleDecl() ? llvm::dyn_cast<VarDecl>(declaration->getSingleDecl()) : nullptr;
}

/// Loops that a library's macro writes for the elements of a container. Inside of one that goes through an object with
/// the places of the elements stands an `if`, or a `for` of one pass, that declares the element.
bool Evaluator::walkForEach(const ForStmt &statement) {
  const VarDecl *places = onlyVariable(statement.getInit());
  auto *call = places && places->getInit() ? llvm::dyn_cast<CallExpr>(stripped(places->getInit())) : nullptr;
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const rules::TextFunction *rule = callee ? Match.text(*callee, call->getNumArgs()) : nullptr;
  if (!rule || rule->operation != rules::TextOperation::ForEach)
    return false;
  Range range{&statement, call->getArg(0), nullptr, nullptr};
  if (auto *once = llvm::dyn_cast<IfStmt>(statement.getBody())) {
    range.variable = onlyVariable(once->getInit());
    range.body = once->getElse();
  } else if (auto *inner = llvm::dyn_cast<ForStmt>(statement.getBody())) {
    range.variable = onlyVariable(inner->getInit());
    range.body = inner->getBody();
  }
  if (!range.variable || !range.body)
    return false;
  walkElements(range);
  return true;
}

/// Whether nothing in the loop leaves it before the last element.
static bool goesThroughAll(const Stmt *body) {
  if (!body)
    return true;
  if (llvm::isa<BreakStmt, ReturnStmt, GotoStmt, CoreturnStmt, LambdaExpr>(body))
    return false;
  return llvm::all_of(body->children(), [](const Stmt *child) { return !child || goesThroughAll(child); });
}

/// The characters of a text that the program writes and that is short enough to go through them; nothing for others.
static std::optional<Array> charactersOf(const facts::Text &text, size_t most) {
  const facts::Literal *literal = facts::asLiteral(text);
  if (!literal || literal->bytes.size() > most)
    return std::nullopt;
  Array characters;
  for (char c : literal->bytes)
    characters.elements.emplace_back(Integer{c});
  return characters;
}

/// The texts that it is one of, where the program writes some of them; null for others.
static const facts::Choice *partlyWritten(const facts::Text &text, size_t most) {
  auto *either = text ? std::get_if<facts::Choice>(&text->value) : nullptr;
  auto isWritten = [&](const facts::Text &branch) { return charactersOf(branch, most).has_value(); };
  return either && llvm::any_of(either->branches, isWritten) ? either : nullptr;
}

void Evaluator::walkElements(const Range &loop) {
  const Expr *range = loop.elements;
  Place whole = range->isGLValue() ? place(range) : Place();
  Value value = whole.root ? load(whole) : evaluate(range);
  if (value.pointer())
    value = load(*value.pointer());
  const facts::Text text = value.text();
  if (std::optional<Array> characters = charactersOf(text, MaxUnrolled))
    return unrolled(loop, *characters);
  if (const facts::Choice *either = Split == 0 && whole.root ? partlyWritten(text, MaxUnrolled) : nullptr) {
    State before = Now, after = State::unreachable();
    ++Split; // each of the texts for itself
    for (unsigned i = 0; i < either->branches.size(); ++i) {
      Now = before;
      if (!either->condition.empty() && !Now.assume(either->condition, i, unsigned(either->branches.size())))
        continue;
      Now.values[whole.root] = stored(Now.values[whole.root], whole, 0, either->branches[i]);
      walkElements(loop);
      after = joined(after, Now);
    }
    --Split;
    Now = std::move(after);
    return;
  }
  const Array *array = value.array();
  if (array && array->repeatedFrom == SIZE_MAX && array->elements.size() <= MaxUnrolled)
    return unrolled(loop, *array);
  const Step each{nullptr, -1, loop.statement, goesThroughAll(loop.body), whichElement(nullptr)};
  Value element = array || value.alternatives() ? loadStep(value, each) : Value();
  if (isOfRows(value))
    element = eachRow(value);
  Loop passes;
  passes.statement = loop.statement;
  passes.body = loop.body;
  passes.enter = [&, element] {
    bindElement(*loop.variable, element);
    if (isOfRows(element))
      certain(testOf(element, range).yes);
  };
  walkLoop(passes);
}

/// The variable of a range-for gets its element.
void Evaluator::bindElement(const VarDecl &variable, const Value &element) {
  auto note = [&](const ValueDecl &declaration, const Value &value) {
    Now.values[declaration.getCanonicalDecl()] = value.isUnknown() ? unknownPart(declaration) : value;
    Now.versions[declaration.getCanonicalDecl()] = ++Version;
  };
  note(variable, element);
  auto *parts = llvm::dyn_cast<DecompositionDecl>(&variable);
  if (!parts)
    return;
  int64_t index = 0;
  for (const BindingDecl *binding : parts->bindings()) {
    if (isRowOfColumns(element)) {
      note(*binding, columnOfRow(*element.rows(), index++, *binding));
      continue;
    }
    Step step{nullptr, index++};
    if (const Record *record = element.record(); record && binding->getBinding())
      if (auto *member = llvm::dyn_cast<MemberExpr>(binding->getBinding()->IgnoreParenImpCasts()))
        step = {llvm::dyn_cast<FieldDecl>(member->getMemberDecl()), -1};
    note(*binding, element.isUnknown() ? Value() : loadStep(element, step));
  }
}

void Evaluator::unrolled(const Range &loop, const Array &array) {
  std::vector<Value> elements = array.elements;
  State exits = State::unreachable(), *breaks = Top->breaks, *continues = Top->continues;
  for (const Value &element : elements) {
    if (!Now.reachable)
      break;
    State next = State::unreachable();
    Top->breaks = &exits;
    Top->continues = &next;
    bindElement(*loop.variable, element);
    walk(loop.body);
    Now = joined(Now, next);
  }
  Top->breaks = breaks;
  Top->continues = continues;
  Now = joined(Now, exits);
}

} // namespace pgtidy::extract
