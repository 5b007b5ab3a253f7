#include "editor.h"

#include "llvm/Support/FormatVariadic.h"

#include "gtest/gtest.h"

#include <chrono>
#include <unistd.h>

namespace pgtidy::test {

using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

static constexpr std::chrono::seconds patience{60};

static std::string uri(const std::string &path) { return "file://" + path; }

Editor::Editor(const std::string &root, Object capabilities) {
  int toServer[2], fromServer[2];
  EXPECT_EQ(pipe(toServer), 0);
  EXPECT_EQ(pipe(fromServer), 0);
  ToServer = fdopen(toServer[1], "w");
  FromServer = fdopen(fromServer[0], "r");
  Server = std::thread([this, in = fdopen(toServer[0], "r"), out = fromServer[1]] { serve(in, out); });
  Listener = std::thread([this] { listen(); });
  Told = call("initialize", Object{{"rootUri", uri(root)}, {"capabilities", std::move(capabilities)}});
  notify("initialized", Object{});
}

Editor::~Editor() {
  if (!Ended)
    shutDown();
  Listener.join();
  std::fclose(FromServer);
}

void Editor::serve(std::FILE *in, int out) {
  {
    llvm::raw_fd_ostream stream(out, /*shouldClose=*/true);
    lsp::ServerOptions options{"test", "", "", [](const std::string &check) {
                                 return check.starts_with("pg-") ? "# " + check + "\n" : std::string();
                               }};
    Status = lsp::serve(in, stream, options);
  }
  std::fclose(in);
}

void Editor::listen() {
  size_t length = 0;
  char line[256];
  while (std::fgets(line, sizeof line, FromServer)) {
    llvm::StringRef header = llvm::StringRef(line).trim();
    if (header.consume_front("Content-Length: "))
      header.getAsInteger(10, length);
    if (!header.empty() || length == 0)
      continue;
    std::string body(length, '\0');
    if (std::fread(body.data(), 1, length, FromServer) != length)
      return;
    llvm::Expected<Value> message = llvm::json::parse(body);
    if (message && message->getAsObject())
      hear(*message->getAsObject());
    else
      llvm::consumeError(message.takeError());
    length = 0;
  }
}

void Editor::hear(const Object &message) {
  std::lock_guard lock(Mutex);
  auto method = message.getString("method");
  auto id = message.getInteger("id");
  if (!method && id) {
    const Value *error = message.get("error"), *result = message.get("result");
    Answers.emplace(*id, error ? *error : result ? *result : Value(nullptr));
  } else if (method == llvm::StringRef("textDocument/publishDiagnostics")) {
    const Object &params = *message.getObject("params");
    Shown[params.getString("uri")->str()] = *params.getArray("diagnostics");
  }
  if (method)
    Messages[method->str()].push_back(message.get("params") ? *message.get("params") : Value(nullptr));
  Heard.notify_all();
}

void Editor::sendRaw(llvm::StringRef bytes) {
  std::fwrite(bytes.data(), 1, bytes.size(), ToServer);
  std::fflush(ToServer);
}

void Editor::send(Object message) {
  message["jsonrpc"] = "2.0";
  std::string body = llvm::formatv("{0}", Value(std::move(message)));
  sendRaw("Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
}

void Editor::notify(llvm::StringRef method, Value params) {
  send(Object{{"method", method}, {"params", std::move(params)}});
}

Value Editor::call(llvm::StringRef method, Value params) {
  int64_t id = NextId++;
  send(Object{{"id", id}, {"method", method}, {"params", std::move(params)}});
  std::unique_lock lock(Mutex);
  if (!Heard.wait_for(lock, patience, [&] { return Answers.count(id) != 0; })) {
    ADD_FAILURE() << "no answer to " << method.str();
    return nullptr;
  }
  return Answers.at(id);
}

int Editor::hangUp() {
  Ended = true;
  std::fclose(ToServer);
  Server.join();
  return Status;
}

int Editor::shutDown() {
  call("shutdown", nullptr);
  notify("exit", nullptr);
  return hangUp();
}

void Editor::open(const std::string &path, const std::string &text, int version) {
  notify("textDocument/didOpen",
         Object{{"textDocument",
                 Object{{"uri", uri(path)}, {"languageId", "cpp"}, {"version", version}, {"text", text}}}});
}

void Editor::change(const std::string &path, const std::string &text, int version) {
  notify("textDocument/didChange", Object{{"textDocument", Object{{"uri", uri(path)}, {"version", version}}},
                                          {"contentChanges", Array{Object{{"text", text}}}}});
}

Array Editor::diagnostics(const std::string &path, const std::function<bool(const Array &)> &isThem) {
  std::unique_lock lock(Mutex);
  bool came = Heard.wait_for(lock, patience, [&] { return Shown.count(uri(path)) && isThem(Shown[uri(path)]); });
  EXPECT_TRUE(came) << "these are not the diagnostics expected: "
                    << llvm::formatv("{0}", Value(Array(Shown[uri(path)]))).str();
  return Shown[uri(path)];
}

Value Editor::waitFor(const std::string &method) {
  std::unique_lock lock(Mutex);
  EXPECT_TRUE(Heard.wait_for(lock, patience, [&] { return !Messages[method].empty(); })) << method << " did not come";
  return Messages[method].empty() ? Value(nullptr) : Messages[method].back();
}

std::vector<std::string> checksIn(const Array &diagnostics) {
  std::vector<std::string> checks;
  for (const Value &value : diagnostics) {
    const Object &diagnostic = *value.getAsObject();
    const Object &range = *diagnostic.getObject("range");
    auto at = [&](llvm::StringRef end) {
      const Object &position = *range.getObject(end);
      return std::to_string(*position.getInteger("line")) + ":" + std::to_string(*position.getInteger("character"));
    };
    checks.push_back(diagnostic.getString("code")->str() + " " + at("start") + "-" + at("end"));
  }
  return checks;
}

} // namespace pgtidy::test
