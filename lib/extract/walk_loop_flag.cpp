// Flags that loops set, `for (row : rows) if (row.id == id) { found = true; break; }`: where one is set afterwards, one
// of the passes has set it, and what was certain there is certain.
#include "changes.h"
#include "evaluator.h"

namespace pgtidy::extract {

using namespace clang;
using facts::Check;

static constexpr unsigned MostWays = 8;

/// What is certain where the truth value is the wanted one; false where that is not known. That an earlier pass has
/// made it so is the decision `earlier`, which says nothing by itself.
bool Evaluator::certainWhere(const Value &truth, bool wanted, const std::string &earlier, std::vector<Check> onTheWay,
                             std::optional<std::vector<Check>> &certain) const {
  if (const std::optional<int64_t> number = constant(truth)) {
    if ((*number != 0) == wanted)
      narrow(certain, onTheWay);
    return true;
  }
  if (const Test *test = truth.test()) {
    const std::vector<Check> &more = wanted ? test->yes : test->no;
    onTheWay.insert(onTheWay.end(), more.begin(), more.end());
    narrow(certain, onTheWay);
    return true;
  }
  const Alternatives *either = truth.alternatives();
  if (!either || waysOf(truth, MostWays + 1) > MostWays)
    return false;
  if (either->condition == earlier)
    return true;
  for (size_t i = 0; i < either->branches.size(); ++i)
    if (!certainWhere(either->branches[i], wanted, earlier, certainIn(*either, i, onTheWay), certain))
      return false;
  return true;
}

/// Finds the flags that the first pass has set under a condition that makes something certain. A further pass takes
/// each of them for set or not, by a decision of its own.
Evaluator::Flags Evaluator::flagsIn(const Stmt &loop, const State &before, const State &first, State &assumed) {
  Flags flags;
  for (const void *variable : changesIn(&loop)) {
    auto was = before.values.find(variable), is = first.values.find(variable);
    auto *declared = llvm::dyn_cast<ValueDecl>(static_cast<const Decl *>(variable));
    if (was == before.values.end() || is == first.values.end() || !declared || !declared->getType()->isBooleanType())
      continue;
    const std::optional<int64_t> number = constant(was->second);
    std::optional<std::vector<Check>> certain;
    if (!number || !certainWhere(is->second, *number == 0, "", {}, certain) || !certain || certain->empty())
      continue;
    const std::string decision = "flag !" + std::to_string(++LoopMarkers) + ' ' + Key;
    assumed.values[variable] = Alternatives{decision, {Integer{*number == 0}, Integer{*number != 0}}};
    flags[variable] = {decision, *number == 0, std::move(*certain)};
  }
  return flags;
}

/// Any pass may have set the flags.
void Evaluator::keepFlags(const Flags &flags, State &general) {
  for (const auto &[variable, flag] : flags)
    general.values[variable] = Alternatives{flag.decision, {Integer{flag.isSet}, Integer{!flag.isSet}}};
}

/// Notes what is certain where a flag is set, after a pass like any other.
void Evaluator::noteFlags(const Flags &flags, const State &last) {
  for (const auto &[variable, flag] : flags) {
    std::optional<std::vector<Check>> certain = flag.certain;
    auto is = last.values.find(variable);
    const bool isKnown = !last.reachable ||
                         (is != last.values.end() && certainWhere(is->second, flag.isSet, flag.decision, {}, certain));
    if (isKnown && !certain->empty())
      Certain[flag.decision].yes = std::move(*certain);
  }
}

/// The ways out of a loop: at its end, or from the middle of it. Where that makes something certain, a decision tells
/// them apart.
State Evaluator::behindLoop(const State &before, State ended, State left) {
  if (!ended.reachable || !left.reachable || Certain.empty())
    return joined(ended, left);
  State around = before;
  std::swap(Now, around);
  std::vector<Check> certain = newIn(left);
  std::swap(Now, around);
  if (certain.empty())
    return joined(ended, left);
  JoinContext context = joining();
  context.apart = "left !" + std::to_string(++LoopMarkers) + ' ' + Key;
  Certain[context.apart].yes = std::move(certain);
  ended.assume(context.apart, 1);
  left.assume(context.apart, 0);
  return join(ended, left, context);
}

} // namespace pgtidy::extract
