#include "bound_constants.h"

#include "bound_values.h"

#include "isolation/visit.h"

#include <map>

namespace pgtidy::analysis {

/// The constants, by the number of the parameter that they are bound to wherever the call is made.
static std::map<int32_t, const facts::Literal *> constantsOf(const facts::Call &call,
                                                             const std::vector<std::string> &names) {
  std::map<int32_t, const facts::Literal *> constants;
  for (const facts::Situation &situation : call.situations)
    for (size_t i = 0; i < situation.operands.size() && i < call.values.size(); ++i) {
      const facts::Literal *value = facts::asLiteral(call.values[i]);
      const bool isWritten = value && situation.operands[i].column == facts::Written;
      if (const std::optional<size_t> number = placeholderOf(situation.operands, i, names)) {
        auto [known, isNew] = constants.try_emplace(static_cast<int32_t>(*number), isWritten ? value : nullptr);
        if (!isNew && (!isWritten || known->second != value))
          known->second = nullptr;
      }
    }
  return constants;
}

void putBoundConstants(Alternative &alternative, const facts::Call &call) {
  const std::map<int32_t, const facts::Literal *> constants = constantsOf(call, alternative.parsed.parameterNames);
  for (sql::Statement &statement : alternative.parsed.statements)
    isolation::visit(statement, [&](const sql::Expr &expr, const isolation::Place &) {
      const auto constant = expr.kind == sql::ExprKind::Param ? constants.find(expr.number) : constants.end();
      if (constant == constants.end() || !constant->second)
        return;
      auto &own = const_cast<sql::Expr &>(expr); // `alternative` is ours
      own.kind = sql::ExprKind::Const;
      own.constant = sql::ConstKind::String;
      own.value = constant->second->bytes;
    });
}

} // namespace pgtidy::analysis
