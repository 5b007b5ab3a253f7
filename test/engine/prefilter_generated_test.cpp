// Generated projects: the findings with the prefilter are those without it.
#include "prefilter_project.h"

#include "gtest/gtest.h"

#include <functional>
#include <random>

namespace pgtidy::test {

namespace {

/// A way to the database that a header offers and sources use.
struct Way {
  std::string header;                                  ///< text of w<n>.h
  std::string source;                                  ///< text of w<n>.cpp, "" for none
  std::function<std::string(const std::string &)> use; ///< a statement that sends the given text
};

class Generator {
public:
  explicit Generator(unsigned seed) : Random(seed) {}

  Sources project() {
    Sources sources{{"pq.h", "#pragma once\n#pragma GCC system_header\nstruct PGconn;\n"
                             "extern \"C\" struct PGresult *PQexec(PGconn *, const char *);\n"
                             "extern \"C\" PGconn *PQconnectdb(const char *);\n"},
                    {"base.h", "#pragma once\n#include \"pq.h\"\nextern PGconn *theConnection;\n"}};
    for (unsigned n = 0, count = 2 + below(5); n < count; ++n)
      add(sources, n);
    for (unsigned n = 0, count = 3 + below(6); n < count; ++n)
      sources.push_back({"s" + std::to_string(n) + ".cpp", source(n)});
    return sources;
  }

private:
  std::mt19937 Random;
  std::vector<Way> Ways;

  unsigned below(unsigned bound) { return std::uniform_int_distribution<unsigned>(0, bound - 1)(Random); }

  /// Sends `text` by an earlier way, or at once.
  std::string send(const std::string &text, std::string &includes) {
    size_t way = below(static_cast<unsigned>(Ways.size()) + 1);
    if (way == Ways.size()) {
      includes += "#include \"base.h\"\n";
      return "PQexec(theConnection, " + text + ");";
    }
    includes += "#include \"w" + std::to_string(way) + ".h\"\n";
    return Ways[way].use(text);
  }

  void add(Sources &sources, unsigned n) {
    Way way = make(std::to_string(n));
    sources.push_back({"w" + std::to_string(n) + ".h", "#pragma once\n" + way.header});
    if (!way.source.empty())
      sources.push_back({"w" + std::to_string(n) + ".cpp", "#include \"w" + std::to_string(n) + ".h\"\n" + way.source});
    Ways.push_back(std::move(way));
  }

  Way make(const std::string &n) {
    std::string includes, sent = send("text", includes);
    auto call = [n](const std::string &before, const std::string &after) {
      return [=](const std::string &text) { return before + text + after; };
    };
    switch (below(12)) {
    case 0: // declared here, defined elsewhere
      return {"void run" + n + "(const char *text);\n",
              includes + "void run" + n + "(const char *text) { " + sent + " }\n", call("run" + n + "(", ");")};
    case 1:
      return {includes + "inline void run" + n + "(const char *text) { " + sent + " }\n", "",
              call("run" + n + "(", ");")};
    case 2:
      return {includes + "#define RUN" + n + "(text) do { " + sent + " } while (0)\n", "", call("RUN" + n + "(", ");")};
    case 3:
      return {includes + "struct Sender" + n + " { Sender" + n + "(const char *text) { " + sent + " } };\n", "",
              call("{ Sender" + n + " sender(", "); }")};
    case 4: // an alias of a class, by its constructor
      return {includes + "struct Inner" + n + " { Inner" + n + "(const char *text) { " + sent + " } };\nusing Alias" +
                  n + " = Inner" + n + ";\n",
              "", call("{ Alias" + n + " sender(", "); }")};
    case 5: // an implicit conversion
      return {includes + "struct Into" + n + " { Into" + n + "(const char *text) { " + sent + " } };\nvoid take" + n +
                  "(const Into" + n + " &);\n",
              "void take" + n + "(const Into" + n + " &) {}\n", call("take" + n + "(", ");")};
    case 6: // through the base of a class
      return {"struct Base" + n + " { virtual void put" + n + "(const char *text) = 0; };\nextern Base" + n + " &base" +
                  n + ";\n",
              includes + "struct Derived" + n + " : Base" + n + " { void put" + n + "(const char *text) override { " +
                  sent + " } };\n",
              call("base" + n + ".put" + n + "(", ");")};
    case 7: // an operator
      return {includes + "struct Out" + n + " { void operator<<(const char *text) { " + sent + " } };\nextern Out" + n +
                  " out" + n + ";\n",
              "", call("out" + n + " << ", ";")};
    case 8:
      return {includes + "template <typename T> void run" + n + "(T text) { " + sent + " }\n", "",
              call("run" + n + "(", ");")};
    case 9: // a text of another unit
      return {"#include \"base.h\"\nextern const char *const text" + n + ";\n",
              "extern const char *const text" + n + " = \"SELEC text" + n + "\";\n",
              [n](const std::string &) { return "PQexec(theConnection, text" + n + ");"; }};
    case 10: // a function that gives a text
      return {"#include \"base.h\"\nconst char *give" + n + "();\n",
              "const char *give" + n + "() { return \"SELEC give" + n + "\"; }\n",
              [n](const std::string &) { return "PQexec(theConnection, give" + n + "());"; }};
    default: // a class with a member that reaches the database
      return {includes + "struct Part" + n + " { void go(const char *text) { " + sent + " } };\nstruct Whole" + n +
                  " { Part" + n + " part; };\n",
              "", call("{ Whole" + n + " whole; whole.part.go(", "); }")};
    }
  }

  std::string source(unsigned n) {
    std::string text = "#include \"base.h\"\n", body;
    for (unsigned i = 0; i < Ways.size(); ++i)
      if (below(2))
        text += "#include \"w" + std::to_string(i) + ".h\"\n";
    if (below(3) != 0)
      return text + "int nothing" + std::to_string(n) + "() { return " + std::to_string(below(100)) + "; }\n";
    std::string includes;
    for (unsigned i = 0, count = 1 + below(2); i < count; ++i)
      body += "  " + send("\"SELEC " + std::to_string(n) + "\"", includes) + "\n";
    return text + includes + "void source" + std::to_string(n) + "() {\n" + body + "}\n";
  }
};

} // namespace

TEST(Prefilter, generatedProjectsGiveTheSameFindings) {
  size_t findings = 0, parsed = 0, units = 0;
  for (unsigned seed = 3; seed <= 42; ++seed) {
    Sources sources = Generator(seed).project();
    Reports reports = SourceProject(sources).reports();
    ASSERT_EQ(reports.filtered, reports.complete) << "seed " << seed;
    findings += reports.complete.size();
    parsed += reports.parsed.size();
    units += llvm::count_if(sources, [](auto &source) { return llvm::StringRef(source.first).ends_with(".cpp"); });
  }
  EXPECT_GT(findings, 60U);
  EXPECT_LT(parsed, units * 3 / 4);
}

} // namespace pgtidy::test
