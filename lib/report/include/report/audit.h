// A review for people and machines.
#pragma once

#include "findings/audit.h"

#include "llvm/Support/raw_ostream.h"

namespace pgtidy::report {

/// Item by item, by risk, with what to do next.
void writeAuditText(llvm::raw_ostream &out, const findings::Audit &audit);

/// {"version":1,"items":[…],"summary":{…}}: docs/audit.md.
void writeAuditJson(llvm::raw_ostream &out, const findings::Audit &audit);

/// One page that needs nothing else.
void writeAuditHtml(llvm::raw_ostream &out, const findings::Audit &audit, llvm::StringRef version);

/// In the order of a review.
inline constexpr findings::AuditStatus allAuditStatuses[] = {
    findings::AuditStatus::Failed, findings::AuditStatus::NotDecidable, findings::AuditStatus::Passed,
    findings::AuditStatus::NotApplicable};

/// "failed", "not decidable", "passed", "not applicable".
std::string nameOf(findings::AuditStatus status);

} // namespace pgtidy::report
