// Calls of functions of the program whose statements may be guarded by their callers.
#pragma once

#include "matcher.h"
#include "names.h"
#include "recorder.h"
#include "survey.h"

#include "clang/AST/Decl.h"

namespace pgtidy::extract {

/// Whether the function may come to the database with what it is given: it does so here, or its body is elsewhere.
bool mayVisit(const clang::FunctionDecl &callee, const Survey &survey, Matcher &matcher, Places &places);

/// How the members of what a function leaves in a parameter are called in its answer; `isAlways`: whatever it returns.
std::string membersPrefix(unsigned parameter, bool isAlways);

/// Says of the calls that were not come by that nothing is known of them, as of functions that are handed on as values.
void noteUnseenVisits(const Survey &survey, Matcher &matcher, Places &places, Recorder &recorder);

} // namespace pgtidy::extract
