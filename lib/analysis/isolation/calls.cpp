#include "isolation/calls.h"
#include "isolation/scalars.h"
#include "isolation/visit.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace pgtidy::analysis::isolation {
namespace {

using sql::Expr;
using sql::ExprKind;

constexpr size_t MostDepth = 6;

bool isWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// The words of a text in lower case, dotted names as one; what stands in quotes and comments is left out.
std::vector<std::string> wordsOf(std::string_view text) {
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    if (text.substr(at, 2) == "--") {
      at = std::min(text.find('\n', at), text.size());
    } else if (text[at] == '\'') {
      size_t close = text.find('\'', at + 1);
      at = close == std::string_view::npos ? text.size() : close + 1;
    } else if (isWordByte(text[at])) {
      std::string word;
      for (; at < text.size() && (isWordByte(text[at]) || text[at] == '.'); ++at)
        word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[at])));
      words.push_back(std::move(word));
    } else {
      ++at;
    }
  }
  return words;
}

/// The user-owned table that a body in a language that is not followed names first; "" when there is none.
std::string ownedTableIn(std::string_view body, const Ownership &ownership) {
  static constexpr std::array<std::string_view, 6> Before{"from", "join", "into", "update", "only", "truncate"};
  const std::vector<std::string> words = wordsOf(body);
  for (size_t i = 1; i < words.size(); ++i) {
    if (std::find(Before.begin(), Before.end(), words[i - 1]) == Before.end())
      continue;
    size_t dot = words[i].find('.');
    sql::Name name;
    name.schema = dot == std::string::npos ? "" : words[i].substr(0, dot);
    name.name = dot == std::string::npos ? words[i] : words[i].substr(dot + 1);
    if (ownership.of(name).kind != OwnerKind::None)
      return words[i];
  }
  return "";
}

std::string shown(const sql::Function &function) { return "`" + function.name + "()`"; }

class Calls {
public:
  Calls(const CallContext &context) : Context(context) {}

  void call(const Expr &expr) {
    if (expr.kind != ExprKind::Func || expr.path.empty())
      return;
    const std::string schema = expr.path.size() > 1 ? expr.path[expr.path.size() - 2] : "";
    const sql::Function *function = Context.ownership.catalog().function(schema, expr.path.back());
    if (function && !function->body.empty())
      enter(*function, expr);
  }

  void notFollowed(std::string_view body, const std::string &what, sql::Offset location) {
    std::string table = ownedTableIn(body, Context.ownership);
    if (!table.empty())
      add(table, Verdict::Undecided, "the body of " + what + " is not followed", location);
  }

  std::vector<TableReference> Found;

private:
  void enter(const sql::Function &function, const Expr &call) {
    std::vector<std::string> &chain = Context.chain.functions;
    std::string name = function.schema + "." + function.name;
    if (std::find(chain.begin(), chain.end(), name) != chain.end())
      return; // judged where it was called first
    sql::Template body{withParameters(function), {}};
    sql::Parsed parsed = sql::parse(body);
    if (function.language != "sql" || parsed.error || parsed.undecided || chain.size() >= MostDepth ||
        --Context.chain.left < 0) {
      notFollowed(function.body, shown(function), call.location);
      return;
    }
    chain.push_back(name);
    for (const sql::Statement &statement : parsed.statements)
      for (const TableReference &inner :
           judgeBody(statement, parsed, body, Context.ownership, Context.chain).references)
        judged(inner, function, call);
    chain.pop_back();
  }

  void judged(const TableReference &inner, const sql::Function &function, const Expr &call) {
    if (inner.verdict != Verdict::Closed) {
      add(inner.table, inner.verdict == Verdict::Constant ? Verdict::Open : inner.verdict,
          "inside " + shown(function) + ": " + inner.reason, call.location);
      return;
    }
    if (inner.principal.size() < 2 || inner.principal[0] != '$')
      return;
    size_t number = std::strtoul(inner.principal.c_str() + 1, nullptr, 10);
    const Expr *given = number >= 1 && number <= call.args.size() ? call.args[number - 1].get() : nullptr;
    std::optional<std::string> user = given ? scalarText(*given, Context.ownership, Context.holeNames) : std::nullopt;
    if (!user)
      add(inner.table, Verdict::Undecided,
          shown(function) + " ties it to its argument " + std::to_string(number) +
              ", which is not known to be the user",
          call.location);
    else if (!Context.principal.empty() && Context.principal != *user)
      add(inner.table, Verdict::Open,
          shown(function) + " ties it to another value than " + Context.principal +
              ", to which the rest of the statement is tied: two parameters are two users",
          call.location);
  }

  /// The body with its arguments' names as $1, $2 …. A column of the same name hides the argument.
  std::string withParameters(const sql::Function &function) {
    std::string text = function.body;
    sql::Parsed parsed = sql::parse(text);
    std::vector<std::pair<size_t, std::pair<size_t, size_t>>> places; // offset, length and number
    for (const sql::Statement &statement : parsed.statements)
      visit(statement, [&](const Expr &expr, const Place &place) {
        if (expr.kind != ExprKind::Column || expr.path.empty() || expr.location < 0)
          return;
        auto known = std::find(function.argumentNames.begin(), function.argumentNames.end(), expr.path.back());
        bool qualified = expr.path.size() == 2 && expr.path[0] == function.name;
        if (known == function.argumentNames.end() || known->empty() ||
            (!qualified && (expr.path.size() > 1 || isColumn(place, expr.path[0]))))
          return;
        size_t offset = static_cast<size_t>(expr.location), end = offset;
        while (end < text.size() && (isWordByte(text[end]) || text[end] == '.'))
          ++end;
        places.push_back({offset, {end - offset, known - function.argumentNames.begin() + 1}});
      });
    std::sort(places.rbegin(), places.rend());
    for (const auto &[offset, what] : places)
      text.replace(offset, what.first, "$" + std::to_string(what.second));
    return text;
  }

  bool isColumn(const Place &place, const std::string &name) const {
    return place.tables && std::any_of(place.tables->begin(), place.tables->end(), [&](const NamedTable &table) {
             const sql::Table *known = Context.ownership.catalog().find(*table.name);
             return known && known->column(name);
           });
  }

  void add(const std::string &table, Verdict verdict, std::string reason, sql::Offset location) {
    if (std::any_of(Found.begin(), Found.end(),
                    [&](const TableReference &one) { return one.table == table && one.location == location; }))
      return;
    TableReference reference;
    size_t dot = table.find('.');
    sql::Name name;
    name.schema = dot == std::string::npos ? "" : table.substr(0, dot);
    name.name = dot == std::string::npos ? table : table.substr(dot + 1);
    reference.table = table;
    reference.verdict = verdict;
    reference.location = location;
    reference.ownership = Context.ownership.of(name);
    reference.reason = std::move(reason);
    Found.push_back(std::move(reference));
  }

  const CallContext &Context;
};

} // namespace

std::vector<TableReference> callsOf(const sql::Statement &statement, const CallContext &context) {
  Calls calls(context);
  if (statement.kind == sql::StatementKind::Do)
    calls.notFollowed(statement.body, "DO", statement.begin);
  if (!context.ownership.catalog().functions.empty())
    visit(statement, [&](const Expr &expr, const Place &) { calls.call(expr); });
  return std::move(calls.Found);
}

} // namespace pgtidy::analysis::isolation
