#include "serialize_reader.h"

#include "serialize_format.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace pgtidy::facts {
namespace {

const nlohmann::json Absent;

} // namespace

void Reader::fail(const std::string &what) {
  if (Error.empty())
    Error = Where.empty() ? what : Where + ": " + what;
}

const Reader::json &Reader::member(const json &object, const char *key) {
  if (!object.is_object()) {
    fail("an object was expected");
    return Absent;
  }
  auto found = object.find(key);
  if (found == object.end()) {
    fail(std::string("'") + key + "' is missing");
    return Absent;
  }
  return *found;
}

const Reader::json &Reader::list(const char *key) {
  at("");
  const json &value = member(Root, key);
  at(key);
  if (!value.is_array())
    fail("a list was expected");
  return value.is_array() ? value : Absent;
}

bool Reader::isArray(const json &value, size_t size) {
  if (value.is_array() && value.size() == size)
    return true;
  fail("a list of " + std::to_string(size) + " elements was expected");
  return false;
}

uint32_t Reader::number(const json &value, uint32_t most) {
  if (value.is_number_unsigned() && value.get<uint64_t>() <= most)
    return static_cast<uint32_t>(value.get<uint64_t>());
  fail("a number up to " + std::to_string(most) + " was expected");
  return 0;
}

int64_t Reader::integer(const json &value) {
  if (!value.is_number_integer())
    fail("a whole number was expected");
  return value.is_number_integer() ? value.get<int64_t>() : 0;
}

bool Reader::boolean(const json &value) {
  if (!value.is_boolean())
    fail("true or false was expected");
  return value.is_boolean() && value.get<bool>();
}

std::string Reader::bytes(const json &value) {
  if (value.is_string())
    return value.get<std::string>();
  std::string result;
  if (!value.is_object() || value.size() != 1 || !value.contains("hex") || !value["hex"].is_string() ||
      !llvm::tryGetFromHex(value["hex"].get_ref<const std::string &>(), result))
    fail("a string was expected");
  return result;
}

template <typename Element, typename Read>
std::vector<Element> Reader::all(const json &value, const char *what, const Read &read) {
  std::vector<Element> result;
  if (!value.is_array())
    fail(std::string("a list of ") + what + " was expected");
  else
    for (const json &element : value)
      result.push_back(read(element));
  return result;
}

std::vector<std::string> Reader::strings(const json &value) {
  return all<std::string>(value, "strings", [&](const json &element) { return bytes(element); });
}

std::vector<uint32_t> Reader::numbers(const json &value) {
  return all<uint32_t>(value, "numbers", [&](const json &element) { return number(element); });
}

text::Location Reader::place(const json &value) {
  if (value.is_null() || !isArray(value, 4))
    return {};
  if (Files == 0)
    fail("a place in a file that is not in 'files'");
  return {number(value[0], Files ? Files - 1 : 0), number(value[1]), number(value[2]), number(value[3])};
}

void Reader::readTables(Unit &unit) {
  for (const std::string &path : strings(list("files")))
    if (unit.files.add(path) != Files++)
      return fail("'" + path + "' is there twice");
  const json &nodes = list("texts");
  for (size_t i = 0; i < nodes.size() && !failed(); ++i) {
    at("texts[" + std::to_string(i) + "]");
    uint32_t deepest = depth(nodes[i]) + 1;
    if (deepest > format::DeepestText)
      return fail("the text is nested too deeply");
    Text read = node(nodes[i]);
    Texts.push_back(std::move(read));
    Depths.push_back(deepest);
  }
}

/// The depth of the deepest text that a node refers to.
uint32_t Reader::depth(const json &value) const {
  if (!value.is_array() || value.empty() || !value[0].is_string())
    return 0;
  const auto &kind = value[0].get_ref<const std::string &>();
  std::vector<size_t> inner; // where in it the numbers stand
  if (kind == format::Concat || kind == format::Repeat)
    inner = {1};
  else if (kind == format::Choice)
    inner = {2, 3};
  else if (kind == format::Result || kind == format::Formatted)
    inner = {2};
  else if (kind == format::Narrowed)
    inner = {1, 2};
  auto of = [&](const json &id) {
    return id.is_number_unsigned() && id.get<uint64_t>() < Depths.size() ? Depths[id.get<uint64_t>()] : 0;
  };
  uint32_t deepest = 0;
  for (size_t at : inner) {
    if (at >= value.size())
      continue;
    if (value[at].is_array())
      for (const json &id : value[at])
        deepest = std::max(deepest, of(id));
    else
      deepest = std::max(deepest, of(value[at]));
  }
  return deepest;
}

Text Reader::text(const json &value) {
  if (value.is_null())
    return nullptr;
  uint32_t id = number(value);
  if (id < Texts.size())
    return Texts[id];
  fail("text " + std::to_string(id) + " is not there, or not before its use");
  return nullptr;
}

std::vector<Text> Reader::texts(const json &value) {
  return all<Text>(value, "texts", [&](const json &element) { return text(element); });
}

Hole Reader::hole(const json &value) {
  if (!isArray(value, 7))
    return {};
  return {word(value[0], HoleKind::Unknown),
          bytes(value[1]),
          bytes(value[2]),
          place(value[3]),
          strings(value[4]),
          bytes(value[5]),
          place(value[6])};
}

Literal Reader::literalNode(const json &node) {
  Literal result{bytes(node[1]), {}};
  if (!node[2].is_array())
    fail("a list of runs was expected");
  for (const json &run : node[2]) {
    if (!isArray(run, 4))
      break;
    Run read{number(run[0]), number(run[1]), place(run[3]), number(run[2])};
    if (uint64_t(read.begin) + read.length > result.bytes.size())
      fail("a run is longer than its literal");
    result.runs.push_back(read);
  }
  return result;
}

Text Reader::node(const json &value) {
  if (!value.is_array() || value.empty() || !value[0].is_string()) {
    fail("a text was expected");
    return nullptr;
  }
  const auto &kind = value[0].get_ref<const std::string &>();
  if (kind == format::Literal && isArray(value, 3)) {
    Literal read = literalNode(value);
    return facts::literal(std::move(read.bytes), std::move(read.runs));
  }
  if (kind == format::Hole && isArray(value, 2))
    return facts::hole(hole(value[1]));
  if (kind == format::Concat && isArray(value, 2))
    return concat(texts(value[1]));
  if (kind == format::Choice && isArray(value, 6)) {
    std::vector<Text> branches = texts(value[2]);
    if (branches.empty())
      return nothing();
    return choice(bytes(value[1]), std::move(branches), {text(value[3]), text(value[4]), boolean(value[5])});
  }
  if (kind == format::Formatted && isArray(value, 6))
    return formatted({word(value[1], FormatStyle::QuotedName), texts(value[2]), strings(value[3]), hole(value[4]),
                      number(value[5])});
  if (kind == format::Narrowed && isArray(value, 7))
    return narrowed({text(value[1]),
                     text(value[2]),
                     boolean(value[3]),
                     {bytes(value[4]), number(value[5])},
                     word(value[6], Extent::End)});
  if (kind == format::Repeat && isArray(value, 3))
    return repeat(text(value[1]), boolean(value[2]));
  if (kind == format::Parameter && isArray(value, 4))
    return parameter({bytes(value[1]), number(value[2]), hole(value[3])});
  if (kind == format::Symbol && isArray(value, 5))
    return symbol({bytes(value[1]), hole(value[2]), bytes(value[3]), text(value[4])});
  if (kind == format::Result && isArray(value, 5))
    return result({bytes(value[1]), texts(value[2]), hole(value[3]), bytes(value[4])});
  fail("'" + kind + "' is no kind of text");
  return nullptr;
}

} // namespace pgtidy::facts
