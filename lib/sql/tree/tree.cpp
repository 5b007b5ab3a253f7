#include "tree/tree.h"

#include "parse/stack.h"
#include "parse/utf8.h"
#include "tree/json.h"

#include <pg_query.h>

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

namespace {

/// Owns what libpg_query hands out.
struct Result {
  PgQueryParseResult value{};
  Result() = default;
  Result(const Result &) = delete;
  Result &operator=(const Result &) = delete;
  ~Result() { pg_query_free_parse_result(value); }
};

} // namespace

struct Tree::Arena {
  llvm::BumpPtrAllocator memory;
  Result result; ///< of which the nodes' texts are pieces
};

Tree::Tree() = default;
Tree::Tree(Tree &&) noexcept = default;
Tree &Tree::operator=(Tree &&) noexcept = default;
Tree::~Tree() = default;

Tree Tree::parse(std::string_view sql) {
  Tree tree;
  std::string text(sql.substr(0, sql.find('\0')));
  makeValidUtf8(text);
  auto memory = std::make_unique<Arena>();
  const PgQueryParseResult &result = memory->result.value;
  if (!callWithStackFor(text.size(), [&] { memory->result.value = pg_query_parse(text.c_str()); })) {
    tree.Error = "out of memory";
    return tree;
  }
  if (const PgQueryError *error = result.error) {
    tree.Error = error->message && *error->message ? error->message : "syntax error";
    // PostgreSQL counts characters from 1; 0 is nowhere.
    if (error->cursorpos > 0)
      tree.ErrorOffset = static_cast<int32_t>(byteOfCharacter(text, error->cursorpos - 1));
    return tree;
  }
  tree.Root = readJson(result.parse_tree, text, memory->memory);
  tree.Memory = std::move(memory);
  if (!tree.Root)
    tree.Error = "the parse tree can not be read";
  return tree;
}

Node Tree::statements() const { return Node(Root)["stmts"]; }

} // namespace pgtidy::sql
