#include "endpoints.h"
#include "env_findings.h"

#include <set>

namespace pgtidy::checks {

using analysis::Endpoint;
using analysis::EndpointSetting;

static bool areEqual(const Endpoint &a, const Endpoint &b, llvm::StringRef keyword) {
  const EndpointSetting *one = a.find(keyword.str()), *other = b.find(keyword.str());
  if (!one || !other)
    return !one && !other;
  return one->isKnown() && other->isKnown() && one->value == other->value;
}

static bool sharePassword(const Endpoint &a, const Endpoint &b) {
  const EndpointSetting *one = a.find("password");
  return one && b.find("password") && areEqual(a, b, "password") && analysis::looksReal(one->value);
}

/// What two environments have in common that should be each one's own; "" for nothing.
static std::string shared(const Endpoint &a, const Endpoint &b) {
  bool sameHost = a.find("host") && a.reach() == analysis::Reach::Remote && areEqual(a, b, "host");
  if (sameHost && areEqual(a, b, "port") && areEqual(a, b, "dbname"))
    return "database";
  return sharePassword(a, b) ? "password" : "";
}

static llvm::StringRef nameOf(const Endpoint &endpoint) {
  llvm::StringRef path = endpoint.file->path;
  return path.substr(path.rfind('/') + 1);
}

Findings env_shared(const Input &input) {
  const std::vector<Endpoint> &all = input.conclusions.endpoints.files;
  Findings findings;
  std::set<std::pair<const facts::EnvFile *, const facts::EnvFile *>> seen;
  for (size_t i = 0; i < all.size(); ++i)
    for (size_t j = 0; j < i; ++j) {
      std::string_view one = analysis::environmentOf(*all[i].file), other = analysis::environmentOf(*all[j].file);
      if (one.empty() || other.empty() || one == other || analysis::isTemplate(*all[i].file) ||
          analysis::isTemplate(*all[j].file))
        continue;
      std::string what = shared(all[i], all[j]);
      if (what.empty() || !seen.emplace(all[i].file, all[j].file).second)
        continue;
      findings.push_back(endpointFinding(input, all[i], all[i].location,
                                         std::string(one) + " and " + std::string(other) + " have the same " + what +
                                             " ('" + nameOf(all[j]).str() + "'); give each environment its own"));
      findings.back().notes.push_back({placeOf(input, all[j].location), "the other one"});
      findings.back().advice =
          "a branch, a database and a role for each environment, so that a test can not reach what is "
          "live:\n  CREATE DATABASE shop_staging;\n  CREATE ROLE shop_staging LOGIN PASSWORD '…';";
    }
  return findings;
}

} // namespace pgtidy::checks
