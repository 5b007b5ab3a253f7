// One rules file, read and checked.
#pragma once

#include "json.h"
#include "rules/rules.h"

namespace pgtidy::rules {

/// What one rules file says.
struct File {
  std::string library;
  std::vector<TextType> types;
  std::vector<DatabaseFunction> database;
  std::vector<TextFunction> text;
  std::vector<ResultFunction> results;
  std::vector<StatementFunction> statements;
  std::vector<HandedFunction> handed;
  std::vector<std::string> spelled;
  std::vector<std::pair<std::string, std::string>> operators;
  std::vector<std::pair<std::string, std::string>> calls; ///< how a mapper says simple statements itself
  std::vector<std::string> getters, setters, named, pragmas;
  std::vector<std::string> requests, routers; ///< classes
  std::vector<std::string> logs, outputs;     ///< streams: objects, or their classes
};

/// Reads a file of the form that rules/schema.json describes.
llvm::Expected<File> readFile(const Source &source);

/// Reads one entry of "functions" into `file`.
llvm::Error readFunction(const Source &source, const Json &entry, File &file);

/// A mistake when `object` is no object, or has a key that is not allowed or stands twice.
llvm::Error checkKeys(const Source &source, const Json &object, llvm::ArrayRef<llvm::StringRef> allowed);
/// A mistake when `json` is not of `kind`; `what` names it: "\"library\"".
llvm::Error expectKind(const Source &source, const Json &json, Json::Kind kind, const llvm::Twine &what);
/// The non-empty strings of an array of at least one, all different; `what` names it.
llvm::Expected<std::vector<std::string>> readStrings(const Source &source, const Json &json, const llvm::Twine &what);

} // namespace pgtidy::rules
