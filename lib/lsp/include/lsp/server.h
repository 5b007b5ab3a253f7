// The language server.
#pragma once

#include "findings/results.h"

#include "llvm/Support/raw_ostream.h"

#include <cstdio>
#include <functional>
#include <string>

namespace pgtidy::lsp {

struct ServerOptions {
  std::string version;    ///< told to the client
  std::string buildPath;  ///< the folder of compile_commands.json; "": found as clangd finds it
  std::string configFile; ///< the .pgtidy; "": the nearest above the workspace
  /// The page of a check, Markdown; "" when there is none of that name.
  std::function<std::string(const std::string &check)> page;
};

/// Speaks the Language Server Protocol 3.17 until the client says `exit` or is gone. Gives the exit status that the
/// protocol asks for: 0 when `shutdown` came before.
int serve(std::FILE *in, llvm::raw_ostream &out, const ServerOptions &options);

/// What the server would show for `file`, without an editor: its project is read, and its findings are given.
findings::Results check(const std::string &file, const ServerOptions &options);

} // namespace pgtidy::lsp
