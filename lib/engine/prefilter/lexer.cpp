#include "lexer.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

#include <algorithm>

namespace pgtidy::engine {

namespace {

bool startsName(char c) { return llvm::isAlpha(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80; }
bool continuesName(char c) { return startsName(c) || llvm::isDigit(c); }

class Lexer {
public:
  Lexer(llvm::StringRef source, llvm::function_ref<void(const SourceToken &)> use) : Text(source), Use(use) {}

  void run() {
    while (At < Text.size())
      one();
  }

private:
  llvm::StringRef Text;
  llvm::function_ref<void(const SourceToken &)> Use;
  size_t At = 0;
  bool AtLineStart = true, InDirective = false;

  char peek(size_t ahead = 0) const { return At + ahead < Text.size() ? Text[At + ahead] : '\0'; }

  /// The length of a line splice at `at`, 0 when there is none.
  size_t splice(size_t at) const {
    if (at >= Text.size() || Text[at] != '\\')
      return 0;
    llvm::StringRef rest = Text.substr(at + 1);
    return rest.starts_with("\n") ? 2 : rest.starts_with("\r\n") ? 3 : 0;
  }

  void one() {
    char c = peek();
    if (c == '\n') {
      AtLineStart = true;
      InDirective = false;
      ++At;
    } else if (size_t length = splice(At)) {
      At += length;
    } else if (llvm::isSpace(c)) {
      ++At;
    } else if (c == '/' && peek(1) == '/') {
      skipLine();
    } else if (c == '/' && peek(1) == '*') {
      size_t end = Text.find("*/", At + 2);
      At = end == llvm::StringRef::npos ? Text.size() : end + 2;
    } else {
      code(c);
    }
  }

  void code(char c) {
    bool startsDirective = c == '#' && AtLineStart;
    InDirective |= startsDirective;
    AtLineStart = false;
    if (c == '"')
      return quoted('"');
    if (c == '\'')
      return quoted('\'');
    if (llvm::isDigit(c))
      return number();
    if (startsName(c))
      return name();
    Use({Text.substr(At, 1), false, InDirective, startsDirective});
    ++At;
  }

  void skipLine() {
    for (; At < Text.size() && Text[At] != '\n'; ++At)
      if (size_t length = splice(At))
        At += length - 1;
  }

  void quoted(char quote) {
    for (++At; At < Text.size() && Text[At] != quote; ++At) {
      if (Text[At] == '\\')
        ++At;
      else if (Text[At] == '\n')
        return; // an apostrophe in text that is not code (#error)
    }
    ++At;
  }

  /// Digits with their separators: 1'000.
  void number() {
    while (At < Text.size() &&
           (continuesName(Text[At]) || Text[At] == '.' || (Text[At] == '\'' && continuesName(peek(1)))))
      ++At;
  }

  void name() {
    size_t begin = At;
    while (At < Text.size() && continuesName(Text[At]))
      ++At;
    llvm::StringRef found = Text.slice(begin, At);
    if (peek() == '"' && found.ends_with("R"))
      return raw();
    std::string joined;
    while (size_t length = splice(At)) {
      if (At + length >= Text.size() || !continuesName(Text[At + length]))
        break;
      size_t more = At += length;
      while (At < Text.size() && continuesName(Text[At]))
        ++At;
      joined = (joined.empty() ? found.str() : joined) + Text.slice(more, At).str();
    }
    Use({joined.empty() ? found : llvm::StringRef(joined), true, InDirective, false});
  }

  void raw() {
    size_t open = Text.find('(', At);
    if (open == llvm::StringRef::npos || open - At > 18)
      return quoted('"');
    std::string close = ")" + Text.slice(At + 1, open).str() + "\"";
    size_t end = Text.find(close, open);
    At = end == llvm::StringRef::npos ? Text.size() : end + close.size();
  }
};

void sortOnce(std::vector<Word> &words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

} // namespace

void lex(llvm::StringRef source, llvm::function_ref<void(const SourceToken &)> use) { Lexer(source, use).run(); }

Word wordOf(llvm::StringRef name) { return llvm::xxh3_64bits(name); }

bool FileWords::has(Word word) const { return std::binary_search(all.begin(), all.end(), word); }

FileWords wordsIn(llvm::StringRef source) {
  FileWords words;
  enum { Elsewhere, Hash, Define } at = Elsewhere;
  bool afterHash = false;
  lex(source, [&](const SourceToken &token) {
    words.pastes |= afterHash && token.text == "#" && token.inDirective && !token.startsDirective;
    afterHash = token.text == "#" && !token.startsDirective;
    if (token.startsDirective) {
      at = Hash;
    } else if (token.isName) {
      words.all.push_back(wordOf(token.text));
      if (at == Define)
        words.defined.push_back(words.all.back());
      at = at == Hash && token.text == "define" ? Define : Elsewhere;
    } else {
      at = Elsewhere;
    }
  });
  sortOnce(words.all);
  sortOnce(words.defined);
  return words;
}

bool definesFunction(llvm::StringRef source, llvm::StringRef name) {
  enum { Elsewhere, Named, Parameters, Behind } at = Elsewhere;
  unsigned depth = 0;
  bool found = false;
  lex(source, [&](const SourceToken &token) {
    if (at == Parameters) {
      depth += token.text == "(" ? 1 : 0;
      depth -= token.text == ")" ? 1 : 0;
      at = depth ? Parameters : Behind;
    } else if (at == Behind && token.text == "{") {
      found = true;
      at = Elsewhere;
    } else if (at == Named && token.text == "(") {
      depth = 1;
      at = Parameters;
    } else if (at != Behind || !token.isName) { // behind parameters: const, noexcept
      at = token.isName && token.text == name ? Named : Elsewhere;
    }
  });
  return found;
}

} // namespace pgtidy::engine
