#include "logged.h"

#include "connection_parts.h"
#include "facts/conninfo.h"
#include "variables.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <set>

namespace pgtidy::analysis {
namespace {

using facts::Handed;
using Kind = LoggedSecret::Kind;

std::string placeKey(const text::Location &at) { return std::to_string(at.file) + ":" + std::to_string(at.offset); }

/// What tells a value apart from others, wherever it stands; "" for what may be several values.
std::string identityOf(const facts::TextNode &node) {
  if (const auto *hole = std::get_if<facts::Hole>(&node.value)) {
    if (std::string variable = variableOf(*hole); !variable.empty())
      return "variable " + variable;
    const text::Location &made = facts::madeAt(*hole);
    return made.isValid() ? "value " + placeKey(made) + " " + hole->expression + " " + hole->context : "";
  }
  if (const auto *parameter = std::get_if<facts::Parameter>(&node.value))
    return "parameter " + parameter->function + " " + std::to_string(parameter->index);
  if (const auto *symbol = std::get_if<facts::Symbol>(&node.value))
    return symbol->under ? "" : "symbol " + symbol->key + " " + symbol->object;
  return "";
}

/// The run-time value that a part of a text is; null where it is none, or is made by something that is not followed.
const facts::Hole *valueIn(const facts::TextNode &node) {
  if (const auto *hole = std::get_if<facts::Hole>(&node.value))
    return hole;
  if (const auto *parameter = std::get_if<facts::Parameter>(&node.value))
    return &parameter->hole;
  if (const auto *symbol = std::get_if<facts::Symbol>(&node.value))
    return &symbol->hole;
  return nullptr;
}

bool isText(const facts::Hole &hole) {
  switch (hole.kind) {
  case facts::HoleKind::Text:
  case facts::HoleKind::Checked:
  case facts::HoleKind::Unknown:
    return true;
  default:
    return false;
  }
}

/// The last name in an expression: "password" of `request.password()`, `config["db"]["password"]` and `this->password`.
llvm::StringRef lastName(llvm::StringRef expression) {
  while (expression.consume_back("()") || expression.consume_back("\"]") || expression.consume_back("\")") ||
         expression.consume_back(".c_str") || expression.consume_back(".data") || expression.consume_back(".str"))
    ;
  const size_t end = expression.find_last_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  return end == llvm::StringRef::npos ? expression : expression.drop_front(end + 1);
}

/// Names of passwords as they are, and not of what is made of them or asked about them.
bool namesPassword(llvm::StringRef name) {
  std::string folded;
  for (char c : name)
    if (c != '_')
      folded += llvm::toLower(c);
  const llvm::StringRef word(folded);
  static constexpr llvm::StringLiteral Made[] = {"hash",   "crypt",  "mask",  "hidden", "redact", "salt",
                                                 "digest", "prompt", "wrong", "forgot", "reset",  "invalid"};
  static constexpr llvm::StringLiteral Asked[] = {"has", "is", "no", "use", "needs", "with", "without", "set"};
  for (llvm::StringRef password : {"password", "passwd", "passphrase"})
    if (word.ends_with(password))
      return !llvm::is_contained(Asked, word.drop_back(password.size())) &&
             llvm::none_of(Made, [&](llvm::StringRef other) { return word.contains(other); });
  return false;
}

/// What an escaping call was given, in its function; "" of other values.
std::string escapedIn(const facts::TextNode &node, const std::string &enclosing) {
  const auto *hole = std::get_if<facts::Hole>(&node.value);
  const bool isEscaped =
      hole && (hole->kind == facts::HoleKind::EscapedLiteral || hole->kind == facts::HoleKind::EscapedString);
  return isEscaped ? "given " + enclosing + " " + hole->expression : "";
}

class Search {
public:
  Search(const Conclusions &conclusions, const Dialects &dialects, Linker &linker)
      : Known(conclusions), Program(*conclusions.program), Link(linker), Driver(dialects) {}

  std::vector<LoggedSecret> all() {
    if (Program.handed.empty())
      return {};
    readConnections();
    readStatements();
    for (const Handed &handed : Program.handed)
      if (handed.to != Handed::To::Hash)
        judge(handed);
    return std::move(Found);
  }

private:
  const Conclusions &Known;
  const facts::Program &Program;
  Linker &Link;
  const Dialects &Driver;
  std::map<std::string, text::Location> Whole, Passwords; ///< by identity, with the call that takes them
  std::map<std::string, text::Location> Written;          ///< passwords in the source, by their places
  std::map<std::string, text::Location> Sent;             ///< to the database in statements
  std::vector<LoggedSecret> Found;
  std::set<std::pair<const Handed *, std::string>> Seen;

  void readConnections() {
    for (const Connection &connection : Known.connections)
      for (const ConnectionPart &part : connection.literals)
        if (part.secret && part.location.isValid())
          Written.emplace(placeKey(part.location), connection.call->location);
    for (const facts::Call &call : Program.calls)
      if (call.action == facts::Action::Connect || call.action == facts::Action::Configure)
        readConnection(call);
  }

  void readConnection(const facts::Call &call) {
    const facts::Dialect dialect = Driver.of(call, Link);
    if (dialect != facts::Dialect::PostgreSQL && dialect != facts::Dialect::Any)
      return;
    std::vector<facts::Text> texts{call.connection};
    for (const facts::Setting &setting : call.settings)
      texts.push_back(setting.value);
    for (const Chain &chain : Link.follow(texts, call.enclosing).chains) {
      if (chain.texts.front())
        for (const facts::Way &way : writtenWays(chain.texts.front()).ways)
          readWay(call, way);
      for (size_t i = 0; i < call.settings.size(); ++i)
        if (isPassword(call.settings[i].keyword) && chain.texts[i + 1])
          for (const facts::Way &way : writtenWays(chain.texts[i + 1]).ways)
            for (const facts::Leaf &leaf : way.leaves)
              add(Passwords, *leaf.text, call.location);
    }
  }

  static bool isPassword(const std::string &keyword) {
    return facts::isSecretKeyword(keyword) || facts::isSecretKeyword(facts::keywordOfVariable(keyword));
  }

  static void add(std::map<std::string, text::Location> &to, const facts::TextNode &node, const text::Location &at) {
    if (std::string identity = identityOf(node); !identity.empty())
      to.emplace(std::move(identity), at);
  }

  void readWay(const facts::Call &call, const facts::Way &way) {
    if (way.leaves.size() == 1 && call.action == facts::Action::Connect)
      return add(Whole, *way.leaves.front().text, call.location);
    std::string text;
    std::map<size_t, const facts::TextNode *> values; // by place
    for (const facts::Leaf &leaf : way.leaves) {
      const facts::Literal *literal = facts::asLiteral(leaf.text);
      if (!literal)
        values[text.size()] = leaf.text.get();
      text += literal ? literal->bytes : std::string(1, facts::HoleByte);
    }
    for (const facts::ConninfoPart &part : facts::readConnection(call.connectionForm, text))
      if (facts::isSecretKeyword(part.keyword))
        for (auto at = values.lower_bound(part.begin); at != values.end() && at->first < part.begin + part.length; ++at)
          add(Passwords, *at->second, call.location);
  }

  /// What statements are given, as it stands in the function that sends them and in its callers.
  void readStatements() {
    for (const facts::Call &call : Program.calls) {
      std::vector<facts::Text> texts = call.values;
      texts.push_back(call.sql);
      for (const facts::Text &text : texts)
        if (text)
          for (const facts::Way &way : facts::waysThrough(text).ways)
            for (const facts::Leaf &leaf : way.leaves) {
              add(Sent, *leaf.text, call.location);
              if (std::string given = escapedIn(*leaf.text, call.enclosing); !given.empty())
                Sent.emplace(std::move(given), call.location);
            }
    }
  }

  /// Whether all files of variables say that the connection in the variable has no password.
  bool isWithoutPassword(const std::string &variable) const {
    bool isKnown = false;
    for (const Endpoint &endpoint : Known.endpoints.files)
      if (endpoint.variable && endpoint.variable->name == variable) {
        isKnown = true;
        if (endpoint.find("password"))
          return false;
      }
    return isKnown;
  }

  void judge(const Handed &handed) {
    judgeText(handed, handed.text, {});
    for (const Chain &chain : Link.follow({handed.text}, handed.enclosing).chains)
      judgeText(handed, chain.texts.front(), chain.way);
  }

  void judgeText(const Handed &handed, const facts::Text &text, const std::vector<Step> &way) {
    if (!text)
      return;
    for (const facts::Way &each : facts::waysThrough(text).ways)
      for (const facts::Leaf &leaf : each.leaves) {
        if (const facts::Literal *literal = facts::asLiteral(leaf.text))
          judgeLiteral(handed, *literal, way);
        else
          judgeValue(handed, *leaf.text, way);
      }
  }

  void judgeLiteral(const Handed &handed, const facts::Literal &literal, const std::vector<Step> &way) {
    for (const facts::Run &run : literal.runs)
      for (uint32_t i = 0; i < run.length; ++i) {
        text::Location at = run.source;
        at.offset += i;
        if (auto written = Written.find(placeKey(at)); written != Written.end())
          return report(handed, way, Kind::OwnPassword, "", written->second);
      }
  }

  void judgeValue(const Handed &handed, const facts::TextNode &node, const std::vector<Step> &way) {
    const std::string identity = identityOf(node);
    const facts::Hole *value = valueIn(node);
    if (!value || !isText(*value))
      return;
    const std::string variable = variableOf(*value);
    const std::string what = variable.empty() ? value->expression : variable;
    if (llvm::is_contained(value->origin, facts::FromConnection))
      return report(handed, way, Kind::OwnPassword, what, {});
    if (auto found = Passwords.find(identity); found != Passwords.end())
      return report(handed, way, Kind::OwnPassword, what, found->second);
    if (!variable.empty() && facts::isSecretKeyword(facts::keywordOfVariable(variable)))
      return report(handed, way, Kind::OwnPassword, what, {});
    if (auto found = Whole.find(identity); found != Whole.end())
      return isWithoutPassword(variable) ? void() : report(handed, way, Kind::Connection, what, found->second);
    if (!namesPassword(lastName(value->expression)))
      return;
    auto sent = Sent.find(identity);
    if (sent == Sent.end() && way.empty())
      sent = Sent.find("given " + handed.enclosing + " " + value->expression);
    // What a tool writes to its standard output may be its result.
    if (handed.to == Handed::To::Log || sent != Sent.end())
      report(handed, way, Kind::Password, value->expression, sent == Sent.end() ? text::Location() : sent->second);
  }

  void report(const Handed &handed, const std::vector<Step> &way, Kind kind, const std::string &what,
              const text::Location &otherwise) {
    const text::Location outermost = way.empty() ? handed.location : way.front().location;
    if (Seen.emplace(&handed, placeKey(outermost)).second)
      Found.push_back({kind, &handed, way, what, otherwise});
  }
};

} // namespace

std::vector<LoggedSecret> loggedSecrets(const Conclusions &conclusions, const Dialects &dialects, Linker &linker) {
  return Search(conclusions, dialects, linker).all();
}

} // namespace pgtidy::analysis
