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

/// One way of an IF.
struct Arm {
  Json condition, statements;
};

/// Takes the IF apart: its ways that may be gone in their order, and at last what ELSE does.
std::vector<Arm> armsOf(Json &branch, Json &otherwise) {
  std::vector<Arm> all;
  all.push_back({std::move(branch["cond"]), std::move(branch["then_body"])});
  if (auto others = branch.find("elsif_list"); others != branch.end())
    for (Json &other : *others)
      if (auto body = other.find("PLpgSQL_if_elsif"); body != other.end())
        all.push_back({std::move((*body)["cond"]), std::move((*body)["stmts"])});
  otherwise = branch.contains("else_body") ? std::move(branch["else_body"]) : Json::array();
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

/// The statements of a list, with those of branches that are always taken in the branch's place.
void keepTakenOf(Json &statements) {
  Json result = Json::array();
  for (Json &statement : statements) {
    auto branch = statement.is_object() ? statement.find("PLpgSQL_stmt_if") : statement.end();
    if (!statement.is_object() || branch == statement.end()) {
      result.push_back(std::move(statement));
      continue;
    }
    Json otherwise;
    std::vector<Arm> arms = armsOf(*branch, otherwise);
    if (arms.empty()) {
      for (Json &each : otherwise)
        result.push_back(std::move(each));
      continue;
    }
    Json left{{"cond", std::move(arms[0].condition)}, {"then_body", std::move(arms[0].statements)}};
    for (size_t i = 1; i < arms.size(); ++i)
      left["elsif_list"].push_back(
          {{"PLpgSQL_if_elsif", {{"cond", std::move(arms[i].condition)}, {"stmts", std::move(arms[i].statements)}}}});
    if (!otherwise.empty())
      left["else_body"] = std::move(otherwise);
    result.push_back({{"PLpgSQL_stmt_if", std::move(left)}});
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
