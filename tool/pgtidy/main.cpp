// pgtidy: the command line over the engine.
#include "options.h"
#include "run.h"

#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  llvm::Expected<pgtidy::tool::Options> options = pgtidy::tool::parseOptions({argv + 1, argv + argc});
  if (!options) {
    llvm::errs() << "pgtidy: " << llvm::toString(options.takeError()) << '\n';
    return pgtidy::tool::couldNotWork;
  }
  return pgtidy::tool::run(*options);
}
