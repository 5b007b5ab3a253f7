// C++ text as names and punctuation: enough to see which words a file uses, and nothing of what they mean.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <vector>

namespace pgtidy::engine {

/// A name, or one character of punctuation; literals and comments are left out.
struct SourceToken {
  llvm::StringRef text;
  bool isName = false;
  bool inDirective = false;
  bool startsDirective = false; ///< the '#'
};

/// Calls `use` for each token of `source`; what is handed is valid during the call.
void lex(llvm::StringRef source, llvm::function_ref<void(const SourceToken &)> use);

/// A name, as a number: two names have one number so seldom that treating them as one does no harm here.
using Word = uint64_t;
Word wordOf(llvm::StringRef name);

/// What the text of one file says about names.
struct FileWords {
  std::vector<Word> all;     ///< sorted
  std::vector<Word> defined; ///< by #define, sorted
  bool pastes = false;       ///< makes names of others with ##
  bool has(Word word) const;
};
FileWords wordsIn(llvm::StringRef source);

/// Whether the source has a function of that name with a body.
bool definesFunction(llvm::StringRef source, llvm::StringRef name);

} // namespace pgtidy::engine
