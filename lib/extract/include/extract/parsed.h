// Facts of a unit that somebody else has parsed, such as clang-tidy.
#pragma once

#include "facts/unit.h"
#include "rules/rules.h"

namespace clang {
class ASTContext;
}

namespace pgtidy::extract {

/// The facts of the unit in `context`, which must hold the whole of it. Relative paths are taken from the working
/// directory of its file manager. Bodies that `context` has of system headers are not read.
facts::Unit extractParsed(clang::ASTContext &context, const rules::Rules &rules);

} // namespace pgtidy::extract
