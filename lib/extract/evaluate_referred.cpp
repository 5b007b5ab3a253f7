// References that functions give to texts and containers that are kept somewhere: `settings.set("q") = "SELECT …"` puts
// a text where the function says. Of a function that another unit has that is known where the units are linked.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// Whether somebody may write through a reference of that type.
static bool isForWriting(QualType type) {
  return type->isLValueReferenceType() && !type->getPointeeType().isConstQualified();
}

/// What the call of a function is that is not followed here; null where it is anything else.
static const facts::Result *resultIn(const Value &value) {
  const facts::Text text = value.array() ? anyElement(value) : value.text();
  return text ? std::get_if<facts::Result>(&text->value) : nullptr;
}

/// Keeps what the call gives a reference to, for those who write there.
void Evaluator::noteReference(const Expr *called, const Outcome &outcome) {
  auto *call = llvm::dyn_cast<CallExpr>(called);
  const FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const facts::Result *given = resultIn(outcome.value);
  if (!callee || !given || !isForWriting(callee->getReturnType()) || !isProgram(*callee))
    return;
  facts::Result target = *given;
  target.function = facts::referredPart(key(*callee));
  GivenReferences[called] = {facts::result(std::move(target)), callee->getReturnType().getNonReferenceType()};
}

/// What a call gave a reference to, where the object is just that.
const Evaluator::Referred *Evaluator::referredAt(const Place &place) const {
  auto given = place.path.empty() ? GivenReferences.find(place.root) : GivenReferences.end();
  return given == GivenReferences.end() ? nullptr : &given->second;
}

/// Notes the text that is put there.
void Evaluator::noteReferred(const Place &place, const Value &value) {
  const Referred *given = isRecording() ? referredAt(place) : nullptr;
  const facts::Text text = given && isText(given->type) ? known(textOf(value, nullptr)) : nullptr;
  if (text)
    Facts.symbol({std::get<facts::Result>(given->target->value).function, text, Key, "", nullptr, given->target});
}

/// What the facts call a text or container that stands there; null where it goes by no name.
facts::Text Evaluator::referredSymbol(const Place &place) {
  if (const Referred *given = referredAt(place)) // handed on
    return given->target;
  if (place.offset)
    return nullptr;
  if (const Table table = tableAt(place))
    return table.container ? someElement(*table.container, table.owner) : table.target;
  if (!place.path.empty() && !place.path.back().field) {
    Place whole = place;
    whole.path.pop_back();
    const Table table = tableAt(whole);
    const Step &step = place.path.back();
    if (!table.container)
      return nullptr;
    const facts::Text element = someElement(*table.container, table.owner);
    return step.key ? askedUnder(element, keyText(*step.key)) : element;
  }
  const FieldDecl *member = place.path.empty() ? nullptr : place.path.back().field;
  if (member)
    return initialMember(member, place.ownerOfPart()).text();
  auto global = Globals.find(place.root);
  facts::Symbol symbol;
  if (global == Globals.end() || !isText(global->second->getType()) || !isProgram(*global->second))
    return nullptr;
  symbol.key = key(*global->second);
  return facts::symbol(std::move(symbol));
}

facts::Text Evaluator::referredSymbol(const Value &reference) {
  if (const Alternatives *either = reference.alternatives()) {
    std::vector<facts::Text> symbols;
    for (const Value &branch : either->branches)
      if (facts::Text symbol = referredSymbol(branch))
        symbols.push_back(std::move(symbol));
    return symbols.empty() ? nullptr : facts::choice("", std::move(symbols));
  }
  return reference.pointer() ? referredSymbol(*reference.pointer()) : nullptr;
}

/// Says what the function gives a reference to.
void Evaluator::returnsReference(const FunctionDecl &function, const Value &value) {
  const QualType type = function.getReturnType();
  if (!isForWriting(type) || (!isText(type.getNonReferenceType()) && !Match.isTable(type.getNonReferenceType())))
    return;
  if (const facts::Text symbol = referredSymbol(value))
    Facts.returnsPart(function, facts::ReferredPart, symbol);
}

} // namespace pgtidy::extract
