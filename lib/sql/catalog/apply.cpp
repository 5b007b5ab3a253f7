#include "catalog/distrust.h"
#include "catalog/handed.h"
#include "catalog/rolled_back.h"
#include "catalog/session.h"
#include "catalog/split.h"
#include "catalog/statements.h"
#include "change/change.h"
#include "migrations/cut.h"
#include "parse/newer.h"
#include "sql/change.h"
#include "tree/tree.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::sql {
namespace {

constexpr size_t MaxStatement = size_t(4) << 20;
constexpr size_t MaxProblems = 100; // of one file; with more it is no schema

/// Statements that begin with one of these define nothing; they are not parsed, which is what a dump's data costs.
constexpr llvm::StringLiteral NoDefinitions[] = {
    "INSERT",  "UPDATE",  "DELETE",  "COMMENT",    "COPY",    "TRUNCATE", "ANALYZE",  "VACUUM",
    "LOCK",    "BEGIN",   "START",   "COMMIT",     "END",     "ROLLBACK", "ABORT",    "SAVEPOINT",
    "RELEASE", "PREPARE", "EXECUTE", "DEALLOCATE", "DECLARE", "FETCH",    "CLOSE",    "CALL",
    "REFRESH", "REINDEX", "CLUSTER", "CHECKPOINT", "LISTEN",  "NOTIFY",   "UNLISTEN", "DISCARD",
    "EXPLAIN", "SHOW",    "VALUES",  "MERGE",      "WITH",    "SECURITY", "IMPORT",   "LOAD"};

constexpr llvm::StringLiteral TransactionEnds[] = {"COMMIT", "END", "ROLLBACK", "ABORT"};

/// Lines that begin with one of these are where reading goes on after a statement that cannot be parsed.
constexpr llvm::StringLiteral Definitions[] = {"CREATE", "ALTER", "DROP"};

bool startsWithAny(std::string_view text, size_t position, llvm::ArrayRef<llvm::StringLiteral> words) {
  return llvm::any_of(words, [&](llvm::StringRef word) { return isWordAt(text, position, word); });
}

/// Whether a SELECT makes a table or sets the search path.
bool selectDefines(std::string_view statement) {
  return llvm::StringRef(statement).contains_insensitive("set_config") ||
         llvm::StringRef(statement).contains_insensitive("into");
}

bool definesNothing(std::string_view statement) {
  if (isWordAt(statement, 0, "SELECT"))
    return !selectDefines(statement);
  return startsWithAny(statement, 0, NoDefinitions);
}

/// Rows that a file brings along are not looked at; a few are, for their syntax.
constexpr size_t MaxInsert = size_t(16) << 10;
constexpr size_t MaxFileWithInserts = size_t(1) << 20;

std::string megabytes(size_t size) { return std::to_string(size >> 20) + " MB"; }

/// One file's statements, one after the other.
class FileReader {
public:
  FileReader(Session &session, std::string_view text, const Migration &migration, const StatementObserver &observer)
      : Session_(session), Text(text), Templates(migration.templates), Observer(observer) {}

  void read() {
    const std::vector<StatementSpan> statements = splitStatements(Text);
    const std::vector<bool> undone = rolledBack(Text, statements);
    for (size_t i = 0; i < statements.size(); ++i) {
      if (Session_.problemsInFile() >= MaxProblems)
        return giveUp(statements[i].begin);
      if (!undone[i])
        readStatement(statements[i]);
    }
  }

private:
  Session &Session_;
  std::string_view Text;
  const std::vector<Offset> &Templates;
  const StatementObserver &Observer;

  /// Whether a statement that defines nothing is passed over.
  bool isPassedOver(std::string_view statement) const {
    bool isData = isWordAt(statement, 0, "INSERT") || isWordAt(statement, 0, "COPY");
    return !Observer || (isData && (statement.size() > MaxInsert || Text.size() > MaxFileWithInserts));
  }

  /// PostgreSQL's scanner cuts long names, so that they are not seen in the tree.
  void noteLongNames(StatementSpan span) {
    constexpr size_t Kept = 63;
    for (size_t i = span.begin; i < span.end;) {
      size_t end = tokenEnd(Text, i);
      bool quoted = Text[i] == '"';
      size_t length = end - i - (quoted ? 2 : 0);
      bool isName = quoted || (Text[i] != '\'' && Text[i] != '$' && !isBlankOrComment(Text, i));
      if (end - i > Kept && length > Kept && isName)
        Session_.catalog.longNames.push_back({length, Session_.origin(static_cast<Offset>(i - span.begin))});
      i = end;
    }
  }

  void giveUp(size_t begin) {
    Session_.problem(static_cast<Offset>(begin), "too many statements are not understood; the rest of the file is left "
                                                 "out (is it a schema for PostgreSQL?)");
  }

  std::string_view open(StatementSpan span) {
    std::string_view statement = Text.substr(span.begin, span.end - span.begin);
    Session_.openStatement(static_cast<Offset>(span.begin), statement);
    return statement;
  }

  void readStatement(StatementSpan span) {
    std::string_view statement = open(span);
    if (isWordAt(statement, 0, "SELECT") || isWordAt(statement, 0, "CALL"))
      applyHanded(Session_, statement);
    if (startsWithAny(statement, 0, TransactionEnds))
      Session_.endTransaction();
    // The last one may have no semicolon because a quote is not closed, and then hold the rest of the file.
    bool complete = span.end < Text.size();
    if (complete && definesNothing(statement) && isPassedOver(statement))
      return;
    if (statement.size() > MaxStatement)
      return Session_.leftOut(0, "this statement has " + megabytes(statement.size()) + ", more than is read");
    Tree tree = Tree::parse(statement);
    if (tree.error().empty()) {
      noteLongNames(span);
      return applyAll(tree, span);
    }
    leftOut(tree, span);
    Session_.unreadCode += statement; // what it makes may exist from here on
    readPieces(span);
  }

  /// What a template puts into a statement, and what later versions of PostgreSQL accept, is no mistake, though it can
  /// not be read here.
  void leftOut(const Tree &tree, StatementSpan span) {
    auto holds = [&](Offset at) { return size_t(at) >= span.begin && size_t(at) < span.end; };
    std::string_view statement = Text.substr(span.begin, span.end - span.begin);
    if (llvm::any_of(Templates, holds))
      Session_.leftOut(tree.errorOffset(), "a template in this statement is not filled in", ProblemKind::Unreadable);
    else if (mayBeNewer(statement, size_t(std::max<Offset>(tree.errorOffset(), 0)), tree.error()))
      Session_.leftOut(tree.errorOffset(), std::string(tree.error()) + " (newer than the grammar that is built in?)",
                       ProblemKind::Unreadable);
    else
      Session_.leftOut(tree.errorOffset(), tree.error(), ProblemKind::Syntax);
  }

  void applyAll(const Tree &tree, StatementSpan span) {
    for (Node raw : tree.statements()) {
      if (Observer)
        Observer(schemaStatement(Session_, raw["stmt"], span), Session_.catalog);
      applyStatement(Session_, raw["stmt"]);
    }
  }

  /// What is whole in a statement that does not parse: a missing semicolon, quote or parenthesis costs one statement.
  void readPieces(StatementSpan span) {
    std::vector<StatementSpan> pieces = piecesOf(span);
    if (pieces.size() < 2)
      return;
    for (StatementSpan piece : pieces) {
      if (Session_.problemsInFile() >= MaxProblems)
        return;
      std::string_view statement = open(piece);
      if (definesNothing(statement))
        continue;
      Tree tree = Tree::parse(statement);
      if (tree.error().empty())
        applyAll(tree, piece);
      else if (piece.begin != span.begin) // the first is what was reported
        leftOut(tree, piece);
    }
  }

  std::vector<StatementSpan> piecesOf(StatementSpan span) const {
    std::vector<StatementSpan> pieces;
    for (size_t begin = span.begin; begin < span.end;) {
      size_t end = nextDefinition(begin, span.end);
      for (StatementSpan piece : splitStatements(Text.substr(begin, end - begin), Parentheses::Ignored))
        pieces.push_back({begin + piece.begin, begin + piece.end});
      begin = end;
    }
    return pieces;
  }

  /// The start of the next line that begins a definition.
  size_t nextDefinition(size_t begin, size_t end) const {
    for (size_t line = Text.find('\n', begin); line < end; line = Text.find('\n', line + 1))
      if (startsWithAny(Text, line + 1, Definitions))
        return line + 1;
    return end;
  }
};

void applyFile(Session &session, const Migration &migration, const StatementObserver &observer) {
  session.catalog.files.push_back({migration.path, {}});
  session.openFile();
  if (migration.up.size() > MaxSchemaFile)
    return session.problem(-1, "the file has " + megabytes(migration.up.size()) + ", more than the " +
                                   megabytes(MaxSchemaFile) +
                                   " that are read; give the schema without its data "
                                   "(pg_dump --schema-only)");
  if (migration.up.find('\0') != std::string::npos)
    return session.problem(-1, "the file is not SQL text (it holds zero bytes); it is left out of the schema");
  std::string &text = session.catalog.files.back().text;
  text = migration.up;
  FileReader(session, text, migration, observer).read();
  if (text.find(RunsItsRows) != std::string::npos)
    distrustMade(session.catalog, text);
}

} // namespace

void apply(Catalog &catalog, const std::vector<Migration> &sources, std::vector<SchemaProblem> &problems,
           const StatementObserver &observer) {
  Session session(catalog, problems);
  for (const Migration &migration : sources)
    applyFile(session, migration, observer);
}

} // namespace pgtidy::sql
