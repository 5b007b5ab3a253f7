#include "catalog/signature.h"

#include "lower/lower.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace pgtidy::sql {

std::string signatureType(const Session &session, Node type) {
  std::string written = typeName(type);
  const size_t at = written.find("%type");
  if (at == std::string::npos)
    return written;
  llvm::SmallVector<llvm::StringRef> path;
  llvm::StringRef(written).take_front(at).split(path, '.');
  if (path.size() < 2)
    return written;
  Name name;
  name.name = path[path.size() - 2].str();
  name.schema = path.size() > 2 ? path[path.size() - 3].str() : "";
  const Table *table = session.catalog.find(name);
  const Column *column = table ? table->column(path.back().str()) : nullptr;
  return column && !column->type.empty() ? column->type + written.substr(at + 5) : written;
}

/// How many dimensions an array has, and how long they are, is no part of its type (Arrays, Declaration); `_text` is
/// what PostgreSQL itself calls `text[]`.
static std::string canonicalArray(llvm::StringRef type) {
  const llvm::StringRef element = type.take_until([](char c) { return c == '['; });
  if (element.size() < type.size())
    return element.str() + "[]";
  return type.consume_front("_") ? type.str() + "[]" : type.str();
}

static bool isSameType(const std::string &left, const std::string &right) {
  const std::string one = canonicalArray(left), other = canonicalArray(right);
  const llvm::StringRef a = one, b = other;
  const bool isOneBare = a.contains('.') != b.contains('.');
  return a == b || (isOneBare && a.substr(a.rfind('.') + 1) == b.substr(b.rfind('.') + 1));
}

bool areSameTypes(const std::vector<std::string> &a, const std::vector<std::string> &b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(),
                    [](const std::string &x, const std::string &y) { return isSameType(x, y); });
}

void renameInSignatures(Catalog &catalog, const std::string &from, const std::string &to) {
  auto rename = [&](std::string &type) {
    const std::string before = type.starts_with("setof ") ? "setof " : "",
                      element = type.substr(before.size(), type.find('[') - before.size()),
                      behind = type.substr(before.size() + element.size());
    if (isSameType(element, from))
      type = before + to + behind;
  };
  for (Function &function : catalog.functions) {
    llvm::for_each(function.argumentTypes, rename);
    llvm::for_each(function.outputTypes, rename);
    rename(function.returns);
  }
}

MeantFunctions functionsMeant(const Session &session, Node objectWithArgs) {
  MeantFunctions meant;
  const std::vector<std::string> path = stringList(objectWithArgs["objname"]);
  if (path.empty())
    return meant;
  for (Node type : objectWithArgs["objargs"])
    meant.types.push_back(signatureType(session, type));
  meant.anyTypes = objectWithArgs["args_unspecified"].boolean();
  meant.schema = session.schemaOfFunction(path, meant.anyTypes ? nullptr : &meant.types);
  meant.name = path.back();
  return meant;
}

} // namespace pgtidy::sql
