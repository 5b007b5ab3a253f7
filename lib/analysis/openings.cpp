#include "openings.h"

#include "dialect.h"

#include <algorithm>
#include <map>
#include <set>

namespace pgtidy::analysis {
namespace {

using facts::Holder;
using facts::Opening;

bool dependsOnCaller(const facts::Text &text) {
  if (!text)
    return false;
  if (std::holds_alternative<facts::Parameter>(text->value))
    return true;
  auto any = [](const std::vector<facts::Text> &texts) {
    return std::any_of(texts.begin(), texts.end(), dependsOnCaller);
  };
  if (const auto *parts = std::get_if<facts::Concat>(&text->value))
    return any(parts->parts);
  if (const auto *choice = std::get_if<facts::Choice>(&text->value))
    return any(choice->branches);
  if (const auto *result = std::get_if<facts::Result>(&text->value))
    return any(result->arguments);
  if (const auto *format = std::get_if<facts::Formatted>(&text->value))
    return any(format->texts);
  return false;
}

bool dependsOnCaller(const facts::Call &call) {
  return dependsOnCaller(call.connection) ||
         std::any_of(call.settings.begin(), call.settings.end(),
                     [](const facts::Setting &setting) { return dependsOnCaller(setting.value); });
}

class Search {
public:
  Search(const facts::Program &program, const Dialects &dialects, Linker &linker) : Program(program) {
    for (const facts::Call &call : program.calls)
      if (call.action == facts::Action::Connect && isPostgres(dialects.of(call, linker)))
        Connects.emplace(std::pair(call.location.file, call.location.line), &call);
    for (const Opening &opening : program.openings)
      if (!opening.callee.empty())
        Callers[facts::baseKey(opening.callee)].push_back(&opening);
  }

  std::vector<RepeatedOpening> all() {
    for (const Opening &opening : Program.openings)
      if (opening.callee.empty())
        follow(opening);
    return std::move(Found);
  }

private:
  const facts::Program &Program;
  std::map<std::pair<text::FileId, uint32_t>, const facts::Call *> Connects;
  std::map<std::string, std::vector<const Opening *>> Callers;
  std::vector<RepeatedOpening> Found;
  std::set<std::string> Active;

  static bool isPostgres(facts::Dialect dialect) {
    return dialect != facts::Dialect::SQLite && dialect != facts::Dialect::MySQL;
  }

  void follow(const Opening &connect) {
    auto call = Connects.find({connect.location.file, connect.location.line});
    if (call == Connects.end())
      return;
    RepeatedOpening repeated;
    repeated.connect = &connect;
    repeated.call = call->second;
    step(connect, connect.result, repeated);
  }

  /// `step` opens a connection that `holder` holds. The first way found is enough.
  bool step(const Opening &step, Holder holder, RepeatedOpening &repeated) {
    if (holder == Holder::Own && step.repeats != Opening::Repeats::No &&
        !(step.repeats == Opening::Repeats::Loop && !repeated.way.empty() && dependsOnCaller(*repeated.call))) {
      repeated.repeats = step.repeats;
      std::reverse(repeated.way.begin(), repeated.way.end());
      Found.push_back(repeated);
      return true;
    }
    if (holder == Holder::Other || !step.isCertain || step.repeats != Opening::Repeats::No)
      return false;
    return callersOf(step.enclosing, holder, repeated);
  }

  bool callersOf(const std::string &function, Holder holder, RepeatedOpening &repeated) {
    auto callers = Callers.find(facts::baseKey(function));
    if (callers == Callers.end() || !Active.insert(function).second)
      return false;
    bool isFound = false;
    for (const Opening *caller : callers->second) {
      RepeatedOpening longer = repeated;
      longer.way.push_back(caller);
      isFound = step(*caller, holder == Holder::This ? caller->object : caller->result, longer);
      if (isFound)
        break;
    }
    Active.erase(function);
    return isFound;
  }
};

} // namespace

std::vector<RepeatedOpening> repeatedOpenings(const facts::Program &program, const Dialects &dialects, Linker &linker) {
  return Search(program, dialects, linker).all();
}

} // namespace pgtidy::analysis
