// switch: each group of labels is a branch of one decision.
#include "evaluator.h"
#include "texts.h"

namespace pgtidy::extract {

using namespace clang;

/// The value of a label; none where it depends on a template's parameter or is beyond the numbers that are followed.
static std::optional<int64_t> labelValue(const Expr *label, const ASTContext &context) {
  Expr::EvalResult result;
  if (!label || label->isValueDependent() || !label->EvaluateAsInt(result, context) ||
      !result.Val.getInt().isRepresentableByInt64())
    return std::nullopt;
  return result.Val.getInt().getExtValue();
}

static std::vector<CaseGroup> groupsOf(llvm::ArrayRef<const Stmt *> body, const ASTContext &context) {
  std::vector<CaseGroup> groups;
  size_t index = 0;
  for (const Stmt *statement : body) {
    CaseGroup group;
    group.begin = index++;
    bool isLabelled = false;
    while (auto *label = llvm::dyn_cast<SwitchCase>(statement)) {
      isLabelled = true;
      if (auto *value = llvm::dyn_cast<CaseStmt>(label)) {
        std::optional<int64_t> low = labelValue(value->getLHS(), context);
        if (low)
          group.values.push_back(*low);
        if (std::optional<int64_t> high = labelValue(value->getRHS(), context); low && high)
          group.ranges.push_back({*low, *high});
      } else {
        group.isDefault = true;
      }
      statement = label->getSubStmt();
    }
    group.first = statement;
    if (isLabelled)
      groups.push_back(std::move(group));
  }
  return groups;
}

static bool holds(const CaseGroup &group, int64_t value) {
  for (auto [low, high] : group.ranges)
    if (low <= value && value <= high)
      return true;
  return llvm::is_contained(group.values, value);
}

/// The values that lead to each branch, none for the one that all others lead to; nothing where not all are known.
static std::vector<std::vector<int64_t>> valuesOf(const std::vector<CaseGroup> &groups, size_t branches) {
  std::vector<std::vector<int64_t>> values(branches);
  for (size_t i = 0; i < groups.size(); ++i) {
    if (!groups[i].ranges.empty() || (groups[i].values.empty() && !groups[i].isDefault))
      return {};
    if (!groups[i].isDefault)
      values[i] = groups[i].values;
  }
  return values;
}

/// Notes what a branch says of the number that a function gave.
void Evaluator::noteCase(const Rows &answer, const std::vector<CaseGroup> &groups, size_t index, const Expr *asked) {
  const CaseGroup &group = groups[index];
  if (!group.isDefault && group.values.size() == 1 && group.ranges.empty()) {
    certain(testOfNumber(answer, group.values.front(), asked).yes);
    return;
  }
  if (!group.isDefault)
    return;
  std::vector<facts::Check> others;
  for (size_t i = 0; i < groups.size(); ++i)
    for (int64_t value : i == index ? std::vector<int64_t>() : groups[i].values)
      llvm::append_range(others, testOfNumber(answer, value, asked).no);
  certain(std::move(others));
}

/// Goes on where the value leads to that branch: one of several numbers, under the decisions that say which. False
/// where none of them does.
bool Evaluator::takeCase(const Value &value, const std::vector<CaseGroup> &groups, size_t index) {
  auto leadsHere = [&](const Value &number) -> std::optional<bool> {
    const std::optional<int64_t> exact = constant(number);
    if (!exact)
      return std::nullopt;
    const auto found = llvm::find_if(groups, [&](const CaseGroup &group) { return holds(group, *exact); });
    return found == groups.end() ? groups[index].isDefault : found == groups.begin() + ptrdiff_t(index);
  };
  if (!isDecided(value, leadsHere))
    return true;
  Now = sidesOf(value, leadsHere).yes;
  return Now.reachable;
}

void Evaluator::walkSwitch(const SwitchStmt &statement) {
  if (statement.getInit())
    walk(statement.getInit());
  if (statement.getConditionVariable())
    declare(*statement.getConditionVariable());
  bool negated = false;
  std::string decided = "switch " + decision(statement.getCond(), negated);
  Value value = evaluate(statement.getCond());
  if (!statement.getBody() || !Now.reachable)
    return;
  llvm::SmallVector<const Stmt *, 8> body; // which need be no block: `switch (0) case 0: default:` of GoogleTest
  if (auto *block = llvm::dyn_cast<CompoundStmt>(statement.getBody()))
    body.append(block->body_begin(), block->body_end());
  else
    body.push_back(statement.getBody());
  std::vector<CaseGroup> groups = groupsOf(body, Context);
  bool hasDefault = llvm::any_of(groups, [](const CaseGroup &group) { return group.isDefault; });
  bool isComplete = hasDefault || statement.isAllEnumCasesCovered();
  unsigned count = unsigned(groups.size()) + (isComplete ? 0 : 1);
  if (count > 64)
    decided.clear();
  std::optional<int64_t> known = constant(value);
  std::optional<size_t> taken;
  for (size_t i = 0; known && i < groups.size(); ++i)
    if (holds(groups[i], *known))
      taken = i;
  for (size_t i = 0; known && !taken && i < groups.size(); ++i)
    if (groups[i].isDefault)
      taken = i;
  const Rows *answer = value.rows();
  if (answer && (!isAnswer(*answer) || answer->part != Rows::Part::Field))
    answer = nullptr;
  if (!known)
    noteCases(decided, statement.getCond(), valuesOf(groups, count));
  const ValueDecl *asked = known ? nullptr : characterVariable(statement.getCond());
  const bool looksForQuote = llvm::any_of(groups, [](const CaseGroup &group) { return holds(group, '\''); });
  State before = Now, after = State::unreachable(), *breaks = Top->breaks;
  for (size_t i = 0; i < groups.size(); ++i) {
    if (known && taken != i)
      continue;
    Now = before;
    if (!known && !Now.assume(decided, unsigned(i), count))
      continue;
    if (answer)
      noteCase(*answer, groups, i, statement.getCond());
    else if (value.alternatives() && !takeCase(value, groups, i))
      continue;
    if (asked && holds(groups[i], '\''))
      narrowCharacter(Now, *asked, statement.getCond(), '\'', groups[i].values.size() == 1);
    else if (asked && looksForQuote)
      narrowCharacter(Now, *asked, statement.getCond(), '\'', false);
    else if (looksForQuote && !known && (groups[i].values.size() == 1 || !holds(groups[i], '\'')))
      assumeQuote(statement.getCond(), holds(groups[i], '\''));
    State broken = State::unreachable();
    Top->breaks = &broken;
    walk(groups[i].first);
    size_t index = 0;
    for (const Stmt *next : body) { // falls through the labels that follow
      if (index++ <= groups[i].begin)
        continue;
      while (auto *label = llvm::dyn_cast<SwitchCase>(next))
        next = label->getSubStmt();
      walk(next);
    }
    after = joined(joined(after, broken), Now);
  }
  Top->breaks = breaks;
  if ((!known && !isComplete) || (known && !taken)) {
    Now = before;
    if (known || Now.assume(decided, count - 1, count))
      after = joined(after, Now);
  }
  Now = after;
}

} // namespace pgtidy::extract
