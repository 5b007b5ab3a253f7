// How many statements a second are parsed and judged, on one core; how that grows with a statement's length; and what
// statements that nobody writes cost. usage: statements_bench CORPUS.sql…
#include "analysis/isolation.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <sys/resource.h>

using namespace pgtidy;

static double userSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) + static_cast<double>(usage.ru_utime.tv_usec) / 1e6;
}

static long mostMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

namespace {

struct Corpus {
  sql::Catalog catalog;
  std::vector<std::string> statements;
};

} // namespace

/// The schema of a file of test/oracle/corpus, and its statements, a line each.
static Corpus read(const char *path) {
  Corpus corpus;
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return corpus;
  auto [schema, rest] = (*buffer)->getBuffer().split("-- statements\n");
  std::vector<sql::SchemaProblem> problems;
  sql::Migration file;
  file.path = path;
  file.up = schema.str();
  sql::apply(corpus.catalog, {file}, problems);
  sql::finish(corpus.catalog);
  while (!rest.empty()) {
    auto [line, after] = rest.split('\n');
    if (!line.empty() && !line.starts_with("--"))
      corpus.statements.push_back(line.rtrim(";").str());
    rest = after;
  }
  return corpus;
}

static void judge(const std::string &text, const analysis::Ownership &owners) {
  sql::Template source{text, {}};
  sql::Parsed parsed = sql::parse(source);
  for (const sql::Statement &statement : parsed.statements)
    analysis::judge(statement, parsed, source, owners);
}

static void ordinary(const char *path, const Corpus &corpus, const analysis::Ownership &owners) {
  size_t count = 0, bytes = 0;
  double begin = userSeconds();
  while (userSeconds() - begin < 2)
    for (const std::string &text : corpus.statements) {
      judge(text, owners);
      ++count;
      bytes += text.size();
    }
  double seconds = userSeconds() - begin;
  llvm::outs() << path << ": "
               << llvm::format("%.0f statements/s (%.0f bytes each)\n", count / seconds, double(bytes) / count);
}

static std::string repeated(const std::string &part, size_t times, const std::string &between = "") {
  std::string result;
  for (size_t i = 0; i < times; ++i)
    result += (i ? between : "") + part;
  return result;
}

static std::string ofLength(const char *shape, size_t n) {
  std::string_view name = shape;
  if (name == "conditions")
    return "SELECT * FROM orders WHERE user_id = $1" + repeated(" AND total <> 7", n);
  if (name == "list")
    return "SELECT * FROM orders WHERE user_id = $1 AND id IN (" + repeated("1", n, ", ") + ")";
  if (name == "rows")
    return "INSERT INTO orders (user_id, total) VALUES " + repeated("($1, 1)", n, ", ");
  if (name == "unions")
    return repeated("SELECT id FROM orders WHERE user_id = $1", n, " UNION ALL ");
  if (name == "parentheses")
    return "SELECT * FROM orders WHERE " + repeated("(", n) + "user_id = $1" + repeated(")", n);
  if (name == "sub-queries")
    return repeated("SELECT * FROM (", n) + "SELECT * FROM orders" + repeated(") t WHERE user_id = $1", n);
  if (name == "joins") {
    std::string text = "SELECT 1 FROM orders o0";
    for (size_t i = 1; i < n; ++i)
      text += " LEFT JOIN orders o" + std::to_string(i) + " ON o" + std::to_string(i) + ".user_id = o0.user_id";
    return text + " WHERE o0.user_id = $1";
  }
  return "SELECT * FROM orders WHERE " + repeated("(user_id = $1 OR total = 1)", n, " AND ");
}

static void growth(const analysis::Ownership &owners) {
  for (const char *shape :
       {"conditions", "list", "rows", "unions", "parentheses", "sub-queries", "joins", "disjunctions"}) {
    llvm::outs() << shape << ':';
    for (size_t n : {10, 100, 1000, 10000}) {
      std::string text = ofLength(shape, n);
      double begin = userSeconds();
      judge(text, owners);
      llvm::outs() << llvm::format("  %zu: %.4f s", n, userSeconds() - begin);
    }
    llvm::outs() << '\n';
  }
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; ++i) {
    Corpus corpus = read(argv[i]);
    analysis::Ownership owners(corpus.catalog, {});
    if (!corpus.statements.empty())
      ordinary(argv[i], corpus, owners);
  }
  for (int i = 1; i < argc; ++i)
    if (Corpus corpus = read(argv[i]); corpus.catalog.find({"", "orders", -1, -1}))
      growth(analysis::Ownership(corpus.catalog, {}));
  llvm::outs() << "most memory: " << mostMegabytes() << " MB\n";
}
