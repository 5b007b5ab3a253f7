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

/// Whether the call gives the function as many arguments as it takes, those left out having defaults.
static bool takesAsMany(const sql::Function &function, const Expr &call) {
  const size_t taken = function.argumentTypes.size();
  if (function.isVariadic)
    return call.args.size() + 1 >= taken;
  if (call.args.size() > taken)
    return false;
  for (size_t i = 0; i < taken; ++i)
    if (!argumentFor(call, function, i) &&
        !(i < function.argumentDefaults.size() && function.argumentDefaults[i] != nullptr))
      return false;
  return true;
}

/// Whether every argument is of the type that a cast says, or of none that is known before the function is: then the
/// function whose types are those of the casts is meant (Type Conversion, Functions).
static bool isTypedByCasts(const Expr &call) {
  return (!call.func || call.func->names.empty()) &&
         std::all_of(call.args.begin(), call.args.end(), [](const sql::ExprPtr &argument) {
           return argument && (argument->kind == ExprKind::Cast || argument->kind == ExprKind::Param ||
                               (argument->kind == ExprKind::Const && (argument->constant == sql::ConstKind::String ||
                                                                      argument->constant == sql::ConstKind::Null)));
         });
}

void keepFitting(std::vector<const sql::Function *> &named, const Expr &call) {
  auto keep = [&](auto fits) {
    if (std::any_of(named.begin(), named.end(), fits))
      std::erase_if(named, [&](const sql::Function *one) { return !fits(one); });
  };
  keep([&](const sql::Function *one) { return takesAsMany(*one, call); });
  if (!isTypedByCasts(call) || std::any_of(named.begin(), named.end(), [](auto *one) { return one->isVariadic; }))
    return;
  keep([&](const sql::Function *one) {
    for (size_t i = 0; i < call.args.size(); ++i)
      if (call.args[i]->kind == ExprKind::Cast &&
          (i >= one->argumentTypes.size() || one->argumentTypes[i] != call.args[i]->name))
        return false;
    return true;
  });
}

} // namespace pgtidy::analysis::isolation
