#include "lower/serial.h"

#include "llvm/ADT/StringSwitch.h"

namespace pgtidy::sql {

std::string serialType(llvm::StringRef type) {
  return llvm::StringSwitch<std::string>(type)
      .Case("serial", "int4")
      .Case("serial4", "int4")
      .Case("bigserial", "int8")
      .Case("serial8", "int8")
      .Case("smallserial", "int2")
      .Case("serial2", "int2")
      .Default("");
}

} // namespace pgtidy::sql
