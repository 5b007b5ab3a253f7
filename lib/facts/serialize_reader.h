// Checked access to JSON: the first mistake is kept, everything after it is empty.
#pragma once

#include "facts/unit.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace pgtidy::facts {

/// Reads values and remembers what was wrong first, and where.
class Reader {
public:
  using json = nlohmann::json;

  explicit Reader(const json &root) : Root(root) {}

  const std::string &error() const { return Error; }
  bool failed() const { return !Error.empty(); }
  /// Where the reader is, for messages: "calls[3]".
  void at(std::string where) { Where = std::move(where); }
  void fail(const std::string &what);

  /// Member of an object; null when absent.
  const json &member(const json &object, const char *key);
  /// The list at the root named `key`.
  const json &list(const char *key);
  /// Whether `value` is an array with `size` elements.
  bool isArray(const json &value, size_t size);

  uint32_t number(const json &value, uint32_t most = std::numeric_limits<uint32_t>::max());
  int64_t integer(const json &value);
  bool boolean(const json &value);
  std::string bytes(const json &value);
  std::vector<std::string> strings(const json &value);
  std::vector<uint32_t> numbers(const json &value);
  text::Location place(const json &value);
  template <typename Enum> Enum word(const json &value, Enum last) {
    return static_cast<Enum>(number(value, static_cast<uint32_t>(last)));
  }

  /// Reads the files and the table of texts; the rest refers to them.
  void readTables(Unit &unit);
  /// The text with this number; null for null.
  Text text(const json &value);
  std::vector<Text> texts(const json &value);

private:
  const json &Root;
  std::string Where;
  std::string Error;
  uint32_t Files = 0;
  std::vector<Text> Texts;
  std::vector<uint32_t> Depths;

  template <typename Element, typename Read>
  std::vector<Element> all(const json &value, const char *what, const Read &read);
  Hole hole(const json &value);
  Literal literalNode(const json &node);
  Text node(const json &value);
  uint32_t depth(const json &value) const;
};

} // namespace pgtidy::facts
