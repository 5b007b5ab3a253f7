#include "reading.h"

namespace pgtidy::rules {
namespace {

using Strings = std::vector<std::string>;

/// What `statements` hand to something that is no database: "log std::cerr: text".
Strings handedBy(const std::string &statements) {
  static const std::string Before = R"(
    #include <cstdio>
    #include <iostream>
    #include <string>
    #include <syslog.h>
    struct QDebug { QDebug &operator<<(const char *); QDebug &operator<<(const std::string &); };
    struct QMessageLogger { QDebug debug(); void warning(const char *, ...); };
    namespace spdlog {
    template <typename... Args> void info(const char *, Args &&...) {}
    struct logger { template <typename... Args> void error(const char *, Args &&...) {} };
    }
    namespace google { struct LogMessage { std::ostream &stream(); }; }
    std::string mask(const std::string &text) { return std::string(text.size(), '*'); }
    void f(std::string s, std::FILE *file, spdlog::logger &logger) {
  )";
  Strings list;
  for (const facts::Handed &handed : factsOf(Before + statements + "\n}\n").handed)
    list.push_back((handed.to == facts::Handed::To::Log ? "log " : "output ") + handed.name + ": " +
                   facts::print(handed.text));
  return list;
}

TEST(Logs, streamsAreKnownByTheirNamesAndClasses) {
  EXPECT_EQ(handedBy("std::cerr << \"got \" << s << std::endl;"), Strings{"log std::cerr: \"got \" + $s"});
  EXPECT_EQ(handedBy("std::cout << s.c_str();"), Strings{"output std::cout: $s"});
  EXPECT_EQ(handedBy("QMessageLogger().debug() << \"a\" << s;"), Strings{"log QDebug: \"a\" + $s"});
  EXPECT_EQ(handedBy("google::LogMessage().stream() << s;"), Strings{"log google::LogMessage: $s"});
}

TEST(Logs, functionsAreKnownByTheirNames) {
  EXPECT_EQ(handedBy("std::printf(\"%s\", s.c_str());"), Strings{"output printf: $s"});
  EXPECT_EQ(handedBy("syslog(LOG_INFO, \"%s\", s.c_str());"), Strings{"log syslog: $s"});
  EXPECT_EQ(handedBy("spdlog::info(\"{}\", s);"), Strings{"log spdlog::info: $s"});
  EXPECT_EQ(handedBy("logger.error(\"{}\", s);"), Strings{"log spdlog::logger::error: $s"});
  EXPECT_EQ(handedBy("QMessageLogger().warning(\"%s\", s.c_str());"), Strings{"log QMessageLogger::warning: $s"});
}

TEST(Logs, filesAreLogsWhereTheyAreTheStandardOnes) {
  EXPECT_EQ(handedBy("std::fprintf(stderr, \"%s\", s.c_str());"), Strings{"log stderr: $s"});
  EXPECT_EQ(handedBy("std::fputs(s.c_str(), stdout);"), Strings{"output stdout: $s"});
  EXPECT_EQ(handedBy("std::fprintf(file, \"%s\", s.c_str());"), Strings{});
}

TEST(Logs, whatIsWrittenOutOrANumberIsNoSecret) {
  EXPECT_EQ(handedBy("std::cerr << \"started\" << 5 << s.size();"), Strings{});
  EXPECT_EQ(handedBy("std::string made = \"a\"; std::cerr << made;"), Strings{});
}

} // namespace
} // namespace pgtidy::rules
