#include "template/words.h"

#include <algorithm>
#include <iterator>

namespace pgtidy::sql {

namespace {
struct Word {
  std::string_view word;
  Follows follows;
};
} // namespace

static constexpr Word Words[] = {
    {"all", Follows::Query},       {"analyze", Follows::Query},    {"and", Follows::Value},
    {"any", Follows::List},        {"as", Follows::Name},          {"between", Follows::Value},
    {"by", Follows::Value},        {"call", Follows::Name},        {"case", Follows::Value},
    {"close", Follows::Name},      {"column", Follows::Name},      {"constraint", Follows::Name},
    {"copy", Follows::Name},       {"database", Follows::Name},    {"date", Follows::Text},
    {"deallocate", Follows::Name}, {"declare", Follows::Name},     {"distinct", Follows::SelectList},
    {"else", Follows::Value},      {"except", Follows::Query},     {"execute", Follows::Name},
    {"explain", Follows::Query},   {"extension", Follows::Name},   {"for", Follows::Query},
    {"from", Follows::Name},       {"function", Follows::Name},    {"having", Follows::Value},
    {"ilike", Follows::Value},     {"in", Follows::List},          {"index", Follows::Name},
    {"intersect", Follows::Query}, {"interval", Follows::Text},    {"into", Follows::Name},
    {"is", Follows::Value},        {"join", Follows::Name},        {"like", Follows::Value},
    {"limit", Follows::Value},     {"listen", Follows::Name},      {"lock", Follows::Name},
    {"not", Follows::Value},       {"notify", Follows::Name},      {"offset", Follows::Value},
    {"on", Follows::Value},        {"only", Follows::Name},        {"or", Follows::Value},
    {"policy", Follows::Name},     {"prepare", Follows::Name},     {"references", Follows::Name},
    {"reset", Follows::Name},      {"returning", Follows::Value},  {"role", Follows::Name},
    {"savepoint", Follows::Name},  {"schema", Follows::Name},      {"select", Follows::SelectList},
    {"sequence", Follows::Name},   {"set", Follows::Set},          {"some", Follows::List},
    {"table", Follows::Name},      {"then", Follows::Value},       {"time", Follows::Text},
    {"timestamp", Follows::Text},  {"timestamptz", Follows::Text}, {"to", Follows::Name},
    {"trigger", Follows::Name},    {"truncate", Follows::Name},    {"type", Follows::Name},
    {"union", Follows::Query},     {"unlisten", Follows::Name},    {"update", Follows::Name},
    {"user", Follows::Name},       {"using", Follows::Name},       {"values", Follows::List},
    {"view", Follows::Name},       {"when", Follows::Value},       {"where", Follows::Value},
};

static_assert(std::is_sorted(std::begin(Words), std::end(Words),
                             [](const Word &a, const Word &b) { return a.word < b.word; }));

Follows follows(std::string_view word) {
  const Word *found = std::lower_bound(std::begin(Words), std::end(Words), word,
                                       [](const Word &entry, std::string_view name) { return entry.word < name; });
  return found != std::end(Words) && found->word == word ? found->follows : Follows::Operand;
}

static constexpr std::string_view Reserved[] = {
    "all",   "and",    "any",      "array",     "as",      "between", "by",        "case",   "create",
    "cross", "delete", "distinct", "else",      "end",     "except",  "fetch",     "for",    "from",
    "full",  "group",  "having",   "in",        "inner",   "insert",  "intersect", "into",   "is",
    "join",  "left",   "like",     "limit",     "natural", "not",     "null",      "offset", "on",
    "or",    "order",  "outer",    "returning", "right",   "select",  "set",       "table",  "then",
    "to",    "union",  "update",   "using",     "values",  "when",    "where",     "window", "with",
};

bool isReserved(std::string_view word) {
  return std::find(std::begin(Reserved), std::end(Reserved), word) != std::end(Reserved);
}

} // namespace pgtidy::sql
