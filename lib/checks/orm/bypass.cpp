#include "orm_layer.h"

#include "llvm/ADT/StringExtras.h"

#include <set>

namespace pgtidy::checks {

static bool sendsStatement(const facts::Call &call) {
  return !call.library.empty() && !call.isComposed && call.action != facts::Action::Connect &&
         call.action != facts::Action::Configure && call.action != facts::Action::Compose;
}

Findings orm_bypass(const Input &input) {
  OrmLayer layer(input);
  if (!layer.isDeclared())
    return {};
  Findings findings;
  std::set<findings::Place> seen;
  for (const facts::Call &call : input.conclusions.program->calls) {
    if (!sendsStatement(call) || !call.location.isValid())
      continue;
    findings::Place place = placeOf(input, call.location);
    if (layer.covers(call) || !seen.insert(place).second)
      continue;
    findings::Finding finding;
    finding.place = place;
    finding.message = "'" + call.function + "' goes round the data layer; move the statement to a method of it (" +
                      llvm::join(input.settings.ormLayer, ", ") + ") and call that";
    finding.advice = "give the data layer a method that says what is asked, and keep the driver behind it:\n"
                     "  std::vector<Order> Orders::of(UserId user); // the statement stands in its body";
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace pgtidy::checks
