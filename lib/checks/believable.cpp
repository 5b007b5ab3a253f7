#include "believable.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace pgtidy::checks {

using analysis::Alternative;

namespace {

bool isWrong(const Alternative &text) { return text.parsed.error || text.parsed.undecided; }

/// Whether the program makes no text that is right. Where there are more than were followed, that is not known.
bool isAllWrong(const analysis::Query &query) { return !query.truncated && llvm::all_of(query.alternatives, isWrong); }

/// A piece of the program's text, and the one before it; null where there is none.
struct Pieces {
  const facts::Run *piece = nullptr, *before = nullptr;
};

/// The piece at a byte, or the nearest before it.
Pieces piecesAt(const Alternative &text, sql::Offset offset) {
  Pieces found;
  for (const facts::Run &run : text.runs)
    if (run.length > 0 && (!found.piece || static_cast<sql::Offset>(run.begin) <= offset))
      found = {&run, found.piece};
  return found;
}

/// Whether the text has the same pieces one after the other, at once or, with `mayBeApart`, with others between them.
bool hasPieces(const Alternative &text, const Pieces &wanted, bool mayBeApart) {
  bool wasBefore = !wanted.before;
  for (const facts::Run &run : text.runs) {
    if (run.length == 0)
      continue;
    if (wasBefore && run.source == wanted.piece->source)
      return true;
    wasBefore = !wanted.before || run.source == wanted.before->source || (wasBefore && mayBeApart);
  }
  return false;
}

constexpr llvm::StringLiteral Joining[] = {
    "and",   "or",     "where",  "set",    "values", "on",     "in",   "order", "group",  "by",        "having",
    "limit", "offset", "union",  "all",    "except", "from",   "join", "left",  "inner",  "intersect", "returning",
    "not",   "using",  "as",     "desc",   "asc",    "select", "into", "outer", "cross",  "between",   "like",
    "ilike", "is",     "exists", "insert", "update", "delete", "with", "table", "filter", "over"};

bool isJoining(llvm::StringRef word) { return llvm::is_contained(Joining, word.lower()); }

bool isWordByte(char c) { return llvm::isAlnum(c) || c == '_'; }

/// Whether a piece that begins with a clause's word stands right behind another word: a space is missing.
bool isGlued(llvm::StringRef text, size_t begin) {
  return begin > 0 && begin < text.size() && isWordByte(text[begin - 1]) &&
         isJoining(text.substr(begin).take_while(isWordByte));
}

/// Whether the piece has only words and signs that stand between the parts of a statement.
bool onlyJoins(llvm::StringRef piece) {
  std::string word;
  auto isFine = [&] { return word.empty() || isJoining(word); };
  for (char c : piece) {
    if (isWordByte(c)) {
      word += c;
    } else if (!isFine()) {
      return false;
    } else {
      word.clear();
    }
  }
  return isFine();
}

} // namespace

bool isBelievable(const analysis::Query &query, const Alternative &alternative) {
  bool isDoubtful = alternative.isDoubtful || query.wrapperChooses;
  return !isDoubtful || isAllWrong(query);
}

bool isBelievable(const analysis::Query &query, const Alternative &alternative, sql::Offset offset) {
  const bool isAtEnd = offset < 0 || static_cast<size_t>(offset) >= alternative.text.text.size();
  if (query.unknown && isAtEnd) // what is missing may be in the text that is not known
    return false;
  if (isAllWrong(query))
    return true;
  const Pieces pieces = piecesAt(alternative, offset);
  if (!isBelievable(query, alternative) || !pieces.piece ||
      onlyJoins(llvm::StringRef(alternative.text.text).substr(pieces.piece->begin, pieces.piece->length)))
    return false;
  // Of two texts one decision tells: nothing that it would have to go together with.
  const bool mayBeApart = query.alternatives.size() > 2 && !isGlued(alternative.text.text, pieces.piece->begin);
  return llvm::all_of(query.alternatives, [&](const Alternative &other) {
    return isWrong(other) || !hasPieces(other, pieces, mayBeApart);
  });
}

} // namespace pgtidy::checks
