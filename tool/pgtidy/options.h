// The command line.
#pragma once

#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <vector>

namespace pgtidy::tool {

enum class Command { Analyse, Link, Explain, Lsp, Init, RowSecurity, Completion, Audit };
enum class Format { Text, Json, Sarif, Github, Gitlab, Junit, Html };
enum class Color { Auto, Always, Never };

/// What the user asked for.
struct Options {
  Command command = Command::Analyse;
  std::string explained; ///< Explain: the check
  std::string query;     ///< Explain: the statement
  std::string buildPath;
  std::vector<std::string> files;
  std::optional<std::vector<std::string>> flags; ///< after `--`: compile without a database
  std::optional<std::string> checks;
  std::optional<std::string> headerFilter;
  std::optional<std::string> warningsAsErrors;
  std::string configFile;
  std::optional<std::string> config; ///< YAML
  std::vector<std::string> schema;
  std::optional<std::string> lineFilter; ///< JSON
  std::string diff;                      ///< a file, "-" for standard input
  std::string baseline;
  std::string writeBaseline;
  std::string databaseUrlEnv; ///< the environment variable that holds the connection string of a live database
  std::string output;
  std::string exportFixes;
  std::string factsOut;
  std::string depfile;
  std::string check; ///< Lsp: the file to check instead of serving
  Format format = Format::Text;
  Color color = Color::Auto;
  unsigned jobs = 0;
  bool fix = false;
  bool noPrefilter = false;
  bool noCache = false;
  std::string cacheDir;
  std::optional<std::string> profile; ///< a file for the trace; "" for the table alone
  bool quiet = false;
  bool listChecks = false;
  bool dumpConfig = false;
  bool verifyConfig = false;
  bool help = false;
  bool version = false;
};

/// Reads the arguments (without the program's name). The error names the argument and says what is allowed.
llvm::Expected<Options> parseOptions(const std::vector<std::string> &arguments);

/// The text of --help.
std::string helpText();

} // namespace pgtidy::tool
