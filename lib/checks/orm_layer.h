// The data layer that the configuration declares: who may talk to the driver.
#pragma once

#include "place.h"

#include <map>

namespace pgtidy::checks {

class OrmLayer {
public:
  explicit OrmLayer(const Input &input);

  /// Without one, none can be bypassed.
  bool isDeclared() const { return !Given.settings.ormLayer.empty(); }
  /// Whether the call stands in it.
  bool covers(const facts::Call &call) const;

private:
  const Input &Given;
  std::map<llvm::StringRef, llvm::StringRef> Scopes; ///< namespaces by the key of the function
};

} // namespace pgtidy::checks
