#include "isolation/fired_function.h"
#include "isolation/suggest.h"

#include "llvm/ADT/StringExtras.h"

#include <map>

namespace pgtidy::analysis::isolation {
namespace {

/// A row of a partitioned table fires what its partition has of the trigger, under the partition's name.
std::map<std::string, std::string> knownOf(const sql::Trigger &trigger, bool isPartitioned, std::string_view event) {
  using Moment = sql::Trigger::Moment;
  const char *when = trigger.moment == Moment::Before  ? "BEFORE"
                     : trigger.moment == Moment::After ? "AFTER"
                                                       : "INSTEAD OF";
  std::map<std::string, std::string> known{{"tg_op", llvm::StringRef(event.data(), event.size()).upper()},
                                           {"tg_when", when},
                                           {"tg_level", trigger.forEachRow ? "ROW" : "STATEMENT"},
                                           {"tg_name", trigger.name}};
  if (!isPartitioned) {
    known["tg_table_schema"] = trigger.schema;
    known["tg_table_name"] = known["tg_relname"] = trigger.table;
  }
  known["tg_nargs"] = std::to_string(trigger.arguments.size());
  return known;
}

std::string quoted(llvm::StringRef text) {
  std::string result = "'";
  for (char c : text)
    result += c == '\'' ? "''" : std::string(1, c);
  return result + "'";
}

bool isOfWord(char c) { return llvm::isAlnum(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80; }

/// The length of what stands in quotes, or is a comment, at the beginning; 0 where it is neither.
size_t lengthOfQuoted(llvm::StringRef text) {
  auto until = [&](llvm::StringRef end) {
    const size_t at = text.find(end, 1);
    return at == llvm::StringRef::npos ? text.size() : at + end.size();
  };
  if (text.starts_with("'") || text.starts_with("\""))
    return until(text.take_front(1));
  if (text.starts_with("--"))
    return until("\n");
  return text.starts_with("/*") ? until("*/") : 0;
}

/// `NEW.*` or `(OLD).*` at the beginning of the text, in a list of values: the row's name and how long that is.
std::pair<llvm::StringRef, size_t> starOfRow(llvm::StringRef text, llvm::StringRef before) {
  const llvm::StringRef all = text;
  const bool isBracketed = text.consume_front("(");
  text = text.ltrim();
  const llvm::StringRef row = text.take_while(isOfWord);
  text = text.drop_front(row.size()).ltrim();
  if ((!row.equals_insensitive("new") && !row.equals_insensitive("old")) || (isBracketed && !text.consume_front(")")))
    return {};
  text = text.ltrim();
  before = before.rtrim();
  const bool isListed = before.ends_with(",") || before.ends_with_insensitive("select") ||
                        before.ends_with_insensitive("distinct") ||
                        (before.consume_back("(") && before.rtrim().ends_with_insensitive("values"));
  return text.consume_front(".*") && isListed ? std::pair(row, all.size() - text.size())
                                              : std::pair<llvm::StringRef, size_t>();
}

/// `[0]` behind TG_ARGV at the beginning of the text: the argument as a constant, NULL where there is none, and how
/// long the text is.
std::pair<std::string, size_t> argumentIn(llvm::StringRef text, const sql::Trigger &trigger) {
  const llvm::StringRef all = text;
  text = text.ltrim();
  if (!text.consume_front("["))
    return {};
  text = text.ltrim();
  const llvm::StringRef digits = text.take_while([](char c) { return llvm::isDigit(c); });
  size_t index = 0;
  text = text.drop_front(digits.size()).ltrim();
  if (digits.getAsInteger(10, index) || !text.consume_front("]"))
    return {};
  return {index < trigger.arguments.size() ? quoted(trigger.arguments[index]) : "NULL::text", all.size() - text.size()};
}

/// The row's columns, one by one.
std::string columnsOf(llvm::StringRef row, const sql::Table &table) {
  std::string result;
  for (const sql::Column &column : table.columns)
    result += (result.empty() ? "" : ", ") + row.str() + "." + identifier(column.name);
  return result;
}

} // namespace

std::string bodyFiredFor(const sql::Function &function, const sql::Trigger &trigger, std::string_view event,
                         const sql::Catalog &catalog) {
  const sql::Table *table = catalog.find(trigger.schema, trigger.table);
  const bool isPartitioned = !table || table->partitioned;
  const std::map<std::string, std::string> known = knownOf(trigger, isPartitioned, event);
  std::string result;
  for (llvm::StringRef left = function.body; !left.empty();) {
    const auto [row, starred] = isPartitioned ? std::pair<llvm::StringRef, size_t>() : starOfRow(left, result);
    if (starred > 0 && !table->columns.empty()) {
      result += columnsOf(row, *table);
      left = left.drop_front(starred);
      continue;
    }
    size_t length = lengthOfQuoted(left);
    if (length == 0 && isOfWord(left.front())) {
      const llvm::StringRef word = left.take_while(isOfWord);
      left = left.drop_front(word.size());
      if (const auto [argument, taken] =
              word.equals_insensitive("tg_argv") ? argumentIn(left, trigger) : std::pair<std::string, size_t>();
          taken > 0) {
        result += argument;
        left = left.drop_front(taken);
        continue;
      }
      auto value = known.find(word.lower());
      const bool isField = llvm::StringRef(result).ends_with(".");
      result += value == known.end() || isField       ? word.str()
                : word.equals_insensitive("tg_nargs") ? value->second
                                                      : quoted(value->second);
      continue;
    }
    length = std::max<size_t>(length, 1);
    result += left.take_front(length).str();
    left = left.drop_front(length);
  }
  return result;
}

} // namespace pgtidy::analysis::isolation
