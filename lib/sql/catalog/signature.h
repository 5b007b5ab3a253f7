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

/// A type, "schema.name", has another name: so it has in what functions take and give.
void renameInSignatures(Catalog &catalog, const std::string &from, const std::string &to);

/// The functions that a statement means: the one with these types, or, where it does not say them, all of the name.
struct MeantFunctions {
  std::string schema;
  std::string name; ///< "" where none is named
  std::vector<std::string> types;
  bool anyTypes = false;

  bool isNamed(const Function &function) const { return function.name == name && function.schema == schema; }
  bool operator()(const Function &function) const {
    return isNamed(function) && (anyTypes || areSameTypes(function.argumentTypes, types));
  }
};

/// Those of an ObjectWithArgs.
MeantFunctions functionsMeant(const Session &session, Node objectWithArgs);

} // namespace pgtidy::sql
