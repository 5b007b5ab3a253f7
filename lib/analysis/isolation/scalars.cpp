#include "isolation/scalars.h"

#include "isolation/own_operators.h"
#include "isolation/readings.h"
#include "isolation/words.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <string_view>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// 'app.user_id'::text, as a server prints what it keeps.
const Expr &withoutTextCast(const Expr &expr) {
  return expr.kind == ExprKind::Cast && expr.name == "text" ? *expr.args[0] : expr;
}

/// Functions without arguments that tell who is signed in: auth.uid(), app.current_user_id().
bool isSessionFunction(const Expr &expr) {
  if (!expr.args.empty() || expr.path.empty())
    return false;
  const std::string &name = expr.path.back();
  if (expr.path.size() > 1 && expr.path[0] == "auth")
    return isOneOf(name, {"uid", "user_id", "jwt", "session", "email"});
  bool session = name.starts_with("current_") || name.starts_with("session_") || name.starts_with("get_current_") ||
                 name.starts_with("auth_");
  bool user = name.find("user") != std::string::npos || name.find("uid") != std::string::npos ||
              name.find("tenant") != std::string::npos || name.find("account") != std::string::npos;
  return session && user;
}

bool isPlain(const Expr &call) {
  return !call.func || (!call.func->filter && !call.func->isWindow && !call.func->distinct && !call.func->star &&
                        call.func->orderBy.empty());
}

/// x in nullif(x, ''); null for other expressions.
const Expr *whereNotEmpty(const Expr &expr) {
  bool isOfNothing = expr.kind == ExprKind::NullIf && expr.args[1]->kind == ExprKind::Const &&
                     expr.args[1]->constant == sql::ConstKind::String && expr.args[1]->value.empty();
  return isOfNothing ? expr.args[0].get() : nullptr;
}

/// x of nullif(x, '')::json; the expression itself elsewhere.
const Expr &orNull(const Expr &expr) {
  const bool isCast =
      expr.kind == ExprKind::Cast && expr.value.empty() && (expr.name == "json" || expr.name == "jsonb");
  const Expr *given = whereNotEmpty(isCast ? *expr.args[0] : expr);
  return given ? *given : expr;
}

std::string literal(const std::string &text) { return "'" + text + "'"; }

} // namespace

const Expr *onlyValue(const sql::Query &query) {
  bool isValue = query.from.empty() && !query.where && query.targets.size() == 1 && query.ctes.empty() &&
                 query.setOp == sql::SetOp::None && query.values.empty() && !query.limit && !query.offset &&
                 !query.having;
  return isValue ? query.targets[0].value.get() : nullptr;
}

const Expr *unnested(const Expr &call) {
  const bool isUnnest = call.kind == ExprKind::Func && !call.path.empty() && call.path.back() == "unnest" &&
                        (call.path.size() == 1 || call.path[0] == "pg_catalog") && call.args.size() == 1 &&
                        isPlain(call);
  return isUnnest ? call.args[0].get() : nullptr;
}

const Expr *givenByCall(const Expr &call, const Ownership &ownership) {
  if (call.kind != ExprKind::Func || !call.args.empty() || call.path.empty() || !isPlain(call) ||
      ownership.catalog().functions.empty())
    return nullptr;
  const std::string schema = call.path.size() > 1 ? call.path[call.path.size() - 2] : "";
  std::vector<const sql::Function *> named = ownership.catalog().functionsNamed(schema, call.path.back());
  if (named.size() != 1 || !named[0]->argumentTypes.empty() || named[0]->body.empty())
    return nullptr;
  return ownership.readings().sessionValue(*named[0], ownership);
}

bool isSessionUser(const std::string &principal) {
  auto holds = [&](const char *part) { return principal.find(part) != std::string::npos; };
  const bool isMadeOf = holds("($") || holds("({") || holds(", $") || holds(", {");
  return !principal.empty() && std::string_view("$:?{").find(principal[0]) == std::string_view::npos && !isMadeOf;
}

bool keepsScalar(const std::string &type) {
  return type.find('(') == std::string::npos && type.find("[]") == std::string::npos &&
         !isOneOf(type, {"bool", "date", "time", "name", "bpchar", "char", "float4", "float8", "int2"});
}

bool mayMergeValues(std::string_view type) {
  type = type.substr(0, type.find('('));
  type = type.substr(type.rfind('.') + 1); // an extension's types are in some schema
  return isOneOf(type, {"float4", "float8", "bpchar", "name", "char", "citext"});
}

/// Whether the cast of a scalar leaves it what it is.
static bool keepsScalar(const Expr &cast, const Ownership &ownership) {
  const sql::Catalog &catalog = ownership.catalog();
  return cast.value.empty() && keepsScalar(baseOf(cast.name, catalog)) &&
         (catalog.implicitCalls.empty() ||
          !mayBeCastByOwn(typeOf(*cast.args[0], catalog), cast.name, /*written=*/true, catalog));
}

/// Whether the schema has the function with a body that does not give what the session says, or of a type that does not
/// keep it.
static bool isDefinedOtherwise(const Expr &call, const Ownership &ownership) {
  const std::string schema = call.path.size() > 1 ? call.path[call.path.size() - 2] : "";
  std::vector<const sql::Function *> named = ownership.catalog().functionsNamed(schema, call.path.back());
  return std::any_of(named.begin(), named.end(), [&](const sql::Function *one) {
    const std::vector<std::string> words = wordsOf(one->body);
    auto has = [&](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
    bool asks =
        has("current_setting") || has("current_user") || has("session_user") ||
        std::any_of(words.begin(), words.end(), [](const std::string &word) { return word.starts_with("auth."); });
    return mayMergeValues(baseOf(one->returns, ownership.catalog())) ||
           (!one->body.empty() && (!asks || has("from") || one->isImmutable));
  });
}

/// Whether casts and COLLATE have a part in what a value is called: as arguments of a function they may make another of
/// what it gives.
enum class Casts : bool { LeftOut, Kept };

static std::optional<std::string> anyScalar(const Expr &expr, const Ownership &ownership,
                                            const std::vector<std::string> &holeNames, Casts casts = Casts::LeftOut);

static bool isText(const std::string &type) { return type == "text" || type == "varchar"; }

/// Whether the value is what a text was read as: as a text again it may be another than before ('01'::int::text).
static bool isReadFromText(const Expr &value, const sql::Catalog &catalog) {
  if (value.kind == ExprKind::Scalar)
    return value.query && onlyValue(*value.query) && isReadFromText(*onlyValue(*value.query), catalog);
  if (value.kind != ExprKind::Cast)
    return value.kind == ExprKind::Collate && isReadFromText(*value.args[0], catalog);
  return !isText(baseOf(value.name, catalog)) || isReadFromText(*value.args[0], catalog);
}

/// A member of a JSON value without the type that the value is read as.
static std::string ofAnyJson(std::string text) {
  constexpr std::string_view Json = "::json ";
  for (size_t at = text.find(Json); at != std::string::npos; at = text.find(Json))
    text.erase(at, Json.size() - 1);
  return text;
}

/// A cast of a scalar: the scalar itself, where nothing asks for more.
static std::optional<std::string> castScalar(const Expr &cast, const Ownership &ownership,
                                             const std::vector<std::string> &holeNames, Casts casts) {
  if (!keepsScalar(cast, ownership))
    return std::nullopt;
  const bool toText = isText(baseOf(cast.name, ownership.catalog()));
  if (toText && isReadFromText(*cast.args[0], ownership.catalog()))
    casts = Casts::Kept;
  std::optional<std::string> text = anyScalar(*cast.args[0], ownership, holeNames, casts);
  // A number or a UUID that both types of JSON can be read as is the same, however its text is kept.
  if (text && isOneOf(baseOf(cast.name, ownership.catalog()), {"uuid", "int2", "int4", "int8"}))
    text = ofAnyJson(*text);
  // A text stays what it is as a text: the parameter itself, or what such a cast made of another type.
  const bool changes = casts == Casts::Kept && !(toText && text && text->find("::") == std::string::npos);
  if (text && changes)
    *text += "::" + cast.name;
  return text;
}

/// A member of a JSON value that the caller gives: claims ->> 'sub'. It may be NULL, so the value may be as well. json
/// keeps numbers as they were written, jsonb does not.
static std::optional<std::string> memberScalar(const Expr &member, const Ownership &ownership,
                                               const std::vector<std::string> &holeNames) {
  if (member.args.size() != 2 || mayBeOwnOperator(member, ownership.catalog()))
    return std::nullopt;
  const Expr &name = withoutTextCast(*member.args[1]), &whole = *member.args[0];
  if (name.kind != ExprKind::Const)
    return std::nullopt;
  std::optional<std::string> left = anyScalar(orNull(whole), ownership, holeNames);
  if (!left)
    return std::nullopt;
  const bool isJson = whole.kind == ExprKind::Cast && whole.name == "json";
  return *left + (isJson ? "::json " : " ") + member.name + " " + literal(name.value);
}

/// lower($1), digest($1, 'sha256'): what PostgreSQL's own function makes of one value of the program is one value, and
/// NULL of NULL.
static std::optional<std::string> madeOfScalar(const Expr &call, const Ownership &ownership,
                                               const std::vector<std::string> &holeNames) {
  static constexpr std::initializer_list<std::string_view> Functions{
      "lower",  "upper",  "btrim",  "ltrim",     "rtrim",   "trim",       "md5",    "sha224",
      "sha256", "sha384", "sha512", "digest",    "encode",  "convert_to", "decode", "hmac",
      "left",   "right",  "substr", "substring", "initcap", "normalize",  "replace"};
  // pgcrypto's are where it was put.
  const bool isKnown = !call.path.empty() && (call.path.size() == 1 || call.path[0] == "pg_catalog" ||
                                              isOneOf(call.path.back(), {"digest", "hmac"}));
  if (!isKnown || !isOneOf(call.path.back(), Functions) || !isPlain(call) || call.args.empty() ||
      !ownership.catalog().functionsNamed("", call.path.back()).empty() || !ownership.catalog().hidingBuiltIns.empty())
    return std::nullopt;
  std::string arguments;
  bool isMade = false;
  for (const sql::ExprPtr &argument : call.args) {
    if (!argument)
      return std::nullopt;
    std::optional<std::string> text = argument->kind == ExprKind::Const && argument->constant != sql::ConstKind::Null
                                          ? std::optional(literal(argument->value))
                                          : anyScalar(*argument, ownership, holeNames, Casts::Kept);
    if (!text || (isSessionUser(*text) && text->front() != '\''))
      return std::nullopt;
    if (isMade && text->front() != '\'') // of two values
      return std::nullopt;
    isMade |= text->front() != '\'';
    arguments += (arguments.empty() ? "" : ", ") + *text;
  }
  return isMade ? std::optional(call.path.back() + "(" + arguments + ")") : std::nullopt;
}

/// scalarText(), of any parameter of the session.
static std::optional<std::string> anyScalar(const Expr &expr, const Ownership &ownership,
                                            const std::vector<std::string> &holeNames, Casts casts) {
  auto inner = [&](size_t i) { return anyScalar(*expr.args[i], ownership, holeNames, casts); };
  switch (expr.kind) {
  case ExprKind::Param:
    return "$" + std::to_string(expr.number);
  case ExprKind::Hole:
    if (static_cast<size_t>(expr.number) < holeNames.size() && !holeNames[expr.number].empty())
      return holeNames[expr.number];
    return std::nullopt;
  case ExprKind::SessionValue:
    if (isOneOf(expr.name, {"current_user", "session_user", "user", "current_role"}))
      return expr.name == "session_user" ? expr.name : "current_user";
    return std::nullopt;
  case ExprKind::Cast:
    return castScalar(expr, ownership, holeNames, casts);
  case ExprKind::Collate: // in a deterministic one what is equal is the same
    if (std::optional<std::string> text = inner(0))
      return casts == Casts::LeftOut ? *text : *text + " COLLATE " + (expr.path.empty() ? "" : expr.path.back());
    return std::nullopt;
  case ExprKind::Field: { // of a parameter that is a row
    const std::optional<std::string> row = expr.name == "*" ? std::nullopt : inner(0);
    return row && row->front() == '$' ? std::optional(*row + "." + expr.name) : std::nullopt;
  }
  case ExprKind::Scalar:
    if (const Expr *value = expr.query ? onlyValue(*expr.query) : nullptr)
      return anyScalar(*value, ownership, holeNames, casts);
    return std::nullopt;
  case ExprKind::Op:
    return expr.name == "->>" || expr.name == "->" ? memberScalar(expr, ownership, holeNames) : std::nullopt;
  case ExprKind::Index:
    if (expr.args.size() == 2 && expr.args[1] && expr.args[1]->kind == ExprKind::Const)
      if (auto left = inner(0))
        return *left + "[" + expr.args[1]->value + "]";
    return std::nullopt;
  case ExprKind::Func:
    break;
  default:
    return std::nullopt;
  }
  if (const Expr *given = givenByCall(expr, ownership))
    return anyScalar(*given, ownership, holeNames, casts);
  for (const auto &parsed : ownership.principals())
    if (const sql::Query &query = *parsed->statements[0].select; query.targets.size() == 1 && query.targets[0].value &&
                                                                 sameExpr(*query.targets[0].value, expr) &&
                                                                 !(expr.path.back() == "current_setting"))
      return expr.path.back() + "()";
  if (!expr.path.empty() && expr.path.back() == "current_setting" && !expr.args.empty())
    if (const Expr &setting = withoutTextCast(*expr.args[0]); setting.kind == ExprKind::Const)
      return "current_setting(" + literal(setting.value) + ")";
  if (isSessionFunction(expr) && !isDefinedOtherwise(expr, ownership))
    return (expr.path.size() > 1 ? expr.path[0] + "." : "") + expr.path.back() + "()";
  // uuid($1), int8($1): a cast written as a call.
  if (expr.path.size() == 1 && expr.args.size() == 1 && isOneOf(expr.path[0], {"uuid", "int8", "int4", "text"}) &&
      ownership.catalog().functionsNamed("", expr.path[0]).empty())
    if (std::optional<std::string> text = inner(0))
      return casts == Casts::LeftOut ? *text : *text + "::" + expr.path[0];
  return madeOfScalar(expr, ownership, holeNames);
}

/// Whether what stands in a parameter of the session may be its user: of those that `Principals:` names, or, where it
/// names none, of the program's own.
static bool mayBeUser(const std::string &text, const Ownership &ownership) {
  constexpr std::string_view Setting = "current_setting('";
  if (!text.starts_with(Setting))
    return true;
  if (!ownership.principals().empty())
    return llvm::any_of(ownership.readings().principalTexts(ownership),
                        [&](const std::string &user) { return ofAnyJson(user) == ofAnyJson(text); });
  return text.substr(Setting.size(), text.find('\'', Setting.size()) - Setting.size()).find('.') != std::string::npos;
}

std::optional<std::string> scalarText(const Expr &expr, const Ownership &ownership,
                                      const std::vector<std::string> &holeNames) {
  std::optional<std::string> text = anyScalar(expr, ownership, holeNames);
  return text && mayBeUser(*text, ownership) ? text : std::nullopt;
}

std::optional<std::string> argumentText(const Expr &expr, const Ownership &ownership,
                                        const std::vector<std::string> &holeNames) {
  std::optional<std::string> text = anyScalar(expr, ownership, holeNames, Casts::Kept);
  return text && mayBeUser(*text, ownership) ? text : std::nullopt;
}

std::optional<std::string> anyUserText(const Expr &expr, const Ownership &ownership,
                                       const std::vector<std::string> &holeNames) {
  if (const Expr *given = givenByCall(expr, ownership))
    return anyUserText(*given, ownership, holeNames);
  if (expr.kind == ExprKind::Cast && keepsScalar(expr, ownership))
    return anyUserText(*expr.args[0], ownership, holeNames);
  if (const Expr *inner = whereNotEmpty(expr))
    return anyUserText(*inner, ownership, holeNames);
  return anyScalar(expr, ownership, holeNames);
}

std::optional<std::string> userText(const Expr &expr, const Ownership &ownership,
                                    const std::vector<std::string> &holeNames) {
  std::optional<std::string> text = anyUserText(expr, ownership, holeNames);
  return text && mayBeUser(*text, ownership) ? text : std::nullopt;
}

bool isExactCast(const std::string &from, const std::string &to) {
  if (to == from)
    return true;
  if (!isOneOf(to, {"int2", "int4", "int8", "numeric", "text", "varchar", "uuid"}))
    return false;
  if (from.empty() || isOneOf(from, {"int2", "int4", "int8"}))
    return to != "uuid" || from.empty();
  bool toText = to == "text" || to == "varchar";
  if (isOneOf(from, {"text", "uuid"}) || from.starts_with("varchar"))
    return toText;
  return false;
}

bool isEqualAsWritten(std::string_view type) {
  return isOneOf(type, {"int2", "int4", "int8", "text", "varchar", "uuid", "bool", "date", "timestamptz"});
}

bool sameExpr(const Expr &a, const Expr &b) {
  if (a.kind != b.kind || a.name != b.name || a.value != b.value || a.number != b.number || a.constant != b.constant ||
      a.args.size() != b.args.size() || a.query || b.query || !isPlain(a) || !isPlain(b))
    return false;
  if (a.kind == ExprKind::Column ? a.path.back() != b.path.back() : a.path != b.path)
    return false;
  if (a.kind == ExprKind::Column && a.path.size() > 1 && b.path.size() > 1 && a.path != b.path)
    return false;
  for (size_t i = 0; i < a.args.size(); ++i) {
    if (!a.args[i] != !b.args[i])
      return false;
    if (a.args[i] && !sameExpr(*a.args[i], *b.args[i]))
      return false;
  }
  return true;
}

} // namespace pgtidy::analysis::isolation
