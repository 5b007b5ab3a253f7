// The facts of all units, put together: what link makes and the analysis reads.
#pragma once

#include "facts/environment.h"
#include "facts/unit.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace pgtidy::facts {

/// All units as one, locations renumbered to one file table; functions, calls and symbols of headers that several units
/// share are there once. Independent of the order of the units.
struct Program {
  text::FileTable files;
  std::vector<Function> functions;
  std::vector<Call> calls;
  std::vector<Invocation> invocations;
  std::vector<Visit> visits;
  std::vector<Answer> answers; ///< of each function one
  std::vector<Sent> sent;
  std::vector<SymbolText> symbols;
  std::vector<VariableRead> reads;
  std::vector<Opening> openings;
  std::vector<Handed> handed;
  std::vector<EnvFile> envFiles; ///< put in by who has read them
  /// What version control knows of the files whose settings the program may read, by path; put in like these.
  std::map<std::string, Tracking> settingFiles;
};

/// Joins units. The order of the result depends on their contents only.
Program join(std::vector<Unit> units);

/// The key as the units have it. A function that several units define in different places (main, static functions in
/// files of one name) gets keys of its own in the program, "key in path"; a unit that only calls it still says "key".
std::string baseKey(const std::string &key);

} // namespace pgtidy::facts
