// A name that leads to a database call, and what must be in sight for it to be that name.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace pgtidy::engine {

struct Name {
  std::string last;               ///< as a source that uses it spells it
  std::vector<std::string> scope; ///< classes and namespaces; a unit in which one is nowhere does not know the name
  auto operator<=>(const Name &) const = default;
};

/// The name of a function ("app::Orders::find", "f(T)"). Constructors, destructors and operators of a class are used by
/// its name; an operator of no class by the word "operator", which every declaration of one has.
Name functionName(llvm::StringRef qualified);
/// The name of a method whose key is this USR, of which no unit parsed so far has more than a declaration.
std::optional<Name> methodName(llvm::StringRef usr);
/// The names by which a variable or member is used whose key is this USR; a member also by its class, whose objects may
/// be made of a list.
std::vector<Name> symbolNames(llvm::StringRef usr);

} // namespace pgtidy::engine
