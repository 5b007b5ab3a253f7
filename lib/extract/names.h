// Declarations and source positions, in the words of facts.
#pragma once

#include "facts/unit.h"

#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"

#include <string>
#include <vector>

namespace pgtidy::extract {

/// The key of a declaration (its USR), the same in every unit; of a template's instance that of the pattern.
std::string key(const clang::Decl &declaration);

/// The qualified name as rules and messages have it: no template arguments, inline and anonymous namespaces left out,
/// "std::string" kin by their declared class (std::basic_string).
std::string qualifiedName(const clang::NamedDecl &declaration);

/// The namespaces around a declaration, "app::db".
std::string scope(const clang::Decl &declaration);

/// Whether other units may call the function without seeing its body: it is declared in a header, and defined here.
bool isForOtherUnits(const clang::FunctionDecl &definition);

/// All data members of a class, those of its bases first.
std::vector<const clang::FieldDecl *> membersOf(const clang::CXXRecordDecl &record);

/// `path`, relative ones from `directory`, without "." and "..".
std::string absolutePath(llvm::StringRef directory, llvm::StringRef path);

/// Positions of one unit. Files are named as the compiler found them, relative ones made absolute with `directory`.
class Places {
public:
  Places(const clang::SourceManager &sources, std::string directory, text::FileTable &files);

  /// Where people see `location`: in a macro's expansion, where the macro is used.
  text::Location use(clang::SourceLocation location);
  /// Where the token is spelled: in a macro's body, there; an argument of a macro, at the use.
  text::Location spelling(clang::SourceLocation location);
  bool isInSystemHeader(clang::SourceLocation location) const;
  /// Whether the token is spelled in a file, not made by the preprocessor or on the command line.
  bool isSpelledInFile(clang::SourceLocation location) const;
  const clang::SourceManager &sources() const { return Sources; }

private:
  const clang::SourceManager &Sources;
  std::string Directory;
  text::FileTable &Files;
  llvm::DenseMap<clang::FileID, text::FileId> Known;
  clang::FileID LastFile; ///< of the last answer, with its line and where that begins
  unsigned LastLine = 0;
  unsigned LineStart = 0;

  text::Location decompose(clang::SourceLocation fileLocation);
};

} // namespace pgtidy::extract
