// Where names without a schema may be looked up, as the schema, the configuration and the program's statements say.
#include "analysis/isolation.h"
#include "isolation/other_paths.h"
#include "isolation/visit.h"

#include "llvm/ADT/STLExtras.h"

namespace pgtidy::analysis {
namespace {

using sql::Expr;
using sql::ExprKind;

/// A value of SET search_path or set_config(); "" where only the run knows it.
std::string valueOf(const Expr &value) {
  return value.kind == ExprKind::Const && value.constant == sql::ConstKind::String ? value.value : std::string();
}

/// "" alone, which is no value that anybody writes, has to come through.
std::vector<std::string> schemasOf(const std::vector<std::string> &values) {
  std::vector<std::string> path;
  for (const std::string &value : values) {
    const std::vector<std::string> schemas = sql::schemasIn({value});
    path.insert(path.end(), schemas.begin(), schemas.end());
    if (value.empty())
      path.emplace_back();
  }
  return path;
}

} // namespace

/// What is set for a database or for the program's own role holds in each session, where nothing else is set. Another
/// role may be the program's where it is not known.
void Ownership::readSearchPaths() {
  if (Schema.empty())
    return;
  if (!Model.role.empty())
    addSearchPath({"$user", "public"}); // PostgreSQL's default
  if (isolation::hasUndecidedNames(Schema))
    addSearchPath({"public", ""});
  for (const auto &[whom, path] : Schema.searchPathsOf)
    if (const std::string role = whom.substr(0, whom.find('@'));
        role.empty() || Model.role.empty() || role == Model.role)
      addSearchPath(path);
}

void Ownership::readSearchPathsAnew() {
  const std::vector<std::shared_ptr<isolation::OtherPath>> before = std::exchange(Others, {});
  if (before.empty())
    return;
  readSearchPaths();
  for (const std::shared_ptr<isolation::OtherPath> &other : before)
    addSearchPath(other->path());
}

void Ownership::addSearchPath(const std::vector<std::string> &path) {
  for (std::vector<std::string> &one : isolation::pathsThatDiffer(path, Model.role, Schema)) {
    const bool isKnown =
        llvm::any_of(Others, [&](const std::shared_ptr<isolation::OtherPath> &other) { return other->path() == one; });
    if (!isKnown)
      Others.push_back(std::make_shared<isolation::OtherPath>(Schema, Model, std::move(one)));
  }
}

void Ownership::learnSearchPath(const sql::Statement &statement) {
  if (Schema.empty())
    return;
  if (statement.kind == sql::StatementKind::Set && statement.name == "search_path" && !statement.arguments.empty()) {
    std::vector<std::string> values;
    for (const sql::ExprPtr &argument : statement.arguments)
      values.push_back(valueOf(*argument));
    addSearchPath(schemasOf(values));
  }
  isolation::visit(statement, [&](const Expr &expr, const isolation::Place &) {
    if (expr.kind == ExprKind::Func && !expr.path.empty() && expr.path.back() == "set_config" && expr.args.size() > 1 &&
        expr.args[0] && expr.args[1] && valueOf(*expr.args[0]) == "search_path")
      addSearchPath(schemasOf({valueOf(*expr.args[1])}));
  });
}

} // namespace pgtidy::analysis
