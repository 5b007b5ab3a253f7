#include "literal_token.h"
#include "source_walk.h"

#include "llvm/ADT/StringExtras.h"

namespace pgtidy::extract {

/// Steps over white space, comments and line continuations; how many bytes they were.
static size_t skipBlanks(SourceWalk &walk) {
  size_t begin = walk.at();
  for (;;) {
    if (llvm::isSpace(walk.peek()) && !walk.atEnd())
      walk.advance();
    else if (walk.rest().starts_with("\\\n"))
      walk.advance(2);
    else if (walk.rest().starts_with("\\\r\n"))
      walk.advance(3);
    else if (walk.rest().starts_with("/*"))
      walk.advance(std::min(walk.rest().find("*/", 2), walk.rest().size() - 2) + 2);
    else if (walk.rest().starts_with("//"))
      walk.advance(std::min(walk.rest().find('\n'), walk.rest().size()));
    else
      return walk.at() - begin;
  }
}

/// Follows `bytes` from where `walk` is. `steps` counts down, so that a hopeless search ends.
static bool follow(llvm::StringRef bytes, SourceWalk walk, size_t &steps, facts::Literal &into) {
  for (char byte : bytes) {
    if (steps == 0)
      return false;
    --steps;
    text::Location at = walk.here();
    size_t blanks = skipBlanks(walk);
    if (blanks != 0 && byte == ' ') {
      addRun(into, " ", at, blanks == 1 ? 0 : static_cast<uint32_t>(blanks));
      continue;
    }
    at = walk.here();
    if (walk.atEnd() || walk.peek() != byte)
      return false;
    walk.advance();
    addRun(into, llvm::StringRef(&byte, 1), at, 0);
  }
  return true;
}

bool appendStringised(llvm::StringRef bytes, llvm::StringRef source, text::Location start, facts::Literal &into) {
  if (bytes.empty())
    return true;
  size_t steps = 4 * source.size() + 4096;
  SourceWalk walk(source, start);
  for (; !walk.atEnd(); walk.advance()) {
    if (walk.peek() != bytes.front())
      continue;
    size_t size = into.bytes.size(), runs = into.runs.size();
    if (follow(bytes, walk, steps, into))
      return true;
    into.bytes.resize(size);
    into.runs.resize(runs);
  }
  return false;
}

} // namespace pgtidy::extract
