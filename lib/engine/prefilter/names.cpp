#include "names.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace pgtidy::engine {

Name functionName(llvm::StringRef qualified) {
  if (qualified.ends_with(")") && !qualified.contains("operator"))
    qualified = qualified.take_until([](char c) { return c == '('; });
  size_t at = qualified.find("operator");
  bool isOperator = at != llvm::StringRef::npos && (at == 0 || qualified[at - 1] == ':') &&
                    !llvm::isAlnum(qualified.substr(at + 8, 1).empty() ? ' ' : qualified[at + 8]) &&
                    qualified.substr(at + 8, 1) != "_";
  llvm::SmallVector<llvm::StringRef, 4> parts;
  qualified.substr(0, isOperator ? at : llvm::StringRef::npos).split(parts, "::", -1, /*KeepEmpty=*/false);
  Name name;
  if (isOperator)
    name.last = parts.empty() ? "operator" : parts.back().str();
  else if (!parts.empty())
    name.last = parts.back().ltrim('~').str();
  if (!isOperator && !parts.empty())
    parts.pop_back();
  for (llvm::StringRef part : parts)
    if (part != name.last)
      name.scope.push_back(part.str());
  return name;
}

/// "Foo" of "Foo>#T" and "x#" .
static std::string plain(llvm::StringRef part) {
  return part.take_while([](char c) { return llvm::isAlnum(c) || c == '_' || c == '$'; }).str();
}

std::optional<Name> methodName(llvm::StringRef usr) {
  llvm::SmallVector<llvm::StringRef, 8> parts;
  usr.split(parts, '@');
  for (size_t i = 2; i + 1 < parts.size(); ++i) { // c: @S@Store @F@put#*1C#
    bool isClassOfThatName = parts[i + 1] == "F";
    if (parts[i] != "F" || isClassOfThatName)
      continue;
    std::string last = plain(parts[i + 1]), record = plain(parts[i - 1]);
    if (last.empty() || record.empty())
      return std::nullopt;
    return last == "operator" ? Name{record, {}} : Name{last, {record}};
  }
  return std::nullopt;
}

std::vector<Name> symbolNames(llvm::StringRef usr) {
  llvm::SmallVector<llvm::StringRef, 8> parts;
  usr.split(parts, '@');
  std::string last = parts.empty() ? "" : plain(parts.back());
  if (last.empty())
    return {};
  if (parts.size() < 3 || parts[parts.size() - 2] != "FI")
    return {{last, {}}};
  std::string record = plain(parts[parts.size() - 3]);
  if (record.empty())
    return {{last, {}}};
  return {{last, {record}}, {record, {}}};
}

} // namespace pgtidy::engine
