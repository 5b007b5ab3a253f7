#include "messages.h"

#include "files.h"

#include "llvm/Support/raw_ostream.h"

namespace pgtidy::tool {

using llvm::errs;

int fail(llvm::Error error) {
  if (error.isA<ReaderGone>()) {
    llvm::consumeError(std::move(error));
    return couldNotWork;
  }
  errs() << "pgtidy: " << llvm::toString(std::move(error)) << '\n';
  return couldNotWork;
}

void tell(const std::vector<findings::Problem> &problems, llvm::StringRef kind) {
  for (const findings::Problem &problem : problems) {
    errs() << "pgtidy: ";
    if (!problem.place.file.empty())
      errs() << problem.place.file << ':';
    if (problem.place.line)
      errs() << problem.place.line << ':' << problem.place.column << ':';
    errs() << ' ' << kind << ": " << problem.message << '\n';
  }
}

} // namespace pgtidy::tool
