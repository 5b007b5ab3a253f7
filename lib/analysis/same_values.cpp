#include "same_values.h"

#include "isolation/visit.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::analysis {
namespace {

using facts::Situation;

/// Whether the values at both places are one in all the situations in which the call is made.
bool isOne(const std::vector<Situation> &situations, size_t a, size_t b) {
  return !situations.empty() && llvm::all_of(situations, [&](const Situation &situation) {
    const std::vector<facts::Operand> &operands = situation.operands;
    return std::max(a, b) < operands.size() && !operands[a].identity.empty() &&
           operands[a].identity == operands[b].identity;
  });
}

/// Whether the value is a parameter's, which no other name stands for.
bool isParameter(const facts::Operand &operand) {
  llvm::StringRef identity(operand.identity);
  size_t index = 0;
  return identity.consume_front("parameter ") && !identity.getAsInteger(10, index);
}

/// Whether it is known of all values that they are one or differ, wherever the call is made.
bool areAllTold(const std::vector<Situation> &situations, size_t count) {
  return llvm::all_of(situations, [&](const Situation &situation) {
    return situation.operands.size() == count && llvm::all_of(situation.operands, isParameter);
  });
}

/// By parameter, from 1: the first one of its value.
std::vector<int32_t> firstOfValue(const std::vector<Situation> &situations, size_t count) {
  std::vector<int32_t> first(count + 1);
  for (size_t i = 1; i <= count; ++i) {
    first[i] = static_cast<int32_t>(i);
    for (size_t j = 1; j < i; ++j)
      if (first[j] == static_cast<int32_t>(j) && isOne(situations, j - 1, i - 1)) {
        first[i] = static_cast<int32_t>(j);
        break;
      }
  }
  return first;
}

} // namespace

void mergeSameValues(Alternative &alternative, const facts::Call &call) {
  constexpr size_t Most = 64;
  const bool hasNames = llvm::any_of(alternative.parsed.parameterNames, [](const auto &name) { return !name.empty(); });
  if (call.situations.empty() || hasNames)
    return;
  const size_t count = std::min(call.situations.front().operands.size(), Most);
  alternative.parsed.areValuesTold =
      areAllTold(call.situations, static_cast<size_t>(alternative.parsed.parameterCount));
  const std::vector<int32_t> first = firstOfValue(call.situations, count);
  for (sql::Statement &statement : alternative.parsed.statements)
    isolation::visit(statement, [&](const sql::Expr &expr, const isolation::Place &) {
      if (expr.kind == sql::ExprKind::Param && expr.number >= 1 && static_cast<size_t>(expr.number) <= count)
        const_cast<sql::Expr &>(expr).number = first[static_cast<size_t>(expr.number)]; // `alternative` is ours
    });
}

} // namespace pgtidy::analysis
