#include "catalog/executed.h"

#include "catalog/listed.h"
#include "catalog/split.h"
#include "lower/lower.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <utility>

namespace pgtidy::sql {
namespace {

using Texts = std::optional<std::vector<std::string>>;
using Variables = std::map<std::string, Texts>;

/// A loop over more names than this is taken for one over names that are not known.
constexpr size_t MostTexts = 200;

std::string quotedName(const std::string &name) {
  const bool isPlain = !name.empty() && !llvm::isDigit(name[0]) && llvm::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || llvm::isDigit(c) || c == '_';
  });
  std::string quoted = "\"";
  for (char c : name)
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  return isPlain ? name : quoted + "\"";
}

std::string quotedText(const std::string &text) {
  std::string quoted = "'";
  for (char c : text)
    quoted += c == '\'' ? "''" : std::string(1, c);
  return quoted + "'";
}

/// format()'s own rules (String Functions and Operators, format): %s, %I, %L, %%, each with a position or without.
std::optional<std::string> formatted(llvm::StringRef format, llvm::ArrayRef<std::string> arguments) {
  std::string result;
  size_t next = 0;
  while (!format.empty()) {
    if (!format.consume_front("%")) {
      result += format.front();
      format = format.drop_front();
      continue;
    }
    if (format.consume_front("%")) {
      result += '%';
      continue;
    }
    const size_t digits = format.find_first_not_of("0123456789");
    size_t position = next;
    if (digits != 0 && digits != llvm::StringRef::npos && format[digits] == '$') {
      format.substr(0, digits).getAsInteger(10, position);
      --position;
      format = format.drop_front(digits + 1);
    }
    if (format.empty() || position >= arguments.size())
      return std::nullopt;
    next = position + 1;
    const char kind = format.front();
    format = format.drop_front();
    if (kind != 's' && kind != 'I' && kind != 'L')
      return std::nullopt;
    const std::string &value = arguments[position];
    result += kind == 's' ? value : kind == 'I' ? quotedName(value) : quotedText(value);
  }
  return result;
}

class Evaluation {
public:
  explicit Evaluation(const Variables &known) : Known(known) {}

  Texts texts(const Expr &expr) const {
    switch (expr.kind) {
    case ExprKind::Const:
      return expr.constant == ConstKind::String || expr.constant == ConstKind::Integer ? Texts(std::vector{expr.value})
                                                                                       : std::nullopt;
    case ExprKind::Cast:
      return texts(*expr.args[0]);
    case ExprKind::Column:
      return variable(llvm::join(expr.path, "."));
    case ExprKind::Op:
      return expr.name == "||" ? each(expr, [](const std::vector<std::string> &parts) { return joined(parts); })
                               : std::nullopt;
    case ExprKind::Func:
      return expr.path.empty() ? std::nullopt : call(expr);
    default:
      return std::nullopt;
    }
  }

  /// The elements of ARRAY[…], or the rows of `SELECT unnest(ARRAY[…])` and VALUES.
  Texts elements(const Expr &expr) const {
    const Expr *array = &expr;
    while (array->kind == ExprKind::Cast)
      array = array->args[0].get();
    if (array->kind == ExprKind::Column && array->path.size() == 1)
      return variable(array->path[0] + "[]");
    if (array->kind != ExprKind::Array)
      return std::nullopt;
    std::vector<std::string> all;
    for (const ExprPtr &element : array->args) {
      const Texts some = texts(*element);
      if (!some || all.size() > MostTexts)
        return std::nullopt;
      all.insert(all.end(), some->begin(), some->end());
    }
    return all;
  }

private:
  Texts variable(const std::string &name) const {
    auto found = Known.find(name);
    return found == Known.end() ? std::nullopt : found->second;
  }

  static std::optional<std::string> joined(const std::vector<std::string> &parts) {
    std::string all;
    for (const std::string &part : parts)
      all += part;
    return all;
  }

  Texts call(const Expr &expr) const {
    const std::string &name = expr.path.back();
    if (name == "format")
      return each(expr, [](const std::vector<std::string> &parts) {
        return parts.empty() ? std::nullopt : formatted(parts[0], llvm::ArrayRef(parts).drop_front());
      });
    if (name == "concat")
      return each(expr, [](const std::vector<std::string> &parts) { return joined(parts); });
    if (name == "quote_ident" && expr.args.size() == 1)
      return each(expr, [](const std::vector<std::string> &parts) { return std::optional(quotedName(parts[0])); });
    if (name == "quote_literal" && expr.args.size() == 1)
      return each(expr, [](const std::vector<std::string> &parts) { return std::optional(quotedText(parts[0])); });
    return std::nullopt;
  }

  /// What is made of each choice of the arguments' texts.
  template <typename Make> Texts each(const Expr &expr, Make make) const {
    std::vector<std::vector<std::string>> choices{{}};
    for (const ExprPtr &argument : expr.args) {
      const Texts some = argument ? texts(*argument) : std::nullopt;
      if (!some || some->size() * choices.size() > MostTexts)
        return std::nullopt;
      std::vector<std::vector<std::string>> longer;
      for (const std::vector<std::string> &choice : choices)
        for (const std::string &text : *some) {
          longer.push_back(choice);
          longer.back().push_back(text);
        }
      choices = std::move(longer);
    }
    std::vector<std::string> all;
    for (const std::vector<std::string> &choice : choices) {
      std::optional<std::string> made = make(choice);
      if (!made)
        return std::nullopt;
      all.push_back(std::move(*made));
    }
    return all;
  }

  const Variables &Known;
};

ExprPtr parsed(std::string_view expression) {
  const Tree tree = Tree::parse("SELECT " + std::string(expression));
  if (tree.statements().size() != 1)
    return nullptr;
  return lowerExpr(tree.statements().at(0)["stmt"]["SelectStmt"]["targetList"].at(0)["ResTarget"]["val"]);
}

/// Where the word stands outside of parentheses; the text's size where it does not.
size_t wordIn(std::string_view text, size_t from, std::string_view word) {
  int depth = 0;
  for (size_t at = skipBlanks(text, from); at < text.size(); at = skipBlanks(text, tokenEnd(text, at))) {
    depth += text[at] == '(' || text[at] == '[' ? 1 : text[at] == ')' || text[at] == ']' ? -1 : 0;
    if (depth == 0 && isWordAt(text, at, word))
      return at;
  }
  return text.size();
}

std::string wordAt(std::string_view text, size_t at) {
  at = skipBlanks(text, at);
  return at < text.size() ? llvm::StringRef(text.substr(at, tokenEnd(text, at) - at)).lower() : "";
}

QueryPtr parsedQuery(std::string_view query) {
  const Tree tree = Tree::parse(query);
  return tree.statements().size() == 1 ? lowerQuery(tree.statements().at(0)["stmt"]) : nullptr;
}

/// The rows of VALUES, or of unnest() of an array that is written.
Texts writtenRows(const Query &query, const Evaluation &values) {
  std::vector<std::string> all;
  for (const auto &row : query.values) {
    const Texts some = row.size() == 1 && row[0] ? values.texts(*row[0]) : std::nullopt;
    if (!some)
      return std::nullopt;
    all.insert(all.end(), some->begin(), some->end());
  }
  if (!query.values.empty())
    return all;
  const bool isOne = query.targets.size() == 1 && query.targets[0].value && !query.where;
  const Expr *call = isOne && query.from.empty() ? query.targets[0].value.get() : nullptr;
  if (isOne && query.from.size() == 1 && query.from[0]->functions.size() == 1)
    call = query.from[0]->functions[0].get();
  const bool isUnnest = call && call->kind == ExprKind::Func && !call->path.empty() && call->path.back() == "unnest" &&
                        call->args.size() == 1 && call->args[0];
  return isUnnest ? values.elements(*call->args[0]) : std::nullopt;
}

} // namespace

BlockTexts::BlockTexts(std::string_view code, const Catalog &catalog, const std::string &current)
    : Known(catalog), Current(current) {
  for (StatementSpan piece : splitStatements(code))
    readPiece(code.substr(piece.begin, piece.end - piece.begin));
}

void BlockTexts::set(const std::string &variable, Texts texts) {
  auto [known, isNew] = Variables.emplace(variable, texts);
  if (isNew)
    return;
  if (texts && known->second)
    known->second->insert(known->second->end(), texts->begin(), texts->end());
  else
    known->second.reset();
}

/// What the rows of the query that FOR runs through put into the variable. Of several columns of a record each has to
/// be one that all rows have alike, or the only one that differs: which values belong together is not kept.
void BlockTexts::readLoop(const std::string &variable, std::string_view query) {
  const QueryPtr rows = parsedQuery(query);
  const auto listed = rows ? listedBy(*rows, Known, Current) : std::nullopt;
  if (!listed)
    return set(variable, rows ? writtenRows(*rows, Evaluation(Variables)) : std::nullopt);
  std::map<std::string, std::vector<std::string>> columns;
  for (const auto &row : *listed)
    for (const auto &[column, text] : row)
      if (std::vector<std::string> &texts = columns[column]; !llvm::is_contained(texts, text))
        texts.push_back(text);
  const auto differing = llvm::count_if(columns, [](const auto &column) { return column.second.size() > 1; });
  for (const auto &[column, texts] : columns) {
    const Texts known = differing > 1 || texts.size() > MostTexts ? std::nullopt : Texts(texts);
    set(variable + "." + column, known);
    if (columns.size() == 1)
      set(variable, known);
  }
}

/// What a piece puts into variables: `t text := …`, FOREACH t IN ARRAY … LOOP, FOR t IN … LOOP, INTO t.
void BlockTexts::readPiece(std::string_view piece) {
  const Evaluation values(Variables);
  for (const char *loop : {"FOREACH", "FOR"}) {
    const size_t at = wordIn(piece, 0, loop), in = wordIn(piece, at, "IN"), end = wordIn(piece, in, "LOOP");
    if (end >= piece.size())
      continue;
    const std::string name = wordAt(piece, tokenEnd(piece, at));
    const size_t array = skipBlanks(piece, in + 2);
    if (loop == std::string_view("FOR"))
      readLoop(name, piece.substr(array, end - array));
    else if (const ExprPtr list = parsed(piece.substr(array + 5, end - array - 5));
             list && wordAt(piece, array) == "array")
      set(name, values.elements(*list));
    else
      set(name, std::nullopt);
    piece = piece.substr(end + 4);
    break;
  }
  if (const size_t into = wordIn(piece, 0, "INTO"); into < piece.size())
    set(wordAt(piece, into + 4), std::nullopt);
  size_t first = 0, sign = std::string_view::npos;
  for (size_t at = skipBlanks(piece, 0); at < piece.size(); at = skipBlanks(piece, tokenEnd(piece, at))) {
    for (const char *opener : {"DECLARE", "BEGIN", "THEN", "ELSE", "LOOP"})
      if (isWordAt(piece, at, opener))
        first = tokenEnd(piece, at);
    if (piece.substr(at, 2) == ":=" || isWordAt(piece, at, "DEFAULT")) {
      sign = at;
      break;
    }
  }
  if (sign == std::string_view::npos)
    return;
  const std::string name = wordAt(piece, first);
  const size_t value = piece[sign] == ':' ? sign + 2 : tokenEnd(piece, sign);
  const ExprPtr given = parsed(piece.substr(value));
  set(name, given ? values.texts(*given) : std::nullopt);
  if (Texts elements = given ? values.elements(*given) : std::nullopt)
    set(name + "[]", std::move(elements));
}

Texts BlockTexts::of(std::string_view expression) const {
  const ExprPtr value = parsed(expression);
  return value ? Evaluation(Variables).texts(*value) : std::nullopt;
}

std::optional<std::string_view> executedIn(std::string_view piece) {
  const size_t at = wordIn(piece, 0, "EXECUTE");
  if (at >= piece.size())
    return std::nullopt;
  const size_t begin = skipBlanks(piece, at + 7);
  if (begin >= piece.size() || isWordAt(piece, begin, "FUNCTION") || isWordAt(piece, begin, "PROCEDURE"))
    return std::nullopt; // a trigger's
  const size_t end = std::min(wordIn(piece, begin, "USING"), wordIn(piece, begin, "INTO"));
  return piece.substr(begin, end - begin);
}

} // namespace pgtidy::sql
