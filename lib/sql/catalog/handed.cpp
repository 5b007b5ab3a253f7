#include "catalog/handed.h"

#include "catalog/distrust.h"
#include "catalog/split.h"
#include "catalog/statements.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <utility>

namespace pgtidy::sql {
namespace {

/// The text of the literal at `at`; "" where there is none, or one with escapes.
std::string literalAt(std::string_view text, size_t at) {
  llvm::StringRef token = llvm::StringRef(text).slice(at, tokenEnd(text, at));
  if (token.consume_front("'") && token.consume_back("'")) {
    std::string value;
    for (size_t i = 0; i < token.size(); i += token.substr(i).starts_with("''") ? 2 : 1)
      value += token[i];
    return value;
  }
  const size_t tag = token.starts_with("$") ? token.find('$', 1) : llvm::StringRef::npos;
  return tag == llvm::StringRef::npos || token.size() < 2 * (tag + 1)
             ? std::string()
             : token.drop_front(tag + 1).drop_back(tag + 1).str();
}

bool isDefinition(std::string_view text) {
  const size_t first = skipBlanks(text, 0);
  return isWordAt(text, first, "CREATE") || isWordAt(text, first, "ALTER") || isWordAt(text, first, "DROP");
}

} // namespace

void applyHanded(Session &session, std::string_view statement) {
  distrustCalled(session.catalog, statement);
  const bool executes = llvm::any_of(session.catalog.functions, [&](const Function &function) {
    return llvm::StringRef(function.body).contains_insensitive("execute") &&
           llvm::StringRef(statement).contains(function.name);
  });
  if (!executes)
    return;
  const Offset begin = session.origin(0).offset;
  const bool outer = std::exchange(session.quiet, true);
  for (size_t at = skipBlanks(statement, 0); at < statement.size(); at = skipBlanks(statement, tokenEnd(statement, at)))
    if (const std::string text = literalAt(statement, at); isDefinition(text))
      applyText(session, text, begin + static_cast<Offset>(at));
  session.quiet = outer;
  session.openStatement(begin, statement);
}

} // namespace pgtidy::sql
