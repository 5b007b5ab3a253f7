#include "place.h"

namespace pgtidy::checks {

using findings::Finding;

findings::Place placeOf(const Input &input, text::Location location) {
  if (!location.isValid())
    return {};
  return {input.conclusions.program->files.path(location.file), location.line, location.column};
}

text::Location outermostCall(const facts::Call &call, llvm::ArrayRef<analysis::Step> way) {
  return way.empty() ? call.location : way.front().location;
}

static void addNote(Finding &finding, findings::Place place, std::string message) {
  if (place.line != 0 && place != finding.place)
    finding.notes.push_back({std::move(place), std::move(message)});
}

static llvm::StringRef verbOf(facts::Action action) {
  switch (action) {
  case facts::Action::Connect:
    return "connects to the database here";
  case facts::Action::Configure:
    return "configures the connection here";
  case facts::Action::Prepare:
    return "prepared here";
  default:
    return "sent to the database here";
  }
}

Finding findingAt(const Input &input, const facts::Call &call, llvm::ArrayRef<analysis::Step> way,
                  text::Location source, std::string message) {
  Finding finding;
  finding.message = std::move(message);
  text::Location outermost = outermostCall(call, way);
  finding.place = placeOf(input, source.isValid() ? source : outermost);
  if (call.library.empty()) // a file of statements has no calls
    return finding;
  if (source.isValid())
    finding.call = placeOf(input, outermost);
  for (const analysis::Step &step : way)
    addNote(finding, placeOf(input, step.location), "handed to '" + step.callee + "' here");
  addNote(finding, placeOf(input, call.location), verbOf(call.action).str());
  return finding;
}

Finding findingAt(const Input &input, const analysis::Query &query, text::Location source, std::string message) {
  return findingAt(input, *query.call, query.way, source, std::move(message));
}

} // namespace pgtidy::checks
