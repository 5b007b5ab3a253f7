// Keys of containers: which element a text asks for, and which it was put under.
#pragma once

#include "facts/text.h"

#include <string>

namespace pgtidy::analysis {

/// Whether callers say what the key is: a parameter is in it.
bool isUpToCallers(const facts::Text &key);

/// Whether nothing is known of a key that is asked for, or under which something is put; null is no key.
bool isAnyKey(const facts::Text &key);

/// The text, whose values took that way.
facts::Text withOrigin(const facts::Text &text, const std::string &origin);

/// Tells a key of which nothing is written from others, wherever it is asked for; "" where it may be another each time.
std::string valueOfKey(const facts::Text &key);

/// The elements of containers in the text as the one that the hole asks for, where that is a certain one.
facts::Text withElementAsked(const facts::Text &text, const facts::Hole &asked);

} // namespace pgtidy::analysis
