#include "client.h"

#include "llvm/Support/FileSystem.h"

namespace pgtidy::lsp {

using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

/// The object at the end of a way of keys; null when a part of it is missing.
static const Object *at(const Object *object, std::initializer_list<llvm::StringRef> way) {
  for (llvm::StringRef key : way)
    object = object ? object->getObject(key) : nullptr;
  return object;
}

static bool flag(const Object *object, llvm::StringRef key) {
  return object && object->getBoolean(key).value_or(false);
}

/// UTF-8 where the client offers it, as that is what sources are; UTF-16 is what all have.
static Encoding encodingFor(const Object *general) {
  const Array *offered = general ? general->getArray("positionEncodings") : nullptr;
  if (offered)
    for (const Value &name : *offered)
      if (name.getAsString() == llvm::StringRef("utf-8"))
        return Encoding::Utf8;
  return Encoding::Utf16;
}

Client clientOf(const Object &initialize) {
  const Object *capabilities = initialize.getObject("capabilities");
  const Object *document = at(capabilities, {"textDocument"});
  Client client;
  client.shown.encoding = encodingFor(at(capabilities, {"general"}));
  client.shown.related = flag(at(document, {"publishDiagnostics"}), "relatedInformation") ||
                         flag(at(document, {"diagnostic"}), "relatedInformation");
  // A client that also takes what it is sent is sent it: findings in other files come without being asked for.
  client.pulls = at(document, {"diagnostic"}) && !at(document, {"publishDiagnostics"});
  client.refreshes = flag(at(capabilities, {"workspace", "diagnostics"}), "refreshSupport");
  client.progress = flag(at(capabilities, {"window"}), "workDoneProgress");
  client.watches = flag(at(capabilities, {"workspace", "didChangeWatchedFiles"}), "dynamicRegistration");
  client.showsPages = flag(initialize.getObject("initializationOptions"), "showsPages");
  return client;
}

std::string rootOf(const Object &initialize) {
  if (auto uri = initialize.getString("rootUri"))
    if (std::string path = pathOf(*uri); !path.empty())
      return path;
  if (const Array *folders = initialize.getArray("workspaceFolders"); folders && !folders->empty())
    if (const Object *folder = folders->front().getAsObject())
      if (std::string path = pathOf(folder->getString("uri").value_or("")); !path.empty())
        return path;
  if (auto path = initialize.getString("rootPath"))
    return path->str();
  llvm::SmallString<256> working;
  (void)llvm::sys::fs::current_path(working);
  return working.str().str();
}

Value capabilitiesFor(const Client &client) {
  Object capabilities{
      {"positionEncoding", client.shown.encoding == Encoding::Utf8 ? "utf-8" : "utf-16"},
      {"textDocumentSync", Object{{"openClose", true}, {"change", 2}, {"save", true}}},
      {"hoverProvider", true},
      {"codeActionProvider", Object{{"codeActionKinds", Array{"quickfix"}}}},
      {"executeCommandProvider", Object{{"commands", Array{"pgtidy.explain"}}}},
  };
  if (client.pulls)
    capabilities["diagnosticProvider"] =
        Object{{"identifier", "pgtidy"}, {"interFileDependencies", true}, {"workspaceDiagnostics", false}};
  return capabilities;
}

Value watchedFiles() {
  Array watchers;
  for (const char *glob : {"**/.pgtidy", "**/compile_commands.json", "**/*.sql", "**/.env*", "**/*.{h,hpp,cpp,cc,cxx}"})
    watchers.push_back(Object{{"globPattern", glob}});
  return Object{{"registrations", Array{Object{{"id", "pgtidy/files"},
                                               {"method", "workspace/didChangeWatchedFiles"},
                                               {"registerOptions", Object{{"watchers", std::move(watchers)}}}}}}};
}

} // namespace pgtidy::lsp
