// Compile commands of all kinds, files of all kinds, code that does not compile.
#include "crash.h"
#include "flags.h"
#include "parsed.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace pgtidy::extract {

/// A folder for one test.
class Frontend : public testing::Test {
protected:
  std::filesystem::path Folder;

  void SetUp() override {
    const auto *test = testing::UnitTest::GetInstance()->current_test_info();
    Folder = std::filesystem::temp_directory_path() /
             ("frontend_test_" + std::to_string(getpid()) + "_" + std::string(test->name()));
    std::filesystem::create_directories(Folder);
  }
  void TearDown() override { std::filesystem::remove_all(Folder); }

  std::string write(const std::string &name, const std::string &text) {
    std::ofstream(Folder / name, std::ios::binary) << text;
    return (Folder / name).string();
  }

  /// Parses `file` with the arguments after the compiler; the error's message, or "".
  std::string parse(const std::string &file, std::vector<std::string> arguments) {
    Names.clear();
    Unit = {};
    Command command{Folder.string(), file, std::move(arguments)};
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files = llvm::vfs::createPhysicalFileSystem();
    files->setCurrentWorkingDirectory(command.directory);
    llvm::Error error = parseUnit(command, files, Unit, [&](clang::ASTContext &context) {
      for (const clang::Decl *declaration : context.getTranslationUnitDecl()->decls())
        if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(declaration))
          Names.push_back(function->getNameAsString());
    });
    return error ? llvm::toString(std::move(error)) : "";
  }

  std::string problems() const {
    std::string all;
    for (const facts::Problem &problem : Unit.problems)
      all += std::to_string(problem.location.line) + ": " + problem.message + "\n";
    return all;
  }
  bool has(const std::string &name) const { return llvm::is_contained(Names, name); }

  std::vector<std::string> Names; ///< of the functions that were parsed
  facts::Unit Unit;
};

TEST_F(Frontend, flagsOfGccAreTolerated) {
  write("a.cpp", "#include <vector>\n#ifdef X\nint f();\n#endif\n");
  EXPECT_EQ(parse("a.cpp", {"g++",
                            "-fconcepts-diagnostics-depth=3",
                            "-fanalyzer",
                            "-flto=auto",
                            "-fno-var-tracking-assignments",
                            "-fno-gnu-unique",
                            "-mno-recip-nonsense",
                            "-march=native",
                            "-Wno-maybe-uninitialized",
                            "-Werror",
                            "-Wl,-z,defs",
                            "-Wa,--noexecstack",
                            "-Wp,-DX=1",
                            "-fmodules-ts",
                            "-fdeps-format=p1689r5",
                            "-fplugin=gcc_plugin.so",
                            "-specs=/nowhere/hardened",
                            "--param=max-inline-insns-single=5",
                            "-MD",
                            "-MT",
                            "a.o",
                            "-MF",
                            "a.d",
                            "-std=gnu++17",
                            "-O2",
                            "-g3",
                            "-fsanitize=address,undefined",
                            "-o",
                            "a.o",
                            "-c",
                            "a.cpp"}),
            "");
  EXPECT_EQ(problems(), "");
  EXPECT_TRUE(has("f"));
  EXPECT_FALSE(std::filesystem::exists(Folder / "a.o"));
  EXPECT_FALSE(std::filesystem::exists(Folder / "a.d"));
}

TEST_F(Frontend, targetsUnknownToClangAreLeftOut) {
  write("a.cpp", "int f();\n");
  EXPECT_EQ(parse("a.cpp", {"g++", "-march=znver99", "a.cpp"}), "");
  EXPECT_TRUE(has("f"));
}

TEST_F(Frontend, launchersAndResponseFilesAreUnderstood) {
  write("a.cpp", "int A;\n#ifdef X\nint f();\n#endif\n");
  write("args.rsp", "-DX=1 '-DY=a b'\n");
  EXPECT_EQ(parse("a.cpp", {"/usr/bin/ccache", "/usr/bin/g++", "@args.rsp", "@missing.modmap", "-c", "a.cpp"}), "");
  EXPECT_TRUE(has("f"));
  EXPECT_EQ(parse("a.cpp", {"cmake", "-E", "env", "A=b", "--", "sccache", "c++", "-DX", "a.cpp"}), "");
  EXPECT_TRUE(has("f"));
}

TEST_F(Frontend, precompiledHeadersAreReadAsText) {
  write("all.h", "int f();\n");
  write("all.h.gch", "not for clang");
  write("a.cpp", "int g();\n");
  EXPECT_EQ(parse("a.cpp", {"g++", "-Winvalid-pch", "-include", "all.h", "-c", "a.cpp"}), "");
  EXPECT_EQ(problems(), "");
  EXPECT_TRUE(has("f"));
  EXPECT_EQ(parse("a.cpp", {"clang++", "-Xclang", "-include-pch", "-Xclang", "all.h.pch", "-Xclang", "-include",
                            "-Xclang", "all.h", "a.cpp"}),
            "");
  EXPECT_EQ(problems(), "");
  EXPECT_TRUE(has("f"));
}

TEST_F(Frontend, missingHeaderIsAProblemAndTheRestIsParsed) {
  write("a.cpp", "#include \"generated.h\"\n#include <vector>\ntemplate <class T> T g(T t) { return t; }\n"
                 "int f() { return g(1); }\n");
  EXPECT_EQ(parse("a.cpp", {"g++", "a.cpp"}), "");
  EXPECT_EQ(problems(), "1: 'generated.h' file not found\n");
  EXPECT_TRUE(has("f"));
}

TEST_F(Frontend, errorsAreCountedAfterThree) {
  std::string code = "int f();\n";
  for (int i = 0; i < 30; ++i)
    code += "Unknown u" + std::to_string(i) + ";\n";
  write("a.cpp", code + "int last();\n");
  EXPECT_EQ(parse("a.cpp", {"g++", "a.cpp"}), "");
  ASSERT_EQ(Unit.problems.size(), 4U);
  EXPECT_EQ(Unit.problems[0].location.line, 2U);
  EXPECT_EQ(Unit.problems[3].message, "and 27 more errors");
  EXPECT_TRUE(has("last"));
}

TEST_F(Frontend, codeInCIsParsedAsC) {
  write("a.c", "int f(int class) { int *p = (void *)0; return class; }\n");
  EXPECT_EQ(parse("a.c", {"cc", "-std=gnu11", "-c", "a.c"}), "");
  EXPECT_EQ(problems(), "");
  EXPECT_TRUE(has("f"));
}

TEST_F(Frontend, assemblerIsPassedOver) {
  write("a.s", "nop\n");
  EXPECT_EQ(parse("a.s", {"cc", "-c", "a.s"}), "");
  EXPECT_TRUE(Names.empty());
}

TEST_F(Frontend, spacesAndOtherLettersInPathsAreFine) {
  std::filesystem::create_directories(Folder / "größe und maß");
  write("größe und maß/wie.h", "int f();\n");
  write("größe und maß/ä b.cpp", "#include \"wie.h\"\nUnknown u;\n");
  EXPECT_EQ(parse("größe und maß/ä b.cpp", {"g++", "-c", "größe und maß/ä b.cpp"}), "");
  EXPECT_TRUE(has("f"));
  ASSERT_EQ(Unit.problems.size(), 1U);
  EXPECT_EQ(Unit.files.path(Unit.problems[0].location.file), (Folder / "größe und maß/ä b.cpp").string());
}

TEST_F(Frontend, bodiesOfSystemHeadersAreSkipped) {
  std::filesystem::create_directories(Folder / "sys");
  write("sys/lib.h", "inline int lib() { return undeclared; }\n");
  write("a.cpp", "#include <lib.h>\nint f() { return lib(); }\n");
  EXPECT_EQ(parse("a.cpp", {"g++", "-isystem", "sys", "a.cpp"}), "");
  EXPECT_EQ(problems(), "");
  EXPECT_EQ(parse("a.cpp", {"g++", "-I", "sys", "a.cpp"}), "");
  EXPECT_NE(problems(), "");
}

TEST_F(Frontend, deepNestingIsSurvived) {
  write("a.cpp", "int f() { return " + std::string(50000, '(') + "1" + std::string(50000, ')') + "; }\n");
  bool survived = runGuarded([&] { EXPECT_EQ(parse("a.cpp", {"g++", "a.cpp"}), ""); });
  EXPECT_TRUE(survived);
  EXPECT_NE(problems(), "");
}

static int overflow(int *depth) {
  volatile char frame[4096] = {};
  *depth += 1;
  return *depth < 0 ? 0 : overflow(depth) + frame[*depth % 4096];
}

TEST(Guard, crashesAreSurvived) {
  enableCrashRecovery();
  EXPECT_TRUE(runGuarded([] {}));
  EXPECT_FALSE(runGuarded([] { raise(SIGSEGV); }));
  EXPECT_FALSE(runGuarded([] { raise(SIGABRT); }));
  EXPECT_TRUE(runGuarded([] {}));
}

TEST(Guard, stackOverflowIsSurvived) {
  enableCrashRecovery();
  int depth = 0;
  EXPECT_FALSE(runGuarded([&] { overflow(&depth); }));
  EXPECT_GT(depth, 10000);
  EXPECT_FALSE(runGuarded([&] { overflow(&depth); }));
}

TEST(Flags, otherFilesOfTheCommandAreLeftOut) {
  auto files = llvm::vfs::createPhysicalFileSystem();
  std::vector<std::string> arguments =
      parseArguments({"/src", "b.cpp", {"g++", "a.cpp", "./b.cpp", "lib.a", "-o", "x"}}, *files);
  EXPECT_TRUE(llvm::is_contained(arguments, "b.cpp"));
  EXPECT_FALSE(llvm::is_contained(arguments, "a.cpp"));
  EXPECT_FALSE(llvm::is_contained(arguments, "lib.a"));
  EXPECT_FALSE(llvm::is_contained(arguments, "x"));
}

TEST(Flags, installedLibrariesAreNoPartOfTheProgram) {
  auto files = llvm::vfs::createPhysicalFileSystem();
  const std::vector<std::string> flags = parseArguments(
      {"/src", "a.cpp", {"c++", "-I/usr/include/qt5", "-I", "/usr/include", "-Iinclude", "a.cpp"}}, *files);
  auto place = llvm::find(flags, "/usr/include/qt5");
  ASSERT_TRUE(place != flags.begin() && place != flags.end());
  EXPECT_EQ(*(place - 1), "-isystem");
  EXPECT_EQ(llvm::count(flags, "-isystem"), 1);
}

TEST(Flags, crossCompilersKeepTheirTarget) {
  auto files = llvm::vfs::createPhysicalFileSystem();
  std::vector<std::string> arguments = parseArguments({"/", "a.cpp", {"/x/aarch64-linux-gnu-g++", "a.cpp"}}, *files);
  EXPECT_TRUE(llvm::is_contained(arguments, "--target=aarch64-linux-gnu"));
}

} // namespace pgtidy::extract
