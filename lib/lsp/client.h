// What a client says it can do, and what it is told.
#pragma once

#include "diagnostics.h"

#include <string>

namespace pgtidy::lsp {

/// The capabilities of a client that matter here (LSP 3.17, ClientCapabilities).
struct Client {
  Shown shown;
  bool pulls = false;      ///< asks for diagnostics instead of being sent them
  bool refreshes = false;  ///< can be told to ask again
  bool progress = false;   ///< shows progress of the server's own work
  bool watches = false;    ///< watches files for the server
  bool showsPages = false; ///< shows the page that pgtidy.explain gives (initializationOptions)
};

Client clientOf(const llvm::json::Object &initialize);
/// The workspace's folder: rootUri, the first workspace folder, rootPath, else the working directory.
std::string rootOf(const llvm::json::Object &initialize);
llvm::json::Value capabilitiesFor(const Client &client);
/// The registration of the files to watch.
llvm::json::Value watchedFiles();

} // namespace pgtidy::lsp
