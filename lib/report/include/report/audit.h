// A review for people and machines.
#pragma once

#include "findings/audit.h"

#include "llvm/Support/raw_ostream.h"

namespace pgtidy::report {

/// Item by item, by risk, with what to do next.
void writeAuditText(llvm::raw_ostream &out, const findings::Audit &audit);

/// {"version":1,"items":[…],"summary":{…}}: docs/audit.md.
void writeAuditJson(llvm::raw_ostream &out, const findings::Audit &audit);

/// "failed", "not decidable", "passed", "not applicable".
std::string nameOf(findings::AuditStatus status);

} // namespace pgtidy::report
