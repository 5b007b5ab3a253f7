// What views, policies and owners have in common.
#pragma once

#include "sql/catalog.h"
#include "tree/tree.h"

#include <string>

namespace pgtidy::sql {

/// WITH (security_invoker, security_barrier = …): a list of DefElem.
void setViewOptions(Table &view, Node options);
void resetViewOptions(Table &view, Node options);

/// The name in a RoleSpec: "public", "current_user" and kin for those.
std::string roleName(Node roleSpec);

} // namespace pgtidy::sql
