#include "catalog/distrust.h"
#include "catalog/executed.h"
#include "catalog/split.h"
#include "catalog/statements.h"
#include "catalog/undone.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace pgtidy::sql {
namespace {

constexpr llvm::StringLiteral Definitions[] = {"CREATE", "ALTER", "DROP"};
constexpr llvm::StringLiteral Openers[] = {"BEGIN", "THEN", "ELSE", "LOOP"};

bool isAnyOf(std::string_view text, size_t at, llvm::ArrayRef<llvm::StringLiteral> words) {
  return llvm::any_of(words, [&](llvm::StringRef word) { return isWordAt(text, at, word); });
}

/// Where the definition begins in a piece of PL/pgSQL such as `BEGIN ALTER TABLE …`; the piece's end when it has none.
size_t definitionIn(std::string_view code, StatementSpan piece) {
  bool opened = true;
  for (size_t i = piece.begin; i < piece.end; i = skipBlanks(code, tokenEnd(code, i))) {
    if (opened && isAnyOf(code, i, Definitions))
      return i;
    opened = isAnyOf(code, i, Openers);
  }
  return piece.end;
}

/// What a block defines is taken as done, guarded or not: blocks are how migrations say "unless it is there". Nothing
/// in them is a problem, since it may not have been run. What the block may take back itself is not sure.
void readBlock(Session &session, std::string_view code, Offset begin) {
  const BlockTexts texts(code, session.catalog, session.creationSchema());
  const std::vector<StatementSpan> undone = mayBeUndone(code);
  std::optional<Before> before; // of the statements that may be undone
  auto settle = [&] {
    if (before)
      keepWhatIsSure(*before, session.catalog);
    before.reset();
  };
  for (StatementSpan piece : splitStatements(code)) {
    const bool isSure =
        llvm::none_of(undone, [&](StatementSpan span) { return piece.end > span.begin && piece.begin < span.end; });
    if (isSure)
      settle();
    else if (!before)
      before.emplace(session.catalog, code);
    const Offset place = begin + static_cast<Offset>(piece.begin);
    if (std::optional<std::string_view> executed = executedIn(code.substr(piece.begin, piece.end - piece.begin))) {
      const std::optional<std::vector<std::string>> all = texts.of(*executed);
      for (const std::string &text : all.value_or(std::vector<std::string>()))
        if (definitionIn(text, {0, text.size()}) == 0)
          applyText(session, text, place);
      if (!all)
        distrustMade(session.catalog, code);
      continue;
    }
    size_t definition = definitionIn(code, piece);
    if (definition >= piece.end)
      continue;
    applyText(session, code.substr(definition, piece.end - definition), begin + static_cast<Offset>(definition));
  }
  settle();
}

} // namespace

void doBlock(Session &session, Node body) {
  std::string_view whole = session.statement();
  Offset begin = session.origin(0).offset;
  bool outer = std::exchange(session.quiet, true);
  for (Node argument : body["args"]) {
    if (argument["DefElem"]["defname"].str() != "as")
      continue;
    std::string_view code = argument["DefElem"]["arg"]["String"]["sval"].str();
    session.unreadCode += code;
    distrustCalled(session.catalog, code);
    size_t place = whole.find(code); // npos when the code is quoted with doubled quotes
    readBlock(session, code, begin + static_cast<Offset>(place == std::string_view::npos ? 0 : place));
  }
  session.quiet = outer;
  session.openStatement(begin, whole);
}

} // namespace pgtidy::sql
