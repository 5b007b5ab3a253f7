// What --profile shows.
#pragma once

#include "engine/profile.h"

#include "llvm/Support/raw_ostream.h"

namespace pgtidy::tool {

/// The stages with their times (of all threads together), and the files and checks that took longest.
void writeProfile(llvm::raw_ostream &out, const engine::Profile &profile);

/// The spans in the trace event format that chrome://tracing and Perfetto read: complete events, in microseconds.
void writeTrace(llvm::raw_ostream &out, const engine::Profile &profile);

} // namespace pgtidy::tool
