#include "lsp/server.h"

#include "client.h"
#include "session.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/LSP/Transport.h"
#include "llvm/Support/Path.h"

#include <optional>

namespace pgtidy::lsp {

namespace {

using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;
using llvm::lsp::Callback;

/// The parameters of a message as they come; each handler reads what it needs.
struct Params {
  Value value = nullptr;
  const Object *object() const { return value.getAsObject(); }
};
bool fromJSON(const Value &value, Params &params, llvm::json::Path) {
  params.value = value;
  return true;
}
Value toJSON(const Params &params) { return params.value; }

llvm::Error invalid(llvm::StringRef what) {
  return llvm::make_error<llvm::lsp::LSPError>(what.str(), llvm::lsp::ErrorCode::InvalidParams);
}

const Object *documentOf(const Object *params) { return params ? params->getObject("textDocument") : nullptr; }

std::string pathIn(const Object *params) {
  const Object *document = documentOf(params);
  return document ? pathOf(document->getString("uri").value_or("")) : std::string();
}

class Server {
public:
  Server(llvm::lsp::JSONTransport &transport, const ServerOptions &options);
  llvm::Error run() { return Transport.run(Handler); }
  bool isShutDown() const { return ShutDown; }

private:
  llvm::lsp::JSONTransport &Transport;
  const ServerOptions &Options;
  llvm::lsp::MessageHandler Handler;
  Client Speaks;
  bool ShutDown = false;
  int64_t NextId = 1;
  llvm::lsp::OutgoingNotification<Params> PublishDiagnostics, Progress, ShowMessage, LogMessage;
  llvm::lsp::OutgoingRequest<Params> Request[3];
  std::optional<Session> Work; ///< last: its thread uses the above

  Outgoing outgoing();
  void report(const std::string &kind, const std::string &message, int percent);
  void initialize(const Params &params, Callback<Value> reply);
  void initialized(const Params &params);
  void shutdown(const Params &params, Callback<Value> reply);
  void didOpen(const Params &params);
  void didChange(const Params &params);
  void didClose(const Params &params);
  void didChangeWatchedFiles(const Params &params);
  void ignored(const Params &) {}
  void diagnostic(const Params &params, Callback<Value> reply);
  void hover(const Params &params, Callback<Value> reply);
  void codeAction(const Params &params, Callback<Value> reply);
  void executeCommand(const Params &params, Callback<Value> reply);
};

enum : uint8_t { RegisterCapability, CreateProgress, RefreshDiagnostics };

Server::Server(llvm::lsp::JSONTransport &transport, const ServerOptions &options)
    : Transport(transport), Options(options), Handler(transport) {
  Handler.method("initialize", this, &Server::initialize);
  Handler.method("shutdown", this, &Server::shutdown);
  Handler.method("textDocument/diagnostic", this, &Server::diagnostic);
  Handler.method("textDocument/hover", this, &Server::hover);
  Handler.method("textDocument/codeAction", this, &Server::codeAction);
  Handler.method("workspace/executeCommand", this, &Server::executeCommand);
  Handler.notification("initialized", this, &Server::initialized);
  Handler.notification("textDocument/didOpen", this, &Server::didOpen);
  Handler.notification("textDocument/didChange", this, &Server::didChange);
  Handler.notification("textDocument/didClose", this, &Server::didClose);
  Handler.notification("textDocument/didSave", this, &Server::ignored);
  Handler.notification("workspace/didChangeWatchedFiles", this, &Server::didChangeWatchedFiles);
  Handler.notification("workspace/didChangeConfiguration", this, &Server::ignored);
  Handler.notification("$/cancelRequest", this, &Server::ignored); // requests are answered at once
  Handler.notification("$/setTrace", this, &Server::ignored);
  PublishDiagnostics = Handler.outgoingNotification<Params>("textDocument/publishDiagnostics");
  Progress = Handler.outgoingNotification<Params>("$/progress");
  ShowMessage = Handler.outgoingNotification<Params>("window/showMessage");
  LogMessage = Handler.outgoingNotification<Params>("window/logMessage");
  auto done = [](const Value &, llvm::Expected<Params> answer) {
    if (!answer)
      llvm::consumeError(answer.takeError()); // the client can do without
  };
  Request[RegisterCapability] = Handler.outgoingRequest<Params, Params>("client/registerCapability", done);
  Request[CreateProgress] = Handler.outgoingRequest<Params, Params>("window/workDoneProgress/create", done);
  Request[RefreshDiagnostics] = Handler.outgoingRequest<Params, Params>("workspace/diagnostic/refresh", done);
}

Outgoing Server::outgoing() {
  Outgoing outgoing;
  outgoing.publishDiagnostics = [this](Value params) { PublishDiagnostics({std::move(params)}); };
  if (Speaks.pulls)
    outgoing.refreshDiagnostics = [this] {
      if (Speaks.refreshes)
        Request[RefreshDiagnostics]({}, NextId++);
    };
  outgoing.progress = [this](const std::string &kind, const std::string &message, int percent) {
    report(kind, message, percent);
  };
  outgoing.warn = [this](const std::string &message) {
    LogMessage({Object{{"type", 2}, {"message", "pgtidy: " + message}}});
  };
  return outgoing;
}

void Server::report(const std::string &kind, const std::string &message, int percent) {
  if (!Speaks.progress)
    return;
  if (kind == "begin")
    Request[CreateProgress]({Object{{"token", "pgtidy/index"}}}, NextId++);
  Object value{{"kind", kind}, {"message", message}};
  if (kind == "begin")
    value["title"] = "pgtidy";
  if (kind != "end")
    value["percentage"] = percent;
  Progress({Object{{"token", "pgtidy/index"}, {"value", std::move(value)}}});
}

void Server::initialize(const Params &params, Callback<Value> reply) {
  if (!params.object())
    return reply(invalid("initialize has no parameters"));
  Speaks = clientOf(*params.object());
  Work.emplace(rootOf(*params.object()), Options, Speaks.shown, outgoing());
  reply(Object{{"capabilities", capabilitiesFor(Speaks)},
               {"serverInfo", Object{{"name", "pgtidy"}, {"version", Options.version}}}});
}

void Server::initialized(const Params &) {
  if (!Work)
    return;
  if (Speaks.watches)
    Request[RegisterCapability]({watchedFiles()}, NextId++);
  Work->index();
}

void Server::shutdown(const Params &, Callback<Value> reply) {
  ShutDown = true;
  Work.reset();
  reply(nullptr);
}

void Server::didOpen(const Params &params) {
  const Object *document = documentOf(params.object());
  std::string path = pathIn(params.object());
  if (!Work || path.empty())
    return;
  Work->open(path, {document->getString("uri")->str(), document->getString("text").value_or("").str(),
                    document->getInteger("version").value_or(0)});
}

void Server::didChange(const Params &params) {
  std::string path = pathIn(params.object());
  if (!Work || path.empty())
    return;
  const Array *changes = params.object()->getArray("contentChanges");
  int64_t version = documentOf(params.object())->getInteger("version").value_or(0);
  llvm::Error error = changes ? Work->change(path, version, *changes) : invalid("didChange has no changes");
  if (error)
    LogMessage({Object{{"type", 1}, {"message", "pgtidy: " + llvm::toString(std::move(error))}}});
}

void Server::didClose(const Params &params) {
  std::string path = pathIn(params.object());
  if (Work && !path.empty())
    Work->close(path);
}

void Server::didChangeWatchedFiles(const Params &params) {
  const Array *changes = params.object() ? params.object()->getArray("changes") : nullptr;
  if (!Work || !changes)
    return;
  for (const Value &change : *changes)
    if (const Object *object = change.getAsObject())
      if (std::string path = pathOf(object->getString("uri").value_or("")); !path.empty())
        Work->changedOnDisk(path);
}

void Server::diagnostic(const Params &params, Callback<Value> reply) {
  std::string path = pathIn(params.object());
  if (!Work || path.empty())
    return reply(invalid("no such document"));
  reply(Work->diagnostics(path));
}

void Server::hover(const Params &params, Callback<Value> reply) {
  std::string path = pathIn(params.object());
  Position position;
  if (!Work || path.empty() || !read(params.object()->getObject("position"), position))
    return reply(invalid("hover needs a document and a position"));
  reply(Work->hover(path, position));
}

void Server::codeAction(const Params &params, Callback<Value> reply) {
  std::string path = pathIn(params.object());
  const Object *context = params.object() ? params.object()->getObject("context") : nullptr;
  const Array *diagnostics = context ? context->getArray("diagnostics") : nullptr;
  if (!Work || path.empty() || !diagnostics)
    return reply(invalid("codeAction needs a document and diagnostics"));
  reply(Work->actions(path, *diagnostics));
}

void Server::executeCommand(const Params &params, Callback<Value> reply) {
  const Object *object = params.object();
  const Array *arguments = object ? object->getArray("arguments") : nullptr;
  auto check = arguments && !arguments->empty() ? arguments->front().getAsString() : std::nullopt;
  if (!object || object->getString("command") != llvm::StringRef("pgtidy.explain") || !check)
    return reply(invalid("pgtidy.explain with the name of a check is all there is"));
  std::string page = Options.page ? Options.page(check->str()) : std::string();
  if (page.empty())
    return reply(invalid("there is no check '" + check->str() + "'"));
  if (!Speaks.showsPages)
    ShowMessage({Object{{"type", 3}, {"message", page}}});
  reply(page);
}

} // namespace

int serve(std::FILE *in, llvm::raw_ostream &out, const ServerOptions &options) {
  llvm::lsp::JSONTransport transport(in, out);
  Server server(transport, options);
  llvm::Error error = server.run();
  bool failed = static_cast<bool>(error);
  llvm::consumeError(std::move(error));
  return server.isShutDown() && !failed ? 0 : 1;
}

findings::Results check(const std::string &file, const ServerOptions &options) {
  llvm::SmallString<256> path(file);
  (void)llvm::sys::fs::make_absolute(path);
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer) {
    findings::Results results;
    results.failures.push_back({{path.str().str(), 0, 0}, "cannot be read: " + buffer.getError().message()});
    return results;
  }
  Outgoing silent{[](const Value &) {}, nullptr, [](const std::string &, const std::string &, int) {},
                  [](const std::string &) {}};
  Session session(llvm::sys::path::parent_path(path).str(), options, {}, silent);
  session.open(path.str().str(), {uriOf(path), (*buffer)->getBuffer().str(), 1});
  session.index();
  session.drain();
  findings::Results results = *session.results();
  llvm::erase_if(results.findings, [&](const auto &finding) { return finding.place.file != path.str(); });
  return results;
}

} // namespace pgtidy::lsp
