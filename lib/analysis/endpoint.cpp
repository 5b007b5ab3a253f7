#include "analysis/endpoint.h"

#include "analysis/conclusions.h"
#include "facts/conninfo.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace pgtidy::analysis {
namespace {

using std::string_view;

std::vector<string_view> listed(string_view list) {
  std::vector<string_view> items;
  for (;;) {
    size_t comma = list.find(',');
    items.push_back(list.substr(0, comma));
    if (comma == list.npos)
      return items;
    list.remove_prefix(comma + 1);
  }
}

bool endsWithAny(string_view text, std::initializer_list<string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](string_view end) { return text.ends_with(end); });
}

/// Addresses of RFC 1918, of loopback and of links.
bool isPrivateAddress(string_view host) {
  if (host.find_first_not_of("0123456789.") != host.npos)
    return host == "::1" || host.starts_with("fe80:") || host.starts_with("fd") || host.starts_with("fc");
  if (host.starts_with("10.") || host.starts_with("127.") || host.starts_with("192.168.") ||
      host.starts_with("169.254."))
    return true;
  if (!host.starts_with("172."))
    return false;
  unsigned second = 0;
  return !llvm::StringRef(host).drop_front(4).consumeInteger(10, second) && second >= 16 && second <= 31;
}

/// "HOST", "your-host.example", "<host>", "ep-xxx.neon.tech": to be filled in.
bool isToBeFilledIn(string_view host) {
  if (std::any_of(host.begin(), host.end(),
                  [](unsigned char c) { return !std::isalnum(c) && c != '.' && c != '-' && c != '_' && c != ':'; }))
    return true;
  std::string lower(host);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  for (string_view word : {"xxx", "your", "placeholder", "hostname", "changeme", "change-me", "..."})
    if (lower.find(word) != lower.npos)
      return true;
  return lower != host && std::none_of(host.begin(), host.end(), [](unsigned char c) { return std::islower(c); });
}

Reach reachOf(string_view host) {
  if (host.find(facts::HoleByte) != host.npos || isToBeFilledIn(host))
    return host.starts_with('/') || host.starts_with('@') ? Reach::Local : Reach::Unknown;
  if (host.empty() || host == "0.0.0.0" || isPrivateAddress(host))
    return Reach::Local;
  // A name of one word is one of a machine's own network: a container, a line of /etc/hosts.
  if (host.find('.') == host.npos && host.find(':') == host.npos)
    return Reach::Local;
  return endsWithAny(host, {".local", ".localhost", ".internal", ".lan", ".home", ".localdomain", ".svc", ".test",
                            ".invalid", ".docker", ".intranet", ".corp"})
             ? Reach::Local
             : Reach::Remote;
}

/// Ports on which poolers listen by their own documentation.
bool isPoolerPort(string_view port) { return port == "6432" || port == "6543"; }

} // namespace

bool EndpointSetting::isKnown() const { return value.find(facts::HoleByte) == value.npos; }

const EndpointSetting *Endpoint::find(string_view keyword) const {
  auto found = std::find_if(settings.rbegin(), settings.rend(),
                            [&](const EndpointSetting &setting) { return setting.keyword == keyword; });
  return found == settings.rend() ? nullptr : &*found;
}

Reach Endpoint::reach() const {
  const EndpointSetting *host = find("hostaddr");
  if (!host)
    host = find("host");
  if (!host || find("service"))
    return Reach::Unknown;
  Reach all = Reach::Unknown;
  for (string_view item : listed(host->value)) {
    Reach one = reachOf(item);
    if (one == Reach::Unknown || (all != Reach::Unknown && one != all))
      return Reach::Unknown;
    all = one;
  }
  return all;
}

bool Endpoint::hasPooledHost() const {
  const EndpointSetting *host = find("host");
  if (!host || !host->isKnown())
    return false;
  std::vector<string_view> hosts = listed(host->value);
  return std::any_of(hosts.begin(), hosts.end(),
                     [](string_view item) { return item.substr(0, item.find('.')).ends_with("-pooler"); });
}

Route Endpoint::route() const {
  const EndpointSetting *host = find("host");
  const EndpointSetting *port = find("port");
  if (port && isPoolerPort(port->value))
    return Route::Pooled;
  if (!host || !host->isKnown())
    return Route::Unknown;
  if (hasPooledHost())
    return Route::Pooled;
  return port && !port->isKnown() ? Route::Unknown : Route::Direct;
}

bool Endpoints::isConfigured(string_view keyword) const {
  return std::find(configured.begin(), configured.end(), keyword) != configured.end();
}

bool Endpoints::isRead(string_view variable) const {
  return std::any_of(reads.begin(), reads.end(), [&](const ReadVariable &read) { return read.name == variable; });
}

std::vector<std::string> searchPathIn(string_view options) {
  const llvm::StringRef text(options.data(), options.size());
  const size_t begin = text.rfind("search_path=");
  if (begin == llvm::StringRef::npos)
    return {};
  llvm::StringRef rest = text.substr(begin).split('=').second;
  std::vector<std::string> path;
  std::string schema;
  for (size_t i = 0; i < rest.size() && rest[i] != ' '; ++i) {
    i += rest[i] == '\\' && i + 1 < rest.size(); // a blank in a value
    if (rest[i] != ',' && rest[i] != ' ' && rest[i] != '"')
      schema += rest[i];
    if (rest[i] != ',' && i + 1 < rest.size() && rest[i + 1] != ' ')
      continue;
    path.push_back(schema.find(facts::HoleByte) == schema.npos ? schema : std::string());
    schema.clear();
  }
  return path;
}

bool isTemplate(const facts::EnvFile &file) {
  std::string name = file.path.substr(file.path.find_last_of('/') + 1);
  static constexpr std::array<string_view, 5> Words = {"example", "sample", "template", "dist", "default"};
  return std::any_of(Words.begin(), Words.end(), [&](string_view word) { return name.find(word) != name.npos; });
}

} // namespace pgtidy::analysis
