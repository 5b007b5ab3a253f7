// Findings about connections in full, and about what is logged of them.
#pragma once

#include "place.h"

namespace pgtidy::checks {

/// A finding about a connection at `source`; where that is invalid, at the connection's text or call.
Finding endpointFinding(const Input &input, const analysis::Endpoint &endpoint, text::Location source,
                        std::string message);

/// A finding about a secret where it is logged, or where a caller hands it to what logs it; `use` says what is done
/// where the secret is used otherwise.
Finding loggedFinding(const Input &input, const analysis::LoggedSecret &secret, std::string message,
                      const std::string &use);

/// All connections: those of the program, then those of the files of variables.
std::vector<const analysis::Endpoint *> allEndpoints(const Input &input);

/// Sorts by place and takes each message once at a place.
void keepOnce(Findings &findings);

} // namespace pgtidy::checks
