#include "flatten.h"

#include "flatten_hole.h"

#include "facts/key.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <unordered_set>

namespace pgtidy::analysis {
namespace {

/// Without a word, a semicolon or a comma beside run-time values tells nothing of what they are: all of the statement
/// is in them.
bool saysSomething(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return llvm::isAlpha(c) || (c & 0x80); });
}

void append(Alternative &to, const facts::Literal &literal) {
  auto shift = static_cast<uint32_t>(to.text.text.size());
  to.text.text += literal.bytes;
  for (facts::Run run : literal.runs) {
    run.begin += shift;
    to.runs.push_back(run);
  }
}

void append(Alternative &to, const facts::Leaf &leaf) {
  if (const facts::Literal *literal = facts::asLiteral(leaf.text))
    return append(to, *literal);
  const facts::Hole &hole = holeOf(leaf);
  to.text.holes.push_back({static_cast<uint32_t>(to.text.text.size()), fillingOf(hole.kind), identityOf(leaf)});
  to.holes.push_back(hole);
}

/// Statements are sent as C strings: what stands behind a NUL is not sent (libpq manual, "Command Execution
/// Functions"). Whether there was one.
bool endAtNul(Alternative &made) {
  const size_t end = made.text.text.find('\0');
  if (end == made.text.text.npos)
    return false;
  made.text.text.resize(end);
  std::erase_if(made.runs, [&](const facts::Run &run) { return run.begin >= end; });
  if (!made.runs.empty() && made.runs.back().begin + made.runs.back().length > end)
    made.runs.back().length = static_cast<uint32_t>(end - made.runs.back().begin);
  return true;
}

Alternative alternative(const facts::Way &way, sql::PlaceholderStyle placeholders) {
  Alternative made;
  made.text.placeholders = placeholders;
  made.isDoubtful = way.doubtful;
  made.isInPieces = way.inPieces;
  for (const facts::Leaf &leaf : way.leaves) {
    append(made, leaf);
    if (endAtNul(made))
      break;
  }
  return made;
}

/// The leaf that a text without a byte of the program stands on; null where there are bytes, or no hole.
const facts::Leaf *soleOrigin(const facts::Way &way, const Alternative &made) {
  if (made.holes.empty() || saysSomething(made.text.text))
    return nullptr;
  for (const facts::Leaf &leaf : way.leaves)
    if (!facts::asLiteral(leaf.text))
      return &leaf;
  return nullptr;
}

/// Whether it is what somebody may have set in the place of any text of a container.
bool isUnderAnyKey(const facts::Leaf &leaf) {
  const std::vector<std::string> &origin = holeOf(leaf).origin;
  return std::find(origin.begin(), origin.end(), facts::UnderAnyKey) != origin.end();
}

/// Equal for alternatives of which one says all: the same bytes from the same places, and the same values.
std::string fingerprint(const Alternative &made) {
  std::string key = made.text.text;
  for (const facts::Run &run : made.runs)
    key += '\0' + std::to_string(run.begin) + '+' + std::to_string(run.length) + '@' + std::to_string(run.source.file) +
           ':' + std::to_string(run.source.offset);
  for (size_t i = 0; i < made.holes.size(); ++i)
    key += '\0' + std::to_string(made.text.holes[i].offset) + '/' + made.text.holes[i].identity + '/' +
           made.holes[i].expression + '/' + std::to_string(static_cast<int>(made.holes[i].kind));
  return key;
}

} // namespace

Flattened flatten(const facts::Text &text, sql::PlaceholderStyle placeholders) {
  facts::Ways ways = facts::waysThrough(text);
  Flattened result;
  result.truncated = ways.truncated;
  std::unordered_set<std::string> seen;
  const facts::Leaf *instead = nullptr;
  for (const facts::Way &way : ways.ways) {
    Alternative made = alternative(way, placeholders);
    const facts::Leaf *origin = soleOrigin(way, made);
    const auto *chosen = origin ? std::get_if<facts::Hole>(&origin->text->value) : nullptr;
    if (chosen && chosen->kind == facts::HoleKind::Enumerator) // a library's own: what it was given before
      continue;
    if (origin && isUnderAnyKey(*origin)) { // set in the place of what is known
      instead = origin;
    } else if (origin) {
      if (!result.unknown)
        result.origin = originOf(*origin);
      result.unknown = true;
    } else if (seen.insert(fingerprint(made)).second) {
      result.alternatives.push_back(std::move(made));
    }
  }
  if (instead && !result.unknown) {
    result.origin = originOf(*instead);
    result.unknown = true;
    if (!result.alternatives.empty())
      result.setAt = facts::madeAt(holeOf(*instead));
  }
  return result;
}

} // namespace pgtidy::analysis
