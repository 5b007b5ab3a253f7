#include "facts/environment.h"

#include "facts/conninfo.h"

#include <algorithm>
#include <cctype>

namespace pgtidy::facts {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool beginsName(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool continuesName(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.'; }

class Lines {
public:
  Lines(std::string_view text, text::FileId file) : Text(text), File(file) {}

  EnvFile read() {
    if (Text.starts_with("\xEF\xBB\xBF"))
      At = LineBegin = 3;
    while (At < Text.size()) {
      readLine();
      skipLine();
    }
    return std::move(Made);
  }

private:
  std::string_view Text;
  text::FileId File;
  EnvFile Made;
  size_t At = 0;
  size_t LineBegin = 0;
  uint32_t Line = 1;

  bool more() const { return At < Text.size() && Text[At] != '\n'; }

  void step() {
    if (Text[At++] == '\n') {
      ++Line;
      LineBegin = At;
    }
  }
  void skipLine() {
    while (more())
      ++At;
    if (At < Text.size())
      step();
  }
  void skipBlanks() {
    while (more() && isBlank(Text[At]))
      ++At;
  }

  text::Location here() const {
    return {File, Line, static_cast<uint32_t>(At - LineBegin + 1), static_cast<uint32_t>(At)};
  }

  void readLine() {
    skipBlanks();
    EnvVariable variable;
    if (more() && Text[At] == '#') {
      variable.isCommented = true;
      while (more() && (Text[At] == '#' || isBlank(Text[At])))
        ++At;
    }
    if (std::string_view word = "export";
        Text.substr(At).starts_with(word) && At + word.size() < Text.size() && isBlank(Text[At + word.size()])) {
      At += word.size();
      skipBlanks();
    }
    variable.location = here();
    if (!more() || !beginsName(Text[At]))
      return;
    size_t begin = At;
    while (more() && continuesName(Text[At]))
      ++At;
    variable.name = Text.substr(begin, At - begin);
    // In a comment "see A = b" is prose.
    if (!variable.isCommented)
      skipBlanks();
    if (!more() || Text[At] != '=')
      return;
    ++At;
    skipBlanks();
    readValue(variable);
    Made.variables.push_back(std::move(variable));
  }

  void readValue(EnvVariable &variable) {
    char quote = more() ? Text[At] : '\0';
    bool closes = quote && std::string_view("'\"`").find(quote) != std::string_view::npos &&
                  Text.find(quote, At + 1) != std::string_view::npos && !variable.isCommented;
    if (!closes)
      return readBare(variable);
    ++At;
    while (At < Text.size() && Text[At] != quote)
      readByte(variable, quote);
    if (At < Text.size())
      ++At;
  }

  void readBare(EnvVariable &variable) {
    while (more() && !(Text[At] == '#' && (variable.value.empty() || isBlank(Text[At - 1]))))
      readByte(variable, '\0');
    while (!variable.value.empty() && isBlank(variable.value.back()))
      variable.value.pop_back();
  }

  void readByte(EnvVariable &variable, char quote) {
    if (quote != '\'' && Text[At] == '$' && readReference(variable))
      return;
    if (quote == '"' && Text[At] == '\\' && At + 1 < Text.size())
      return readEscape(variable);
    add(variable, Text[At], 1, 0);
  }

  void readEscape(EnvVariable &variable) {
    char c = Text[At + 1];
    add(variable, c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c, 2, 2);
  }

  /// Adds one byte of the value, which the file spells with `length` bytes.
  void add(EnvVariable &variable, char byte, size_t length, uint32_t spelled) {
    auto at = static_cast<uint32_t>(variable.value.size());
    text::Location source = here();
    Run *last = variable.runs.empty() ? nullptr : &variable.runs.back();
    if (!spelled && last && !last->spelled && last->begin + last->length == at &&
        last->source.advanced(last->length) == source)
      ++last->length;
    else
      variable.runs.push_back({at, 1, source, spelled});
    variable.value += byte;
    for (size_t i = 0; i < length; ++i)
      step();
  }

  /// ${NAME}, ${NAME:-default}, $NAME: what the file has set before, else a run-time value.
  bool readReference(EnvVariable &variable) {
    size_t begin = At + 1;
    bool isBraced = begin < Text.size() && Text[begin] == '{';
    begin += isBraced;
    size_t end = begin;
    while (end < Text.size() && continuesName(Text[end]))
      ++end;
    if (end == begin || !beginsName(Text[begin]))
      return false;
    size_t close = isBraced ? Text.find('}', end) : end;
    if (close == std::string_view::npos || Text.substr(end, close - end).find('\n') != std::string_view::npos)
      return false;
    const EnvVariable *known = Made.find(Text.substr(begin, end - begin));
    if (known)
      variable.value += known->value;
    else
      variable.value += HoleByte;
    At = close + isBraced;
    return true;
  }
};

} // namespace

text::Location EnvVariable::source(uint32_t offset) const {
  for (const Run &run : runs)
    if (offset >= run.begin && offset - run.begin < run.length)
      return run.spelled ? run.source : run.source.advanced(offset - run.begin);
  return {};
}

const EnvVariable *EnvFile::find(std::string_view name) const {
  auto found = std::find_if(variables.rbegin(), variables.rend(), [&](const EnvVariable &variable) {
    return variable.name == name && !variable.isCommented;
  });
  return found == variables.rend() ? nullptr : &*found;
}

EnvFile readEnvFile(std::string_view text, text::FileId file) { return Lines(text, file).read(); }

} // namespace pgtidy::facts
