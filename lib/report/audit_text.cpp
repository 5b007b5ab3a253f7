#include "report/audit.h"

#include "findings/redact.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace pgtidy::report {

using findings::Audit;
using findings::AuditItem;
using findings::AuditStatus;

static constexpr size_t mostPlaces = 5;

std::string nameOf(AuditStatus status) {
  switch (status) {
  case AuditStatus::Failed:
    return "failed";
  case AuditStatus::NotDecidable:
    return "not decidable";
  case AuditStatus::Passed:
    return "passed";
  case AuditStatus::NotApplicable:
    return "not applicable";
  }
  return "";
}

static void writeIndented(llvm::raw_ostream &out, llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> lines;
  text.split(lines, '\n');
  for (llvm::StringRef line : lines)
    out << "      " << line.rtrim() << '\n';
}

static void writeItem(llvm::raw_ostream &out, const AuditItem &item) {
  out << "  " << item.area << ": " << item.title;
  if (!item.check.empty())
    out << " [" << item.check << ']';
  out << '\n';
  if (!item.why.empty())
    out << "    " << item.why << '\n';
  for (const findings::Finding &finding : llvm::ArrayRef(item.findings).take_front(mostPlaces))
    out << "    " << finding.place.file << ':' << finding.place.line << ": " << findings::redact(finding.message)
        << '\n';
  if (item.findings.size() > mostPlaces)
    out << "    and " << item.findings.size() - mostPlaces << " more\n";
  if (!item.next.empty()) {
    out << "    next:\n";
    writeIndented(out, findings::redact(item.next));
  }
}

void writeAuditText(llvm::raw_ostream &out, const Audit &audit) {
  bool isFirst = true;
  for (AuditStatus status : allAuditStatuses) {
    size_t count = llvm::count_if(audit.items, [&](const AuditItem &item) { return item.status == status; });
    if (!count)
      continue;
    out << (isFirst ? "" : "\n") << nameOf(status) << " (" << count << ")\n";
    isFirst = false;
    for (const AuditItem &item : audit.items)
      if (item.status == status)
        writeItem(out, item);
  }
}

} // namespace pgtidy::report
