#include "routine/taken.h"

#include "sql/parse.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace pgtidy::sql {
namespace {

using Json = nlohmann::json;

constexpr int MostDepth = 200;

bool isText(const Expr &expr) { return expr.kind == ExprKind::Const && expr.constant == ConstKind::String; }

/// Whether the first of the constants is among the others.
std::optional<bool> isAmong(const std::vector<ExprPtr> &args) {
  if (!std::all_of(args.begin(), args.end(), [](const ExprPtr &arg) { return arg && isText(*arg); }))
    return std::nullopt;
  return std::any_of(args.begin() + 1, args.end(), [&](const ExprPtr &arg) { return arg->value == args[0]->value; });
}

std::optional<bool> truthOf(const Expr &expr);

/// AND of the parts where `decides` is false, OR where it is true.
std::optional<bool> joined(const std::vector<ExprPtr> &parts, bool decides) {
  bool isKnown = true;
  for (const ExprPtr &part : parts) {
    const std::optional<bool> truth = part ? truthOf(*part) : std::nullopt;
    if (truth == decides)
      return decides;
    isKnown &= truth.has_value();
  }
  return isKnown ? std::optional(!decides) : std::nullopt;
}

std::optional<bool> opposite(std::optional<bool> truth) { return truth ? std::optional(!*truth) : std::nullopt; }

/// Of a condition on constants; nothing for any other.
std::optional<bool> truthOf(const Expr &expr) {
  switch (expr.kind) {
  case ExprKind::Const:
    return expr.constant == ConstKind::Boolean ? std::optional(expr.value.starts_with('t')) : std::nullopt;
  case ExprKind::And:
    return joined(expr.args, false);
  case ExprKind::Or:
    return joined(expr.args, true);
  case ExprKind::Not:
    return expr.args[0] ? opposite(truthOf(*expr.args[0])) : std::nullopt;
  case ExprKind::In:
    return isAmong(expr.args);
  case ExprKind::NotIn:
    return opposite(isAmong(expr.args));
  case ExprKind::Op:
    if (expr.args.size() != 2 || (expr.name != "=" && expr.name != "<>"))
      return std::nullopt;
    return expr.name == "=" ? isAmong(expr.args) : opposite(isAmong(expr.args));
  default:
    return std::nullopt;
  }
}

/// Whether nothing is called or read for it, which would happen even where the rest decides.
bool isPlain(const Expr &expr) {
  static constexpr ExprKind Plain[] = {ExprKind::Const, ExprKind::Column, ExprKind::And,  ExprKind::Or,
                                       ExprKind::Not,   ExprKind::In,     ExprKind::NotIn};
  const bool compares = expr.kind == ExprKind::Op && (expr.name == "=" || expr.name == "<>");
  return (compares || std::find(std::begin(Plain), std::end(Plain), expr.kind) != std::end(Plain)) &&
         std::all_of(expr.args.begin(), expr.args.end(), [](const ExprPtr &arg) { return !arg || isPlain(*arg); });
}

std::optional<bool> truthOf(const Json &condition) {
  auto expr = condition.find("PLpgSQL_expr");
  const std::string text = expr == condition.end() ? "" : expr->value("query", "");
  const bool comparesWord = text.find('\'') != std::string::npos;
  if (!comparesWord && text != "false" && text != "true")
    return std::nullopt;
  const Parsed parsed = parse("SELECT " + text);
  const Query *query = parsed.statements.size() == 1 ? parsed.statements[0].select.get() : nullptr;
  const bool isValue = query && query->from.empty() && query->targets.size() == 1 && query->targets[0].value;
  return isValue && isPlain(*query->targets[0].value) ? truthOf(*query->targets[0].value) : std::nullopt;
}

/// One way of an IF or a CASE.
struct Arm {
  Json condition, statements;
};

/// Those of the ways that may be gone, in their order; `otherwise` is what is done at last, also by a way that is
/// always gone where it is come to.
std::vector<Arm> mayBeTaken(std::vector<Arm> all, Json &otherwise) {
  std::vector<Arm> kept;
  for (Arm &arm : all) {
    const std::optional<bool> truth = truthOf(arm.condition);
    if (truth == true) {
      otherwise = std::move(arm.statements);
      return kept;
    }
    if (!truth)
      kept.push_back(std::move(arm));
  }
  return kept;
}

/// Takes the IF apart.
std::vector<Arm> armsOf(Json &branch, Json &otherwise) {
  std::vector<Arm> all;
  all.push_back({std::move(branch["cond"]), std::move(branch["then_body"])});
  if (auto others = branch.find("elsif_list"); others != branch.end())
    for (Json &other : *others)
      if (auto body = other.find("PLpgSQL_if_elsif"); body != other.end())
        all.push_back({std::move((*body)["cond"]), std::move((*body)["stmts"])});
  otherwise = branch.contains("else_body") ? std::move(branch["else_body"]) : Json::array();
  return mayBeTaken(std::move(all), otherwise);
}

/// `"__Case__Variable_5__" IN ('INSERT', 'UPDATE')`, as PL/pgSQL asks for each WHEN of a CASE with an operand, where
/// that is a text: the same of the text.
void putOperand(Json &condition, const std::string &operand) {
  auto expr = condition.find("PLpgSQL_expr");
  std::string text = expr == condition.end() ? "" : expr->value("query", "");
  const size_t end = text.starts_with("\"__Case__Variable_") ? text.find('"', 1) : std::string::npos;
  if (end != std::string::npos)
    (*expr)["query"] = operand + text.substr(end + 1);
}

/// The text of an expression that is a string constant; "" for any other.
std::string constantIn(const Json &expression) {
  auto expr = expression.find("PLpgSQL_expr");
  const std::string text = expr == expression.end() ? "" : expr->value("query", "");
  const Parsed parsed = text.find('\'') == std::string::npos ? Parsed() : parse("SELECT " + text);
  const Query *query = parsed.statements.size() == 1 ? parsed.statements[0].select.get() : nullptr;
  const bool isConstant = query && query->from.empty() && query->targets.size() == 1 && query->targets[0].value &&
                          isText(*query->targets[0].value);
  return isConstant ? text : "";
}

/// The same of a CASE.
std::vector<Arm> armsOfCase(Json &branch, Json &otherwise) {
  const std::string operand = branch.contains("t_expr") ? constantIn(branch["t_expr"]) : "";
  std::vector<Arm> all;
  for (Json &when : branch["case_when_list"])
    if (auto body = when.find("PLpgSQL_case_when"); body != when.end()) {
      all.push_back({std::move((*body)["expr"]), std::move((*body)["stmts"])});
      if (!operand.empty())
        putOperand(all.back().condition, operand);
    }
  otherwise = branch.contains("else_stmts") ? std::move(branch["else_stmts"]) : Json::array();
  return mayBeTaken(std::move(all), otherwise);
}

Json asIf(std::vector<Arm> arms, Json otherwise) {
  Json left{{"cond", std::move(arms[0].condition)}, {"then_body", std::move(arms[0].statements)}};
  for (size_t i = 1; i < arms.size(); ++i)
    left["elsif_list"].push_back(
        {{"PLpgSQL_if_elsif", {{"cond", std::move(arms[i].condition)}, {"stmts", std::move(arms[i].statements)}}}});
  if (!otherwise.empty())
    left["else_body"] = std::move(otherwise);
  return {{"PLpgSQL_stmt_if", std::move(left)}};
}

/// What is left of a CASE stays one: its operand is asked for once, and it fails where there is no ELSE.
Json asCase(Json branch, std::vector<Arm> arms, Json otherwise) {
  Json list = Json::array();
  for (Arm &arm : arms)
    list.push_back({{"PLpgSQL_case_when", {{"expr", std::move(arm.condition)}, {"stmts", std::move(arm.statements)}}}});
  branch["case_when_list"] = std::move(list);
  branch["else_stmts"] = std::move(otherwise);
  return {{"PLpgSQL_stmt_case", std::move(branch)}};
}

/// The statements of a list, with those of branches that are always taken in the branch's place.
void keepTakenOf(Json &statements) {
  Json result = Json::array();
  for (Json &statement : statements) {
    const bool isIf = statement.is_object() && statement.contains("PLpgSQL_stmt_if");
    if (!isIf && !(statement.is_object() && statement.contains("PLpgSQL_stmt_case"))) {
      result.push_back(std::move(statement));
      continue;
    }
    Json &branch = statement[isIf ? "PLpgSQL_stmt_if" : "PLpgSQL_stmt_case"];
    Json otherwise;
    std::vector<Arm> arms = isIf ? armsOf(branch, otherwise) : armsOfCase(branch, otherwise);
    if (!arms.empty())
      result.push_back(isIf ? asIf(std::move(arms), std::move(otherwise))
                            : asCase(std::move(branch), std::move(arms), std::move(otherwise)));
    else
      for (Json &each : otherwise)
        result.push_back(std::move(each));
  }
  statements = std::move(result);
}

void visit(Json &node, int depth) {
  if (depth > MostDepth || !node.is_structured())
    return;
  for (Json &child : node)
    visit(child, depth + 1); // inner branches first
  if (node.is_array())
    keepTakenOf(node);
}

} // namespace

void keepTaken(Json &function) { visit(function, 0); }

} // namespace pgtidy::sql
