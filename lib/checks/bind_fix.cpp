#include "bind_fix.h"

#include "place.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::checks {

using analysis::Alternative;
using facts::Bindable;
using facts::BindableValue;

namespace {

/// How a hole becomes a placeholder: bytes of the statement, and of the source, that it takes the place of.
struct Binding {
  size_t hole = 0;
  size_t before = 0; ///< bytes of the statement that go with it: the quotes around it
  size_t after = 0;
  std::string placeholder; ///< with what joins it to the rest of a quoted text
  const BindableValue *value = nullptr;
};

bool isWordByte(char byte) { return llvm::isAlnum(byte) || byte == '_' || byte == '$' || byte == '&'; }

const BindableValue *valueOf(const Bindable &bindable, const facts::Hole &hole) {
  for (const BindableValue &value : bindable.values)
    if (value.hole == hole.location.offset)
      return &value;
  return nullptr;
}

/// Whether all of the value's expression is known, and of a class that every library takes for a text.
bool isBindable(const BindableValue &value, const facts::Hole &hole) {
  return value.isBetween && value.isObject && hole.expression.size() == value.end - value.hole &&
         llvm::StringRef(hole.type).starts_with("std::") &&
         llvm::StringRef(hole.expression).find("…") == llvm::StringRef::npos;
}

/// The quote that begins the text that the hole stands in is one of a plain literal: no E'…'.
bool isPlainQuoted(llvm::StringRef text, size_t offset) {
  const size_t open = text.take_front(offset).rfind('\'');
  return open != llvm::StringRef::npos && (open == 0 || !isWordByte(text[open - 1]));
}

/// Whether `'a' || $1` can stand for the quoted text that the hole is in: compared as a text, or alone in a list, and
/// nothing that binds closer behind it. Elsewhere the literal had its type from what is around it.
bool canBeJoined(llvm::StringRef text, size_t offset) {
  const size_t open = text.take_front(offset).rfind('\''), close = text.find('\'', offset);
  if (open == llvm::StringRef::npos || close == llvm::StringRef::npos)
    return false;
  const llvm::StringRef before = text.take_front(open).rtrim(), after = text.drop_front(close + 1).ltrim();
  const size_t isNoOperator = before.find_last_not_of("=<>!~@#%^&|?+-*/:");
  const llvm::StringRef sign = before.drop_front(isNoOperator == llvm::StringRef::npos ? 0 : isNoOperator + 1);
  const size_t isNoWord = before.find_last_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
  const llvm::StringRef word = before.drop_front(isNoWord == llvm::StringRef::npos ? 0 : isNoWord + 1);
  const bool isCompared = sign == "=" || sign == "<>" || sign == "!=" || word.equals_insensitive("like") ||
                          word.equals_insensitive("ilike") || before.ends_with(",") || before.ends_with("(");
  return isCompared && (after.empty() || after.front() == ')' || after.front() == ',' || after.front() == ';' ||
                        llvm::isAlpha(after.front()));
}

std::optional<Binding> bindingOf(const Alternative &alternative, size_t hole, const BindableValue &value,
                                 size_t number) {
  const llvm::StringRef text(alternative.text.text);
  const size_t offset = alternative.text.holes[hole].offset;
  // The bytes beside it are written as they are, next to the quotes of the literals.
  const bool isNextToBefore =
      offset > 0 && alternative.source(static_cast<sql::Offset>(offset - 1)).offset + 1 == value.from;
  const bool isNextToAfter =
      value.isLast || (offset < text.size() && alternative.source(static_cast<sql::Offset>(offset)).offset == value.to);
  if (!isNextToBefore || !isNextToAfter)
    return std::nullopt;
  Binding binding{hole, 0, 0, "$" + std::to_string(number), &value};
  const sql::ParsedHole &place = alternative.parsed.holes[hole];
  if (!place.insideQuotes && place.role != sql::HoleRole::String) {
    const bool isApart = !isWordByte(text[offset - 1]) && (offset >= text.size() || !isWordByte(text[offset]));
    return isApart ? std::optional(binding) : std::nullopt;
  }
  if (value.isLast || !isPlainQuoted(text, offset))
    return std::nullopt;
  binding.before = text[offset - 1] == '\'';
  binding.after = text[offset] == '\'';
  if ((!binding.before || !binding.after) && !canBeJoined(text, offset))
    return std::nullopt;
  if (!binding.before)
    binding.placeholder = "' || " + binding.placeholder;
  if (!binding.after)
    binding.placeholder += " || '";
  return binding;
}

bool isValue(const sql::ParsedHole &hole) {
  return hole.role == sql::HoleRole::Value || hole.role == sql::HoleRole::String;
}

/// The bindings of all texts that are values; nothing where one of them has none, or where what stays could not be
/// added to a literal.
std::vector<Binding> bindingsOf(const Alternative &alternative, const Bindable &bindable) {
  std::vector<Binding> bindings;
  size_t number = static_cast<size_t>(alternative.parsed.parameterCount);
  for (size_t i = 0; i < alternative.holes.size() && i < alternative.parsed.holes.size(); ++i) {
    const facts::Hole &hole = alternative.holes[i];
    const BindableValue *value = valueOf(bindable, hole);
    const bool isText = hole.kind == facts::HoleKind::Text && isValue(alternative.parsed.holes[i]);
    if (!isText && value && !value->isObject)
      return {};
    if (!isText)
      continue;
    std::optional<Binding> binding =
        value && isBindable(*value, hole) ? bindingOf(alternative, i, *value, ++number) : std::nullopt;
    if (!binding)
      return {};
    bindings.push_back(std::move(*binding));
  }
  return bindings;
}

/// The statement with the placeholders in it.
sql::Template boundText(const Alternative &alternative, const std::vector<Binding> &bindings) {
  sql::Template bound = alternative.text;
  for (size_t i = bindings.size(); i-- > 0;) {
    const Binding &binding = bindings[i];
    const size_t begin = bound.holes[binding.hole].offset - binding.before;
    bound.text.replace(begin, binding.before + binding.after, binding.placeholder);
    const auto longer =
        static_cast<int64_t>(binding.placeholder.size()) - static_cast<int64_t>(binding.before + binding.after);
    for (size_t later = binding.hole + 1; later < bound.holes.size(); ++later)
      bound.holes[later].offset = static_cast<sql::Offset>(bound.holes[later].offset + longer);
    bound.holes.erase(bound.holes.begin() + static_cast<ptrdiff_t>(binding.hole));
  }
  return bound;
}

/// Only one statement of these takes parameters (PostgreSQL manual, PREPARE).
bool takesParameters(const std::vector<sql::Statement> &statements) {
  using Kind = sql::StatementKind;
  static constexpr Kind kinds[] = {Kind::Select, Kind::Insert, Kind::Update, Kind::Delete, Kind::Merge};
  return statements.size() == 1 && llvm::is_contained(kinds, statements.front().kind);
}

/// Whether PostgreSQL takes the statement, with as many parameters more.
bool isTaken(const Alternative &alternative, const std::vector<Binding> &bindings) {
  const sql::Parsed parsed = sql::parse(boundText(alternative, bindings));
  const auto count = static_cast<size_t>(alternative.parsed.parameterCount) + bindings.size();
  return !parsed.error && !parsed.undecided && takesParameters(parsed.statements) &&
         static_cast<size_t>(parsed.parameterCount) == count;
}

std::string argumentsOf(const Alternative &alternative, const std::vector<Binding> &bindings,
                        const Bindable &bindable) {
  std::string list;
  for (const Binding &binding : bindings)
    list += (list.empty() ? "" : ", ") + alternative.holes[binding.hole].expression;
  return bindable.list.empty() ? ", " + list : ", " + bindable.list + "{" + list + "}";
}

} // namespace

std::optional<findings::Fix> bindFix(const Input &input, const analysis::Injection &injection) {
  const analysis::Query &query = *injection.query;
  const facts::Call &call = *query.call;
  if (!call.bindable || query.alternatives.size() != 1 || !query.way.empty() || query.truncated ||
      query.dialect == facts::Dialect::MySQL || query.dialect == facts::Dialect::SQLite)
    return std::nullopt;
  const Alternative &alternative = query.alternatives.front();
  const Bindable &bindable = *call.bindable;
  const std::vector<Binding> bindings = bindingsOf(alternative, bindable);
  if (bindings.empty() || !isTaken(alternative, bindings))
    return std::nullopt;
  const std::string file = placeOf(input, call.location).file;
  findings::Fix fix{"bind as a parameter", {}};
  const llvm::StringRef spelled = llvm::StringRef(call.function).rsplit("::").second;
  if (spelled != bindable.function)
    fix.edits.push_back({file, bindable.name, bindable.nameLength, bindable.function});
  std::string arguments = argumentsOf(alternative, bindings, bindable);
  for (const Binding &binding : bindings) {
    const uint32_t from = binding.value->from - static_cast<uint32_t>(binding.before);
    const uint32_t to = binding.value->to + static_cast<uint32_t>(binding.after);
    std::string replacement = binding.placeholder + (binding.value->isLast ? "\"" : "");
    if (to == bindable.end) // one edit: two that touch would be in each other's way
      replacement += std::exchange(arguments, "");
    fix.edits.push_back({file, from, to - from, std::move(replacement)});
  }
  if (!arguments.empty())
    fix.edits.push_back({file, bindable.end, 0, std::move(arguments)});
  return fix;
}

} // namespace pgtidy::checks
