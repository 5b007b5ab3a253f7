#include "inputs.h"

#include "engine/engine.h"
#include "live/schema.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

#include <cstdlib>
#include <set>

namespace pgtidy::tool {

namespace {

namespace path = llvm::sys::path;
using engine::CompileDatabase;

std::string workingFolder() {
  llvm::SmallString<256> folder;
  (void)llvm::sys::fs::current_path(folder);
  return folder.str().str();
}

std::string absolutePath(llvm::StringRef file) {
  llvm::SmallString<256> absolute(file);
  (void)llvm::sys::fs::make_absolute(absolute);
  path::remove_dots(absolute, /*remove_dot_dot=*/true);
  return absolute.str().str();
}

bool isSql(llvm::StringRef file) { return path::extension(file).equals_insensitive(".sql"); }

/// ".env", ".env.production", "staging.env": variables.
bool isEnv(llvm::StringRef file) {
  llvm::StringRef name = path::filename(file);
  return name == ".env" || name.starts_with(".env.") || name.ends_with(".env");
}

bool needsCommand(llvm::StringRef file) { return !isSql(file) && !isEnv(file); }

/// The innermost folder that holds all the files; the working folder when there are none.
std::string commonFolder(const std::vector<std::string> &files) {
  if (files.empty())
    return workingFolder();
  std::string common = path::parent_path(absolutePath(files.front())).str();
  for (const std::string &file : files) {
    std::string absolute = absolutePath(file);
    while (!common.empty() && !llvm::StringRef(absolute).starts_with(common == "/" ? common : common + "/"))
      common = path::parent_path(common).str();
  }
  return common.empty() ? "/" : common;
}

llvm::Expected<CompileDatabase> databaseFor(const Options &options, llvm::StringRef folder) {
  if (!options.buildPath.empty())
    return engine::readCompileDatabase(options.buildPath);
  std::string found = engine::findCompileDatabase(folder);
  if (found.empty())
    found = engine::findCompileDatabase(workingFolder());
  if (found.empty())
    return llvm::createStringError("no compile_commands.json in '" + folder +
                                   "', its build folder or its parents; give its folder with -p, or flags after '--'; "
                                   "CMake writes one with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON");
  return engine::readCompileDatabase(found);
}

extract::Command commandOf(const std::string &file, const std::vector<std::string> &flags) {
  extract::Command command{workingFolder(), absolutePath(file), {"clang++"}};
  llvm::append_range(command.arguments, flags);
  command.arguments.push_back(command.file);
  return command;
}

void addFile(const std::string &file, const Options &options, const CompileDatabase &database, Inputs &inputs) {
  if (!llvm::sys::fs::is_regular_file(file)) {
    inputs.failures.push_back({{file, 0, 0}, "no such file"});
  } else if (isEnv(file)) {
    inputs.envFiles.push_back(absolutePath(file));
  } else if (isSql(file)) {
    inputs.sqlFiles.push_back(absolutePath(file));
  } else if (options.flags) {
    inputs.commands.push_back(commandOf(file, *options.flags));
  } else if (const extract::Command *command = database.find(file)) {
    inputs.commands.push_back(*command);
  } else {
    inputs.failures.push_back({{file, 0, 0},
                               "is not in '" + database.path +
                                   "': build it with the project, or give its flags after '--' (headers are analysed "
                                   "with the files that include them)"});
  }
}

/// A source that the database names twice (two targets) is analysed once.
void keepFirstOfEachSource(std::vector<extract::Command> &commands) {
  std::set<std::string> seen;
  llvm::erase_if(commands, [&](const extract::Command &command) {
    return !seen.insert(CompileDatabase::sourceOf(command)).second;
  });
}

/// Whether there is something to do without C++: SQL files that the configuration names.
bool hasSqlOnly(const Options &options) {
  llvm::Expected<engine::Config> config = configFor(options, workingFolder());
  if (config)
    return options.files.empty() && (!config->schema.empty() || !config->queries.empty());
  llvm::consumeError(config.takeError()); // it is reported when it is read for the run
  return false;
}

llvm::Error addCommands(const Options &options, Inputs &inputs) {
  bool needsDatabase = !options.flags && (options.files.empty() || llvm::any_of(options.files, needsCommand));
  CompileDatabase database;
  if (needsDatabase) {
    llvm::Expected<CompileDatabase> found = databaseFor(options, commonFolder(options.files));
    if (!found && options.buildPath.empty() && hasSqlOnly(options)) {
      llvm::consumeError(found.takeError());
      return llvm::Error::success();
    }
    if (!found)
      return found.takeError();
    database = std::move(*found);
  }
  for (const std::string &file : options.files)
    addFile(file, options, database, inputs);
  if (options.files.empty()) {
    inputs.commands = database.commands;
    if (inputs.commands.empty())
      return llvm::createStringError("'" + database.path + "' names no files; configure the project again");
  }
  keepFirstOfEachSource(inputs.commands);
  return llvm::Error::success();
}

/// The value of the variable is a secret: no message holds it.
llvm::Error addLiveSchema(const std::string &variable, engine::Config &config) {
  if (variable.empty())
    return llvm::Error::success();
  const char *url = std::getenv(variable.c_str());
  if (!url || !*url)
    return llvm::createStringError("the environment variable " + variable + " of --database-url-env is not set");
  llvm::Expected<std::string> schema = live::readSchema(url);
  if (!schema)
    return llvm::createStringError("database of " + variable + ": " + llvm::toString(schema.takeError()));
  config.liveName = "database of " + variable;
  config.liveSchema = schema->empty() ? ";" : std::move(*schema);
  return llvm::Error::success();
}

} // namespace

llvm::Expected<engine::Config> configFor(const Options &options, llvm::StringRef folder) {
  engine::Config config;
  std::string file = options.configFile;
  if (file.empty() && !options.config)
    file = engine::findConfig(folder);
  if (options.config && llvm::sys::fs::is_regular_file(*options.config))
    return llvm::createStringError("--config takes the configuration itself; read '" + *options.config +
                                   "' with --config-file");
  if (options.config) {
    llvm::Expected<engine::Config> given = engine::parseConfig(*options.config, "--config");
    if (!given)
      return given.takeError();
    config = std::move(*given);
  } else if (!file.empty()) {
    llvm::Expected<engine::Config> read = engine::readConfig(file);
    if (!read)
      return read.takeError();
    config = std::move(*read);
  }
  if (config.root.empty())
    config.root = workingFolder();
  if (options.checks)
    config.checks += "," + *options.checks;
  if (options.warningsAsErrors)
    config.warningsAsErrors += "," + *options.warningsAsErrors;
  if (options.headerFilter)
    config.headerFilter = *options.headerFilter;
  std::string problem;
  if (!llvm::Regex(config.headerFilter).isValid(problem))
    return llvm::createStringError("header filter '" + config.headerFilter +
                                   "' is not a regular expression: " + problem);
  if (!options.schema.empty())
    config.schema.clear();
  for (const std::string &schema : options.schema) {
    config.schema.push_back(absolutePath(schema));
    std::vector<findings::Problem> missing; // without it nothing would be found, and all seem well
    if (engine::expandGlobs({config.schema.back()}, config.root, missing).empty())
      return llvm::createStringError("--schema: no file '" + schema + "'");
  }
  if (llvm::Error error = addLiveSchema(options.databaseUrlEnv, config))
    return std::move(error);
  return config;
}

/// Parts the SQL files of the command line: the program's queries, and those that define the schema.
static void partSqlFiles(Inputs &inputs) {
  std::vector<findings::Problem> ignored;
  std::vector<std::string> schema = engine::expandGlobs(inputs.config.schema, inputs.config.root, ignored);
  std::vector<std::string> queries = engine::expandGlobs(inputs.config.queries, inputs.config.root, ignored);
  for (const std::string &file : inputs.sqlFiles) {
    bool isSchema =
        llvm::is_contained(schema, file) || (!llvm::is_contained(queries, file) && engine::isSchemaFile(file));
    (isSchema ? inputs.schemaFiles : inputs.queryFiles).push_back(file);
  }
}

llvm::Expected<Inputs> readInputs(const Options &options) {
  Inputs inputs;
  if (llvm::Error error = addCommands(options, inputs))
    return std::move(error);
  std::vector<std::string> sources = options.files;
  for (const extract::Command &command : inputs.commands)
    sources.push_back(CompileDatabase::sourceOf(command));
  std::string folder = commonFolder(sources);
  llvm::Expected<engine::Config> config = configFor(
      options, engine::findConfig(folder).empty() ? llvm::StringRef(workingFolder()) : llvm::StringRef(folder));
  if (!config)
    return config.takeError();
  inputs.config = std::move(*config);
  partSqlFiles(inputs);
  // Of named files only those are shown.
  if (!options.files.empty())
    inputs.config.envFiles = inputs.envFiles;
  if (options.files.empty())
    llvm::append_range(inputs.queryFiles,
                       engine::expandGlobs(inputs.config.queries, inputs.config.root, inputs.problems));
  return inputs;
}

} // namespace pgtidy::tool
