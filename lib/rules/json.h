// JSON that remembers where each value stands, so that a mistake in a rules file can be shown.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pgtidy::rules {

struct Member;

struct Json {
  enum class Kind : uint8_t { Null, Boolean, Integer, Number, String, Array, Object };
  Kind kind = Kind::Null;
  size_t offset = 0; ///< of its first byte
  bool boolean = false;
  int64_t integer = 0;
  std::string string;
  std::vector<Json> items;     ///< Array
  std::vector<Member> members; ///< Object, in the order written

  const Json *find(llvm::StringRef key) const;
};

struct Member {
  std::string key;
  size_t offset = 0; ///< of the key
  Json value;
};

/// "an object", "a string": for messages.
llvm::StringRef kindName(Json::Kind kind);

/// A rules file's path and text, for messages that say "path:line:column: what".
struct Source {
  llvm::StringRef path;
  llvm::StringRef text;
  llvm::Error mistake(size_t offset, const llvm::Twine &message) const;
};

/// Parses `source`; comments are not allowed, nesting is bounded.
llvm::Expected<Json> parseJson(const Source &source);

} // namespace pgtidy::rules
