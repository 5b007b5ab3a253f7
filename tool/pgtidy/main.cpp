// pgtidy: the command line over the engine.
#include "options.h"
#include "run.h"

#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"

#include <csignal>

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  // Whoever reads us may stop reading (`pgtidy | head`): writing then fails, and the run ends without a word.
  std::signal(SIGPIPE, SIG_IGN);
  llvm::Expected<pgtidy::tool::Options> options = pgtidy::tool::parseOptions({argv + 1, argv + argc});
  if (!options) {
    llvm::errs() << "pgtidy: " << llvm::toString(options.takeError()) << '\n';
    return pgtidy::tool::couldNotWork;
  }
  return pgtidy::tool::run(*options);
}
