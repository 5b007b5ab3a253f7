#include "engine/compile_database.h"

#include "text/path.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace pgtidy::engine {

namespace {

constexpr llvm::StringRef remedy =
    "; CMake writes one with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, Meson always, make with 'bear -- make'";

std::string absolutePath(llvm::StringRef path, llvm::StringRef folder) {
  llvm::SmallString<256> absolute(text::seenFrom(folder, path));
  if (folder.empty())
    (void)llvm::sys::fs::make_absolute(absolute);
  llvm::sys::path::remove_dots(absolute, /*remove_dot_dot=*/true);
  return absolute.str().str();
}

std::vector<std::string> split(llvm::StringRef commandLine) {
  llvm::BumpPtrAllocator memory;
  llvm::StringSaver saver(memory);
  llvm::SmallVector<const char *, 64> arguments;
  llvm::cl::TokenizeGNUCommandLine(commandLine, saver, arguments);
  return {arguments.begin(), arguments.end()};
}

llvm::Expected<extract::Command> readCommand(const llvm::json::Value &entry, llvm::StringRef folder) {
  const llvm::json::Object *object = entry.getAsObject();
  if (!object)
    return llvm::createStringError("is not an object");
  extract::Command command;
  std::optional<llvm::StringRef> file = object->getString("file");
  if (!file || file->empty())
    return llvm::createStringError("has no \"file\"");
  command.file = file->str();
  command.directory = absolutePath(object->getString("directory").value_or("."), folder);
  if (const llvm::json::Array *arguments = object->getArray("arguments")) {
    for (const llvm::json::Value &argument : *arguments)
      command.arguments.push_back(argument.getAsString().value_or("").str());
  } else if (std::optional<llvm::StringRef> line = object->getString("command")) {
    command.arguments = split(*line);
  }
  if (command.arguments.empty())
    return llvm::createStringError("has neither \"arguments\" nor \"command\"");
  return command;
}

} // namespace

std::string CompileDatabase::sourceOf(const extract::Command &command) {
  return absolutePath(command.file, command.directory);
}

const extract::Command *CompileDatabase::find(llvm::StringRef file) const {
  std::string wanted = absolutePath(file, "");
  auto found = llvm::find_if(commands, [&](const extract::Command &command) { return sourceOf(command) == wanted; });
  if (found == commands.end())
    found = llvm::find_if(commands, [&](const extract::Command &command) {
      return llvm::sys::fs::equivalent(sourceOf(command), wanted);
    });
  return found == commands.end() ? nullptr : &*found;
}

llvm::Expected<CompileDatabase> readCompileDatabase(llvm::StringRef folder) {
  llvm::SmallString<256> path(folder);
  if (llvm::sys::fs::is_directory(path))
    llvm::sys::path::append(path, "compile_commands.json");
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/true);
  if (!buffer)
    return llvm::createStringError("cannot read compilation database '" + path + "': " + buffer.getError().message() +
                                   remedy);
  llvm::Expected<llvm::json::Value> json = llvm::json::parse((*buffer)->getBuffer());
  if (!json)
    return llvm::createStringError("'" + path + "' is not JSON: " + llvm::toString(json.takeError()) + remedy);
  const llvm::json::Array *entries = json->getAsArray();
  if (!entries)
    return llvm::createStringError("'" + path + "' is not a compilation database: it must be an array of commands");
  CompileDatabase database{absolutePath(path, ""), {}};
  std::string databaseFolder = llvm::sys::path::parent_path(database.path).str();
  for (size_t index = 0; index < entries->size(); ++index) {
    llvm::Expected<extract::Command> command = readCommand((*entries)[index], databaseFolder);
    if (!command)
      return llvm::createStringError("'" + path + "': entry " + llvm::Twine(index + 1) + " " +
                                     llvm::toString(command.takeError()));
    database.commands.push_back(std::move(*command));
  }
  return database;
}

std::string findCompileDatabase(llvm::StringRef folder) {
  std::string start = absolutePath(folder, "");
  for (llvm::StringRef at = start; !at.empty(); at = llvm::sys::path::parent_path(at))
    for (llvm::StringRef below : {"", "build"}) {
      llvm::SmallString<256> candidate(at);
      if (!below.empty())
        llvm::sys::path::append(candidate, below);
      llvm::SmallString<256> file(candidate);
      llvm::sys::path::append(file, "compile_commands.json");
      if (llvm::sys::fs::is_regular_file(file))
        return candidate.str().str();
    }
  return {};
}

} // namespace pgtidy::engine
