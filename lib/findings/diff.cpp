#include "findings/line_filter.h"

#include "llvm/ADT/StringExtras.h"

#include <utility>

namespace pgtidy::findings {

namespace {

/// Git quotes a path with unusual bytes as a C string.
std::string unquoted(llvm::StringRef path) {
  if (!path.consume_front("\""))
    return path.str();
  std::string text;
  while (!path.empty() && path.front() != '"') {
    if (path.front() != '\\' || path.size() < 2) {
      text += path.front();
      path = path.drop_front();
      continue;
    }
    unsigned value = 0;
    if (path.size() >= 4 && !path.substr(1, 3).getAsInteger(8, value)) {
      text += static_cast<char>(value);
      path = path.drop_front(4);
      continue;
    }
    char c = path[1];
    text += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
    path = path.drop_front(2);
  }
  return text;
}

/// "+++ b/src/a.cpp<tab>date": the path from the project's folder on.
std::string newPath(llvm::StringRef line) {
  llvm::StringRef path = line.drop_front(4);
  if (!path.starts_with("\""))
    path = path.split('\t').first;
  std::string name = unquoted(path.rtrim());
  llvm::StringRef rest(name);
  for (llvm::StringRef prefix : {"b/", "w/", "i/"}) // git's, also with mnemonic prefixes
    if (rest.consume_front(prefix))
      break;
  rest.consume_front("./");
  return rest.str();
}

/// Reads "12,3" of a hunk's heading: first line and count.
bool readRange(llvm::StringRef range, uint32_t &first, uint32_t &count) {
  auto [begin, size] = range.split(',');
  count = 1;
  return !begin.getAsInteger(10, first) && (size.empty() || !size.getAsInteger(10, count));
}

class Reader {
public:
  llvm::Error read(llvm::StringRef line) {
    if (OldLeft == 0 && NewLeft == 0)
      return readHeading(line);
    char sign = line.empty() ? ' ' : line.front();
    if (sign == '+') {
      Removed = false;
      NewLeft -= NewLeft > 0;
      add(Line, Line);
      ++Line;
    } else if (sign == '-') {
      Removed = true;
      OldLeft -= OldLeft > 0;
    } else if (sign == ' ' || sign == '\r') {
      markRemoval();
      OldLeft -= OldLeft > 0;
      NewLeft -= NewLeft > 0;
      ++Line;
    } else if (sign != '\\') {
      return llvm::createStringError("a line of a hunk must begin with ' ', '+' or '-'");
    }
    if (!isInHunk())
      markRemoval();
    return llvm::Error::success();
  }

  bool isInHunk() const { return OldLeft || NewLeft; }
  LineFilter Result;
  bool Any = false;

private:
  llvm::Error readHeading(llvm::StringRef line) {
    if (line.starts_with("+++ ")) {
      Result.files.push_back({newPath(line), {}});
      Any = true;
    } else if (line.starts_with("@@ ")) {
      llvm::SmallVector<llvm::StringRef> words;
      line.split(words, ' ');
      uint32_t oldFirst = 0;
      if (words.size() < 4 || !words[1].consume_front("-") || !words[2].consume_front("+") ||
          !readRange(words[1], oldFirst, OldLeft) || !readRange(words[2], Line, NewLeft))
        return llvm::createStringError("the heading of a hunk must be '@@ -1,2 +1,2 @@'");
      Line += NewLeft == 0; // "+4,0" is behind line 4
      if (Result.files.empty())
        return llvm::createStringError("a hunk without the name of its file ('+++ b/…') before it");
    } else if (line.starts_with("diff ") || line.starts_with("Binary files ")) {
      Any = true;
    }
    return llvm::Error::success();
  }

  /// Where lines went and none came, their neighbours count as changed: they have lost what stood between them.
  void markRemoval() {
    if (std::exchange(Removed, false))
      add(Line > 1 ? Line - 1 : 1, Line);
  }

  void add(uint32_t first, uint32_t last) {
    auto &lines = Result.files.back().lines;
    if (!lines.empty() && lines.back().second + 1 >= first)
      lines.back().second = last;
    else
      lines.emplace_back(first, last);
  }

  bool Removed = false;
  uint32_t OldLeft = 0, NewLeft = 0, Line = 0;
};

} // namespace

llvm::Expected<LineFilter> parseDiff(llvm::StringRef diff) {
  Reader reader;
  llvm::StringRef rest = diff;
  for (unsigned number = 1; !rest.empty(); ++number) {
    llvm::StringRef line;
    std::tie(line, rest) = rest.split('\n');
    if (llvm::Error error = reader.read(line))
      return llvm::createStringError("line " + llvm::Twine(number) + ": " + llvm::toString(std::move(error)));
  }
  if (reader.isInHunk())
    return llvm::createStringError("the diff ends in the middle of a hunk");
  if (!reader.Any && !diff.trim().empty())
    return llvm::createStringError("is no unified diff; make one with 'git diff -U0 main'");
  return std::move(reader.Result);
}

} // namespace pgtidy::findings
