// What a member is given of itself: what another object of its class has there, or what it had before.
#pragma once

#include "link_classes.h"

#include "facts/unit.h"

namespace pgtidy::analysis {

/// Whether the text is the member's own, before or, where it is asked for any object's, in another: that says nothing
/// new but how it was tested.
bool isItself(const facts::Text &text, const facts::SymbolText &put, const Object &object);

/// The text without the ways on which it is the member's own: an object that is made like another of its class has in
/// it what others put there. Null where no other is left.
facts::Text withoutItself(const facts::Text &text, const facts::SymbolText &put, const Object &object);

/// What a text puts behind the text that its own member had before; null where it does not begin with that.
facts::Text behindItself(const facts::Text &text, const facts::SymbolText &put, const Object &object);

} // namespace pgtidy::analysis
