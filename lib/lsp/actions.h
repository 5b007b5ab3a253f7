// What an editor can do about a finding.
#pragma once

#include "diagnostics.h"

namespace pgtidy::lsp {

/// Code actions for the diagnostics of a request's context, each of which has the `data` that diagnosticsOf gave it:
/// the finding's fixes, a NOLINT comment, and the check's page. Diagnostics of other servers, or of results before, are
/// passed over.
llvm::json::Array actionsFor(const llvm::json::Array &diagnostics, const std::string &path,
                             const findings::Results &results, Encoding encoding, ReadText read);

} // namespace pgtidy::lsp
