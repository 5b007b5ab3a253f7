#include "facts/redact.h"

#include "redact_ranges.h"
#include "rewrite.h"
#include "rewrite_guard.h"

#include <algorithm>

namespace pgtidy::facts {
namespace {

/// Names of variables and keywords may stay: they help in messages and are no secrets.
bool isName(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
}

/// What a function that escapes a value puts around and before its bytes: it tells nothing of the value.
bool isEscaping(std::string_view text) { return text.find_first_not_of("'\\ ") == std::string_view::npos; }

/// Stars out what stands in quotes in an expression that gives a part of a connection.
std::string withoutQuoted(std::string expression) {
  for (size_t quote = expression.find('"'); quote != expression.npos;) {
    size_t end = std::min(expression.find('"', quote + 1), expression.size());
    if (!isName(std::string_view(expression).substr(quote + 1, end - quote - 1)))
      std::fill(expression.begin() + quote + 1, expression.begin() + end, '*');
    quote = end < expression.size() ? expression.find('"', end + 1) : expression.npos;
  }
  return expression;
}

class Redaction : public Changes {
public:
  explicit Redaction(const Secrets &secrets) : Known(secrets) {}

  Text literal(const Literal &literal, const TextNode &node) const override {
    Literal changed = literal;
    if (auto found = Known.literals.find(&node); found != Known.literals.end())
      for (auto [begin, end] : found->second)
        if (!isEscaping(std::string_view(changed.bytes).substr(begin, end - begin)))
          std::fill(changed.bytes.begin() + begin, changed.bytes.begin() + end, '*');
    return facts::literal(std::move(changed.bytes), std::move(changed.runs));
  }

  Hole hole(Hole hole, const TextNode &node) const override {
    hole.expression = starred(std::move(hole.expression));
    if (Known.holes.count(&node))
      hole.expression = withoutQuoted(std::move(hole.expression));
    for (std::string &step : hole.origin)
      step = starred(std::move(step));
    return hole;
  }

  std::string expression(std::string expression) const override { return starred(std::move(expression)); }

private:
  const Secrets &Known;
};

void rewriteAll(std::vector<Text> &texts, Rewriter &rewrite) {
  for (Text &text : texts)
    text = rewrite(text);
}

} // namespace

void redactSecrets(Unit &unit) {
  // The search knows literals by their nodes, which `unit` keeps alive until all are rewritten.
  Unit original = unit;
  Secrets secrets = secretsIn(original);
  Redaction redaction(secrets);
  Rewriter rewrite(redaction);
  for (Call &call : unit.calls) {
    for (Text *text : {&call.sql, &call.name, &call.table, &call.connection, &call.driver})
      *text = rewrite(*text);
    for (Setting &setting : call.settings)
      setting.value = rewrite(setting.value);
    rewriteAll(call.values, rewrite);
    rewriteGuards(call, rewrite, redaction);
  }
  for (Invocation &invocation : unit.invocations)
    rewriteAll(invocation.arguments, rewrite);
  for (Visit &visit : unit.visits)
    rewriteGuards(visit, rewrite, redaction);
  for (Answer &answer : unit.answers)
    rewriteGuards(answer, rewrite, redaction);
  for (Sent &sent : unit.sent)
    sent.sql = rewrite(sent.sql);
  for (Function &function : unit.functions) {
    rewriteAll(function.defaults, rewrite);
    function.result = rewrite(function.result);
  }
  for (SymbolText &symbol : unit.symbols) {
    symbol.text = rewrite(symbol.text);
    symbol.under = rewrite(symbol.under);
    symbol.target = rewrite(symbol.target);
  }
  for (Handed &handed : unit.handed)
    handed.text = rewrite(handed.text);
  for (Problem &problem : unit.problems)
    problem.message = starred(std::move(problem.message));
}

} // namespace pgtidy::facts
