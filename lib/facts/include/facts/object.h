// Objects that are not known by the member or variable that they are, but are the same in all of a text.
#pragma once

#include <string>

namespace pgtidy::facts {

/// As anyObject(): one of which no more is known, but that it is the same wherever it is called so.
std::string sameObject(const std::string &identity);
/// What such an object is called by; "" of others.
std::string identityOfObject(const std::string &object);

} // namespace pgtidy::facts
