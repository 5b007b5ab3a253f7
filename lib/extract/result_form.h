// What functions of the program return, as far as a caller may ask it something.
#pragma once

#include "names.h"
#include "value.h"

#include "clang/AST/Type.h"

#include <optional>

namespace pgtidy::extract {

/// What of a function's answer its caller uses of this value, as far as it is one thing; nothing for other types.
struct ResultForm {
  Rows::Part part = Rows::Part::Field;
  clang::QualType held; ///< the type of what it holds
  bool isHeld = false;  ///< by a pointer, or an optional
};

/// The form of a return type; of what is waited for (a task, a future), that of what comes.
std::optional<ResultForm> resultForm(clang::QualType type, Places &places);

/// Whether the type is a pointer, or holds one object that may not be there (std::optional, std::unique_ptr).
bool mayBeNothing(clang::QualType type);

} // namespace pgtidy::extract
