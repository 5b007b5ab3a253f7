#include "endpoints.h"
#include "facts/conninfo.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

namespace pgtidy::checks {

using analysis::Endpoint;
using analysis::EndpointFault;
using analysis::EndpointSetting;
using Kind = facts::ConnectionFaultKind;

static std::string described(const EndpointFault &fault) {
  switch (fault.kind) {
  case Kind::NoEquals:
    return "libpq refuses this connection string: a word has no '='; quote values that have blanks";
  case Kind::OpenQuote:
    return "libpq refuses this connection string: the quote of '" + fault.word + "' does not close";
  case Kind::BadPercent:
    return "libpq refuses this URI: '%' stands without two hexadecimal digits; write '%25' for '%'";
  case Kind::BadAddress:
    return "libpq refuses this URI: write an IPv6 address as [address]:port";
  case Kind::ExtraEquals:
    return "libpq refuses this URI: the value of '" + fault.word + "' has a second '='; write '%3D'";
  case Kind::NoValue:
    return "libpq refuses this URI: a parameter has no '='";
  case Kind::UnknownKeyword:
    return "libpq refuses this connection: it has no setting '" + fault.word + "'";
  case Kind::OtherScheme:
    return "libpq does not take this for a URI: write 'postgresql://' instead of '" + fault.word + "://'";
  case Kind::BrokenUserInfo:
    return "the password has '@' or '/' as it is, which moves the border to the host; write '%40' and '%2F'";
  }
  return "";
}

/// Whether libpq reads the text: others have key words of their own and separate them otherwise.
static bool isForLibpq(const Endpoint &endpoint) {
  const bool isGivenToLibpq = endpoint.call && endpoint.call->dialect == facts::Dialect::PostgreSQL &&
                              endpoint.call->connectionForm == facts::ConnectionForm::Conninfo;
  if (endpoint.isUri || isGivenToLibpq)
    return true;
  bool hasKnown = llvm::any_of(endpoint.settings, [](const EndpointSetting &setting) {
    return facts::isConninfoKeyword(setting.keyword) && setting.value.find(';') == std::string::npos;
  });
  return hasKnown || endpoint.settings.empty();
}

/// In a file, what only libpq refuses counts where the program reads the variable.
static bool counts(const Endpoint &endpoint, const EndpointFault &fault, const analysis::Endpoints &all) {
  // Of a library for several databases a URI has that library's own schemes.
  const bool isOfOthers = endpoint.call && endpoint.call->dialect != facts::Dialect::PostgreSQL;
  if (fault.kind == Kind::OtherScheme && isOfOthers)
    return false;
  if (!endpoint.file)
    return isForLibpq(endpoint);
  if (fault.kind == Kind::BrokenUserInfo || fault.kind == Kind::BadAddress)
    return !analysis::isTemplate(*endpoint.file);
  return endpoint.variable && all.isRead(endpoint.variable->name);
}

static bool isOneOf(llvm::StringRef value, llvm::StringRef words) {
  llvm::SmallVector<llvm::StringRef> list;
  words.split(list, ' ');
  return llvm::is_contained(list, value);
}

/// What libpq only refuses when it connects.
static std::string badValue(const EndpointSetting &setting) {
  if (!setting.isKnown() || setting.value.empty())
    return "";
  std::string words(facts::wordsOfKeyword(setting.keyword));
  if (!words.empty() && !isOneOf(setting.value, words)) {
    llvm::SmallVector<llvm::StringRef> list;
    llvm::StringRef(words).split(list, ' ');
    return "'" + setting.keyword + "' can not be this; write one of " + llvm::join(list, ", ");
  }
  int number = 0;
  if (facts::isNumericKeyword(setting.keyword) && llvm::StringRef(setting.value).trim().getAsInteger(10, number))
    return "'" + setting.keyword + "' takes a number";
  return "";
}

/// Set twice to different values: the last one holds, and no reader sees that.
static bool isOverridden(const Endpoint &endpoint, const EndpointSetting &setting) {
  // In arrays, what stands beside a whole connection string is there to override it.
  bool isOneText = endpoint.call ? endpoint.call->connection != nullptr : endpoint.variable != nullptr;
  if (!isOneText)
    return false;
  const EndpointSetting *last = endpoint.find(setting.keyword);
  return last != &setting && setting.isKnown() && last->isKnown() && last->value != setting.value;
}

/// A pooler that shares server connections can not give each client its own start-up options, but for those that it
/// carries along.
static bool isRefusedByPooler(const Endpoint &endpoint, const EndpointSetting &setting) {
  if (setting.keyword != "options" || !setting.isKnown() || !endpoint.hasPooledHost())
    return false;
  std::string value = llvm::StringRef(setting.value).lower();
  static constexpr llvm::StringLiteral refused[] = {"search_path", "_timeout",     "work_mem",
                                                    "role",        "row_security", "default_transaction"};
  return llvm::any_of(refused, [&](llvm::StringRef name) { return llvm::StringRef(value).contains(name); });
}

static void judge(const Input &input, const Endpoint &endpoint, Findings &findings) {
  for (const EndpointFault &fault : endpoint.faults)
    if (counts(endpoint, fault, input.conclusions.endpoints))
      findings.push_back(endpointFinding(input, endpoint, fault.location, described(fault)));
  if (!isForLibpq(endpoint))
    return;
  for (const EndpointSetting &setting : endpoint.settings) {
    if (std::string bad = badValue(setting); !bad.empty())
      findings.push_back(endpointFinding(input, endpoint, setting.location, std::move(bad)));
    if (isOverridden(endpoint, setting))
      findings.push_back(endpointFinding(input, endpoint, setting.keywordLocation,
                                         "'" + setting.keyword +
                                             "' is set again further on, and the last one holds; take this one out"));
    if (isRefusedByPooler(endpoint, setting))
      findings.push_back(
          endpointFinding(input, endpoint, setting.keywordLocation,
                          "a pooled host refuses start-up options; use the direct host, or set them with "
                          "ALTER ROLE … SET or SET LOCAL"));
  }
}

Findings connection_malformed(const Input &input) {
  Findings findings;
  for (const Endpoint *endpoint : allEndpoints(input))
    judge(input, *endpoint, findings);
  keepOnce(findings);
  return findings;
}

} // namespace pgtidy::checks
