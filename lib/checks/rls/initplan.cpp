#include "policies.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <set>

namespace pgtidy::checks {

/// The end of the call that starts at `begin`, past its closing parenthesis; npos when it is not found.
static size_t callEnd(llvm::StringRef text, size_t begin) {
  int depth = 0;
  bool quoted = false;
  for (size_t i = text.find('(', begin); i < text.size(); ++i) {
    if (text[i] == '\'')
      quoted = !quoted;
    else if (!quoted && text[i] == '(')
      ++depth;
    else if (!quoted && text[i] == ')' && --depth == 0)
      return i + 1;
  }
  return llvm::StringRef::npos;
}

static void addFix(findings::Finding &finding, const sql::SchemaFile &file, size_t begin, size_t end) {
  findings::Fix fix{"wrap the call in a sub-query", {}};
  fix.edits.push_back({file.path, static_cast<uint32_t>(begin), 0, "(SELECT "});
  fix.edits.push_back({file.path, static_cast<uint32_t>(end), 0, ")"});
  finding.fixes.push_back(std::move(fix));
}

Findings rls_initplan(const Input &input) {
  Findings findings;
  eachPolicy(input, [&](const std::string &, const sql::Table &table, const sql::Policy &policy) {
    for (const sql::Expr *condition : conditionsOf(policy)) {
      std::vector<analysis::PerRow> calls = analysis::perRowCalls(*condition);
      if (calls.empty())
        continue;
      const analysis::PerRow &first = calls.front(); // one finding a policy
      sql::Origin origin = originIn(policy, *first.call);
      const sql::SchemaFile &file = input.conclusions.schema->catalog.files[static_cast<size_t>(origin.file)];
      size_t begin = static_cast<size_t>(origin.offset), end = callEnd(file.text, begin);
      std::string call =
          end == llvm::StringRef::npos ? first.call->path.back() + "()" : file.text.substr(begin, end - begin);
      findings::Finding finding =
          findingAt(input, origin,
                    "policy '" + policy.name + "' of '" + shownTable(table) + "' calls " + call + " anew for each row" +
                        (first.correlated ? ", since its sub-query has a column of the row in it" : "") +
                        "; a sub-query of the call alone is run once");
      finding.advice = "(SELECT " + call + ")";
      if (!first.correlated && end != llvm::StringRef::npos)
        for (const analysis::PerRow &each : calls) {
          sql::Origin at = originIn(policy, *each.call);
          size_t from = static_cast<size_t>(at.offset), to = callEnd(file.text, from);
          if (!each.correlated && to != llvm::StringRef::npos)
            addFix(finding, file, from, to);
        }
      findings.push_back(std::move(finding));
      return;
    }
  });
  return findings;
}

} // namespace pgtidy::checks
