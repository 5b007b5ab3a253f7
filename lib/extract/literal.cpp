#include "literal.h"
#include "literal_token.h"
#include "source_walk.h"

#include "clang/Lex/Lexer.h"
#include "llvm/Support/ConvertUTF.h"

namespace pgtidy::extract {

/// The literal's bytes as Clang has them, wide ones as UTF-8.
static std::string clangBytes(const clang::StringLiteral &literal) {
  llvm::StringRef raw = literal.getBytes();
  std::string bytes;
  if (literal.getCharByteWidth() == 1)
    return raw.str();
  for (unsigned i = 0; i < literal.getLength(); ++i) {
    uint32_t unit = literal.getCodeUnit(i);
    bool pair = literal.getCharByteWidth() == 2 && unit >= 0xD800 && unit < 0xDC00 && i + 1 < literal.getLength();
    if (pair)
      unit = 0x10000 + ((unit - 0xD800) << 10) + (literal.getCodeUnit(++i) - 0xDC00);
    char buffer[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
    char *end = buffer;
    if (!llvm::ConvertCodePointToUTF8(unit, end))
      buffer[0] = '?', end = buffer + 1;
    bytes.append(buffer, end);
  }
  return bytes;
}

namespace {

/// Puts the tokens of one literal together.
class LiteralReader {
public:
  LiteralReader(const clang::StringLiteral &literal, const clang::ASTContext &context, Places &places)
      : Source(literal), Sources(context.getSourceManager()), Options(context.getLangOpts()), Where(places) {}

  facts::Text read() {
    std::string bytes = clangBytes(Source);
    facts::Literal result;
    bool known = true;
    for (unsigned i = 0; known && i < Source.getNumConcatenated(); ++i)
      known = readToken(Source.getStrTokenLoc(i), result);
    if (!known || result.bytes != bytes) // __func__, or a spelling that we read otherwise than Clang
      result = atUse(bytes, Source.getBeginLoc());
    return facts::literal(std::move(result.bytes), std::move(result.runs));
  }

private:
  const clang::StringLiteral &Source;
  const clang::SourceManager &Sources;
  const clang::LangOptions &Options;
  Places &Where;

  bool isWide() const { return Source.getCharByteWidth() > 1; }

  llvm::StringRef textAt(clang::SourceLocation begin, uint32_t length) const {
    bool invalid = false;
    auto [file, offset] = Sources.getDecomposedLoc(begin);
    llvm::StringRef buffer = Sources.getBufferData(file, &invalid);
    return invalid ? "" : buffer.substr(offset, length);
  }

  uint32_t tokenLength(clang::SourceLocation location) const {
    return clang::Lexer::MeasureTokenLength(location, Sources, Options);
  }

  bool readToken(clang::SourceLocation location, facts::Literal &into) {
    if (location.isInvalid())
      return false;
    clang::SourceLocation spelled = Sources.getSpellingLoc(location);
    llvm::StringRef spelling = textAt(spelled, tokenLength(spelled));
    if (Where.isSpelledInFile(location))
      return appendToken(spelling, Where.spelling(location), isWide(), into);
    facts::Literal made;
    if (!appendToken(spelling, {}, isWide(), made))
      return false;
    appendMade(made.bytes, location, into);
    return true;
  }

  /// Text that the preprocessor made: looked for in the macro's invocation, else it stands at the macro's name.
  void appendMade(llvm::StringRef bytes, clang::SourceLocation location, facts::Literal &into) {
    clang::CharSourceRange range = Sources.getExpansionRange(location);
    auto [beginFile, begin] = Sources.getDecomposedLoc(range.getBegin());
    auto [endFile, end] = Sources.getDecomposedLoc(range.getEnd());
    if (beginFile == endFile && end > begin) {
      uint32_t name = tokenLength(range.getBegin());
      clang::SourceLocation after = range.getBegin().getLocWithOffset(static_cast<int>(name));
      if (begin + name < end &&
          appendStringised(bytes, textAt(after, end - begin - name), Where.use(location).advanced(name), into))
        return;
    }
    facts::Literal whole = atUse(bytes, location);
    for (facts::Run &run : whole.runs)
      addRun(into, bytes, run.source, run.spelled);
    if (whole.runs.empty())
      into.bytes += bytes;
  }

  facts::Literal atUse(llvm::StringRef bytes, clang::SourceLocation location) {
    facts::Literal whole;
    uint32_t spelled = location.isValid() ? tokenLength(Sources.getExpansionLoc(location)) : 0;
    addRun(whole, bytes, Where.use(location), std::max(spelled, 1U));
    return whole;
  }
};

} // namespace

facts::Text literalText(const clang::StringLiteral &literal, const clang::ASTContext &context, Places &places) {
  return LiteralReader(literal, context, places).read();
}

} // namespace pgtidy::extract
