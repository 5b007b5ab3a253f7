// Which units have to be parsed: those whose files name what leads to a database call.
//
// A unit that is left out adds nothing to the program, because each expression that could add something has to name a
// function of the rules, or something whose declaration names it, or names that, and so on; and words are looked for in
// all files of a unit, wherever they stand. Code of headers is the same in all units that see it the same way, so that
// one of them is enough.
#pragma once

#include "extract/scan.h"
#include "facts/unit.h"
#include "lexer.h"
#include "names.h"
#include "rules/rules.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

#include <map>
#include <set>

namespace pgtidy::engine {

class Prefilter {
public:
  /// `scans` has the files of each of `commands`.
  Prefilter(const std::vector<extract::Command> &commands, const std::vector<extract::Scan> &scans,
            extract::Scanner &contents, const rules::Rules &rules, const std::vector<std::string> &ownerWords);

  /// The units to parse next (indexes into `commands`), empty when no other can matter.
  std::vector<size_t> next();
  /// Says what parsing a unit gave; null when it could not be read. The facts must outlive the prefilter.
  void parsed(size_t index, const facts::Unit *unit);

private:
  struct File {
    std::string path;
    FileWords words;
    llvm::BitVector users; ///< units that include it
    /// What stands in it of macros that project files define, and which; made when asked for.
    std::optional<std::vector<std::pair<Word, uint32_t>>> macros;
    bool suppresses = false; ///< has NOLINT comments for these checks
  };
  struct Source {
    bool isComplete = false, isDone = false, pastes = false;
    uint64_t flags = 0;
    llvm::BitVector all, project; ///< files
    std::vector<uint32_t> projectFiles;
  };

  extract::Scanner &Contents;
  std::vector<std::string> OwnerWords; ///< as Reading::ownerWords
  std::vector<File> Files;
  llvm::StringMap<uint32_t> FileIds;
  std::vector<Source> Sources;
  /// The names that matter, each with the headers that declare it; empty where it may be declared anywhere.
  std::map<Name, llvm::BitVector> Names;
  std::set<Name> Unfollowed;        ///< names for which headers have not been looked at
  llvm::BitVector Suppressing;      ///< files of the project with NOLINT comments
  llvm::BitVector Unclear;          ///< headers whose declarations cannot be told apart
  llvm::DenseSet<uint64_t> Covered; ///< headers, as some parsed unit sees them
  std::map<std::pair<uint32_t, size_t>, uint64_t> Views;
  std::map<Word, std::vector<uint32_t>> Definers;
  std::map<Word, llvm::BitVector> Holders;
  std::vector<const facts::Unit *> Units;

  uint32_t fileId(const std::string &path);
  void readFiles();
  void add(const std::set<Name> &names);
  void addDeclared(Name name, uint32_t header);
  void followHeaders();
  const llvm::BitVector &holders(llvm::StringRef word);
  bool isKnownIn(const Source &source, const Name &name, const llvm::BitVector &headers);
  bool isMadeByPasting(const Source &source, llvm::StringRef word);
  const std::vector<std::pair<Word, uint32_t>> &macrosIn(uint32_t file);
  uint64_t view(uint32_t file, size_t source);
  llvm::BitVector defining(const std::set<Name> &functions);
  llvm::BitVector namingFiles(const Source &source);
  uint64_t code(uint32_t file, size_t source, const llvm::BitVector &naming);
  void cover(size_t source, const llvm::BitVector &naming, llvm::DenseSet<uint64_t> &covered);
};

} // namespace pgtidy::engine
