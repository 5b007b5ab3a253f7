#include "isolation/call_arguments.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {

using sql::Expr;
using sql::ExprKind;

bool passesArgumentsOn(const Expr &call) {
  for (size_t i = 0; i < call.args.size(); ++i)
    if (!call.args[i] || call.args[i]->kind != ExprKind::Param || call.args[i]->number != static_cast<int32_t>(i + 1))
      return false;
  return true;
}

const Expr *argumentFor(const Expr &call, const sql::Function &function, size_t index) {
  static const std::vector<std::string> none;
  const std::vector<std::string> &names = call.func ? call.func->names : none;
  for (size_t i = 0; i < names.size() && i < call.args.size(); ++i)
    if (!names[i].empty() && index < function.argumentNames.size() && names[i] == function.argumentNames[index])
      return call.args[i].get();
  bool named = index < names.size() && !names[index].empty();
  return index < call.args.size() && !named ? call.args[index].get() : nullptr;
}

void keepFitting(std::vector<const sql::Function *> &named, const Expr &call) {
  auto keep = [&](auto fits) {
    if (std::any_of(named.begin(), named.end(), fits))
      std::erase_if(named, [&](const sql::Function *one) { return !fits(one); });
  };
  keep([&](const sql::Function *one) { return one->argumentTypes.size() >= call.args.size(); });
  bool byName = call.func && !call.func->names.empty();
  for (size_t i = 0; i < call.args.size() && !byName; ++i)
    if (const Expr *argument = call.args[i].get(); argument && argument->kind == ExprKind::Cast)
      keep([&](const sql::Function *one) {
        return i < one->argumentTypes.size() && one->argumentTypes[i] == argument->name;
      });
}

} // namespace pgtidy::analysis::isolation
