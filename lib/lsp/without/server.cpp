// Stands for the language server in a build with an LLVM that has no support library for the protocol.
#include "lsp/server.h"

#include "llvm/Config/llvm-config.h"

namespace pgtidy::lsp {

static const char reason[] =
    "this pgtidy has no language server: it is built with LLVM " LLVM_VERSION_STRING ", and the server needs 22";

int serve(std::FILE *, llvm::raw_ostream &, const ServerOptions &) {
  llvm::errs() << "pgtidy: " << reason << '\n';
  return 2;
}

findings::Results check(const std::string &file, const ServerOptions &) {
  findings::Results results;
  results.failures.push_back({{file, 0, 0}, reason});
  return results;
}

} // namespace pgtidy::lsp
