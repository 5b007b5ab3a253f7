#include "connection_uri.h"
#include "facts/conninfo.h"

#include <algorithm>
#include <cctype>

namespace pgtidy::facts {
namespace {

constexpr auto None = std::string_view::npos;

bool isDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) || c == HoleByte; });
}

int hexValue(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// Reads [user[:password]@][host[:port][,…]][/dbname][?keyword=value&…].
class Uri {
public:
  Uri(std::string_view text, size_t at) : Text(text), At(at) { Made.isUri = true; }

  ConnectionText read() {
    size_t begin = At;
    readUser();
    readHosts();
    if (At < Text.size() && Text[At] == '/') {
      size_t end = std::min(Text.find('?', At), Text.size());
      add("dbname", At + 1, end);
      At = end;
    }
    noteBrokenUserInfo(begin);
    if (At < Text.size() && Text[At] == '?')
      readQuery(At + 1);
    return std::move(Made);
  }

  ConnectionText query() {
    readQuery(At);
    return std::move(Made);
  }

private:
  std::string_view Text;
  size_t At;
  ConnectionText Made;

  void fault(ConnectionFaultKind kind, size_t begin, size_t length, std::string word = "") {
    Made.faults.push_back({kind, static_cast<uint32_t>(begin), static_cast<uint32_t>(length), std::move(word)});
  }

  std::string decoded(size_t begin, size_t end) {
    std::string value;
    for (size_t i = begin; i < end; ++i) {
      if (Text[i] != '%') {
        value += Text[i];
        continue;
      }
      // A run-time value may be the digits.
      if (Text.substr(i, std::min<size_t>(3, end - i)).find(HoleByte) != None)
        continue;
      int high = i + 2 < end ? hexValue(Text[i + 1]) : -1;
      int low = i + 2 < end ? hexValue(Text[i + 2]) : -1;
      if (high < 0 || low < 0 || high + low == 0) {
        fault(ConnectionFaultKind::BadPercent, i, 1);
        continue;
      }
      value += static_cast<char>(high * 16 + low);
      i += 2;
    }
    return value;
  }

  void add(std::string keyword, size_t begin, size_t end) {
    if (begin < end)
      Made.settings.push_back({std::move(keyword), static_cast<uint32_t>(begin), static_cast<uint32_t>(begin),
                               static_cast<uint32_t>(end - begin), decoded(begin, end)});
  }

  void readUser() {
    size_t end = Text.find_first_of("@/", At);
    if (end == None || Text[end] != '@')
      return;
    size_t colon = std::min(Text.find(':', At), end);
    add("user", At, colon);
    if (colon < end)
      add("password", colon + 1, end);
    At = end + 1;
  }

  void readHosts() {
    size_t begin = At, end = std::min(Text.find_first_of("/?", At), Text.size());
    std::string hosts, ports;
    size_t portBegin = None;
    for (size_t at = begin; at <= end;) {
      size_t close = None;
      if (at < end && Text[at] == '[') {
        close = Text.find(']', at);
        if (close >= end || close == at + 1 || (close + 1 < end && Text[close + 1] != ':' && Text[close + 1] != ','))
          fault(ConnectionFaultKind::BadAddress, at, 1);
        close = std::min(close, end);
      }
      size_t comma = std::min(Text.find(',', close == None ? at : close), end);
      size_t colon = std::min(Text.find(':', close == None ? at : close), comma);
      hosts += close == None ? decoded(at, colon) : decoded(at + 1, close);
      if (colon < comma) {
        portBegin = std::min(portBegin, colon + 1);
        ports += decoded(colon + 1, comma);
      }
      at = comma + 1;
      if (comma >= end)
        break;
      hosts += ',';
      ports += ',';
    }
    addList("host", begin, end, std::move(hosts));
    if (portBegin != None)
      addList("port", portBegin, end, std::move(ports));
    At = end;
  }

  void addList(std::string keyword, size_t begin, size_t end, std::string value) {
    if (!value.empty())
      Made.settings.push_back({std::move(keyword), static_cast<uint32_t>(begin), static_cast<uint32_t>(begin),
                               static_cast<uint32_t>(end - begin), std::move(value)});
  }

  /// libpq ends the user and the password at the first '@', and finds none behind a '/'.
  void noteBrokenUserInfo(size_t begin) {
    size_t end = std::min(Text.find('?', begin), Text.size());
    size_t last = Text.substr(0, end).rfind('@');
    if (last == None || last < begin)
      return;
    const ConnectionSetting *user = Made.find("user");
    if (user) {
      const ConnectionSetting *host = Made.find("host");
      if (host && host->value.find('@') != None)
        fault(ConnectionFaultKind::BrokenUserInfo, begin, last - begin);
      return;
    }
    const ConnectionSetting *port = Made.find("port");
    if (port && !isDigits(port->value) && port->value.find(',') == None)
      fault(ConnectionFaultKind::BrokenUserInfo, begin, last - begin);
  }

  void readQuery(size_t begin) {
    while (begin < Text.size()) {
      size_t end = std::min(Text.find('&', begin), Text.size());
      readParameter(begin, end);
      begin = end + 1;
    }
  }

  void readParameter(size_t begin, size_t end) {
    std::string_view parameter = Text.substr(begin, end - begin);
    size_t equals = parameter.find('=');
    if (parameter.substr(0, equals).find(HoleByte) != None) {
      Made.isOpen = true;
      return;
    }
    if (equals == None)
      return fault(ConnectionFaultKind::NoValue, begin, parameter.size(), std::string(parameter));
    if (size_t second = parameter.find('=', equals + 1); second != None)
      return fault(ConnectionFaultKind::ExtraEquals, begin + second, 1, decoded(begin, begin + equals));
    ConnectionSetting setting{decoded(begin, begin + equals), static_cast<uint32_t>(begin),
                              static_cast<uint32_t>(begin + equals + 1),
                              static_cast<uint32_t>(end - begin - equals - 1), decoded(begin + equals + 1, end)};
    // What libpq does for JDBC's sake.
    if (setting.keyword == "ssl" && setting.value == "true") {
      setting.keyword = "sslmode";
      setting.value = "require";
    }
    if (!isConninfoKeyword(setting.keyword) && setting.keyword != "requiressl")
      fault(ConnectionFaultKind::UnknownKeyword, begin, equals, setting.keyword);
    Made.settings.push_back(std::move(setting));
  }
};

} // namespace

ConnectionText readUriText(std::string_view text, size_t scheme) { return Uri(text, scheme).read(); }

ConnectionText readUriQuery(std::string_view text, size_t at) { return Uri(text, at).query(); }

} // namespace pgtidy::facts
