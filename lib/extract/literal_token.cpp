#include "literal_token.h"
#include "source_walk.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Unicode.h"

#include <optional>

namespace pgtidy::extract {

namespace {

/// Reads the inside of one string literal token.
class TokenReader {
public:
  TokenReader(llvm::StringRef spelling, text::Location start, bool wide, facts::Literal &into)
      : Walk(spelling, start), Wide(wide), Into(into) {}

  bool read() {
    skipPrefix();
    if (Walk.peek() == 'R' && Walk.peek(1) == '"') {
      Walk.advance(2);
      return readRaw();
    }
    if (Walk.peek() != '"')
      return false;
    Walk.advance();
    return readOrdinary();
  }

private:
  SourceWalk Walk;
  bool Wide;
  facts::Literal &Into;

  void skipPrefix() {
    skipContinuations();
    for (llvm::StringRef prefix : {"u8", "u", "U", "L"})
      if (Walk.rest().starts_with(prefix)) {
        Walk.advance(prefix.size());
        break;
      }
    skipContinuations();
  }

  /// A backslash, blanks and a line end join two source lines.
  bool skipContinuations() {
    bool any = false;
    while (Walk.peek() == '\\') {
      size_t length = 1;
      while (Walk.peek(length) == ' ' || Walk.peek(length) == '\t' || Walk.peek(length) == '\r')
        ++length;
      if (Walk.peek(length) != '\n')
        break;
      Walk.advance(length + 1);
      any = true;
    }
    return any;
  }

  void copy() {
    text::Location at = Walk.here();
    char byte = Walk.peek();
    Walk.advance();
    addRun(Into, llvm::StringRef(&byte, 1), at, 0);
  }

  bool readRaw() {
    size_t open = Walk.rest().find('(');
    if (open > 16) // or nowhere
      return false;
    llvm::SmallString<24> end(")");
    end += Walk.rest().take_front(open);
    end += '"';
    Walk.advance(open + 1);
    while (!Walk.atEnd()) {
      if (Walk.peek() == ')' && Walk.rest().starts_with(end))
        return true;
      if (Walk.peek() == '\r' && Walk.peek(1) == '\n')
        Walk.advance(); // Clang drops it as well
      copy();
    }
    return false;
  }

  bool readOrdinary() {
    while (!Walk.atEnd()) {
      if (skipContinuations())
        continue;
      if (Walk.peek() == '"')
        return true;
      if (Walk.peek() != '\\')
        copy();
      else if (!readEscape())
        return false;
    }
    return false;
  }

  char take() {
    char c = Walk.peek();
    Walk.advance();
    skipContinuations();
    return c;
  }

  bool readEscape() {
    text::Location start = Walk.here();
    size_t begin = Walk.at();
    take();
    llvm::SmallString<4> bytes;
    if (!decodeEscape(take(), bytes))
      return false;
    addRun(Into, bytes, start, static_cast<uint32_t>(Walk.at() - begin));
    return true;
  }

  bool decodeEscape(char kind, llvm::SmallString<4> &bytes) {
    static constexpr llvm::StringLiteral simple("abfnrtveE"), meaning("\a\b\f\n\r\t\v\033\033");
    if (size_t index = simple.find(kind); index != llvm::StringRef::npos) {
      bytes += meaning[index];
      return true;
    }
    switch (kind) {
    case 'x':
      return addUnit(readDigits(16, 64), bytes);
    case 'o':
      return addUnit(readDigits(8, 64), bytes);
    case 'u':
      return addCodePoint(readDigits(16, 4), bytes);
    case 'U':
      return addCodePoint(readDigits(16, 8), bytes);
    case 'N':
      return addCodePoint(readNamed(), bytes);
    default:
      break;
    }
    if (kind >= '0' && kind <= '7')
      return addUnit(readOctal(kind), bytes);
    bytes += kind; // \" \' \\ \? and unknown ones
    return true;
  }

  std::optional<uint64_t> readOctal(char first) {
    uint64_t value = static_cast<uint64_t>(first - '0');
    for (int more = 0; more < 2 && Walk.peek() >= '0' && Walk.peek() <= '7'; ++more)
      value = value * 8 + static_cast<uint64_t>(take() - '0');
    return value;
  }

  /// Digits after \x, \o, \u: as many as there are up to `limit`, or any number in braces.
  std::optional<uint64_t> readDigits(unsigned radix, unsigned limit) {
    bool braced = Walk.peek() == '{';
    if (braced) {
      take();
      limit = 64;
    }
    uint64_t value = 0;
    unsigned count = 0;
    for (; count < limit && llvm::hexDigitValue(Walk.peek()) < radix; ++count)
      value = value * radix + llvm::hexDigitValue(take());
    if (count == 0 || (braced && take() != '}'))
      return std::nullopt;
    return value;
  }

  std::optional<uint64_t> readNamed() {
    if (take() != '{')
      return std::nullopt;
    std::string name;
    while (!Walk.atEnd() && Walk.peek() != '}' && Walk.peek() != '"')
      name += take();
    if (take() != '}')
      return std::nullopt;
    if (auto code = llvm::sys::unicode::nameToCodepointStrict(name))
      return static_cast<uint64_t>(*code);
    return std::nullopt;
  }

  bool addUnit(std::optional<uint64_t> unit, llvm::SmallString<4> &bytes) {
    if (Wide)
      return addCodePoint(unit, bytes);
    if (!unit)
      return false;
    bytes += static_cast<char>(*unit);
    return true;
  }

  static bool addCodePoint(std::optional<uint64_t> code, llvm::SmallString<4> &bytes) {
    char buffer[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
    char *end = buffer;
    if (!code || *code > 0x10FFFF || !llvm::ConvertCodePointToUTF8(static_cast<unsigned>(*code), end))
      return false;
    bytes.append(buffer, end);
    return true;
  }
};

} // namespace

bool appendToken(llvm::StringRef spelling, text::Location start, bool wide, facts::Literal &into) {
  return TokenReader(spelling, start, wide, into).read();
}

} // namespace pgtidy::extract
