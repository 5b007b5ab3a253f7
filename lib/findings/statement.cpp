#include "findings/statement.h"

namespace pgtidy::findings {

std::string_view word(Scope scope) {
  switch (scope) {
  case Scope::Scoped:
    return "scoped";
  case Scope::Constant:
    return "constant-user";
  case Scope::Open:
    return "unscoped";
  case Scope::OwnershipChange:
    return "ownership-change";
  case Scope::Undecided:
    return "undecided";
  }
  return {};
}

} // namespace pgtidy::findings
