// One diagnosis, ready to be reported.
#pragma once

#include "text/edit.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pgtidy::findings {

enum class Severity : uint8_t { Warning, Error };

/// Where it is, for people: 1-based, columns in bytes; line 0 means "the file as a whole".
struct Place {
  std::string file;
  uint32_t line = 0;
  uint32_t column = 0;
  auto operator<=>(const Place &) const = default;
};

/// A step on the way to the finding: a wrapper's call, the literal, the declaration.
struct Note {
  Place place;
  std::string message;
  bool operator==(const Note &) const = default;
};

/// A repair that may be applied as it is.
struct Fix {
  std::string title;
  std::vector<text::Edit> edits;
  bool operator==(const Fix &) const = default;
};

/// `message` says what is wrong, then what to do: lower case, no full stop, no secret in it. `advice` is the corrected
/// code or SQL, to be shown below.
struct Finding {
  std::string check;
  Severity severity = Severity::Warning;
  Place place;
  std::string message;
  std::vector<Note> notes;
  std::string advice;
  std::vector<Fix> fixes;
  Place call; ///< the database call, when `place` is elsewhere: a suppression there counts as well; else line 0
};

/// A stretch of a line that must not be shown: (a part of) a credential.
struct Secret {
  Place place;
  uint32_t length = 0; ///< bytes
  auto operator<=>(const Secret &) const = default;
};

/// A thing that kept pgtidy from reading a part of its input, with place and remedy in the message.
struct Problem {
  Place place; ///< file empty when it concerns the run
  std::string message;
  auto operator<=>(const Problem &) const = default;
};

} // namespace pgtidy::findings
