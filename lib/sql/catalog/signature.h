// The types of functions' arguments, by which functions of one name are told apart.
#pragma once

#include "catalog/session.h"

#include <string>
#include <vector>

namespace pgtidy::sql {

/// The type as the function keeps it: of `orders.id%TYPE`, what the column has now. As written where that is not known.
std::string signatureType(const Session &session, Node type);

/// Whether both lists are of the same types, with their schemas or without.
bool areSameTypes(const std::vector<std::string> &a, const std::vector<std::string> &b);

} // namespace pgtidy::sql
