// A connection string in full: each setting with its place and its value, and what libpq would not take.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::facts {

/// A setting as written. `value` is decoded (quotes, escapes, percent signs); a HoleByte in it is a run-time value.
struct ConnectionSetting {
  std::string keyword;
  uint32_t keywordBegin = 0; ///< in the text; equal to `begin` where a URI has no keyword for it
  uint32_t begin = 0;        ///< of the value as written
  uint32_t length = 0;
  std::string value;
};

enum class ConnectionFaultKind : uint8_t {
  NoEquals,       ///< a word without '='
  OpenQuote,      ///< a quoted value that does not end
  BadPercent,     ///< '%' without two hexadecimal digits, or "%00"
  BadAddress,     ///< an IPv6 address whose bracket does not close, is empty or is followed by something else
  ExtraEquals,    ///< a second '=' in a parameter of a URI
  NoValue,        ///< a parameter of a URI without '='
  UnknownKeyword, ///< libpq has no such keyword
  OtherScheme,    ///< a URI of PostgreSQL that libpq does not know for one: upper case, a driver's name in it
  BrokenUserInfo, ///< '@' or '/' as they are in the password move the border between password and host
};

struct ConnectionFault {
  ConnectionFaultKind kind;
  uint32_t begin = 0;
  uint32_t length = 0;
  std::string word; ///< the keyword or scheme at fault; never a value
};

struct ConnectionText {
  std::vector<ConnectionSetting> settings; ///< in order; a keyword may be there twice, and the last one holds
  std::vector<ConnectionFault> faults;
  bool isUri = false;
  bool isOpen = false; ///< more settings may be put in at run time

  /// The setting that holds for `keyword`; null when there is none.
  const ConnectionSetting *find(std::string_view keyword) const;
};

/// Reads as PQconninfoParse does, but goes on behind a fault where that can be. A text that begins with a run-time
/// value is open, and only the parameters of a URI behind it are read.
ConnectionText readConnectionText(std::string_view text);

/// The words that libpq takes for this keyword, separated by blanks; "" when it takes any text.
std::string_view wordsOfKeyword(std::string_view keyword);
/// Whether libpq reads the value of this keyword as a number.
bool isNumericKeyword(std::string_view keyword);

} // namespace pgtidy::facts
