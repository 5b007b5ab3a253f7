#include "rules/auth_providers.h"

#include "builtin.h"
#include "file.h"

namespace pgtidy::rules {

namespace {

llvm::Error readString(const Source &source, const Json &object, llvm::StringRef key, std::string &into) {
  const Json *value = object.find(key);
  if (!value)
    return source.mistake(object.offset, "\"" + key + "\" is missing");
  if (llvm::Error error = expectKind(source, *value, Json::Kind::String, "\"" + key + "\""))
    return error;
  into = value->string;
  return llvm::Error::success();
}

llvm::Error readList(const Source &source, const Json &object, llvm::StringRef key, std::vector<std::string> &into) {
  const Json *value = object.find(key);
  if (!value)
    return llvm::Error::success();
  auto strings = readStrings(source, *value, "\"" + key + "\"");
  if (!strings)
    return strings.takeError();
  into = std::move(*strings);
  return llvm::Error::success();
}

llvm::Error readTable(const Source &source, const Json &entry, facts::AuthProvider &provider) {
  if (llvm::Error error = expectKind(source, entry, Json::Kind::Object, "each of \"tables\""))
    return error;
  if (llvm::Error error = checkKeys(source, entry, {"name", "columns", "secret", "evidence", "editable"}))
    return error;
  facts::ProviderTable &table = provider.tables.emplace_back();
  if (llvm::Error error = readString(source, entry, "name", table.name))
    return error;
  for (auto [key, list] : {std::pair{"columns", &table.columns},
                           {"secret", &table.secret},
                           {"evidence", &table.evidence},
                           {"editable", &table.editable}})
    if (llvm::Error error = readList(source, entry, key, *list))
      return error;
  if (table.columns.empty())
    return source.mistake(entry.offset, "\"columns\" is missing");
  return llvm::Error::success();
}

} // namespace

llvm::Expected<facts::AuthProvider> readAuthProvider(llvm::StringRef path, llvm::StringRef json) {
  Source source{path, json};
  llvm::Expected<Json> root = parseJson(source);
  if (!root)
    return root.takeError();
  if (llvm::Error error = expectKind(source, *root, Json::Kind::Object, "a description of a provider"))
    return error;
  if (llvm::Error error =
          checkKeys(source, *root, {"provider", "title", "documentation", "schemas", "write", "generate", "tables"}))
    return error;
  facts::AuthProvider provider;
  for (auto [key, text] : {std::pair{"provider", &provider.name},
                           {"title", &provider.title},
                           {"write", &provider.write},
                           {"generate", &provider.generate}})
    if (llvm::Error error = readString(source, *root, key, *text))
      return error;
  if (llvm::Error error = readList(source, *root, "schemas", provider.schemas))
    return error;
  const Json *tables = root->find("tables");
  if (!tables)
    return source.mistake(root->offset, "\"tables\" is missing");
  if (llvm::Error error = expectKind(source, *tables, Json::Kind::Array, "\"tables\""))
    return error;
  for (const Json &entry : tables->items)
    if (llvm::Error error = readTable(source, entry, provider))
      return error;
  return provider;
}

llvm::Expected<std::vector<facts::AuthProvider>> authProviders() {
  std::vector<facts::AuthProvider> providers;
  for (const BuiltinFile &file : builtinProviders()) {
    llvm::Expected<facts::AuthProvider> provider = readAuthProvider(file.path, file.text);
    if (!provider)
      return provider.takeError();
    providers.push_back(std::move(*provider));
  }
  return providers;
}

} // namespace pgtidy::rules
