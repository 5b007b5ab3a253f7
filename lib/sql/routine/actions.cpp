#include "routine/actions.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>

namespace pgtidy::sql {
namespace {

using Json = nlohmann::json;
using Kind = RoutineAction::Kind;

constexpr int MostDepth = 40;
constexpr int ErrorLevel = 21; // of elog.h

const Json &memberOf(const Json &object, const char *name) {
  static const Json none;
  auto found = object.find(name);
  return found == object.end() ? none : *found;
}

std::string textOf(const Json &expr) {
  const Json &inner = memberOf(expr, "PLpgSQL_expr");
  return inner.is_object() ? inner.value("query", "") : "";
}

/// The expression of "v := e" and "v = e".
std::string assigned(const std::string &text) {
  const size_t at = text.find('=');
  return at == std::string::npos ? "" : text.substr(at + 1);
}

class Tree {
public:
  std::vector<RoutineAction> read(const Json &function) {
    for (const Json &datum : memberOf(function, "datums"))
      for (const auto &[kind, body] : datum.items())
        declare(kind, body);
    const Json &block = memberOf(memberOf(function, "action"), "PLpgSQL_stmt_block");
    if (block.contains("exceptions"))
      Result.emplace_back();
    for (RoutineAction &action : list(memberOf(block, "body"), 0))
      Result.push_back(std::move(action));
    return std::move(Result);
  }

private:
  struct Variable {
    std::string name, type;
  };

  /// Arguments and FOUND stand in no line.
  void declare(const std::string &kind, const Json &body) {
    Variable variable{body.value("refname", ""), ""};
    if (kind == "PLpgSQL_var")
      variable.type = memberOf(memberOf(body, "datatype"), "PLpgSQL_type").value("typname", "");
    const bool isHidden =
        std::any_of(Variables.begin(), Variables.end(), [&](const Variable &one) { return one.name == variable.name; });
    Variables.push_back(variable);
    if (kind != "PLpgSQL_var" || !body.contains("lineno"))
      return;
    if (isHidden)
      Result.emplace_back();
    Result.push_back({Kind::Assign, textOf(memberOf(body, "default_val")), variable.name, variable.type, {}, {}});
  }

  std::vector<RoutineAction> list(const Json &statements, int depth) {
    std::vector<RoutineAction> result;
    for (const Json &each : statements)
      for (const auto &[name, body] : each.items())
        if (name != "PLpgSQL_stmt_assert") // which gives but an error
          result.push_back(depth > MostDepth ? RoutineAction{} : action(name, body, depth));
    return result;
  }

  RoutineAction action(std::string_view name, const Json &body, int depth) {
    if (name == "PLpgSQL_stmt_assign")
      return intoVariable(Kind::Assign, assigned(textOf(memberOf(body, "expr"))), body.value("varno", size_t(0)));
    if (name == "PLpgSQL_stmt_perform")
      return {Kind::Perform, textOf(memberOf(body, "expr")), "", "", {}, {}};
    if (name == "PLpgSQL_stmt_execsql")
      return selected(body);
    if (name == "PLpgSQL_stmt_return")
      return {Kind::Return, textOf(memberOf(body, "expr")), "", "", {}, {}};
    if (name == "PLpgSQL_stmt_raise" && body.value("elog_level", ErrorLevel) >= ErrorLevel)
      return {Kind::Fail, "", "", "", {}, {}};
    if (name == "PLpgSQL_stmt_case")
      return choice(body, depth);
    if (name != "PLpgSQL_stmt_if")
      return {};
    RoutineAction first{Kind::If, textOf(memberOf(body, "cond")), "", "", list(memberOf(body, "then_body"), depth + 1),
                        {}};
    std::vector<RoutineAction> otherwise = list(memberOf(body, "else_body"), depth + 1);
    const Json &others = memberOf(body, "elsif_list");
    for (size_t i = others.size(); i-- > 0;) {
      const Json &other = memberOf(others[i], "PLpgSQL_if_elsif");
      RoutineAction next{Kind::If, textOf(memberOf(other, "cond")),           "",
                         "",       list(memberOf(other, "stmts"), depth + 1), std::move(otherwise)};
      otherwise.clear();
      otherwise.push_back(std::move(next));
    }
    first.otherwise = std::move(otherwise);
    return first;
  }

  /// CASE is one IF in the other; where nothing fits, and there is no ELSE, an error.
  RoutineAction choice(const Json &body, int depth) {
    const std::string operand = textOf(memberOf(body, "t_expr"));
    std::vector<RoutineAction> otherwise;
    if (body.value("have_else", false))
      otherwise = list(memberOf(body, "else_stmts"), depth + 1);
    else
      otherwise.push_back({Kind::Fail, "", "", "", {}, {}});
    const Json &ways = memberOf(body, "case_when_list");
    for (size_t i = ways.size(); i-- > 0;) {
      const Json &way = memberOf(ways[i], "PLpgSQL_case_when");
      const std::string condition = withOperand(textOf(memberOf(way, "expr")), operand);
      if (condition.empty())
        return {};
      RoutineAction next{Kind::If, condition, "", "", list(memberOf(way, "stmts"), depth + 1), std::move(otherwise)};
      otherwise.clear();
      otherwise.push_back(std::move(next));
    }
    return otherwise.size() == 1 ? std::move(otherwise[0]) : RoutineAction{};
  }

  /// `"__Case__Variable_5__" IN (1, 2)`, as PL/pgSQL asks for a WHEN, with the operand of the CASE in the variable's
  /// place.
  static std::string withOperand(const std::string &condition, const std::string &operand) {
    if (operand.empty())
      return condition;
    const size_t end = condition.starts_with("\"__Case__Variable_") ? condition.find('"', 1) : std::string::npos;
    return end == std::string::npos ? "" : "(" + operand + ")" + condition.substr(end + 1);
  }

  /// 0 is left out of the JSON.
  RoutineAction intoVariable(Kind kind, std::string text, size_t number) {
    if (number >= Variables.size() || Variables[number].type.empty())
      return {};
    return {kind, std::move(text), Variables[number].name, Variables[number].type, {}, {}};
  }

  RoutineAction selected(const Json &body) {
    const Json &fields = memberOf(memberOf(memberOf(body, "target"), "PLpgSQL_row"), "fields");
    if (!body.value("into", false) || fields.size() != 1)
      return {};
    return intoVariable(Kind::Select, textOf(memberOf(body, "sqlstmt")), fields[0].value("varno", size_t(0)));
  }

  std::vector<Variable> Variables; ///< by their numbers
  std::vector<RoutineAction> Result;
};

} // namespace

std::vector<RoutineAction> actionsOf(const Json &function) { return Tree().read(function); }

} // namespace pgtidy::sql
