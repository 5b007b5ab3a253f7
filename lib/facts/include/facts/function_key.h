// Keys of functions that are instances of templates.
#pragma once

#include <string>

namespace pgtidy::facts {

/// What stands behind the key of a template in those of its instances; `instance` tells one from the others.
std::string instanceKey(const std::string &instance);

/// The key of the template that the function, or the part of one, is an instance of; the key itself for others. Units
/// that have no body of an instance call it so.
std::string patternKey(const std::string &key);

} // namespace pgtidy::facts
