// Parses a few lines of C++ for the tests of what works on Clang's tree.
#pragma once

#include "frontend.h"
#include "names.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "gtest/gtest.h"

#include <functional>
#include <string>
#include <vector>

namespace pgtidy::extract {

/// Parses `code` as /code.cpp and hands the tree on.
inline facts::Unit withTree(const std::string &code, const std::function<void(clang::ASTContext &, Places &)> &use,
                            std::vector<std::string> flags = {"-std=c++23"}) {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  memory->addFile("/code.cpp", 0, llvm::MemoryBuffer::getMemBufferCopy(code));
  auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::createPhysicalFileSystem());
  files->pushOverlay(memory);
  Command command{"/", "/code.cpp", {"clang++"}};
  command.arguments.insert(command.arguments.end(), flags.begin(), flags.end());
  command.arguments.push_back("/code.cpp");
  facts::Unit unit;
  bool used = false;
  llvm::Error error = parseUnit(command, files, unit, [&](clang::ASTContext &context) {
    Places places(context.getSourceManager(), command.directory, unit.files);
    use(context, places);
    used = true;
  });
  EXPECT_TRUE(used);
  if (error)
    ADD_FAILURE() << llvm::toString(std::move(error));
  return unit;
}

/// Calls `visit` for each node of type Node in the main file.
template <typename Node> void forEach(clang::ASTContext &context, const std::function<void(const Node &)> &visit) {
  struct Visitor : clang::RecursiveASTVisitor<Visitor> {
    const std::function<void(const Node &)> &Visit;
    explicit Visitor(const std::function<void(const Node &)> &visit) : Visit(visit) {}
    bool shouldVisitTemplateInstantiations() const { return true; }
    bool VisitStmt(clang::Stmt *statement) {
      if constexpr (std::is_base_of_v<clang::Stmt, Node>)
        if (const auto *node = llvm::dyn_cast<Node>(statement))
          Visit(*node);
      return true;
    }
    bool VisitDecl(clang::Decl *declaration) {
      if constexpr (std::is_base_of_v<clang::Decl, Node>)
        if (const auto *node = llvm::dyn_cast<Node>(declaration))
          Visit(*node);
      return true;
    }
  };
  Visitor(visit).TraverseDecl(context.getTranslationUnitDecl());
}

} // namespace pgtidy::extract
