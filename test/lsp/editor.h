// An editor, as the server sees one: it speaks over pipes and keeps what it is told.
#pragma once

#include "lsp/server.h"
#include "temporary_folder.h"

#include "llvm/Support/JSON.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace pgtidy::test {

class Editor {
public:
  /// Starts a server. `capabilities` are those of the client.
  explicit Editor(const std::string &root, llvm::json::Object capabilities = {});
  /// Shuts the server down in an orderly way, if that has not been done.
  ~Editor();

  void notify(llvm::StringRef method, llvm::json::Value params);
  /// Sends a request and waits for its answer: the result, or the error.
  llvm::json::Value call(llvm::StringRef method, llvm::json::Value params);
  /// Sends these bytes as they are.
  void sendRaw(llvm::StringRef bytes);
  /// Closes the pipe, as when the editor dies; gives the server's exit status.
  int hangUp();
  int shutDown();

  void open(const std::string &path, const std::string &text, int version = 1);
  void change(const std::string &path, const std::string &text, int version);

  /// Waits until the diagnostics of `path` satisfy `isThem`, at most some seconds; gives the last ones.
  llvm::json::Array diagnostics(const std::string &path, const std::function<bool(const llvm::json::Array &)> &isThem);
  /// Waits until the server sent a message of this method; gives its parameters.
  llvm::json::Value waitFor(const std::string &method);
  /// The answer to `initialize`.
  const llvm::json::Object &told() const { return *Told.getAsObject(); }

private:
  std::FILE *ToServer = nullptr;
  std::FILE *FromServer = nullptr;
  std::thread Server, Listener;
  std::mutex Mutex;
  std::condition_variable Heard;
  std::map<int64_t, llvm::json::Value> Answers;
  std::map<std::string, llvm::json::Array> Shown; ///< diagnostics by URI
  std::map<std::string, std::vector<llvm::json::Value>> Messages;
  llvm::json::Value Told = nullptr;
  int64_t NextId = 1;
  int Status = -1;
  bool Ended = false;

  void serve(std::FILE *in, int out);
  void listen();
  void hear(const llvm::json::Object &message);
  void send(llvm::json::Object message);
};

/// The checks of these diagnostics, with their 0-based ranges: "pg-sql-syntax 1:4-1:10".
std::vector<std::string> checksIn(const llvm::json::Array &diagnostics);

} // namespace pgtidy::test
