#include "parse/newer.h"

#include "catalog/split.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <array>

namespace pgtidy::sql {
namespace {

/// The token at the error, and the ones before it where they matter.
struct Newer {
  llvm::StringLiteral before; ///< the token before it; "" for any
  llvm::StringLiteral at;     ///< "" for any
};
constexpr Newer Places[] = {
    {"", "ENFORCED"},          // CHECK … NOT ENFORCED (18)
    {"", "VIRTUAL"},           // generated columns (18)
    {"", "OVERLAPS"},          // WITHOUT OVERLAPS (18)
    {"", "WITHOUT"},           //
    {"PERIOD", ""},            // FOREIGN KEY (id, PERIOD valid) (18)
    {"", "STORAGE"},           // in CREATE TABLE (16)
    {"STORAGE", "DEFAULT"},    // (16)
    {"STATISTICS", "DEFAULT"}, // (17)
    {"SET", "EXPRESSION"},     // (17)
    {"WITH", "INHERIT"},       // GRANT role … WITH INHERIT (16)
    {"WITH", "SET"},           //
    {"ADMIN", "TRUE"},         //
    {"ADMIN", "FALSE"},        //
    {"MATCHED", "BY"},         // MERGE (17)
    {"RETURNING", "WITH"},     // (18)
    {"AT", "LOCAL"},           // (17)
    {"STATISTICS", "ON"},      // CREATE STATISTICS without a name (16)
    {"", "SPLIT"},             // partitions (19)
    {"", "MERGE"},             //
    {"", "REPACK"},            // (19)
    {"VACUUM", "ONLY"},        // (18)
    {"ANALYZE", "ONLY"},       //
    {"", "INDENT"},            // XMLSERIALIZE (16)
    {"ON", "LARGE"},           // ALTER DEFAULT PRIVILEGES (18)
    {"CREATE", "PROPERTY"},    // (19)
    {"FOR", "PORTION"},        // (19)
    {"DO", "SELECT"},          // ON CONFLICT DO SELECT (19)
    {"IS", "JSON"},            // (16)
    {"NOT", "JSON"},           //
};

/// Expressions with a grammar of their own since 16 and 17.
constexpr llvm::StringLiteral Expressions[] = {"JSON_TABLE",     "JSON_EXISTS", "JSON_QUERY",    "JSON_VALUE",
                                               "JSON_SERIALIZE", "JSON_SCALAR", "JSON_ARRAYAGG", "JSON_OBJECTAGG",
                                               "JSON_OBJECT",    "JSON_ARRAY"};

std::string upper(std::string_view text) { return llvm::StringRef(text.data(), text.size()).upper(); }

/// The two tokens before `at`, the nearer one first.
std::array<std::string, 2> tokensBefore(std::string_view statement, size_t at) {
  std::array<std::string, 2> before;
  for (size_t i = 0; i < at && i < statement.size();) {
    size_t end = tokenEnd(statement, i);
    if (!isBlankOrComment(statement, i))
      before = {upper(statement.substr(i, end - i)), before[0]};
    i = end;
  }
  return before;
}

/// 1_000, 0xFF (16).
bool isNewNumber(std::string_view error) {
  llvm::StringRef text(error.data(), error.size());
  if (!text.starts_with("trailing junk after numeric literal"))
    return false;
  llvm::StringRef number = text.split('"').second.split('"').first;
  return number.contains('_') || number.starts_with_insensitive("0x") || number.starts_with_insensitive("0o") ||
         number.starts_with_insensitive("0b");
}

} // namespace

bool mayBeNewer(std::string_view statement, size_t at, std::string_view error) {
  if (error == "subquery in FROM must have an alias" || isNewNumber(error)) // both 16
    return true;
  std::string token = at < statement.size() ? upper(statement.substr(at, tokenEnd(statement, at) - at)) : "";
  std::array<std::string, 2> before = tokensBefore(statement, at);
  for (const Newer &place : Places)
    if ((place.before.empty() || place.before == before[0]) && (place.at.empty() || place.at == token))
      return true;
  std::string all = upper(statement);
  // A named NOT NULL of the table (18), and a generated column that does not say STORED (18).
  if (token == "NOT" && before[1] == "CONSTRAINT")
    return true;
  if (token == "RETURNING" && llvm::StringRef(all).starts_with("MERGE")) // 17
    return true;
  if (before[0] == ")" && llvm::StringRef(all).contains("GENERATED") && llvm::StringRef(all).contains(" AS "))
    return llvm::is_contained({",", ")", "NOT", "PRIMARY", "UNIQUE", "CHECK", "REFERENCES", ""}, token);
  return llvm::any_of(Expressions, [&](llvm::StringRef word) {
    size_t found = llvm::StringRef(all).find((word + "(").str());
    return found != llvm::StringRef::npos && found < at;
  });
}

} // namespace pgtidy::sql
