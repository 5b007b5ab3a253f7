// Where a finding about a query stands, and the notes that lead from there to the database.
#pragma once

#include "checks/check.h"

namespace pgtidy::checks {

using findings::Finding;

/// A location for people; the file as a whole where it is invalid.
findings::Place placeOf(const Input &input, text::Location location);

/// The call that the programmer of this text wrote: the outermost wrapper's, or the database call itself.
text::Location outermostCall(const facts::Call &call, llvm::ArrayRef<analysis::Step> way);

/// A finding at `source`, or at the outermost call where `source` is invalid. Notes show the wrappers in between and
/// the database call.
findings::Finding findingAt(const Input &input, const facts::Call &call, llvm::ArrayRef<analysis::Step> way,
                            text::Location source, std::string message);

/// The same for a query's call.
findings::Finding findingAt(const Input &input, const analysis::Query &query, text::Location source,
                            std::string message);

} // namespace pgtidy::checks
