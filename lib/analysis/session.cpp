#include "analysis/session.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace pgtidy::analysis {
namespace {

/// The statement in lower case, runs of white space as one blank, string constants left out.
std::string folded(std::string_view text) {
  std::string result;
  bool isQuoted = false;
  for (char c : text) {
    if (c == '\'') {
      isQuoted = !isQuoted;
      result += c;
    } else if (!isQuoted && std::isspace(static_cast<unsigned char>(c))) {
      if (!result.empty() && result.back() != ' ')
        result += ' ';
    } else if (!isQuoted) {
      result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return result;
}

bool has(const std::string &text, std::string_view word) { return text.find(word) != text.npos; }

SessionEffect ofSet(const sql::Statement &statement) {
  std::string name = statement.name;
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  // Poolers carry these from client to client.
  static constexpr std::array<std::string_view, 6> Carried = {
      "client_encoding", "datestyle", "timezone", "standard_conforming_strings", "application_name", ""};
  if (statement.local || name.starts_with("transaction") ||
      std::find(Carried.begin(), Carried.end(), name) != Carried.end())
    return {};
  bool isUser = has(name, ".") || name == "role" || name == "session_authorization";
  return {isUser ? SessionUse::User : SessionUse::Setting, "SET " + name};
}

SessionEffect ofCalls(const std::string &text) {
  for (std::string_view lock :
       {"pg_advisory_lock(", "pg_advisory_lock_shared(", "pg_try_advisory_lock(", "pg_try_advisory_lock_shared("})
    if (has(text, lock))
      return {SessionUse::AdvisoryLock, std::string(lock) + ")"};
  size_t call = text.find("set_config(");
  if (call == text.npos)
    return {};
  std::string arguments = text.substr(call, text.find(')', call) - call);
  size_t last = arguments.find_last_of(',');
  return last != arguments.npos && arguments.find("false", last) != arguments.npos
             ? SessionEffect{SessionUse::User, "set_config(…, false)"}
             : SessionEffect{};
}

bool isResetting(const std::string &text) { return text.starts_with("reset ") || text.ends_with(" to default"); }

} // namespace

SessionEffect sessionEffect(const sql::Statement &statement, std::string_view all) {
  auto begin = static_cast<size_t>(std::max<sql::Offset>(statement.begin, 0));
  auto end = std::min(static_cast<size_t>(std::max<sql::Offset>(statement.end, 0)), all.size());
  if (begin >= end)
    return {};
  std::string text = folded(all.substr(begin, end - begin));
  if (statement.tag == "ListenStmt")
    return {SessionUse::Listen, "LISTEN"};
  if (statement.tag == "DeallocateStmt")
    return {SessionUse::Prepared, "DEALLOCATE"};
  switch (statement.kind) {
  case sql::StatementKind::Set:
    return isResetting(text) ? SessionEffect{} : ofSet(statement);
  case sql::StatementKind::Prepare:
    return {SessionUse::Prepared, "PREPARE"};
  case sql::StatementKind::ExecuteName:
    return {SessionUse::Prepared, "EXECUTE"};
  case sql::StatementKind::Declare:
    return has(text, " with hold") ? SessionEffect{SessionUse::HeldCursor, "DECLARE … WITH HOLD"} : SessionEffect{};
  case sql::StatementKind::Ddl:
  case sql::StatementKind::CreateAs:
    if ((text.starts_with("create temp") || text.starts_with("create local temp")) && !has(text, "on commit drop") &&
        has(text, " table "))
      return {SessionUse::Temporary, "CREATE TEMPORARY TABLE"};
    return {};
  default:
    return ofCalls(text);
  }
}

} // namespace pgtidy::analysis
