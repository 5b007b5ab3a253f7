// Classes whose objects hold more objects of the class: JSON values, nodes of documents, parts of expressions.
#pragma once

#include "clang/AST/DeclCXX.h"

namespace pgtidy::extract {

/// Whether objects of the class hold any number of others of it, or lead to them, in a container. What one of them says
/// tells nothing of the next.
bool isTree(const clang::CXXRecordDecl &record);

} // namespace pgtidy::extract
