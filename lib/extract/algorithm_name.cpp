#include "algorithm_name.h"

#include "names.h"

#include "clang/AST/DeclCXX.h"

#include "llvm/ADT/StringRef.h"

namespace pgtidy::extract {

AlgorithmName algorithmName(const clang::FunctionDecl &function) {
  auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  if (method && method->getOverloadedOperator() != clang::OO_Call)
    return {};
  const std::string qualified = qualifiedName(function);
  llvm::StringRef name = qualified;
  const bool isStd = name.consume_front("std::"), isRange = isStd && name.consume_front("ranges::");
  if (isRange && method) {
    name.consume_back("::operator()");
    name.consume_back("_fn");
    name.consume_front("__");
  }
  const bool isPlain = isStd && isRange == (method != nullptr) && !name.contains("::");
  return isPlain ? AlgorithmName{name.str(), isRange} : AlgorithmName{};
}

} // namespace pgtidy::extract
