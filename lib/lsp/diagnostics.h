// Findings as editors show them.
#pragma once

#include "documents.h"
#include "findings/results.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <map>
#include <string>

namespace pgtidy::lsp {

/// The text of a file as the editor has it, else as it is on disk.
using ReadText = llvm::function_ref<std::string(const std::string &path)>;

/// What the client can show.
struct Shown {
  Encoding encoding = Encoding::Utf16;
  bool related = true; ///< relatedInformation of diagnostics
};

/// Diagnostics (LSP 3.17) by the path of their file. `data` holds what code actions need: the finding's index in
/// `results.findings`.
std::map<std::string, llvm::json::Array> diagnosticsOf(const findings::Results &results, const Shown &shown,
                                                       ReadText read);

/// The range of the word at `place`: a table's name, a literal's word, a character.
llvm::json::Value rangeAt(const findings::Place &place, Encoding encoding, ReadText read);

} // namespace pgtidy::lsp
