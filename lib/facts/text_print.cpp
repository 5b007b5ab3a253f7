#include "facts/text.h"

#include <cstdio>

namespace pgtidy::facts {
namespace {

/// Shared parts are printed wherever they stand, so a small expression may be a very long text.
constexpr size_t LongestPrint = 1 << 16;

class Printer {
public:
  std::string Out;

  void print(const Text &text) {
    if (Out.size() > LongestPrint)
      return;
    if (!text)
      Out += "null";
    else
      std::visit([&](const auto &value) { print(value); }, text->value);
  }

private:
  void list(const std::vector<Text> &texts, const char *separator) {
    for (size_t i = 0; i < texts.size() && Out.size() <= LongestPrint; ++i) {
      Out += i ? separator : "";
      print(texts[i]);
    }
  }

  void print(const Literal &literal) {
    Out += '"';
    for (char c : literal.bytes)
      byte(c);
    Out += '"';
  }

  void byte(char c) {
    static constexpr std::string_view Named = "\n\t\r\"\\";
    static constexpr std::string_view Letters = "ntr\"\\";
    if (size_t at = Named.find(c); at != Named.npos) {
      Out += '\\';
      Out += Letters[at];
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\x%02x", static_cast<unsigned char>(c));
      Out += escape;
    } else {
      Out += c;
    }
  }

  void print(const Hole &hole) { Out += "{" + hole.expression + "}"; }
  void print(const Concat &concat) { list(concat.parts, " + "); }
  void print(const Choice &choice) {
    Out += '(';
    list(choice.branches, "|");
    Out += ')';
  }
  void print(const Repeat &repeat) {
    Out += '(';
    print(repeat.body);
    Out += repeat.atLeastOnce ? ")+" : ")*";
  }
  void print(const Formatted &formatted) {
    Out += formatted.style == FormatStyle::Part           ? "part("
           : formatted.style == FormatStyle::WithoutStart ? "withoutStart("
           : formatted.style == FormatStyle::WithoutEnd   ? "withoutEnd("
           : formatted.style == FormatStyle::QuotedName   ? "quoted("
                                                          : "format(";
    list(formatted.texts, ", ");
    if (formatted.count > 0)
      Out += ", " + std::to_string(formatted.count);
    Out += ')';
  }
  void print(const Narrowed &narrowed) {
    print(narrowed.text);
    if (!narrowed.value) {
      Out += narrowed.by.function.empty() ? "[ok]" : "[by " + narrowed.by.function + "]";
      return;
    }
    Out += narrowed.equal ? "[=" : "[!=";
    if (narrowed.extent == Extent::End)
      Out += "* + ";
    print(narrowed.value);
    if (narrowed.extent == Extent::Start)
      Out += " + *";
    Out += ']';
  }
  void print(const Parameter &parameter) {
    Out += '$';
    Out += parameter.hole.expression.empty() ? std::to_string(parameter.index) : parameter.hole.expression;
  }
  void print(const Symbol &symbol) {
    Out += symbol.key;
    if (symbol.under) {
      Out += " under ";
      print(symbol.under);
    }
    if (!symbol.object.empty() && !isAnyObject(symbol.object))
      Out += " of " + symbol.object;
  }
  void print(const Result &result) {
    Out += result.function + "(";
    list(result.arguments, ", ");
    Out += ')';
  }
};

} // namespace

std::string print(const Text &text) {
  Printer printer;
  printer.print(text);
  return std::move(printer.Out);
}

} // namespace pgtidy::facts
