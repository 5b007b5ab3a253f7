#include "tree/tree.h"

#include "parse/stack.h"
#include "parse/utf8.h"
#include "tree/json.h"

#include <pg_query.h>

#include <algorithm>

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

/// The scanner's time grows with the square of this.
static constexpr int MostNestedComments = 1000;

/// Whether more comments may be open at a place than are read. What only looks like one, in quotes, counts as well.
static bool areCommentsTooDeep(std::string_view text) {
  int depth = 0;
  for (size_t at = text.find_first_of("/*"); at < text.size(); at = text.find_first_of("/*", at)) {
    const std::string_view two = text.substr(at, 2);
    depth = two == "/*" ? depth + 1 : two == "*/" ? std::max(0, depth - 1) : depth;
    if (depth > MostNestedComments)
      return true;
    at += two == "/*" || two == "*/" ? 2 : 1;
  }
  return false;
}

Tree Tree::parse(std::string_view sql) {
  Tree tree;
  std::string text(sql.substr(0, sql.find('\0')));
  makeValidUtf8(text);
  if (areCommentsTooDeep(text)) {
    tree.Error = "out of memory";
    return tree;
  }
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
