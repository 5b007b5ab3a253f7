// The names and numbers of the format that writer and reader share.
#pragma once

#include <cstdint>

namespace pgtidy::facts::format {

/// Changes whenever a reader of the last one would misunderstand.
inline constexpr uint32_t Version = 18;
inline constexpr const char *VersionKey = "pgtidyFacts";

/// First element of a node's array.
inline constexpr const char *Literal = "literal";
inline constexpr const char *Hole = "hole";
inline constexpr const char *Concat = "concat";
inline constexpr const char *Choice = "choice";
inline constexpr const char *Repeat = "repeat";
inline constexpr const char *Parameter = "parameter";
inline constexpr const char *Symbol = "symbol";
inline constexpr const char *Result = "result";
inline constexpr const char *Narrowed = "narrowed";
inline constexpr const char *Formatted = "formatted";

/// Expressions nested deeper are damage: no program is read so far.
inline constexpr uint32_t DeepestText = 2000;
/// The same for statements whose values were read by statements.
inline constexpr uint32_t DeepestLookup = 8;

} // namespace pgtidy::facts::format
