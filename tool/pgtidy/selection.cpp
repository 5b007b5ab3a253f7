#include "selection.h"

#include "files.h"
#include "findings/baseline.h"
#include "findings/line_filter.h"

#include "llvm/ADT/Twine.h"

namespace pgtidy::tool {

static llvm::Error keepChanged(const Options &options, findings::Results &results) {
  llvm::Expected<std::string> text = readInput(options.diff, "diff");
  if (!text)
    return text.takeError();
  llvm::Expected<findings::LineFilter> filter = findings::parseDiff(*text);
  if (!filter)
    return llvm::createStringError("diff '" + options.diff + "': " + llvm::toString(filter.takeError()));
  keepLines(results, *filter, /*waysCount=*/true);
  return llvm::Error::success();
}

static llvm::Error keepAsked(const Options &options, findings::Results &results) {
  llvm::Expected<findings::LineFilter> filter = findings::parseLineFilter(*options.lineFilter);
  if (!filter)
    return llvm::createStringError("option '--line-filter': " + llvm::toString(filter.takeError()));
  keepLines(results, *filter, /*waysCount=*/false);
  return llvm::Error::success();
}

static llvm::Error leaveOutKnown(const Options &options, bool isWhole, findings::Results &results,
                                 findings::Sources &sources) {
  llvm::Expected<std::string> text = readInput(options.baseline, "baseline");
  if (!text)
    return llvm::createStringError(llvm::toString(text.takeError()) + "; make one with --write-baseline=FILE");
  llvm::Expected<findings::Baseline> known = findings::parseBaseline(*text);
  if (!known)
    return llvm::createStringError("'" + options.baseline + "' " + llvm::toString(known.takeError()));
  size_t gone = applyBaseline(results, std::move(*known), sources, folderOf(options.baseline));
  if (gone && isWhole && !options.quiet)
    llvm::errs() << "pgtidy: " << gone << " of the findings in '" << options.baseline
                 << "' are gone; write it again with --write-baseline\n";
  return llvm::Error::success();
}

llvm::Error select(const Options &options, bool isWhole, findings::Results &results, findings::Sources &sources) {
  // The baseline comes first: which lines changed does not change what is known.
  if (!options.baseline.empty())
    if (llvm::Error error = leaveOutKnown(options, isWhole, results, sources))
      return error;
  if (options.lineFilter)
    if (llvm::Error error = keepAsked(options, results))
      return error;
  if (!options.diff.empty())
    return keepChanged(options, results);
  return llvm::Error::success();
}

} // namespace pgtidy::tool
