// The JSON of libpg_query, read straight into the nodes of a parse tree.
#pragma once

#include "tree/tree.h"

#include "llvm/Support/Allocator.h"

namespace pgtidy::sql {

/// The root of what libpg_query wrote of the text `sql`; null where it is cut off or no JSON. Nodes are put into
/// `memory`; what they say are pieces of `json`, which has to live as long as they do. Bytes that are not UTF-8 become
/// '_'.
const Node::Data *readJson(std::string_view json, std::string_view sql, llvm::BumpPtrAllocator &memory);

} // namespace pgtidy::sql
