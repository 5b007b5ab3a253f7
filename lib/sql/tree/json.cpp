// A general JSON parser took longer over a statement than PostgreSQL's own took over its text. What is read here is
// what one known program wrote, so commas and colons are passed over, not checked.
#include "tree/json.h"

#include "parse/utf8.h"

#include <algorithm>
#include <charconv>

namespace pgtidy::sql {

namespace {

/// Whether the byte of a string stands for itself and does not end it.
constexpr bool isPlain(char byte) { return byte != '"' && byte != '\\' && static_cast<uint8_t>(byte) < 0x80; }

class Reader {
  using Data = Node::Data;
  using Kind = Data::Kind;

public:
  Reader(std::string_view json, std::string_view sql, llvm::BumpPtrAllocator &memory)
      : At(json.data()), End(json.data() + json.size()), Sql(sql), Memory(memory) {
    Open.reserve(64);
  }

  const Data *read() {
    while (At != End)
      if (!piece(*At))
        return nullptr;
    return Open.empty() ? Root : nullptr;
  }

private:
  struct Level {
    Data *node;
    Data *last; ///< the child that was added last
  };

  bool piece(char first) {
    switch (first) {
    case ',':
    case ':':
    case ' ':
      ++At;
      return true;
    case '{':
      return open(Kind::Object);
    case '[':
      return open(Kind::Array);
    case '}':
    case ']':
      return close();
    case '"':
      return string();
    case 't':
      return word("true", Kind::Boolean, true);
    case 'f':
      return word("false", Kind::Boolean, false);
    case 'n':
      return word("null", Kind::Null, false);
    default:
      return number();
    }
  }

  Data *add(Kind kind) {
    auto *node = new (Memory.Allocate<Data>()) Data;
    node->kind = kind;
    node->key = Key;
    Key = {};
    if (Open.empty()) {
      Root = node;
      return node;
    }
    Level &parent = Open.back();
    (parent.last ? parent.last->next : parent.node->firstChild) = node;
    parent.last = node;
    return node;
  }

  bool open(Kind kind) {
    ++At;
    Open.push_back({add(kind), nullptr});
    return true;
  }

  bool close() {
    ++At;
    if (Open.empty())
      return false;
    if (Open.back().node->key == "A_Const")
      restoreNegative(*Open.back().node);
    Open.pop_back();
    return true;
  }

  bool word(std::string_view text, Kind kind, bool flag) {
    if (!std::string_view(At, End - At).starts_with(text))
      return false;
    At += text.size();
    add(kind)->flag = flag;
    return true;
  }

  bool number() {
    int64_t value = 0;
    auto [end, error] = std::from_chars(At, End, value);
    if (error != std::errc())
      return false;
    At = end;
    add(Kind::Number)->number = value;
    return true;
  }

  /// A string; the name of a member where one is to come.
  bool string() {
    const char *begin = ++At;
    while (At != End && isPlain(*At))
      ++At;
    const bool isAllPlain = At != End && *At == '"';
    for (bool isEscaped = false; At != End && (isEscaped || *At != '"'); ++At)
      isEscaped = !isEscaped && *At == '\\';
    if (At == End)
      return false;
    std::string_view text(begin, At - begin);
    ++At;
    if (!isAllPlain && !decode(text))
      return false;
    if (Key.data() == nullptr && !Open.empty() && Open.back().node->kind == Kind::Object)
      Key = text;
    else
      add(Kind::String)->text = text;
    return true;
  }

  /// Without escapes and in UTF-8: an escape such as E'\xff' in the SQL may have made other bytes.
  bool decode(std::string_view &text) {
    std::string plain;
    plain.reserve(text.size());
    for (size_t at = 0; at < text.size(); ++at)
      if (text[at] != '\\')
        plain += text[at];
      else if (!unescape(text, ++at, plain))
        return false;
    makeValidUtf8(plain);
    char *bytes = Memory.Allocate<char>(plain.size());
    std::copy(plain.begin(), plain.end(), bytes);
    text = {bytes, plain.size()};
    return true;
  }

  /// What stands behind a backslash at `at`. By number libpg_query writes single ASCII characters only.
  static bool unescape(std::string_view text, size_t &at, std::string &into) {
    static constexpr std::string_view Letters = "bfnrt", Meant = "\b\f\n\r\t";
    if (size_t letter = Letters.find(text[at]); letter != std::string_view::npos) {
      into += Meant[letter];
      return true;
    }
    if (text[at] != 'u') {
      into += text[at];
      return true;
    }
    constexpr size_t Digits = 4;
    const char *digits = text.data() + at + 1, *end = digits + std::min(Digits, text.size() - at - 1);
    unsigned code = 0;
    auto [read, error] = std::from_chars(digits, end, code, 16);
    if (error != std::errc() || read != digits + Digits || code >= 0x80)
      return false;
    into += static_cast<char>(code);
    at += Digits;
    return true;
  }

  // libpg_query writes no integers below 1: that of -1 is read from the text again, where the constant is "- 1".
  void restoreNegative(const Data &constant) {
    auto *value = const_cast<Data *>(constant.firstChild); // made by add()
    if (!value || value->key != "ival" || value->firstChild)
      return;
    auto at = static_cast<size_t>(Node(&constant)["location"].integer());
    if (at >= Sql.size() || Sql[at] != '-')
      return;
    int64_t number = 0;
    at = Sql.find_first_of("0123456789", at);
    for (; at < Sql.size() && Sql[at] >= '0' && Sql[at] <= '9' && number <= INT32_MAX; ++at)
      number = number * 10 + (Sql[at] - '0');
    auto *node = new (Memory.Allocate<Data>()) Data;
    node->kind = Kind::Number;
    node->key = "ival";
    node->number = -number;
    value->firstChild = node;
  }

  const char *At, *End;
  std::string_view Sql;
  llvm::BumpPtrAllocator &Memory;
  const Data *Root = nullptr;
  std::string_view Key; ///< of the member whose value comes next
  std::vector<Level> Open;
};

} // namespace

const Node::Data *readJson(std::string_view json, std::string_view sql, llvm::BumpPtrAllocator &memory) {
  return Reader(json, sql, memory).read();
}

} // namespace pgtidy::sql
