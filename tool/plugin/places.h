// Places of findings as locations of the unit that clang-tidy has parsed.
#pragma once

#include "findings/finding.h"

#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/ArrayRef.h"

#include <string>

namespace pgtidy::plugin {

/// Where to report, and what the message has to say of it.
struct Shown {
  clang::SourceLocation location; ///< invalid when the unit does not have the file
  std::string remark;
};

/// The location of `place`. clang-tidy prints the source line of what it reports: where that line holds a credential,
/// the nearest line above that holds none stands for it, and the remark says where to look.
Shown shownPlace(const findings::Place &place, llvm::ArrayRef<findings::Secret> secrets,
                 const clang::SourceManager &sources);

/// The location of the byte at `offset` of `file`; invalid when the unit does not have it.
clang::SourceLocation locationOf(const std::string &file, uint32_t offset, const clang::SourceManager &sources);

} // namespace pgtidy::plugin
