#include "engine/engine.h"
#include "file_text.h"
#include "sql/parse.h"
#include "sql/split.h"

#include "llvm/Support/MemoryBuffer.h"

#include <optional>

namespace pgtidy::engine {

namespace {

constexpr size_t largestFile = 16 << 20;

using Style = sql::PlaceholderStyle;

facts::Call callOf(facts::Text text, text::Location location, Style style) {
  facts::Call call;
  call.action = facts::Action::Execute;
  call.placeholders = style == Style::Colon ? facts::Placeholders::Colon : facts::Placeholders::QuestionOrColon;
  call.location = location;
  call.sql = std::move(text);
  return call;
}

/// How the text marks its values: `?` is an operator of jsonb where it can be nothing else. Nothing where the text does
/// not parse.
std::optional<Style> styleOf(llvm::StringRef bytes) {
  sql::Template source;
  source.text = bytes.str();
  for (Style style : {Style::QuestionOrColon, Style::Colon}) {
    source.placeholders = style;
    const sql::Parsed parsed = sql::parse(source);
    if (!parsed.error && !parsed.undecided)
      return style;
  }
  return std::nullopt;
}

/// The statements of the file: together, so that each is known to run behind those before it; one by one where one of
/// them is wrong, which says nothing of the others, or where they are too many for one text.
std::vector<facts::Call> callsIn(llvm::StringRef bytes, text::FileId file) {
  const facts::Text whole = fileText(bytes, file);
  const facts::Literal *literal = facts::asLiteral(whole);
  const std::optional<Style> style = styleOf(bytes);
  if (!literal || style)
    return {callOf(whole, {file, 1, 1, 0}, style.value_or(Style::QuestionOrColon))};
  std::vector<facts::Call> calls;
  for (const sql::StatementSpan &span : sql::splitStatements(literal->bytes)) {
    facts::Text statement = facts::slice(*literal, span.begin, span.end - span.begin);
    const facts::Literal *part = facts::asLiteral(statement);
    const text::Location begin =
        part && !part->runs.empty() ? part->runs.front().source : text::Location{file, 1, 1, 0};
    const llvm::StringRef text = llvm::StringRef(literal->bytes).slice(span.begin, span.end);
    calls.push_back(callOf(std::move(statement), begin, styleOf(text).value_or(Style::QuestionOrColon)));
  }
  return calls;
}

} // namespace

llvm::Expected<facts::Unit> queryFileFacts(const std::string &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createStringError("cannot read: " + buffer.getError().message());
  return queryTextFacts(path, (*buffer)->getBuffer());
}

llvm::Expected<facts::Unit> queryTextFacts(const std::string &path, llvm::StringRef bytes) {
  if (bytes.size() > largestFile)
    return llvm::createStringError("is larger than 16 MiB: split it, or leave it out");
  if (bytes.contains('\0'))
    return llvm::createStringError("is not text: it holds a zero byte");
  facts::Unit unit;
  unit.mainFile = path;
  text::FileId file = unit.files.add(path);
  unit.calls = callsIn(bytes, file);
  return unit;
}

} // namespace pgtidy::engine
