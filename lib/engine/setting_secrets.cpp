#include "setting_secrets.h"

#include "facts/project_file.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace pgtidy::engine {

namespace {

using llvm::StringRef;

bool opensDoor(StringRef line) {
  static constexpr llvm::StringLiteral Words[] = {"pass", "pwd", "secret", "token", "key", "credential", "://"};
  return llvm::any_of(Words, [&](StringRef word) { return line.contains_insensitive(word); });
}

void addLines(StringRef path, StringRef text, bool isSecret, std::vector<findings::Secret> &secrets) {
  for (uint32_t number = 1; !text.empty(); ++number) {
    StringRef line;
    std::tie(line, text) = text.split('\n');
    line = line.rtrim('\r');
    if (!isSecret && !opensDoor(line))
      continue;
    const size_t sign = line.find_first_of(":=");
    const size_t begin = sign == StringRef::npos ? line.size() - line.ltrim().size() : sign + 1;
    if (begin < line.size())
      secrets.push_back(
          {{path.str(), number, static_cast<uint32_t>(begin + 1)}, static_cast<uint32_t>(line.size() - begin)});
  }
}

} // namespace

std::vector<findings::Secret> settingSecrets(const facts::Program &program, const std::set<std::string> &secret) {
  std::vector<findings::Secret> secrets;
  if (program.settingFiles.empty())
    return secrets;
  for (const facts::SymbolText &symbol : program.symbols)
    if (const std::string path(facts::fileOfSymbol(symbol.key)); program.settingFiles.count(path))
      if (const facts::Literal *text = facts::asLiteral(symbol.text))
        addLines(path, text->bytes, secret.count(path) != 0, secrets);
  return secrets;
}

} // namespace pgtidy::engine
