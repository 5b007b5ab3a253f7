// Statements by their kind.
#include "lower/lower.h"
#include "lower/lowering.h"

namespace pgtidy::sql {

static bool startsWithAny(std::string_view tag, std::initializer_list<std::string_view> prefixes) {
  for (std::string_view prefix : prefixes)
    if (tag.starts_with(prefix))
      return true;
  return false;
}

static bool isDefinition(std::string_view tag) {
  return startsWithAny(tag, {"Create", "Alter", "Drop", "Rename", "Comment", "Define", "IndexStmt", "RuleStmt",
                             "CompositeTypeStmt", "SecLabelStmt", "ImportForeignSchemaStmt"});
}

Statement Lowering::statement(Node node) {
  Statement result;
  std::string_view tag = node.tag();
  Node body = node.body();
  result.tag = tag;
  Deeper deeper(*this);
  if (Depth > MaxDepth) {
    TooDeep = true;
    return result;
  }
  if (tag == "SelectStmt") {
    result.kind = StatementKind::Select;
    result.select = query(body);
  } else if (tag == "InsertStmt" || tag == "UpdateStmt" || tag == "DeleteStmt" || tag == "MergeStmt") {
    write(result, tag, body);
  } else if (tag == "CopyStmt") {
    copy(result, body);
  } else {
    utility(result, tag, body);
    if (Source && isDefinition(tag))
      holesInTypes(body);
  }
  return result;
}

/// A parameter of the type that PREPARE declares for it.
static ExprPtr declared(std::string type, std::string modifiers, int32_t number) {
  auto parameter = std::make_unique<Expr>(), cast = std::make_unique<Expr>();
  parameter->kind = ExprKind::Param;
  parameter->number = number;
  cast->kind = ExprKind::Cast;
  cast->name = std::move(type);
  cast->value = std::move(modifiers);
  cast->args.push_back(std::move(parameter));
  return cast;
}

std::unique_ptr<Statement> Lowering::inner(Node node) { return std::make_unique<Statement>(statement(node)); }

static std::string_view option(Node options, std::string_view name) {
  for (Node element : options)
    if (element["DefElem"]["defname"].str() == name)
      return element["DefElem"]["arg"]["String"]["sval"].str();
  return {};
}

static StatementKind kindOf(std::string_view tag) {
  struct Entry {
    std::string_view tag;
    StatementKind kind;
  };
  static constexpr Entry Kinds[] = {
      {"TruncateStmt", StatementKind::Truncate},
      {"PrepareStmt", StatementKind::Prepare},
      {"ExecuteStmt", StatementKind::ExecuteName},
      {"DeclareCursorStmt", StatementKind::Declare},
      {"ExplainStmt", StatementKind::Explain},
      {"CreateTableAsStmt", StatementKind::CreateAs},
      {"ViewStmt", StatementKind::View},
      {"CallStmt", StatementKind::Call},
      {"DoStmt", StatementKind::Do},
      {"VariableSetStmt", StatementKind::Set},
      {"TransactionStmt", StatementKind::Transaction},
  };
  for (const Entry &entry : Kinds)
    if (entry.tag == tag)
      return entry.kind;
  return isDefinition(tag) ? StatementKind::Ddl : StatementKind::Other;
}

void Lowering::utility(Statement &to, std::string_view tag, Node body) {
  to.kind = kindOf(tag);
  if (tag == "VariableSetStmt")
    for (Node argument : body["args"])
      refuseParameter(argument);
  if (tag == "AlterSystemStmt")
    for (Node argument : body["setstmt"]["args"])
      refuseParameter(argument);
  if (tag == "CreateRoleStmt" || tag == "AlterRoleStmt") // PASSWORD $1
    for (Node option : body["options"])
      refuseParameter(option["DefElem"]["arg"]);
  switch (to.kind) {
  case StatementKind::Truncate:
    for (Node relation : body["relations"])
      to.truncated.push_back(table(relation));
    to.cascade = body["behavior"].str() == "DROP_CASCADE";
    return;
  case StatementKind::ExecuteName:
    to.arguments = list(body["params"]);
    [[fallthrough]];
  case StatementKind::Prepare:
    to.name = text(body["name"]);
    for (Node type : body["argtypes"])
      to.arguments.push_back(
          declared(this->type(type), typeModifiers(type), static_cast<int32_t>(to.arguments.size()) + 1));
    break;
  case StatementKind::Declare:
    to.name = text(body["portalname"]);
    break;
  case StatementKind::CreateAs:
    to.name = text(body["into"]["rel"]["relname"]);
    break;
  case StatementKind::View:
    to.name = text(body["view"]["relname"]);
    break;
  case StatementKind::Call:
    to.call = call(body["funccall"]);
    return;
  case StatementKind::Do: {
    std::string_view language = option(body["args"], "language");
    to.body = text(option(body["args"], "as"));
    to.language = language.empty() ? "plpgsql" : std::string(language);
    return;
  }
  case StatementKind::Set:
    to.name = text(body["name"]);
    to.arguments = list(body["args"]);
    to.local = body["is_local"].boolean();
    return;
  default:
    break;
  }
  if (Node query = body["query"])
    to.inner = inner(query);
}

} // namespace pgtidy::sql
