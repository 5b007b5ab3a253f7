#include "tree/tree.h"

#include "parse/stack.h"
#include "parse/utf8.h"

#include "llvm/Support/Allocator.h"

#include <nlohmann/json.hpp>
#include <pg_query.h>

#include <cstring>

namespace pgtidy::sql {

Node Node::operator[](std::string_view key) const {
  if (!D || D->kind != Data::Kind::Object)
    return {};
  for (const Data *child = D->firstChild; child; child = child->next)
    if (child->key == key)
      return Node(child);
  return {};
}

size_t Node::size() const {
  size_t count = 0;
  for (const Data *child = D ? D->firstChild : nullptr; child; child = child->next)
    ++count;
  return count;
}

Node Node::at(size_t index) const {
  const Data *child = D ? D->firstChild : nullptr;
  for (; child && index; --index)
    child = child->next;
  return Node(child);
}

std::string_view Node::tag() const {
  return D && D->kind == Data::Kind::Object && D->firstChild ? D->firstChild->key : std::string_view();
}

Node Node::body() const { return Node(D && D->kind == Data::Kind::Object ? D->firstChild : nullptr); }

std::string_view Node::str() const { return D ? D->text : std::string_view(); }

int64_t Node::integer(int64_t otherwise) const { return D && D->kind == Data::Kind::Number ? D->number : otherwise; }

bool Node::boolean() const { return D && D->flag; }

Node::Iterator Node::begin() const { return Iterator(D ? D->firstChild : nullptr); }

Node::Iterator Node::end() const { return Iterator(nullptr); }

struct Tree::Arena {
  llvm::BumpPtrAllocator memory;

  std::string_view copy(std::string_view text) {
    char *bytes = memory.Allocate<char>(text.size());
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
  }
};

namespace {

/// Receives the JSON of libpg_query piece by piece and hangs it together in the arena.
template <class Arena> class Builder {
  using Kind = Node::Data::Kind;

public:
  Builder(Arena &arena, std::string_view sql) : Memory(arena), Sql(sql) { Open.reserve(64); }
  const Node::Data *root() const { return Root; }

  bool null() { return add(Kind::Null); }
  bool boolean(bool value) {
    add(Kind::Boolean)->flag = value;
    return true;
  }
  bool number_integer(int64_t value) {
    add(Kind::Number)->number = value;
    return true;
  }
  bool number_unsigned(uint64_t value) { return number_integer(static_cast<int64_t>(value)); }
  bool number_float(double value, const std::string &) { return number_integer(static_cast<int64_t>(value)); }
  bool string(std::string &value) {
    add(Kind::String)->text = Memory.copy(value);
    return true;
  }
  template <class Bytes> bool binary(Bytes &) { return false; } // JSON text has none
  bool start_object(size_t) { return open(Kind::Object); }
  bool end_object() { return close(); }
  bool start_array(size_t) { return open(Kind::Array); }
  bool end_array() { return close(); }
  bool key(std::string &name) {
    Key = Memory.copy(name);
    return true;
  }
  template <class Exception> bool parse_error(size_t, const std::string &, const Exception &) { return false; }

private:
  struct Level {
    Node::Data *node;
    Node::Data *last;
  };

  Node::Data *add(Kind kind) {
    auto *node = new (Memory.memory.template Allocate<Node::Data>()) Node::Data;
    node->kind = kind;
    node->key = std::exchange(Key, {});
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
    Open.push_back({add(kind), nullptr});
    return true;
  }
  bool close() {
    if (Open.back().node->key == "A_Const")
      restoreNegative(*Open.back().node);
    Open.pop_back();
    return true;
  }

  // libpg_query writes no integers below 1: that of -1 is read from the text again, where the constant is "- 1".
  void restoreNegative(Node::Data &constant) {
    const Node::Data *value = constant.firstChild;
    if (!value || value->key != "ival" || value->firstChild)
      return;
    auto at = static_cast<size_t>(Node(&constant)["location"].integer());
    if (at >= Sql.size() || Sql[at] != '-')
      return;
    int64_t number = 0;
    at = Sql.find_first_of("0123456789", at);
    for (; at < Sql.size() && Sql[at] >= '0' && Sql[at] <= '9' && number <= INT32_MAX; ++at)
      number = number * 10 + (Sql[at] - '0');
    auto *node = new (Memory.memory.template Allocate<Node::Data>()) Node::Data;
    node->kind = Kind::Number;
    node->key = "ival";
    node->number = -number;
    const_cast<Node::Data *>(value)->firstChild = node; // made by add()
  }

  Arena &Memory;
  std::string_view Sql;
  const Node::Data *Root = nullptr;
  std::string_view Key;
  std::vector<Level> Open;
};

/// Owns what libpg_query hands out.
struct Result {
  PgQueryParseResult value{};
  Result() = default;
  Result(const Result &) = delete;
  Result &operator=(const Result &) = delete;
  ~Result() { pg_query_free_parse_result(value); }
};

template <class Arena> const Node::Data *read(std::string_view json, std::string_view sql, Arena &memory) {
  Builder<Arena> builder(memory, sql);
  bool complete = nlohmann::json::sax_parse(json, &builder);
  return complete ? builder.root() : nullptr;
}

} // namespace

Tree::Tree() = default;
Tree::Tree(Tree &&) noexcept = default;
Tree &Tree::operator=(Tree &&) noexcept = default;
Tree::~Tree() = default;

Tree Tree::parse(std::string_view sql) {
  Tree tree;
  std::string text(sql.substr(0, sql.find('\0')));
  makeValidUtf8(text);
  Result result;
  if (!callWithStackFor(text.size(), [&] { result.value = pg_query_parse(text.c_str()); })) {
    tree.Error = "out of memory";
    return tree;
  }
  if (const PgQueryError *error = result.value.error) {
    tree.Error = error->message && *error->message ? error->message : "syntax error";
    // PostgreSQL counts characters from 1; 0 is nowhere.
    if (error->cursorpos > 0)
      tree.ErrorOffset = static_cast<int32_t>(byteOfCharacter(text, error->cursorpos - 1));
    return tree;
  }
  tree.Memory = std::make_unique<Arena>();
  std::string_view json = result.value.parse_tree;
  tree.Root = read(json, text, *tree.Memory);
  if (!tree.Root) { // an escape such as E'\xff' made bytes that are not UTF-8
    std::string valid(json);
    makeValidUtf8(valid);
    tree.Root = read(valid, text, *tree.Memory);
  }
  if (!tree.Root)
    tree.Error = "the parse tree can not be read";
  return tree;
}

Node Tree::statements() const { return Node(Root)["stmts"]; }

} // namespace pgtidy::sql
