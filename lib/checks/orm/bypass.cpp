#include "place.h"
#include "text/glob.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <map>
#include <set>

namespace pgtidy::checks {

static std::string relativeTo(llvm::StringRef root, llvm::StringRef file) {
  llvm::SmallString<256> path(file);
  (void)llvm::sys::fs::make_absolute(path);
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  llvm::StringRef relative(path);
  if (!root.empty() && relative.consume_front(root))
    return relative.ltrim('/').str();
  return path.str().str();
}

/// Whether `entry` of the configuration, "namespace:a::b" or a glob, covers a call at `path` in the namespace `scope`.
static bool covers(llvm::StringRef entry, llvm::StringRef path, llvm::StringRef scope) {
  if (entry.consume_front("namespace:"))
    return scope == entry || (scope.starts_with(entry) && scope.substr(entry.size()).starts_with("::"));
  return text::matchesPath(entry, path);
}

static bool sendsStatement(const facts::Call &call) {
  return !call.library.empty() && !call.isComposed && call.action != facts::Action::Connect &&
         call.action != facts::Action::Configure;
}

static std::map<llvm::StringRef, llvm::StringRef> scopesByFunction(const facts::Program &program) {
  std::map<llvm::StringRef, llvm::StringRef> scopes;
  for (const facts::Function &function : program.functions)
    scopes.emplace(function.key, function.scope);
  return scopes;
}

Findings orm_bypass(const Input &input) {
  const std::vector<std::string> &layer = input.settings.ormLayer;
  if (layer.empty()) // no layer was declared: none can be bypassed
    return {};
  const facts::Program &program = *input.conclusions.program;
  auto scopes = scopesByFunction(program);
  Findings findings;
  std::set<findings::Place> seen;
  for (const facts::Call &call : program.calls) {
    if (!sendsStatement(call) || !call.location.isValid())
      continue;
    findings::Place place = placeOf(input, call.location);
    std::string path = relativeTo(input.settings.root, place.file);
    auto scope = scopes.find(call.enclosing);
    llvm::StringRef scopeName = scope == scopes.end() ? "" : scope->second;
    if (llvm::any_of(layer, [&](const std::string &entry) { return covers(entry, path, scopeName); }) ||
        !seen.insert(place).second)
      continue;
    findings::Finding finding;
    finding.place = place;
    finding.message = "'" + call.function + "' goes round the data layer; move the statement to a method of it (" +
                      llvm::join(layer, ", ") + ") and call that";
    finding.advice = "give the data layer a method that says what is asked, and keep the driver behind it:\n"
                     "  std::vector<Order> Orders::of(UserId user); // the statement stands in its body";
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace pgtidy::checks
