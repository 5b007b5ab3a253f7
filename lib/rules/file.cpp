#include "file.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

namespace pgtidy::rules {

llvm::Error expectKind(const Source &source, const Json &json, Json::Kind kind, const llvm::Twine &what) {
  if (json.kind == kind)
    return llvm::Error::success();
  return source.mistake(json.offset, what + " must be " + kindName(kind) + ", not " + kindName(json.kind));
}

llvm::Error checkKeys(const Source &source, const Json &object, llvm::ArrayRef<llvm::StringRef> allowed) {
  llvm::StringSet<> seen;
  for (const Member &member : object.members) {
    if (!llvm::is_contained(allowed, member.key))
      return source.mistake(member.offset, "unknown key \"" + member.key +
                                               "\"; allowed are: " + llvm::join(allowed.begin(), allowed.end(), ", "));
    if (!seen.insert(member.key).second)
      return source.mistake(member.offset, "key \"" + member.key + "\" stands twice");
  }
  return llvm::Error::success();
}

llvm::Expected<std::vector<std::string>> readStrings(const Source &source, const Json &json, const llvm::Twine &what) {
  if (llvm::Error error = expectKind(source, json, Json::Kind::Array, what))
    return error;
  if (json.items.empty())
    return source.mistake(json.offset, what + " must not be empty");
  std::vector<std::string> strings;
  for (const Json &item : json.items) {
    if (llvm::Error error = expectKind(source, item, Json::Kind::String, "each of " + what))
      return error;
    if (item.string.empty())
      return source.mistake(item.offset, "each of " + what + " must have at least one character");
    if (llvm::is_contained(strings, item.string))
      return source.mistake(item.offset, "\"" + item.string + "\" stands twice in " + what);
    strings.push_back(item.string);
  }
  return strings;
}

static llvm::Error readHead(const Source &source, const Json &root, File &file) {
  for (llvm::StringRef key : {"library", "description", "documentation", "$schema"}) {
    const Json *value = root.find(key);
    bool required = key == "library" || key == "description";
    if (!value && required)
      return source.mistake(root.offset, "\"" + key + "\" is missing");
    if (!value)
      continue;
    if (llvm::Error error = expectKind(source, *value, Json::Kind::String, "\"" + key + "\""))
      return error;
    if (value->string.empty() && required)
      return source.mistake(value->offset, "\"" + key + "\" must not be empty");
  }
  file.library = root.find("library")->string;
  return llvm::Error::success();
}

static llvm::Error readTypes(const Source &source, const Json &json, File &file) {
  auto names = readStrings(source, json, "\"types\"");
  if (!names)
    return names.takeError();
  for (std::string &name : *names)
    file.types.push_back({std::move(name), file.library});
  return llvm::Error::success();
}

static llvm::Error readOperators(const Source &source, const Json &json, File &file) {
  if (llvm::Error error = expectKind(source, json, Json::Kind::Object, "\"operators\""))
    return error;
  for (const Member &member : json.members) {
    if (llvm::Error error = expectKind(source, member.value, Json::Kind::String, "each of \"operators\""))
      return error;
    file.operators.emplace_back(member.key, member.value.string);
  }
  return llvm::Error::success();
}

static llvm::Error readCalls(const Source &source, const Json &json, File &file) {
  if (llvm::Error error = expectKind(source, json, Json::Kind::Object, "\"calls\""))
    return error;
  if (llvm::Error error = checkKeys(source, json, {"select", "insert", "update", "delete", "condition"}))
    return error;
  for (const Member &member : json.members) {
    if (llvm::Error error = expectKind(source, member.value, Json::Kind::String, "each of \"calls\""))
      return error;
    file.calls.emplace_back(member.key, member.value.string);
  }
  return llvm::Error::success();
}

static llvm::Error readLists(const Source &source, const Json &root, File &file) {
  for (auto [key, into] : {std::pair{"named", &file.named},
                           {"getters", &file.getters},
                           {"pragmas", &file.pragmas},
                           {"setters", &file.setters},
                           {"requests", &file.requests},
                           {"routers", &file.routers},
                           {"logs", &file.logs},
                           {"outputs", &file.outputs}})
    if (const Json *names = root.find(key)) {
      auto read = readStrings(source, *names, llvm::Twine("\"") + key + "\"");
      if (!read)
        return read.takeError();
      *into = std::move(*read);
    }
  return llvm::Error::success();
}

static llvm::Error readFunctions(const Source &source, const Json &json, File &file) {
  if (llvm::Error error = expectKind(source, json, Json::Kind::Array, "\"functions\""))
    return error;
  for (const Json &entry : json.items)
    if (llvm::Error error = readFunction(source, entry, file))
      return error;
  return llvm::Error::success();
}

llvm::Expected<File> readFile(const Source &source) {
  llvm::Expected<Json> root = parseJson(source);
  if (!root)
    return root.takeError();
  if (llvm::Error error = expectKind(source, *root, Json::Kind::Object, "a rules file"))
    return error;
  if (llvm::Error error =
          checkKeys(source, *root,
                    {"$schema", "library", "description", "documentation", "types", "operators", "calls", "named",
                     "pragmas", "getters", "setters", "requests", "routers", "logs", "outputs", "functions"}))
    return error;
  File file;
  if (llvm::Error error = readHead(source, *root, file))
    return error;
  if (const Json *types = root->find("types"))
    if (llvm::Error error = readTypes(source, *types, file))
      return error;
  if (const Json *operators = root->find("operators"))
    if (llvm::Error error = readOperators(source, *operators, file))
      return error;
  if (const Json *calls = root->find("calls"))
    if (llvm::Error error = readCalls(source, *calls, file))
      return error;
  if (llvm::Error error = readLists(source, *root, file))
    return error;
  if (const Json *functions = root->find("functions"))
    if (llvm::Error error = readFunctions(source, *functions, file))
      return error;
  return file;
}

} // namespace pgtidy::rules
