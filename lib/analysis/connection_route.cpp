#include "analysis/endpoint.h"

#include <algorithm>

namespace pgtidy::analysis {
namespace {

/// How the variable leads in the files that programs run with: pooled anywhere but on another machine directly nowhere.
const Endpoint *pooledBy(const Endpoints &all, const std::string &variable) {
  const Endpoint *pooled = nullptr;
  for (const Endpoint &endpoint : all.files) {
    if (!endpoint.variable || endpoint.variable->name != variable || isTemplate(*endpoint.file))
      continue;
    if (endpoint.route() == Route::Pooled)
      pooled = &endpoint;
    else if (endpoint.route() == Route::Unknown || endpoint.reach() != Reach::Local)
      return nullptr;
  }
  return pooled;
}

const Endpoint *pooledBy(const Endpoints &all, const Endpoint &endpoint) {
  if (endpoint.route() == Route::Pooled)
    return &endpoint;
  if (endpoint.find("host") && endpoint.find("host")->isKnown())
    return nullptr;
  const Endpoint *pooled = nullptr;
  for (const std::string &variable : endpoint.readFrom) {
    pooled = pooledBy(all, variable);
    if (!pooled)
      return nullptr;
  }
  return pooled;
}

} // namespace

const Endpoint *Endpoints::pooled() const {
  const Endpoint *found = nullptr;
  if (hasUnknown)
    return nullptr;
  for (const Endpoint &endpoint : program) {
    found = pooledBy(*this, endpoint);
    if (!found)
      return nullptr;
  }
  return found;
}

} // namespace pgtidy::analysis
