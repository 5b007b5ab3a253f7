// The state of a workspace: documents, project, last results; and the work that keeps them together.
#pragma once

#include "diagnostics.h"
#include "documents.h"
#include "lsp/server.h"
#include "project.h"
#include "worker.h"

#include "llvm/Support/JSON.h"

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace pgtidy::lsp {

/// What a session tells the client. Called from the worker's thread.
struct Outgoing {
  std::function<void(llvm::json::Value)> publishDiagnostics;
  std::function<void()> refreshDiagnostics; ///< empty when the client does not pull
  std::function<void(const std::string &kind, const std::string &message, int percent)> progress;
  std::function<void(const std::string &)> warn;
};

class Session {
public:
  Session(std::string root, const ServerOptions &options, Shown shown, Outgoing outgoing);

  /// Reads the project in the background, open files first.
  void index();
  void open(const std::string &path, Document document);
  void close(const std::string &path);
  llvm::Error change(const std::string &path, int64_t version, const llvm::json::Array &changes);
  /// A file changed on disk.
  void changedOnDisk(const std::string &path);

  llvm::json::Value diagnostics(const std::string &path) const;
  llvm::json::Value hover(const std::string &path, Position position) const;
  llvm::json::Array actions(const std::string &path, const llvm::json::Array &diagnostics) const;
  /// Returns when all that was asked for is done.
  void drain() { Background.drain(); }
  std::shared_ptr<const findings::Results> results() const;

private:
  Shown Shows;
  Outgoing Tell;
  mutable std::mutex Mutex; ///< guards Open and Last
  Documents Open;
  std::shared_ptr<const findings::Results> Last = std::make_shared<findings::Results>();
  Project Program;                    ///< the worker's
  std::vector<std::string> Unread;    ///< the worker's: of InAll, those still to be read
  size_t InAll = 0;                   ///< the worker's
  std::set<std::string> Published;    ///< the worker's: files whose diagnostics the client has
  std::set<std::string> ToldProblems; ///< the worker's: each once
  Worker Background;                  ///< last: it is stopped first

  std::string textOf(const std::string &path) const;
  extract::Unsaved unsaved() const;
  void readAgain(const std::string &path);
  void readAll();
  void readNext();
  void publish();
  void tellProblems(const findings::Results &results);
};

} // namespace pgtidy::lsp
