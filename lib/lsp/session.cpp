#include "session.h"

#include "actions.h"
#include "hover.h"

#include "llvm/Support/MemoryBuffer.h"

namespace pgtidy::lsp {

using namespace std::chrono_literals;

/// How long typing has to rest before a file is read again.
static constexpr auto typingRests = 120ms;

Session::Session(std::string root, const ServerOptions &options, Shown shown, Outgoing outgoing)
    : Shows(shown), Tell(std::move(outgoing)), Program(std::move(root), {options.buildPath, options.configFile}) {}

std::string Session::textOf(const std::string &path) const {
  {
    std::lock_guard lock(Mutex);
    if (const Document *document = Open.find(path))
      return document->text;
  }
  auto buffer = llvm::MemoryBuffer::getFile(path);
  return buffer ? (*buffer)->getBuffer().str() : std::string();
}

extract::Unsaved Session::unsaved() const {
  std::lock_guard lock(Mutex);
  extract::Unsaved texts;
  for (const auto &[path, document] : Open.all())
    texts.emplace(path, document.text);
  return texts;
}

std::shared_ptr<const findings::Results> Session::results() const {
  std::lock_guard lock(Mutex);
  return Last;
}

void Session::index() {
  Background.post("index", 0ms, [this] { readAll(); });
}

void Session::readAll() {
  Program.load();
  for (const auto &[path, text] : unsaved())
    Program.read(path, unsaved());
  publish();
  Unread = Program.unread();
  InAll = Unread.size();
  if (Unread.empty())
    return;
  Tell.progress("begin", "reading the program", 0);
  readNext();
}

/// One file at a time, so that what is typed meanwhile has its turn in between.
void Session::readNext() {
  if (Unread.empty()) {
    publish();
    return Tell.progress("end", "read", 100);
  }
  std::string file = std::move(Unread.back());
  Unread.pop_back();
  Program.read(file, unsaved());
  Tell.progress("report", file, static_cast<int>((InAll - Unread.size()) * 100 / InAll));
  Background.post("next", 0ms, [this] { readNext(); });
}

void Session::open(const std::string &path, Document document) {
  {
    std::lock_guard lock(Mutex);
    Open.open(path, std::move(document));
  }
  Background.post(path, 0ms, [this, path] { readAgain(path); });
}

void Session::close(const std::string &path) {
  {
    std::lock_guard lock(Mutex);
    Open.close(path);
  }
  Background.post(path, 0ms, [this, path] { readAgain(path); }); // what was not saved does not count any more
}

llvm::Error Session::change(const std::string &path, int64_t version, const llvm::json::Array &changes) {
  {
    std::lock_guard lock(Mutex);
    if (llvm::Error error = Open.change(path, version, changes, Shows.encoding))
      return error;
  }
  Background.post(path, typingRests, [this, path] { readAgain(path); });
  return llvm::Error::success();
}

void Session::changedOnDisk(const std::string &path) {
  Background.post(path, typingRests, [this, path] { Program.isShared(path) ? readAll() : readAgain(path); });
}

void Session::readAgain(const std::string &path) {
  Program.read(path, unsaved());
  if (!Background.isWaiting(path)) // a newer text is coming
    publish();
}

void Session::publish() {
  auto results = std::make_shared<findings::Results>(Program.results(unsaved()));
  {
    std::lock_guard lock(Mutex);
    Last = results;
  }
  tellProblems(*results);
  if (Tell.refreshDiagnostics)
    return Tell.refreshDiagnostics();
  auto byFile = diagnosticsOf(*results, Shows, [this](const std::string &path) { return textOf(path); });
  for (const std::string &path : Published)
    byFile.try_emplace(path); // none any more
  Published.clear();
  for (auto &[path, diagnostics] : byFile) {
    llvm::json::Object params{{"uri", uriOf(path)}};
    {
      std::lock_guard lock(Mutex);
      if (const Document *document = Open.find(path)) {
        params["uri"] = document->uri;
        params["version"] = document->version;
      }
    }
    if (!diagnostics.empty())
      Published.insert(path);
    params["diagnostics"] = std::move(diagnostics);
    Tell.publishDiagnostics(std::move(params));
  }
}

void Session::tellProblems(const findings::Results &results) {
  for (const auto *problems : {&results.problems, &results.failures})
    for (const findings::Problem &problem : *problems) {
      std::string text = problem.place.file.empty() ? "" : problem.place.file + ": ";
      if (ToldProblems.insert(text + problem.message).second)
        Tell.warn(text + problem.message);
    }
}

llvm::json::Value Session::diagnostics(const std::string &path) const {
  auto byFile = diagnosticsOf(*results(), Shows, [this](const std::string &file) { return textOf(file); });
  return llvm::json::Object{{"kind", "full"}, {"items", std::move(byFile[path])}};
}

llvm::json::Value Session::hover(const std::string &path, Position position) const {
  std::string text = textOf(path);
  llvm::StringRef line = lineOf(text, position.line + 1);
  auto column = static_cast<uint32_t>(byteAt(line, position.character, Shows.encoding) + 1);
  std::string shown = hoverAt({path, position.line + 1, column}, *results());
  if (shown.empty())
    return nullptr;
  return llvm::json::Object{{"contents", llvm::json::Object{{"kind", "markdown"}, {"value", shown}}}};
}

llvm::json::Array Session::actions(const std::string &path, const llvm::json::Array &diagnostics) const {
  return actionsFor(diagnostics, path, *results(), Shows.encoding,
                    [this](const std::string &file) { return textOf(file); });
}

} // namespace pgtidy::lsp
