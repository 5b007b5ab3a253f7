#include "redact_ranges.h"

#include "facts/alternatives.h"
#include "facts/conninfo.h"
#include "facts/project_file.h"
#include "facts/setting.h"
#include "redact_follow.h"
#include "text/sql_password.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace pgtidy::facts {
namespace {

using Ranges = std::vector<std::pair<size_t, size_t>>;

/// Adds a password in a URI that has '@' or '/' as they are, which moves its border: what stands between them. They
/// themselves stay, so that the fault can be told.
void addBrokenPassword(std::string_view text, size_t base, Ranges &ranges) {
  size_t scheme = text.find("://");
  if (urisIn(text.substr(0, 16)).empty() || scheme == text.npos)
    return;
  size_t colon = text.find(':', scheme + 3);
  size_t last = text.substr(0, text.find('?')).rfind('@');
  if (colon == text.npos || last == text.npos || text.find_first_of("@/", colon) >= last)
    return;
  // A '/' before the colon is the border of the path.
  if (text.find('/', scheme + 3) < colon)
    return;
  for (size_t begin = colon + 1; begin < last;) {
    size_t end = std::min(text.find_first_of("@/", begin), last);
    ranges.emplace_back(base + begin, base + end);
    begin = end + 1;
  }
}

/// Adds the secret values of the connection string `text`, which stands at `base`.
void addSecretParts(std::string_view text, size_t base, Ranges &ranges,
                    ConnectionForm form = ConnectionForm::Conninfo) {
  if (form == ConnectionForm::Conninfo)
    addBrokenPassword(text, base, ranges);
  for (const ConninfoPart &part : readConnection(form, text))
    if (part.length && isSecretKeyword(part.keyword))
      ranges.emplace_back(base + part.begin, base + part.begin + part.length);
}

bool isWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// Whether the text begins with "keyword =", so that it is (the rest of) a connection string.
bool beginsWithSetting(std::string_view text) {
  size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  size_t end = begin;
  while (end < text.size() && isWordByte(text[end]))
    ++end;
  size_t equals = std::min(text.find_first_not_of(' ', end), text.size());
  return equals < text.size() && text[equals] == '=' && isConninfoKeyword(text.substr(begin, end - begin));
}

/// Whether the text is (a part of) a list that holds a password: "UID=app;PWD=…".
bool isListWithSecret(std::string_view text) {
  bool isList = text.find(';') != text.npos || text.find_first_of(" \n") == text.npos;
  std::vector<ConninfoPart> parts = isList ? readConnectionList(text) : std::vector<ConninfoPart>();
  return std::any_of(parts.begin(), parts.end(), [](const ConninfoPart &part) { return part.keyword == "password"; });
}

Ranges uriSecrets(std::string_view text) {
  Ranges ranges;
  for (const UriPlace &uri : urisIn(text))
    addSecretParts(text.substr(uri.begin, uri.length), uri.begin, ranges);
  return ranges;
}

/// Walks all nodes below `text` once.
template <typename Visit>
void forEachNode(const Text &text, std::unordered_set<const TextNode *> &seen, const Visit &visit) {
  if (!text || !seen.insert(text.get()).second)
    return;
  visit(*text);
  auto all = [&](const std::vector<Text> &texts) {
    for (const Text &part : texts)
      forEachNode(part, seen, visit);
  };
  if (const auto *value = std::get_if<Concat>(&text->value))
    all(value->parts);
  else if (const auto *value = std::get_if<Choice>(&text->value))
    all(value->branches), all({value->test.subject, value->test.value});
  else if (const auto *value = std::get_if<Formatted>(&text->value))
    all(value->texts);
  else if (const auto *value = std::get_if<Narrowed>(&text->value))
    all({value->text, value->value});
  else if (const auto *value = std::get_if<Repeat>(&text->value))
    forEachNode(value->body, seen, visit);
  else if (const auto *value = std::get_if<Result>(&text->value); value && isSettings(*value))
    forEachNode(value->arguments.front(), seen, visit); // behind the contents, only names of entries
  else if (value && !isFileContents(*value))            // whose argument is a path
    all(value->arguments);
  else if (const auto *value = std::get_if<Symbol>(&text->value))
    forEachNode(value->under, seen, visit);
}

/// `password` in the name of a variable that holds one word, in a unit that does not say where it goes.
bool hasSecretName(std::string_view key) {
  std::string name(key.substr(key.find_last_of('@') + 1));
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  for (const char *word : {"password", "passwd", "passphrase", "secret"})
    if (name.find(word) != name.npos)
      return true;
  return name == "pass" || name.ends_with("_pass") || name.ends_with("pwd");
}

template <typename Visit> void forEachLookup(const LookupPtr &lookup, const Visit &visit);

template <typename Visit> void forEachLookup(const Operand &operand, const Visit &visit) {
  forEachLookup(operand.rows, visit);
  for (const Operand &other : operand.others)
    forEachLookup(other, visit);
}

template <typename Visit> void forEachLookup(const LookupPtr &lookup, const Visit &visit) {
  if (!lookup)
    return;
  visit(*lookup);
  for (const auto *operands : {&lookup->operands, &lookup->inserted})
    for (const Operand &operand : *operands)
      forEachLookup(operand, visit);
}

template <typename Visit> void forEachLookup(const Check &check, const Visit &visit) {
  forEachLookup(check.rows, visit);
  forEachLookup(check.operand, visit);
  for (const Check &other : check.others)
    forEachLookup(other, visit);
}

template <typename Visit> void forEachLookup(const std::vector<Situation> &situations, const Visit &visit) {
  for (const Situation &situation : situations) {
    for (const auto *operands : {&situation.operands, &situation.inserted})
      for (const Operand &operand : *operands)
        forEachLookup(operand, visit);
    for (const Check &check : situation.checks)
      forEachLookup(check, visit);
  }
}

/// The statements whose results calls, and the answers of functions, depend on.
template <typename Visit> void forEachLookup(const Unit &unit, const Visit &visit) {
  for (const Call &call : unit.calls)
    forEachLookup(call.situations, visit);
  for (const facts::Visit &call : unit.visits)
    forEachLookup(call.situations, visit);
  for (const Answer &answer : unit.answers) {
    for (const auto *checks : {&answer.passed, &answer.yes, &answer.no})
      for (const Check &check : *checks)
        forEachLookup(check, visit);
    for (const NumberGiven &number : answer.numbers)
      for (const Check &check : number.checks)
        forEachLookup(check, visit);
    for (const Operand &operand : answer.given)
      forEachLookup(operand, visit);
  }
}

class Search {
public:
  explicit Search(const Unit &unit) : In(unit), Follow(unit) {}

  Secrets all() {
    for (const Call &call : In.calls)
      readCall(call);
    forEachLookup(In,
                  [&](const Lookup &lookup) { forEachNode(Follow(lookup.sql), Statements, [](const TextNode &) {}); });
    for (const Sent &sent : In.sent)
      forEachNode(Follow(sent.sql), Statements, [](const TextNode &) {});
    for (const SymbolText &symbol : In.symbols)
      readSymbol(symbol);
    readFunctions();
    forEachRoot([&](const Text &root) { forEachNode(root, Seen, [&](const TextNode &node) { readLiteral(node); }); });
    hideSameSources();
    for (const TextNode *node : Seen)
      if (const auto *test = std::get_if<Narrowed>(&node->value))
        readComparison(*test);
    return std::move(Found);
  }

private:
  const Unit &In;
  Follower Follow;
  Secrets Found;
  std::unordered_set<const TextNode *> Statements; ///< what can be sent as SQL
  std::unordered_set<const TextNode *> Seen;

  template <typename Visit> void forEachRoot(const Visit &visit) {
    for (const Call &call : In.calls) {
      for (const Text *text : {&call.sql, &call.name, &call.table, &call.connection, &call.driver})
        visit(*text);
      for (const Setting &setting : call.settings)
        visit(setting.value);
      std::for_each(call.values.begin(), call.values.end(), visit);
    }
    forEachLookup(In, [&](const Lookup &lookup) {
      visit(lookup.sql);
      visit(lookup.name);
    });
    for (const Invocation &invocation : In.invocations)
      std::for_each(invocation.arguments.begin(), invocation.arguments.end(), visit);
    for (const Sent &sent : In.sent)
      visit(sent.sql);
    for (const Function &function : In.functions) {
      visit(function.result);
      std::for_each(function.defaults.begin(), function.defaults.end(), visit);
    }
    for (const Handed &handed : In.handed)
      visit(handed.text);
    for (const SymbolText &symbol : In.symbols) {
      visit(symbol.text);
      visit(symbol.under);
      visit(symbol.target);
    }
  }

  void readCall(const Call &call) {
    forEachNode(Follow(call.sql), Statements, [](const TextNode &) {});
    noteHoles(Follow(call.connection));
    readConnection(Follow(call.connection), call.connectionForm);
    readConnection(Follow(call.driver), call.connectionForm); // may be the whole connection, the driver in front
    for (const Setting &setting : call.settings) {
      Text value = Follow(setting.value);
      noteHoles(value);
      if (isSecretKeyword(setting.keyword) || isSecretKeyword(keywordOfVariable(setting.keyword)))
        hideAll(value);
      else if (setting.keyword == "dbname" || !isConninfoKeyword(setting.keyword))
        readConnection(value);
    }
  }

  void noteHoles(const Text &text) {
    std::unordered_set<const TextNode *> seen;
    forEachNode(text, seen, [&](const TextNode &node) { Found.holes.insert(&node); });
  }

  void hideAll(const Text &text) {
    std::unordered_set<const TextNode *> seen;
    forEachNode(text, seen, [&](const TextNode &node) {
      if (const auto *literal = std::get_if<Literal>(&node.value))
        Found.literals[&node].emplace_back(0, literal->bytes.size());
    });
  }

  void readConnection(const Text &text, ConnectionForm form = ConnectionForm::Conninfo) {
    for (const Way &way : waysThrough(text).ways)
      readWay(way, form);
  }

  void readWay(const Way &way, ConnectionForm form) {
    std::string bytes;
    std::vector<size_t> begins;
    for (const Leaf &leaf : way.leaves) {
      begins.push_back(bytes.size());
      const Literal *literal = asLiteral(leaf.text);
      bytes += literal ? literal->bytes : std::string(1, HoleByte);
    }
    Ranges secrets;
    std::string_view variable = variableIn(bytes);
    if (isSecretKeyword(keywordOfVariable(variable)))
      secrets.emplace_back(variable.size() + 1, bytes.size());
    else
      addSecretParts(bytes, 0, secrets, form);
    for (auto [begin, end] : secrets)
      for (size_t i = 0; i < begins.size(); ++i)
        hide(way.leaves[i].text, begins[i], begin, end);
  }

  /// Hides the part of [begin, end) that is in the literal that stands at `base`.
  void hide(const Text &leaf, size_t base, size_t begin, size_t end) {
    const Literal *literal = asLiteral(leaf);
    if (!literal || end <= base || begin >= base + literal->bytes.size())
      return;
    Found.literals[leaf.get()].emplace_back(std::max(begin, base) - base, std::min(end - base, literal->bytes.size()));
  }

  void readSymbol(const SymbolText &symbol) {
    const Literal *literal = asLiteral(symbol.text);
    if (literal && hasSecretName(symbol.key) && !Statements.count(symbol.text.get()) &&
        literal->bytes.find_first_of(" \t\n=") == std::string::npos)
      hideAll(symbol.text);
  }

  /// What is handed for a parameter `password` is one wherever the callee sends it.
  void readFunctions() {
    std::unordered_map<std::string_view, const Function *> functions;
    for (const Function &function : In.functions) {
      functions.emplace(function.key, &function);
      for (size_t i = 0; i < function.defaults.size(); ++i)
        readArgument(function, i, function.defaults[i]);
    }
    for (const Invocation &invocation : In.invocations)
      if (auto callee = functions.find(invocation.callee); callee != functions.end())
        for (size_t i = 0; i < invocation.arguments.size(); ++i)
          readArgument(*callee->second, i, invocation.arguments[i]);
  }

  void readArgument(const Function &function, size_t index, const Text &given) {
    if (!given || index >= function.parameters.size() || !hasSecretName(function.parameters[index]))
      return;
    Text value = Follow(given);
    noteHoles(value);
    std::unordered_set<const TextNode *> seen;
    forEachNode(value, seen, [&](const TextNode &node) {
      if (const auto *literal = std::get_if<Literal>(&node.value); literal && !Statements.count(&node))
        Found.literals[&node].emplace_back(0, literal->bytes.size());
    });
  }

  /// The place in the source of a byte in a run that stands there one for one.
  static std::pair<text::FileId, uint32_t> placeOf(const Run &run, size_t byte) {
    return {run.source.file, run.source.offset + static_cast<uint32_t>(byte - run.begin)};
  }

  /// A part that was cut off a text is another literal, of the same bytes of the source: both are hidden.
  void hideSameSources() {
    std::set<std::pair<text::FileId, uint32_t>> hidden;
    auto forEachByte = [](const Literal &literal, size_t begin, size_t end, const auto &visit) {
      for (const Run &run : literal.runs)
        for (size_t i = std::max<size_t>(begin, run.begin);
             !run.spelled && i < std::min<size_t>(end, run.begin + run.length); ++i)
          visit(placeOf(run, i), i);
    };
    for (const auto &[node, ranges] : Found.literals)
      if (const auto *literal = std::get_if<Literal>(&node->value))
        for (auto [begin, end] : ranges)
          forEachByte(*literal, begin, end, [&](const auto &place, size_t) { hidden.insert(place); });
    if (hidden.empty())
      return;
    for (const TextNode *node : Seen)
      if (const auto *literal = std::get_if<Literal>(&node->value))
        forEachByte(*literal, 0, literal->bytes.size(), [&](const auto &place, size_t byte) {
          if (hidden.count(place))
            Found.literals[node].emplace_back(byte, byte + 1);
        });
  }

  /// What a secret is compared with is hidden as the secret is: they go on to be equal.
  void readComparison(const Narrowed &test) {
    const Literal *value = asLiteral(test.value);
    if (!value || !test.text)
      return;
    std::unordered_set<const TextNode *> seen;
    forEachNode(Follow(test.text), seen, [&](const TextNode &node) {
      const auto *literal = std::get_if<Literal>(&node.value);
      auto hidden = literal ? Found.literals.find(&node) : Found.literals.end();
      if (hidden == Found.literals.end() || !equals(literal->bytes, value->bytes, test.extent))
        return;
      const size_t base = test.extent == Extent::End ? literal->bytes.size() - value->bytes.size() : 0;
      for (auto [begin, end] : Ranges(hidden->second))
        hide(test.value, base, begin, end);
    });
  }

  void readLiteral(const TextNode &node) {
    const auto *literal = std::get_if<Literal>(&node.value);
    if (!literal)
      return;
    Ranges ranges = uriSecrets(literal->bytes);
    if (beginsWithSetting(literal->bytes) && !Statements.count(&node))
      addSecretParts(literal->bytes, 0, ranges);
    for (auto password : text::sqlPasswords(literal->bytes))
      ranges.push_back(password);
    if (isListWithSecret(literal->bytes) && !Statements.count(&node))
      addSecretParts(literal->bytes, 0, ranges, ConnectionForm::List);
    if (!ranges.empty()) {
      Ranges &known = Found.literals[&node];
      known.insert(known.end(), ranges.begin(), ranges.end());
    }
  }
};

} // namespace

Secrets secretsIn(const Unit &unit) { return Search(unit).all(); }

std::string starred(std::string text) {
  Ranges ranges = uriSecrets(text);
  for (auto password : text::sqlPasswords(text))
    ranges.push_back(password);
  // In a source expression a connection string begins after a quote.
  for (size_t quote = text.find('"'); quote != text.npos; quote = text.find('"', quote + 1)) {
    size_t end = std::min(text.find('"', quote + 1), text.size());
    std::string_view inside = std::string_view(text).substr(quote + 1, end - quote - 1);
    if (beginsWithSetting(inside))
      addSecretParts(inside, quote + 1, ranges);
    else if (isListWithSecret(inside))
      addSecretParts(inside, quote + 1, ranges, ConnectionForm::List);
  }
  for (auto [begin, end] : ranges)
    std::fill(text.begin() + begin, text.begin() + end, '*');
  return text;
}

} // namespace pgtidy::facts
