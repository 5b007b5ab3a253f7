#include "analysis/env_secret.h"

#include "facts/conninfo.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace pgtidy::analysis {
namespace {

using std::string_view;

/// How names of variables with secrets end.
constexpr std::array<string_view, 20> SecretEnds = {
    "PASSWORD",    "PASSWD",     "PASSPHRASE",       "_PWD",        "_PASS",      "SECRET",     "SECRETS",
    "_TOKEN",      "API_KEY",    "APIKEY",           "PRIVATE_KEY", "ACCESS_KEY", "SECRET_KEY", "ENCRYPTION_KEY",
    "SIGNING_KEY", "SERVER_KEY", "SERVICE_ROLE_KEY", "MASTER_KEY",  "AUTH_KEY",   "CREDENTIAL",
};

/// Forms that issuers give to their secrets.
constexpr std::array<string_view, 11> SecretBegins = {
    "npg_", "napi_", "sk_live_", "rk_live_", "ghp_", "github_pat_", "glpat-", "xoxb-", "AKIA", "-----BEGIN", "SG.",
};

/// Words of which values to be filled in, and passwords of machines of one's own, are made.
constexpr std::array<string_view, 31> Fillers = {
    "example", "change", "placeholder", "your",   "xxx",    "password", "passwort", "postgres",
    "dummy",   "sample", "fake",        "test",   "todo",   "insert",   "here",     "secret",
    "default", "admin",  "foobar",      "12345",  "demo",   "replace",  "generate", "redacted",
    "local",   "dev",    "some",        "random", "abcdef", "my_",      "letmein",
};

bool hasSecretName(string_view name) {
  std::string upper(name);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
  return std::any_of(SecretEnds.begin(), SecretEnds.end(), [&](string_view end) { return upper.ends_with(end); });
}

bool beginsAsSecret(string_view value) {
  return std::any_of(SecretBegins.begin(), SecretBegins.end(),
                     [&](string_view begin) { return value.starts_with(begin) && value.size() >= begin.size() + 8; });
}

/// Yes, no, numbers, files: answers to another question.
bool isNoSecret(string_view value) {
  return value.size() < 3 || value.starts_with('/') || value.starts_with("./") || value == "true" || value == "false" ||
         value.find_first_not_of("0123456789.") == value.npos;
}

uint32_t passwordIn(const facts::EnvVariable &variable, EnvSecret &secret) {
  if (variable.value.find("://") == std::string::npos)
    return 0;
  for (const facts::UriPlace &uri : facts::urisIn(variable.value))
    for (const facts::ConninfoPart &part :
         facts::readConninfo(string_view(variable.value).substr(uri.begin, uri.length)))
      if (part.keyword == "password" && part.length) {
        secret.begin = uri.begin + part.begin;
        secret.length = part.length;
      }
  return secret.length;
}

} // namespace

bool looksReal(string_view value) {
  if (value.find(facts::HoleByte) != value.npos || value.find_first_of("<>{}$*[]") != value.npos || value.size() < 8)
    return false;
  if (beginsAsSecret(value))
    return value.find("...") == value.npos && value.find("xxx") == value.npos;
  if (value.find(' ') != value.npos)
    return false;
  std::string lower(value);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  for (string_view filler : Fillers)
    if (lower.find(filler) != lower.npos)
      return false;
  bool digit = false, small = false, capital = false, sign = false;
  for (unsigned char c : value) {
    digit |= std::isdigit(c) != 0;
    small |= std::islower(c) != 0;
    capital |= std::isupper(c) != 0;
    sign |= std::isalnum(c) == 0;
  }
  size_t different = std::set<char>(value.begin(), value.end()).size();
  return different >= 7 && digit && (small || capital) && (digit + small + capital + sign >= 3 || value.size() >= 16);
}

std::vector<EnvSecret> secretsIn(const facts::EnvFile &file) {
  std::vector<EnvSecret> secrets;
  for (const facts::EnvVariable &variable : file.variables) {
    EnvSecret secret;
    secret.variable = &variable;
    if (passwordIn(variable, secret)) {
      secret.isPassword = true;
    } else if ((hasSecretName(variable.name) || beginsAsSecret(variable.value)) && !isNoSecret(variable.value) &&
               variable.value.find("://") == std::string::npos) {
      secret.length = static_cast<uint32_t>(variable.value.size());
    } else {
      continue;
    }
    secret.isReal = looksReal(string_view(variable.value).substr(secret.begin, secret.length));
    secrets.push_back(secret);
  }
  return secrets;
}

string_view environmentOf(const facts::EnvFile &file) {
  string_view name = string_view(file.path).substr(file.path.find_last_of('/') + 1);
  struct Word {
    string_view word, environment;
  };
  static constexpr std::array Words = {
      Word{"production", "production"},
      Word{"prod", "production"},
      Word{"live", "production"},
      Word{"staging", "staging"},
      Word{"stage", "staging"},
      Word{"preview", "preview"},
      Word{"development", "development"},
      Word{"dev", "development"},
      Word{"test", "test"},
      Word{"ci", "test"},
  };
  while (!name.empty()) {
    size_t end = std::min(name.find('.'), name.size());
    for (const Word &entry : Words)
      if (name.substr(0, end) == entry.word)
        return entry.environment;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return "";
}

} // namespace pgtidy::analysis
