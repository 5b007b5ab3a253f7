#include "report/audit.h"

#include "findings/redact.h"

#include <nlohmann/json.hpp>

#include <map>

namespace pgtidy::report {

using Json = nlohmann::ordered_json;

static Json findingsOf(const findings::AuditItem &item) {
  Json list = Json::array();
  for (const findings::Finding &finding : item.findings)
    list.push_back({{"file", finding.place.file},
                    {"line", finding.place.line},
                    {"column", finding.place.column},
                    {"message", findings::redact(finding.message)}});
  return list;
}

void writeAuditJson(llvm::raw_ostream &out, const findings::Audit &audit) {
  Json items = Json::array();
  std::map<std::string, size_t> counts;
  for (const findings::AuditItem &item : audit.items) {
    ++counts[nameOf(item.status)];
    items.push_back({{"area", item.area},
                     {"check", item.check},
                     {"title", item.title},
                     {"status", nameOf(item.status)},
                     {"severity", item.severity == findings::Severity::Error ? "error" : "warning"},
                     {"why", item.why},
                     {"findings", findingsOf(item)},
                     {"next", findings::redact(item.next)}});
  }
  Json json = {{"version", 1}, {"items", items}, {"summary", counts}};
  out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

} // namespace pgtidy::report
