#include "flags.h"
#include "clang_compat.h"
#include "names.h"
#include "resources.h"

#include "clang/Driver/ToolChain.h"
#include "clang/Driver/Types.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Triple.h"

namespace pgtidy::extract {

using namespace options;

/// Leaves out the programs before the compiler, with their options: `ccache g++ …`, `cmake -E … -- g++ …`.
static llvm::ArrayRef<std::string> withoutLaunchers(llvm::ArrayRef<std::string> arguments) {
  static const llvm::StringSet<> launchers{"ccache", "distcc",    "sccache",  "icecc",      "gomacc", "colorgcc",
                                           "pump",   "fastbuild", "libtool",  "buildcache", "env",    "time",
                                           "nice",   "cmake",     "coverity", "bear"};
  while (arguments.size() > 1 && launchers.contains(llvm::sys::path::stem(arguments.front()))) {
    bool cmake = llvm::sys::path::stem(arguments.front()) == "cmake";
    arguments = arguments.drop_front();
    auto end = cmake ? llvm::find(arguments, "--") : arguments.end();
    if (end != arguments.end())
      arguments = arguments.drop_front(static_cast<size_t>(end - arguments.begin()) + 1);
    while (arguments.size() > 1 &&
           (llvm::StringRef(arguments.front()).starts_with("-") || llvm::StringRef(arguments.front()).contains('=')))
      arguments = arguments.drop_front();
  }
  return arguments;
}

static std::vector<std::string> expandResponseFiles(llvm::ArrayRef<std::string> arguments, const Command &command,
                                                    llvm::vfs::FileSystem &files) {
  llvm::BumpPtrAllocator allocator;
  llvm::SmallVector<const char *, 64> expanded;
  for (const std::string &argument : arguments)
    expanded.push_back(argument.c_str());
  llvm::cl::ExpansionContext config(allocator, llvm::cl::TokenizeGNUCommandLine);
  config.setVFS(&files).setCurrentDir(command.directory);
  llvm::consumeError(config.expandResponseFiles(expanded)); // one that the build has not made yet is left out below
  std::vector<std::string> result;
  for (const char *argument : expanded)
    if (argument && argument[0] != '@')
      result.emplace_back(argument);
  return result;
}

/// Options that say what to make of the unit, or how to report it, and not what it means.
static bool isForOutput(const llvm::opt::Option &option) {
  static constexpr unsigned exact[] = {OPT_o,
                                       OPT_c,
                                       OPT_S,
                                       OPT_E,
                                       OPT_emit_llvm,
                                       OPT_fsyntax_only,
                                       OPT_w,
                                       OPT_pedantic,
                                       OPT_pedantic_errors,
                                       OPT_save_temps,
                                       OPT_save_temps_EQ,
                                       OPT_include_pch,
                                       OPT_fplugin_EQ,
                                       OPT_fpass_plugin_EQ,
                                       OPT_emit_ast,
                                       OPT_Xassembler,
                                       OPT_Xlinker,
                                       OPT_Wl_COMMA,
                                       OPT_Wa_COMMA,
                                       OPT_verify_pch,
                                       OPT__HASH_HASH_HASH,
                                       OPT_v,
                                       OPT_resource_dir,
                                       OPT_resource_dir_EQ,
                                       OPT_ftime_trace,
                                       OPT_ftime_trace_EQ,
                                       OPT_ferror_limit_EQ,
                                       OPT_Xpreprocessor,
                                       OPT_module_file_info,
                                       OPT_fmodule_output,
                                       OPT_fmodule_output_EQ,
                                       OPT_emit_module};
  if (llvm::any_of(exact, [&](unsigned id) { return option.matches(id); }))
    return true;
  static constexpr unsigned groups[] = {OPT_M_Group, OPT_W_Group, OPT_O_Group, OPT_g_Group, OPT_R_Group};
  return llvm::any_of(groups, [&](unsigned id) { return option.matches(id); });
}

/// Options whose values gcc and Clang do not share, or that need files beside the compiler.
static bool isUnportable(llvm::StringRef spelling) {
  static constexpr llvm::StringLiteral prefixes[] = {"-fsanitize",
                                                     "-fno-sanitize",
                                                     "-flto",
                                                     "-fno-lto",
                                                     "-fprofile",
                                                     "-fcs-profile",
                                                     "-fcoverage",
                                                     "-fdiagnostics",
                                                     "-fmodules-ts",
                                                     "-fmodule-mapper",
                                                     "-fdeps",
                                                     "-fcf-protection",
                                                     "-fuse-ld",
                                                     "-fplugin",
                                                     "-fsave-",
                                                     "-fdump",
                                                     "-fstack-",
                                                     "-fauto-profile",
                                                     "-fcolor",
                                                     "-fmessage-length",
                                                     "-fmax-errors",
                                                     "-ftrivial-auto-var-init",
                                                     "-fzero-call-used-regs",
                                                     "-fxray",
                                                     "-fthinlto",
                                                     "-fpatchable",
                                                     "-fvisibility-inlines-hidden-static",
                                                     "-ffile-prefix-map",
                                                     "-fdebug",
                                                     "-fmacro-backtrace",
                                                     "-ftemplate-backtrace"};
  return llvm::any_of(prefixes, [&](llvm::StringRef prefix) { return spelling.starts_with(prefix); });
}

namespace {

/// Rebuilds a command line from what is worth keeping of another.
class Filter {
public:
  Filter(const Command &command, TargetFlags target) : Unit(command), Target(target) {}

  std::vector<std::string> run(llvm::ArrayRef<std::string> arguments) {
    addCompiler(arguments.empty() ? "clang++" : arguments.front());
    std::vector<const char *> raw;
    for (const std::string &argument : arguments.drop_front(arguments.empty() ? 0 : 1))
      raw.push_back(argument.c_str());
    unsigned missing = 0, missingCount = 0;
    llvm::opt::InputArgList list =
        getDriverOptTable().ParseArgs(raw, missing, missingCount, llvm::opt::Visibility(ClangOption));
    for (const llvm::opt::Arg *argument : list)
      add(*argument, list);
    if (!FileSeen)
      addFile();
    return std::move(Result);
  }

private:
  const Command &Unit;
  TargetFlags Target;
  std::vector<std::string> Result;
  bool FileSeen = false;
  bool HasLanguage = false;

  void addCompiler(llvm::StringRef compiler) {
    Result.push_back(compiler.str());
    clang::driver::ParsedClangName name = clang::driver::ToolChain::getTargetAndModeFromProgramName(compiler);
    if (llvm::Triple(name.TargetPrefix).getArch() != llvm::Triple::UnknownArch)
      Result.push_back("--target=" + name.TargetPrefix);
  }

  void add(const llvm::opt::Arg &argument, const llvm::opt::ArgList &list) {
    const llvm::opt::Option &option = argument.getOption();
    if (option.getKind() == llvm::opt::Option::InputClass)
      return addInput(argument.getValue());
    if (option.getKind() == llvm::opt::Option::UnknownClass || isUnportable(argument.getSpelling()))
      return;
    if (option.matches(OPT_Xclang))
      return addXclang(argument.getValue());
    if (option.matches(OPT_include))
      return addInclude(argument.getValue());
    if (option.matches(OPT_I) && isInstalled(argument.getValue())) {
      Result.insert(Result.end(), {"-isystem", argument.getValue()});
      return;
    }
    if (option.matches(OPT_Wp_COMMA))
      return addPreprocessor(argument);
    if (isForOutput(option) || (Target == TargetFlags::Drop && option.matches(OPT_m_Group)))
      return;
    HasLanguage |= option.matches(OPT_x);
    llvm::opt::ArgStringList rendered;
    argument.render(list, rendered);
    Result.insert(Result.end(), rendered.begin(), rendered.end());
  }

  /// Whether headers there are an installed library's, though the command says -I, as pkg-config's flags do.
  static bool isInstalled(llvm::StringRef folder) {
    for (llvm::StringRef prefix : {"/usr/include/", "/usr/local/include/", "/usr/lib/"})
      if (folder.starts_with(prefix) && folder.size() > prefix.size())
        return true;
    return false;
  }

  void addInput(llvm::StringRef path) {
    if (FileSeen || absolutePath(Unit.directory, path) != absolutePath(Unit.directory, Unit.file))
      return; // another file of the same command, a library
    addFile();
  }

  void addFile() {
    FileSeen = true;
    llvm::StringRef extension = llvm::sys::path::extension(Unit.file).ltrim('.');
    clang::driver::types::ID type = clang::driver::types::lookupTypeForExtension(extension);
    bool known = type != clang::driver::types::TY_INVALID && type != clang::driver::types::TY_Object;
    if (!HasLanguage && !known)
      Result.insert(Result.end(), {"-x", "c++"});
    Result.push_back(Unit.file);
  }

  /// Of what goes to the compiler proper only the header that a precompiled one was made from is of use:
  /// `-Xclang -include -Xclang cmake_pch.hxx`.
  void addXclang(llvm::StringRef value) {
    if (Pending == "-include")
      addInclude(value);
    Pending = value.starts_with("-") ? value.str() : "";
  }
  std::string Pending;

  void addInclude(llvm::StringRef header) {
    for (llvm::StringRef extension : {".gch", ".pch"})
      header.consume_back(extension);
    Result.insert(Result.end(), {"-include", header.str()});
  }

  /// -Wp,-DX=1 defines; -Wp,-MD,file writes dependencies.
  void addPreprocessor(const llvm::opt::Arg &argument) {
    for (llvm::StringRef value : argument.getValues())
      if (value.starts_with("-D") || value.starts_with("-U") || value.starts_with("-I"))
        Result.push_back(value.str());
  }
};

} // namespace

std::vector<std::string> parseArguments(const Command &command, llvm::vfs::FileSystem &files, TargetFlags target) {
  std::vector<std::string> given = expandResponseFiles(withoutLaunchers(command.arguments), command, files);
  std::vector<std::string> result = Filter(command, target).run(given);
  // Clang's own warnings are somebody else's work; -Wno-everything also quiets those that are errors by default.
  for (llvm::StringRef flag : {"-fsyntax-only", "-w", "-Wno-everything", "-ferror-limit=0", "-fno-spell-checking"})
    result.insert(result.begin() + 1, flag.str());
  result.insert(result.begin() + 1, "-resource-dir=" + resourceFolder());
  return result;
}

} // namespace pgtidy::extract
