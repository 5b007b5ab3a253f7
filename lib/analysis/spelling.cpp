#include "spelling.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <optional>

namespace pgtidy::analysis {
namespace {

/// Walks a statement token by token and respells what has to be.
class Speller {
public:
  Speller(std::string &statement, facts::Dialect dialect)
      : Text(statement), IsMySQL(dialect == facts::Dialect::MySQL), IsSQLite(dialect == facts::Dialect::SQLite) {}

  void all() {
    while (At < Text.size())
      one();
  }

private:
  char now() const { return Text[At]; }
  bool stands(llvm::StringRef word) const { return llvm::StringRef(Text).substr(At).starts_with(word); }

  void one() {
    if (now() == '\'')
      return quoted('\'', '\'');
    if (now() == '"')
      return quoted('"', IsMySQL ? '\'' : '"');
    if (now() == '`')
      return quoted('`', '"');
    if (now() == '[' && IsSQLite)
      return bracketed();
    if (stands("--") || (now() == '#' && IsMySQL))
      return comment();
    if (stands("/*")) {
      At = std::min(Text.find("*/", At + 2), Text.size() - 2) + 2;
      return;
    }
    if (llvm::isAlpha(now()) || now() == '_')
      return word();
    punctuation();
  }

  /// Up to the closing `mark`; both become `as`.
  void quoted(char mark, char as) {
    const bool isText = as == '\'';
    Text[At++] = as;
    for (; At < Text.size(); ++At) {
      if (now() == '\\' && IsMySQL && mark != '`' && At + 1 < Text.size()) {
        if (Text[At + 1] == '\'')
          Text[At] = '\'';
        ++At;
      } else if (now() == mark && At + 1 < Text.size() && Text[At + 1] == mark) {
        Text[At] = Text[At + 1] = as;
        ++At;
      } else if (now() == mark) {
        Text[At++] = as;
        return;
      } else if (now() == as && isText) { // "it's"
        Text[At] = ' ';
      }
    }
  }

  void bracketed() {
    const size_t end = Text.find(']', At);
    if (end == std::string::npos) {
      At = Text.size();
      return;
    }
    Text[At] = Text[end] = '"';
    At = end + 1;
  }

  void comment() {
    for (const bool isOthers = now() == '#'; At < Text.size() && now() != '\n'; ++At)
      if (isOthers)
        Text[At] = ' ';
  }

  void word() {
    const size_t begin = At;
    while (At < Text.size() && (llvm::isAlnum(now()) || now() == '_'))
      ++At;
    if (IsMySQL && llvm::StringRef(Text).slice(begin, At).equals_insensitive("limit"))
      LimitAt = Depth;
  }

  void punctuation() {
    if (now() == '(')
      ++Depth;
    else if (now() == ')')
      --Depth;
    if ((now() == ',' || now() == ';' || now() == ')') && LimitAt && *LimitAt >= Depth) {
      if (now() == ',' && *LimitAt == Depth)
        Text[At] = '+';
      LimitAt.reset();
    }
    ++At;
  }

  std::string &Text;
  const bool IsMySQL, IsSQLite;
  size_t At = 0;
  int Depth = 0;              ///< of parentheses
  std::optional<int> LimitAt; ///< the depth at which a LIMIT is open
};

} // namespace

std::string spelledForPostgres(std::string statement, facts::Dialect dialect) {
  if (dialect == facts::Dialect::Any && llvm::StringRef(statement).contains('`'))
    dialect = facts::Dialect::MySQL;
  if (dialect == facts::Dialect::MySQL || dialect == facts::Dialect::SQLite)
    Speller(statement, dialect).all();
  return statement;
}

} // namespace pgtidy::analysis
