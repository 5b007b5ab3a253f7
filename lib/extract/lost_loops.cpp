#include "lost_loops.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

#include "llvm/ADT/StringExtras.h"

#include <set>

namespace pgtidy::extract {

using namespace clang;

namespace {

/// The variables of range-for loops, and those whose loops are in the tree.
class Loops : public RecursiveASTVisitor<Loops> {
public:
  explicit Loops(const SourceManager &sources) : Sources(sources) {}

  bool TraverseDecl(Decl *declaration) {
    const bool isLibrary = declaration && declaration->getLocation().isValid() &&
                           Sources.isInSystemHeader(Sources.getExpansionLoc(declaration->getLocation()));
    return isLibrary || RecursiveASTVisitor::TraverseDecl(declaration);
  }
  bool VisitFunctionDecl(FunctionDecl *function) {
    declaredIn(*function);
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *lambda) {
    declaredIn(*lambda->getCallOperator());
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *loop) {
    Kept.insert(loop->getLoopVariable());
    return true;
  }

  std::vector<const VarDecl *> lost() const {
    std::vector<const VarDecl *> variables;
    for (const VarDecl *variable : Declared)
      if (!Kept.count(variable) && variable->getBeginLoc().isFileID())
        variables.push_back(variable);
    return variables;
  }

private:
  const SourceManager &Sources;
  std::vector<const VarDecl *> Declared;
  std::set<const VarDecl *> Kept;

  void declaredIn(const FunctionDecl &function) {
    if (function.isTemplateInstantiation())
      return;
    for (const Decl *declaration : function.decls())
      if (auto *variable = llvm::dyn_cast<VarDecl>(declaration); variable && variable->isCXXForRangeDecl())
        Declared.push_back(variable);
  }
};

/// Where the parenthesis is closed that stands open at `begin`; nothing where it is not.
std::optional<size_t> closing(llvm::StringRef bytes, size_t begin, const LangOptions &language) {
  Lexer lexer(SourceLocation(), language, bytes.begin(), bytes.begin() + begin, bytes.end());
  unsigned open = 0;
  for (Token token; !lexer.LexFromRawLexer(token);) {
    if (token.is(tok::l_paren))
      ++open;
    if (token.is(tok::r_paren) && open-- == 0)
      return size_t(lexer.getBufferLocation() - bytes.begin()) - 1;
  }
  return std::nullopt;
}

/// A head that asks for the variable, of a class that is not known either: what is made of it is an error, and is kept.
/// Where there is no room for that, the variable is not known at all.
std::string headFor(llvm::StringRef variable, size_t room) {
  const std::string head = ("_ " + variable + ";" + variable + ";").str();
  return variable.empty() || head.size() > room ? ";_;" : head;
}

void putHead(std::string &bytes, size_t begin, size_t end, llvm::StringRef variable) {
  const std::string head = headFor(variable, end - begin);
  if (end - begin < head.size() || llvm::StringRef(bytes).slice(begin, begin + head.size()).contains('\n'))
    return;
  for (size_t i = begin; i < end; ++i)
    if (!llvm::isSpace(bytes[i]))
      bytes[i] = ' ';
  bytes.replace(begin, head.size(), head);
}

} // namespace

Rewritten withLostLoops(const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  Loops loops(sources);
  loops.TraverseDecl(context.getTranslationUnitDecl());
  Rewritten files;
  for (const VarDecl *variable : loops.lost()) {
    const auto [file, begin] = sources.getDecomposedLoc(variable->getBeginLoc());
    const OptionalFileEntryRef entry = sources.getFileEntryRefForID(file);
    const llvm::StringRef bytes = sources.getBufferData(file);
    const std::optional<size_t> end = closing(bytes, begin, context.getLangOpts());
    if (entry && end)
      putHead(files.try_emplace(entry->getName().str(), bytes.str()).first->second, begin, *end, variable->getName());
  }
  return files;
}

} // namespace pgtidy::extract
