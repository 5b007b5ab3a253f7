#include "conninfo_uri.h"

#include <algorithm>

namespace pgtidy::facts {
namespace {

constexpr auto None = std::string_view::npos;

/// Reads [user[:password]@][host[:port][,…]][/dbname][?keyword=value&…].
class Uri {
public:
  Uri(std::string_view text, size_t at) : Text(text), At(at) {}

  std::vector<ConninfoPart> read() {
    readUser();
    readHosts();
    if (At < Text.size() && Text[At] == '/') {
      size_t end = std::min(Text.find('?', At), Text.size());
      add("dbname", At + 1, end);
      At = end;
    }
    if (At < Text.size() && Text[At] == '?')
      readQuery(At + 1);
    return std::move(Parts);
  }

private:
  std::string_view Text;
  size_t At;
  std::vector<ConninfoPart> Parts;

  void add(std::string keyword, size_t begin, size_t end) {
    Parts.push_back({std::move(keyword), static_cast<uint32_t>(begin), static_cast<uint32_t>(end - begin)});
  }

  /// libpq takes what stands before the first '@' for the user, when no '/' comes before it.
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
    size_t end = std::min(Text.find_first_of("/?", At), Text.size());
    while (At <= end && At < Text.size()) {
      size_t comma = std::min(Text.find(',', At), end);
      readHost(At, comma);
      At = comma + 1;
    }
    At = end;
  }

  void readHost(size_t begin, size_t end) {
    if (begin >= end)
      return;
    size_t close = Text[begin] == '[' ? Text.find(']', begin) : None;
    if (close < end) {
      add("host", begin + 1, close);
      begin = close;
    }
    size_t colon = std::min(Text.find(':', begin), end);
    if (close >= end)
      add("host", begin, colon);
    if (colon < end)
      add("port", colon + 1, end);
  }

  void readQuery(size_t begin) {
    while (begin < Text.size()) {
      size_t end = std::min(Text.find('&', begin), Text.size());
      size_t equals = Text.find('=', begin);
      if (equals < end)
        add(std::string(Text.substr(begin, equals - begin)), equals + 1, end);
      begin = end + 1;
    }
  }
};

/// What can not stand in a URI where it is a part of other text.
bool endsUri(char c) { return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>'; }

} // namespace

size_t uriSchemeLength(std::string_view text) {
  for (std::string_view scheme : {"postgresql://", "postgres://"})
    if (text.starts_with(scheme))
      return scheme.size();
  return 0;
}

std::vector<ConninfoPart> readUri(std::string_view text, size_t scheme) { return Uri(text, scheme).read(); }

std::vector<UriPlace> urisIn(std::string_view text) {
  std::vector<UriPlace> places;
  for (size_t at = text.find("postgres"); at != None; at = text.find("postgres", at + 1)) {
    size_t scheme = uriSchemeLength(text.substr(at));
    if (!scheme)
      continue;
    size_t end = at + scheme;
    while (end < text.size() && !endsUri(text[end]))
      ++end;
    places.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(end - at)});
    at = end - 1;
  }
  return places;
}

} // namespace pgtidy::facts
