// The parts of the HTML report.
#pragma once

#include "report/report.h"

#include <string>

namespace pgtidy::report {

/// The page's style sheet and its script, which only filters: without it everything is shown.
llvm::StringRef htmlStyle();
llvm::StringRef htmlScript();

/// `src/a.cpp:12:3`, and nothing where there is no place.
std::string htmlPlace(const Report &report, const findings::Place &place);

/// The findings by area, worst first.
void writeHtmlFindings(llvm::raw_ostream &out, const Report &report);

/// Every user-owned table against the statements that use it.
void writeHtmlMap(llvm::raw_ostream &out, const Report &report);

void writeHtmlConnections(llvm::raw_ostream &out, const Report &report);

} // namespace pgtidy::report
