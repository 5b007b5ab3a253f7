// The statements whose rows a program looks at.
#pragma once

#include "analysis/conclusions.h"
#include "facts/guard.h"
#include "facts/program.h"
#include "link.h"

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace pgtidy::analysis {

/// A text that a lookup sends.
struct LookupText {
  sql::Template text;
  std::vector<facts::Hole> holes;
};

class LookupTexts {
public:
  /// All of these must outlive it.
  LookupTexts(const std::vector<Query> &queries, const facts::Program &program, Linker &linker);

  /// The one text of a lookup; null where there are several, or none is known.
  const LookupText *of(const facts::Lookup &lookup);
  /// All that it may send, in the words of its function: what callers give are holes. None where more may be.
  std::vector<LookupText> inOwnWords(const facts::Lookup &lookup);

private:
  using Key = std::tuple<uint32_t, uint32_t, uint32_t, uint32_t>;

  Linker &Link;
  std::map<Key, const facts::Call *> Calls;
  std::map<std::string, std::vector<const Query *>> Prepared;
  std::map<std::pair<Key, std::string>, std::optional<LookupText>> Known;

  static Key key(const text::Location &at) { return {at.file, at.offset, at.line, at.column}; }
  std::optional<LookupText> read(const facts::Lookup &lookup);
};

} // namespace pgtidy::analysis
