#include "migrations/cut.h"

#include "catalog/split.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace pgtidy::sql {
namespace {

struct Marker {
  llvm::StringLiteral text; ///< lower case, blanks left out
  bool down;
};

/// The comments by which tools part a file, as they stand at a line's start.
constexpr Marker Markers[] = {
    {"--migrate:up", false},
    {"--migrate:down", true},
    {"--+gooseup", false},
    {"--+goosedown", true},
    {"--+migrateup", false},
    {"--+migratedown", true},
    {"--+micrateup", false},
    {"--+micratedown", true},
    {"--upmigration", false},
    {"--downmigration", true},
    {"--@up", false},
    {"--@down", true},
    {"----createabove/dropbelow", true},
};

std::string withoutBlanks(llvm::StringRef line) {
  std::string packed;
  for (char c : line.substr(0, 80)) // long enough for every marker
    if (!llvm::isSpace(c))
      packed += llvm::toLower(c);
  return packed;
}

/// Whether a line of a comment begins a section, and of which direction.
std::optional<bool> opensDown(llvm::StringRef line) {
  std::string packed = withoutBlanks(line);
  for (const Marker &marker : Markers)
    if (llvm::StringRef(packed).starts_with(marker.text) && !llvm::isAlpha(packed.c_str()[marker.text.size()]))
      return marker.down;
  if (packed.starts_with("--migrate:uptransaction:")) // an option without its blank
    return false;
  if (packed.starts_with("--migrate:downtransaction:"))
    return true;
  return std::nullopt;
}

/// Whether only blanks stand before `position` in its line.
bool startsLine(std::string_view text, size_t position) {
  while (position > 0 && (text[position - 1] == ' ' || text[position - 1] == '\t'))
    --position;
  return position == 0 || text[position - 1] == '\n';
}

size_t lineEnd(std::string_view text, size_t position) { return std::min(text.find('\n', position), text.size()); }

/// The start of the line `\.` that ends COPY data, or the end of the text; `after` is past it.
size_t copyDataEnd(std::string_view text, size_t position) {
  while (position < text.size()) {
    size_t end = lineEnd(text, position);
    if (llvm::StringRef(text.substr(position, end - position)).rtrim() == "\\.")
      return end;
    position = end + 1;
  }
  return text.size();
}

/// Whether the statement that began at `begin` and ends at `end` is followed by data: COPY … FROM stdin.
bool readsData(std::string_view text, size_t begin, size_t end) {
  if (!isWordAt(text, begin, "COPY"))
    return false;
  for (size_t i = begin; i < end; i = tokenEnd(text, i))
    if (isWordAt(text, i, "FROM") && isWordAt(text, skipBlanks(text, i + 4), "STDIN"))
      return true;
  return false;
}

/// `:name`, `:"name"`, `:'name'` at a place where no cast or slice can be.
bool isPsqlVariable(std::string_view text, size_t colon) {
  bool opens = colon == 0 || llvm::isSpace(text[colon - 1]) || llvm::StringRef("(,.=").contains(text[colon - 1]);
  char next = colon + 1 < text.size() ? text[colon + 1] : ' ';
  return opens && (llvm::isAlpha(next) || next == '_' || next == '"' || next == '\'');
}

/// `${name}`: the end of it, 0 when there is none at `dollar`.
size_t placeholderEnd(std::string_view text, size_t dollar) {
  if (dollar + 1 >= text.size() || text[dollar + 1] != '{')
    return 0;
  size_t i = dollar + 2;
  while (i < text.size() && (llvm::isAlnum(text[i]) || llvm::StringRef("_:.-").contains(text[i])))
    ++i;
  return i < text.size() && text[i] == '}' && i > dollar + 2 ? i + 1 : 0;
}

/// `{{ … }}` of a template: the end of it, 0 when there is none at `brace`.
size_t templateEnd(std::string_view text, size_t brace) {
  if (text.substr(brace, 2) != "{{")
    return 0;
  size_t end = text.find("}}", brace + 2);
  return end == std::string_view::npos ? 0 : end + 2;
}

/// `{{ if … }}`, `{{- end }}`, `{{/* … */}}`, `{{ $x := … }}`: puts nothing there by itself.
bool isSteering(llvm::StringRef inBraces) {
  inBraces = inBraces.ltrim("-~ \t\r\n");
  if (inBraces.starts_with("/*") || inBraces.starts_with("#") || inBraces.starts_with("!") || inBraces.contains(":="))
    return true;
  llvm::StringRef word = inBraces.take_while([](char c) { return llvm::isAlpha(c); });
  static constexpr llvm::StringLiteral words[] = {"if",    "else",  "end",      "range",  "with", "define",
                                                  "block", "break", "continue", "unless", "each", "template"};
  return llvm::is_contained(words, word);
}

void nameFromPlaceholder(std::string &text, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i)
    if (!llvm::isAlnum(text[i]))
      text[i] = '_';
}

} // namespace

void blank(std::string &text, size_t begin, size_t end) {
  for (size_t i = begin; i < end && i < text.size(); ++i)
    if (text[i] != '\n' && text[i] != '\r')
      text[i] = ' ';
}

void blankDownSections(std::string &text) {
  constexpr size_t Up = std::string::npos;
  size_t down = Up; // where the section that goes down begins
  for (size_t dashes = text.find("--"); dashes != std::string::npos;) {
    size_t end = lineEnd(text, dashes);
    std::optional<bool> opens;
    if (startsLine(text, dashes))
      opens = opensDown(llvm::StringRef(text).slice(dashes, end));
    if (opens && down != Up && !*opens)
      blank(text, std::exchange(down, Up), dashes);
    else if (opens && down == Up && *opens)
      down = dashes;
    dashes = text.find("--", end);
  }
  if (down != Up)
    blank(text, down, text.size());
}

/// Templates stand within quotes as well, with quotes of their own.
static void fillTemplates(std::string &text, std::vector<Offset> *templates) {
  for (size_t i = text.find("{{"); i != std::string::npos; i = text.find("{{", i + 1)) {
    size_t end = templateEnd(text, i);
    if (!end)
      return;
    llvm::StringRef inside = llvm::StringRef(text).slice(i + 2, end - 2);
    if (inside.contains('{') || inside.contains(','))
      continue; // an array's text
    if (templates)
      templates->push_back(static_cast<Offset>(i));
    if (isSteering(inside))
      blank(text, i, end);
    else
      nameFromPlaceholder(text, i, end);
  }
}

void blankClientSyntax(std::string &text, std::vector<Offset> *templates) {
  fillTemplates(text, templates);
  size_t statement = skipBlanks(text, 0);
  for (size_t i = 0; i < text.size();) {
    if (text[i] == '\\') {
      const llvm::StringRef command = llvm::StringRef(text).substr(i + 1);
      const bool ends = command.starts_with("g"), runs = command.starts_with("gexec");
      blank(text, i, lineEnd(text, i));
      if (ends) // \g, \gset, \gexec: they send what stands before them
        text[i] = ';';
      if (runs) // what that gives is run, and noted as a comment
        text.replace(i, RunsItsRows.size(), RunsItsRows);
      statement = skipBlanks(text, i);
      i = statement;
    } else if (text[i] == ';') {
      if (readsData(text, statement, i)) {
        size_t line = lineEnd(text, i);
        blank(text, line, copyDataEnd(text, std::min(line + 1, text.size())));
      }
      statement = skipBlanks(text, i + 1);
      i = statement;
    } else if (text[i] == ':' && isPsqlVariable(text, i)) {
      text[i] = ' ';
    } else if (size_t end = text[i] == '$' ? placeholderEnd(text, i) : 0) {
      nameFromPlaceholder(text, i, end);
      i = end;
    } else {
      i = tokenEnd(text, i);
    }
  }
}

} // namespace pgtidy::sql
