#include "orm_layer.h"

#include "text/glob.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

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

OrmLayer::OrmLayer(const Input &input) : Given(input) {
  for (const facts::Function &function : input.conclusions.program->functions)
    Scopes.emplace(function.key, function.scope);
}

bool OrmLayer::covers(const facts::Call &call) const {
  std::string path = relativeTo(Given.settings.root, placeOf(Given, call.location).file);
  auto scope = Scopes.find(call.enclosing);
  llvm::StringRef scopeName = scope == Scopes.end() ? "" : scope->second;
  return llvm::any_of(Given.settings.ormLayer,
                      [&](const std::string &entry) { return checks::covers(entry, path, scopeName); });
}

} // namespace pgtidy::checks
