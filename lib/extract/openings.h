// Where functions open connections, and how often: the steps by which a connection can be opened for each request.
#pragma once

#include "facts/unit.h"
#include "matcher.h"
#include "names.h"
#include "survey.h"

#include <vector>

namespace pgtidy::extract {

/// The openings in the functions of a unit that can matter: those that a caller's caller meets for certain, and those
/// that are made for each request or turn. Calls of functions whose bodies the unit shows are left out where they open
/// nothing.
std::vector<facts::Opening> openingsIn(const Survey &survey, Matcher &matcher, Places &places);

} // namespace pgtidy::extract
