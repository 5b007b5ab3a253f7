#include "catalog/undone.h"

#include "catalog/block_tokens.h"
#include "catalog/branched.h"
#include "catalog/columns.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <set>

namespace pgtidy::sql {
namespace {

/// Whether the condition of a handler is that something is there already (PostgreSQL Error Codes, class 42).
bool isThere(llvm::StringRef condition) {
  return condition.starts_with("DUPLICATE_") || condition == "INVALID_TABLE_DEFINITION" ||
         isOneOf(condition, {"'42710'", "'42P07'", "'42701'", "'42P06'", "'42723'", "'42P16'"});
}

/// The same where it is that something is gone already.
bool isGone(llvm::StringRef condition) {
  return isOneOf(condition, {"UNDEFINED_COLUMN", "UNDEFINED_TABLE", "UNDEFINED_OBJECT", "UNDEFINED_FUNCTION",
                             "INVALID_SCHEMA_NAME", "'42703'", "'42P01'", "'42704'", "'42883'", "'3F000'"});
}

/// Whether a handler whose statements begin at `at` raises an error itself.
bool raises(const std::vector<BlockToken> &tokens, size_t at) {
  return at + 1 < tokens.size() && tokens[at].text == "RAISE" &&
         !isOneOf(tokens[at + 1].text, {"NOTICE", "WARNING", "INFO", "LOG", "DEBUG"});
}

/// Whether the tokens from `first` to `last` define one thing at most: what else is undone with it is nothing.
bool definesOne(const std::vector<BlockToken> &tokens, size_t first, size_t last) {
  const auto begin = tokens.begin() + static_cast<ptrdiff_t>(first),
             end = tokens.begin() + static_cast<ptrdiff_t>(last);
  return std::count_if(begin, end,
                       [&](const BlockToken &token) {
                         return isOneOf(token.text, {"CREATE", "ALTER", "DROP", "EXECUTE"}) &&
                                beginsStatement(tokens, static_cast<size_t>(&token - tokens.data()));
                       }) <= 1 &&
         std::none_of(begin, end, [](const BlockToken &token) { return token.text == "LOOP"; });
}

/// Whether one of the handlers from `first` to `last` goes on after another error than that something is there, or, of
/// `one` definition, that it is gone.
bool goesOn(const std::vector<BlockToken> &tokens, size_t first, size_t last, bool one) {
  for (size_t i = first; i < last; ++i) {
    if (tokens[i].text != "WHEN")
      continue;
    bool isOther = false;
    for (++i; i < last && tokens[i].text != "THEN"; ++i)
      isOther |=
          !isOneOf(tokens[i].text, {"OR", "SQLSTATE"}) && !isThere(tokens[i].text) && !(one && isGone(tokens[i].text));
    if (isOther && !raises(tokens, i + 1))
      return true;
  }
  return false;
}

/// A BEGIN, or a CASE, whose END has not come yet.
struct Opened {
  size_t token = 0;
  bool isBlock = false;
  std::optional<size_t> handlers; ///< the token EXCEPTION
};

/// Whether a condition that handlers have is meant, not the level of RAISE.
bool beginsHandlers(const std::vector<BlockToken> &tokens, size_t i) {
  return tokens[i].text == "EXCEPTION" && i + 1 < tokens.size() && tokens[i + 1].text == "WHEN";
}

/// Looks for what may be undone, token by token.
class Undone {
public:
  explicit Undone(std::string_view code) : Tokens(blockTokens(code)) {}

  std::vector<StatementSpan> spans() {
    for (size_t i = 0; i < Tokens.size(); ++i)
      token(i);
    return std::move(Spans);
  }

private:
  void token(size_t i) {
    const std::string &word = Tokens[i].text;
    const bool isAfterEnd = i > 0 && Tokens[i - 1].text == "END";
    if (isOneOf(word, {"IF", "LOOP"}) && (isAfterEnd || word == "LOOP" || beginsStatement(Tokens, i)))
      Branches += isAfterEnd ? -1 : 1;
    else if (word == "BEGIN" || (word == "CASE" && !isAfterEnd))
      Open.push_back({i, word == "BEGIN", {}});
    else if (beginsHandlers(Tokens, i) && !Open.empty())
      Open.back().handlers = i;
    else if (isOneOf(word, {"COMMIT", "ROLLBACK"}) && beginsStatement(Tokens, i))
      endTransaction(i);
    else if (word == "END" && !Open.empty() && !(i + 1 < Tokens.size() && isOneOf(Tokens[i + 1].text, {"IF", "LOOP"})))
      end(i);
  }

  /// What stands before a COMMIT that is always come to stays.
  void endTransaction(size_t i) {
    if (Tokens[i].text == "ROLLBACK")
      Spans.push_back({Begin, Tokens[i].begin});
    if (Branches == 0 && llvm::all_of(Open, [](const Opened &one) { return one.isBlock; }))
      Begin = Tokens[i].begin;
  }

  void end(size_t i) {
    const Opened &block = Open.back();
    if (block.isBlock && block.handlers &&
        goesOn(Tokens, *block.handlers, i, definesOne(Tokens, block.token + 1, *block.handlers)))
      Spans.push_back({Tokens[block.token].begin, Tokens[*block.handlers].begin});
    Open.pop_back();
  }

  std::vector<BlockToken> Tokens;
  std::vector<Opened> Open;
  std::vector<StatementSpan> Spans;
  size_t Begin = 0; ///< of the transaction
  int Branches = 0; ///< IF and LOOP whose END has not come yet
};

template <typename Item> bool isAmong(const std::vector<Item> &items, const Item &one) {
  return llvm::any_of(items, [&](const Item &item) { return item.name == one.name && item.columns == one.columns; });
}

void keepForeignKeys(const Table &before, Table &now) {
  for (ForeignKey &key : now.foreignKeys)
    key.notValid |= !isAmong(before.foreignKeys, key);
  for (ForeignKey key : before.foreignKeys)
    if (!isAmong(now.foreignKeys, key)) {
      key.notValid = true;
      now.foreignKeys.push_back(std::move(key));
    }
}

void keepColumns(const Table &before, Table &now) {
  for (const Column &column : before.columns)
    if (Column *same = mutableColumn(now, column.name))
      same->notNull &= column.notNull;
    else
      now.columns.push_back(column);
}

void keepRowSecurity(const Table &before, Table &now) {
  auto isIn = [](const std::vector<Policy> &policies, const Policy &one) {
    return llvm::any_of(policies, [&](const Policy &policy) {
      return policy.name == one.name && policy.usingExpr == one.usingExpr && policy.checkExpr == one.checkExpr;
    });
  };
  const bool isSame = before.policies.size() == now.policies.size() &&
                      llvm::all_of(now.policies, [&](const Policy &policy) { return isIn(before.policies, policy); });
  const bool isChanged = !isSame || before.rowSecurity != now.rowSecurity ||
                         before.forceRowSecurity != now.forceRowSecurity || before.owner != now.owner;
  now.rowSecurityUndone |= isChanged && !now.rowSecurityUnsure;
  now.rowSecurityUnsure |= isChanged;
  now.rowSecurity |= before.rowSecurity;
  now.forceRowSecurity |= before.forceRowSecurity;
}

/// Whether each statement of the code changes only tables that it names, and what hangs below them. DROP INDEX does not
/// name the table, RENAME and CASCADE reach others, and so may what EXECUTE is given.
bool namesWhatItChanges(const std::vector<BlockToken> &tokens) {
  for (size_t i = 0; i < tokens.size(); ++i) {
    const llvm::StringRef word = tokens[i].text,
                          next = i + 1 < tokens.size() ? llvm::StringRef(tokens[i + 1].text) : llvm::StringRef();
    const bool isPlain = (word == "ALTER" && next == "TABLE") ||
                         (word == "CREATE" && isOneOf(next, {"TABLE", "INDEX", "UNIQUE", "POLICY", "TRIGGER"})) ||
                         (word == "DROP" && isOneOf(next, {"POLICY", "TRIGGER"}));
    if (isOneOf(word, {"EXECUTE", "RENAME", "CASCADE", "SCHEMA"}) ||
        (isOneOf(word, {"CREATE", "ALTER", "DROP"}) && beginsStatement(tokens, i) && !isPlain))
      return false;
  }
  return true;
}

std::string keyOf(const Trigger &trigger) { return tableKey(trigger.schema, trigger.table); }

void keepTriggers(const Before &was, Catalog &catalog) {
  const std::vector<Trigger> &before = was.triggers;
  auto isSame = [](const Trigger &a, const Trigger &b) {
    return a.name == b.name && a.schema == b.schema && a.table == b.table && a.function == b.function &&
           a.isDisabled == b.isDisabled;
  };
  auto distrust = [&](const Trigger &trigger) {
    if (auto table = catalog.tables().find(keyOf(trigger)); table != catalog.tables().end())
      table->second.triggersUnsure = true;
  };
  for (const Trigger &trigger : catalog.triggers)
    if ((was.isWhole || was.tables.contains(keyOf(trigger))) &&
        llvm::none_of(before, [&](const Trigger &one) { return isSame(one, trigger); }))
      distrust(trigger);
  for (const Trigger &trigger : before)
    if (llvm::none_of(catalog.triggers, [&](const Trigger &one) { return isSame(one, trigger); })) {
      distrust(trigger);
      catalog.triggers.push_back(trigger);
    }
}

} // namespace

std::vector<StatementSpan> mayBeUndone(std::string_view code) {
  std::vector<StatementSpan> spans = Undone(code).spans();
  for (StatementSpan branched : branchedIn(code))
    spans.push_back(branched);
  return spans;
}

Before::Before(Catalog &catalog, std::string_view code) {
  const std::vector<BlockToken> tokens = blockTokens(code);
  isWhole = !namesWhatItChanges(tokens);
  if (isWhole) {
    tables = catalog.tables();
    triggers = catalog.triggers;
    return;
  }
  std::set<std::string> words;
  for (const BlockToken &token : tokens)
    words.insert(llvm::StringRef(token.text).trim('"').upper());
  for (const auto &[key, table] : catalog.tables())
    if (words.contains(llvm::StringRef(table.name).upper()) && tables.try_emplace(key, table).second)
      for (const Table *below : descendants(catalog, table))
        tables.try_emplace(tableKey(below->schema, below->name), *below);
  llvm::copy_if(catalog.triggers, std::back_inserter(triggers),
                [&](const Trigger &trigger) { return tables.contains(keyOf(trigger)); });
}

void keepWhatIsSure(const Before &before, Catalog &catalog) {
  for (const auto &[key, was] : before.tables) {
    auto [place, isGone] = catalog.tables().try_emplace(key, was);
    if (isGone)
      continue;
    Table &now = place->second;
    llvm::erase_if(now.keys, [&](const Key &one) { return !isAmong(was.keys, one); });
    llvm::erase_if(now.indexes, [&](const Index &one) { return one.unique && !isAmong(was.indexes, one); });
    keepForeignKeys(was, now);
    keepColumns(was, now);
    keepRowSecurity(was, now);
  }
  keepTriggers(before, catalog);
}

} // namespace pgtidy::sql
