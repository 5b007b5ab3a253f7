#include "isolation/ties.h"

#include "isolation/inlined.h"
#include "isolation/walk.h"
#include "sql/print.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {
namespace {

/// A statement with more conditions than that is not taken apart.
constexpr size_t MostPieces = 40;

/// Notes that the piece was asked of; whether it is to be taken for not there.
template <class Text> bool ask(Evidence &evidence, const void *key, Text text) {
  bool known = std::any_of(evidence.asked.begin(), evidence.asked.end(),
                           [&](const Evidence::Piece &piece) { return piece.key == key; });
  if (!known)
    evidence.asked.push_back({key, text()});
  return std::find(evidence.ignored.begin(), evidence.ignored.end(), key) != evidence.ignored.end();
}

} // namespace

/// The condition as it is written: in the body of a function, arguments by their names.
static std::string shown(const sql::Expr &condition) {
  const std::string row = std::string(ArgumentRow) + ".";
  std::string text = sql::print(condition);
  for (size_t at = 0; (at = text.find(row, at)) != std::string::npos;)
    text.erase(at, row.size());
  return text;
}

bool Refutation::isIgnored(const sql::Expr &condition) {
  return ask(*Asked, &condition, [&] { return shown(condition); });
}

bool Refutation::isIgnored(const sql::From &join) {
  return ask(*Asked, &join, [&] {
    std::string columns;
    for (const std::string &column : join.usingColumns)
      columns += (columns.empty() ? "" : ", ") + column;
    return join.natural ? std::string("NATURAL JOIN") : "USING (" + columns + ")";
  });
}

bool Refutation::isIgnored(const sql::Table &table) {
  return ask(*Asked, &table, [&] { return "the row-level security of " + table.name; });
}

std::vector<std::string> tiesOf(const sql::Name *name, const sql::Statement &statement, const Ownership &ownership,
                                const std::vector<std::string> &holeNames, const Principals &principals) {
  Evidence evidence;
  auto isClosed = [&] {
    Walk walk(ownership, holeNames, principals);
    walk.explainTo(&evidence);
    walk.run(statement);
    return std::any_of(walk.mentions().begin(), walk.mentions().end(), [&](const Mention &mention) {
      return mention.name == name && mention.closed && !mention.tooLarge && !mention.ownershipChange;
    });
  };
  if (!isClosed() || evidence.asked.size() > MostPieces)
    return {};
  // The last first: of two conditions that say the same, the one that is read first is named.
  std::vector<std::string> needed;
  const std::vector<Evidence::Piece> pieces = evidence.asked;
  for (const Evidence::Piece &piece : llvm::reverse(pieces)) {
    evidence.ignored.push_back(piece.key);
    if (isClosed())
      continue;
    evidence.ignored.pop_back();
    if (std::find(needed.begin(), needed.end(), piece.text) == needed.end())
      needed.insert(needed.begin(), piece.text);
  }
  return needed;
}

} // namespace pgtidy::analysis::isolation
