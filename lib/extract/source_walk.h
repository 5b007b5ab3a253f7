// Stepping through source bytes with line and column, and noting which of them become bytes of a literal.
#pragma once

#include "facts/text.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::extract {

/// A cursor over source text that starts at a known place.
class SourceWalk {
public:
  SourceWalk(llvm::StringRef text, text::Location start) : Text(text), Start(start) {}

  bool atEnd() const { return At >= Text.size(); }
  char peek(size_t ahead = 0) const { return At + ahead < Text.size() ? Text[At + ahead] : '\0'; }
  size_t at() const { return At; }
  llvm::StringRef rest() const { return Text.substr(At); }

  void advance(size_t bytes = 1) {
    for (; bytes && At < Text.size(); --bytes, ++At)
      if (Text[At] == '\n') {
        ++Lines;
        LineStart = At + 1;
      }
  }

  text::Location here() const {
    if (!Start.isValid())
      return {};
    uint32_t column = static_cast<uint32_t>(Lines ? At - LineStart + 1 : Start.column + At);
    return {Start.file, Start.line + Lines, column, Start.offset + static_cast<uint32_t>(At)};
  }

private:
  llvm::StringRef Text;
  text::Location Start;
  size_t At = 0;
  size_t LineStart = 0;
  uint32_t Lines = 0;
};

/// Adds `bytes` that one source place stands for, spelled with `spelled` bytes (0: one for one).
inline void addRun(facts::Literal &literal, llvm::StringRef bytes, text::Location source, uint32_t spelled) {
  uint32_t begin = static_cast<uint32_t>(literal.bytes.size());
  literal.bytes.append(bytes.data(), bytes.size());
  if (!source.isValid() || bytes.empty())
    return;
  if (!literal.runs.empty() && spelled == 0) {
    facts::Run &last = literal.runs.back();
    bool follows = last.spelled == 0 && last.begin + last.length == begin && last.source.file == source.file &&
                   last.source.line == source.line && last.source.offset + last.length == source.offset;
    if (follows) {
      last.length += static_cast<uint32_t>(bytes.size());
      return;
    }
  }
  literal.runs.push_back({begin, static_cast<uint32_t>(bytes.size()), source, spelled});
}

} // namespace pgtidy::extract
