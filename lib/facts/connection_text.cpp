#include "facts/connection_text.h"

#include "connection_uri.h"
#include "conninfo_uri.h"
#include "conninfo_words.h"
#include "facts/conninfo.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace pgtidy::facts {
namespace {

bool isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Reads keyword = value pairs.
class Pairs {
public:
  explicit Pairs(std::string_view text) : Text(text) {}

  ConnectionText read() {
    while (skipSpace() && readOne()) {
    }
    return std::move(Made);
  }

private:
  std::string_view Text;
  size_t At = 0;
  ConnectionText Made;

  bool more() const { return At < Text.size(); }
  bool skipSpace() {
    while (more() && isSpace(Text[At]))
      ++At;
    return more();
  }

  /// False where reading can not go on.
  bool readOne() {
    size_t begin = At;
    while (more() && Text[At] != '=' && !isSpace(Text[At]))
      ++At;
    std::string keyword(Text.substr(begin, At - begin));
    bool isRunTime = keyword.find(HoleByte) != keyword.npos;
    Made.isOpen |= isRunTime;
    if (!skipSpace() || Text[At] != '=') {
      // A run-time value may be any number of settings.
      if (!isRunTime)
        fault(ConnectionFaultKind::NoEquals, begin, keyword.size(), "");
      return isRunTime;
    }
    size_t behind = ++At;
    ConnectionSetting setting{keyword, static_cast<uint32_t>(begin), 0, 0, ""};
    if (skipSpace() && At > behind && beginsSetting(Text.substr(At)))
      setting.begin = static_cast<uint32_t>(behind);
    else if (!readValue(setting))
      return false;
    if (isRunTime)
      return true;
    if (!isConninfoKeyword(keyword) && keyword != "requiressl")
      fault(ConnectionFaultKind::UnknownKeyword, begin, keyword.size(), keyword);
    Made.settings.push_back(std::move(setting));
    return true;
  }

  bool readValue(ConnectionSetting &setting) {
    bool isQuoted = more() && Text[At] == '\'';
    size_t quote = At;
    At += isQuoted;
    size_t begin = At;
    while (more() && (isQuoted ? Text[At] != '\'' : !isSpace(Text[At]))) {
      if (Text[At] == '\\' && At + 1 < Text.size())
        ++At;
      setting.value += Text[At++];
    }
    setting.begin = static_cast<uint32_t>(begin);
    setting.length = static_cast<uint32_t>(At - begin);
    if (isQuoted && !more()) {
      // What is put in may bring the quote.
      if (setting.value.find(HoleByte) == setting.value.npos)
        fault(ConnectionFaultKind::OpenQuote, quote, 1, setting.keyword);
      return false;
    }
    At += isQuoted;
    return true;
  }

  void fault(ConnectionFaultKind kind, size_t begin, size_t length, std::string word) {
    Made.faults.push_back({kind, static_cast<uint32_t>(begin), static_cast<uint32_t>(length), std::move(word)});
  }
};

/// The length of a scheme that other tools take for PostgreSQL's ("postgresql+asyncpg://", "jdbc:postgresql://").
size_t otherSchemeLength(std::string_view text) {
  size_t end = text.substr(0, 40).find("://");
  if (end == text.npos)
    return 0;
  std::string scheme(text.substr(0, end));
  if (!std::all_of(scheme.begin(), scheme.end(),
                   [](unsigned char c) { return std::isalnum(c) || c == '+' || c == ':' || c == '-'; }))
    return 0;
  std::transform(scheme.begin(), scheme.end(), scheme.begin(), [](unsigned char c) { return std::tolower(c); });
  bool isOurs = scheme == "postgres" || scheme == "postgresql" || scheme == "jdbc:postgresql" ||
                scheme.starts_with("postgresql+") || scheme.starts_with("postgres+");
  return isOurs ? end + 3 : 0;
}

ConnectionText read(std::string_view text) {
  if (size_t scheme = uriSchemeLength(text))
    return readUriText(text, scheme);
  if (text.starts_with(HoleByte) && text.size() > 1 && !isSpace(text[1]) && text[1] != '=') {
    ConnectionText behind;
    if (size_t query = text.find('?'); query != text.npos && text.substr(0, query).find('=') == text.npos)
      behind = readUriQuery(text, query + 1);
    behind.isOpen = true;
    return behind;
  }
  size_t other = otherSchemeLength(text);
  if (!other)
    return Pairs(text).read();
  ConnectionText made = readUriText(text, other);
  made.faults.insert(made.faults.begin(), {ConnectionFaultKind::OtherScheme, 0, static_cast<uint32_t>(other - 3),
                                           std::string(text.substr(0, other - 3))});
  return made;
}

} // namespace

const ConnectionSetting *ConnectionText::find(std::string_view keyword) const {
  auto found = std::find_if(settings.rbegin(), settings.rend(),
                            [&](const ConnectionSetting &setting) { return setting.keyword == keyword; });
  return found == settings.rend() ? nullptr : &*found;
}

ConnectionText readConnectionText(std::string_view text) { return read(text); }

std::string_view wordsOfKeyword(std::string_view keyword) {
  struct Words {
    std::string_view keyword, words;
  };
  static constexpr std::array All = {
      Words{"sslmode", "disable allow prefer require verify-ca verify-full"},
      Words{"channel_binding", "disable prefer require"},
      Words{"gssencmode", "disable prefer require"},
      Words{"sslnegotiation", "postgres direct"},
      Words{"sslcertmode", "disable allow require"},
      Words{"target_session_attrs", "any read-write read-only primary standby prefer-standby"},
      Words{"load_balance_hosts", "disable random"},
  };
  auto found = std::find_if(All.begin(), All.end(), [&](const Words &entry) { return entry.keyword == keyword; });
  return found == All.end() ? std::string_view() : found->words;
}

bool isNumericKeyword(std::string_view keyword) {
  static constexpr std::array<std::string_view, 6> All = {
      "connect_timeout", "keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout",
  };
  return std::find(All.begin(), All.end(), keyword) != All.end();
}

} // namespace pgtidy::facts
