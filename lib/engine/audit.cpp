#include "engine/audit.h"

#include "analyse.h"
#include "audit_subjects.h"
#include "checks/check.h"
#include "text/glob.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <map>
#include <tuple>

namespace pgtidy::engine {

namespace {

using findings::AuditItem;
using findings::AuditStatus;

/// The areas of a review, and the areas of checks that they are made of, in the order of a reader's interest.
struct Area {
  llvm::StringLiteral title;
  std::initializer_list<llvm::StringLiteral> checks;
};
constexpr Area Areas[] = {
    {"Connections", {"pg-connection-"}},
    {"Environments", {"pg-env-"}},
    {"Isolation", {"pg-isolation-", "pg-sql-", "pg-orm-"}},
    {"Policies", {"pg-rls-"}},
    {"Authentication", {"pg-auth-"}},
    {"Migrations", {"pg-migration-"}},
    {"Schema", {"pg-schema-"}},
};
constexpr llvm::StringLiteral Operation = "Operation";

/// What some text may say; where none does, only the server knows.
constexpr llvm::StringLiteral LimitsTitle = "statements, locks and idle transactions end in time";

/// What no text of a project says, and how to ask.
struct Question {
  llvm::StringLiteral area, title, why, next;
};
constexpr Question Questions[] = {
    {"Connections", "the program's connection is encrypted", "only the server knows what was agreed on",
     "psql \"$DATABASE_URL\" -c 'SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()'"},
    {"Connections", LimitsTitle, "nothing in the project sets them, but roles and databases have settings of their own",
     "psql \"$DATABASE_URL\" -c \"SELECT name, setting FROM pg_settings WHERE name IN ('statement_timeout', "
     "'lock_timeout', 'idle_in_transaction_session_timeout')\"\n"
     "ALTER ROLE app SET statement_timeout = '30s'; ALTER ROLE app SET lock_timeout = '5s'; "
     "ALTER ROLE app SET idle_in_transaction_session_timeout = '60s'; -- the program's role"},
    {"Policies", "the program's role is no superuser and does not pass by policies", "only the server knows its roles",
     "psql \"$DATABASE_URL\" -c 'SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user'"},
    {"Operation", "there are backups, as far back as needed", "backups and restore windows are the server's",
     "psql \"$DATABASE_URL\" -c 'SELECT last_archived_time, last_failed_time FROM pg_stat_archiver' # or the "
     "provider's "
     "restore window"},
    {"Operation", "a restore has been tried", "nothing says so but trying",
     "pg_dump -Fc \"$DATABASE_URL\" > backup.dump && createdb restored && pg_restore -d restored backup.dump"},
    {"Operation", "slow statements are recorded", "extensions are the server's",
     "psql \"$DATABASE_URL\" -c \"SELECT extversion FROM pg_extension WHERE extname = 'pg_stat_statements'\""},
    {"Operation", "there are connections left when all programs run", "the limits are the server's",
     "psql \"$DATABASE_URL\" -c \"SELECT current_setting('max_connections'), count(*) FROM pg_stat_activity\""},
};

std::string areaOf(llvm::StringRef check) {
  for (const Area &area : Areas)
    if (llvm::any_of(area.checks, [&](llvm::StringRef prefix) { return check.starts_with(prefix); }))
      return area.title.str();
  return "Other";
}

size_t rankOfArea(llvm::StringRef title) {
  for (const Area &area : Areas)
    if (area.title == title)
      return static_cast<size_t>(&area - Areas);
  return title == Operation ? std::size(Areas) + 1 : std::size(Areas);
}

/// The advice of the findings, each once.
std::string nextSteps(const std::vector<findings::Finding> &found) {
  std::vector<std::string> steps;
  for (const findings::Finding &finding : found)
    if (!finding.advice.empty() && !llvm::is_contained(steps, finding.advice) && steps.size() < 3)
      steps.push_back(finding.advice);
  std::string text;
  for (const std::string &step : steps)
    text += (text.empty() ? "" : "\n") + step;
  return text;
}

AuditItem itemOf(const checks::Check &check, std::vector<findings::Finding> found, const Subjects &subjects) {
  AuditItem item;
  item.area = areaOf(check.name);
  item.check = check.name.str();
  item.title = check.summary.str();
  item.severity = check.severity;
  if (!found.empty()) {
    item.status = AuditStatus::Failed;
    item.severity = found.front().severity;
    item.next = nextSteps(found);
    item.findings = std::move(found);
    return item;
  }
  Idle idle = idleReason(check.name, subjects);
  if (!idle.notApplicable.empty())
    item.status = AuditStatus::NotApplicable;
  else if (!idle.notDecidable.empty())
    item.status = AuditStatus::NotDecidable;
  item.why = idle.notApplicable + idle.notDecidable;
  return item;
}

AuditItem itemOf(const Question &question, const Subjects &subjects) {
  AuditItem item;
  item.area = question.area.str();
  item.title = question.title.str();
  item.status = AuditStatus::NotDecidable;
  item.why = question.why.str();
  item.next = question.next.str();
  if (question.title != LimitsTitle || subjects.limits.empty())
    return item;
  item.why = "the project sets " + llvm::join(subjects.limits, ", ");
  if (llvm::is_contained(subjects.limits, "statement_timeout")) {
    item.status = AuditStatus::Passed;
    item.next.clear();
  }
  return item;
}

void sortByRisk(std::vector<AuditItem> &items) {
  auto rank = [](const AuditItem &item) {
    return std::tuple(item.status, item.severity == findings::Severity::Error ? 0 : 1, rankOfArea(item.area),
                      item.check, item.title);
  };
  llvm::sort(items, [&](const AuditItem &a, const AuditItem &b) { return rank(a) < rank(b); });
}

} // namespace

findings::Audit audit(Collected collected, const Config &config) {
  Subjects subjects;
  findings::Audit audit;
  audit.results =
      analyseAndLook(std::move(collected), config, [&](const analysis::Conclusions &conclusions, const Config &used) {
        subjects = subjectsOf(conclusions, used);
      });
  std::map<std::string, std::vector<findings::Finding>> byCheck;
  for (findings::Finding &finding : audit.results.findings)
    byCheck[finding.check].push_back(std::move(finding));
  audit.results.findings.clear();
  for (const checks::Check &check : checks::all())
    if (text::isOn(config.checks, check.name))
      audit.items.push_back(itemOf(check, std::move(byCheck[check.name.str()]), subjects));
  for (const Question &question : Questions)
    audit.items.push_back(itemOf(question, subjects));
  sortByRisk(audit.items);
  return audit;
}

} // namespace pgtidy::engine
