#include "evaluating.h"

namespace pgtidy::extract {

/// A formatting library in the shape of {fmt}, and wrappers over it and over printf.
static const std::string Wrappers = R"cpp(
#include <cstdarg>
namespace fmt {
template <class... T> struct basic_format_string { template <class S> consteval basic_format_string(const S &s) : text(s) {} std::string_view text; };
template <class T> struct identity { using type = T; };
template <class... T> using format_string = basic_format_string<typename identity<T>::type...>;
template <class... T> string format(format_string<T...>, T &&...);
}
void run(PGconn *c, const string &sql) { PQexec(c, sql.c_str()); }
template <class... T> void exec(PGconn *c, fmt::format_string<T...> sql, T &&...values) {
  run(c, fmt::format<T...>(sql, static_cast<T &&>(values)...));
}
void print(PGconn *c, const char *format, ...) {
  char sql[512];
  va_list values;
  va_start(values, format);
  vsnprintf(sql, sizeof sql, format, values);
  va_end(values);
  PQexec(c, sql);
}
)cpp";

static std::vector<std::string> invoked(const facts::Unit &unit) {
  std::vector<std::string> texts;
  for (const facts::Invocation &invocation : unit.invocations)
    texts.push_back(show(invocation.arguments.back()));
  return texts;
}

TEST(FormattingWrapper, everyCallOfATemplateGivesItsOwnText) {
  facts::Unit unit = unitOf(Wrappers + R"cpp(
    void f(PGconn *c, int id, const string &table) {
      exec(c, "SELECT 1");
      exec(c, "SELECT {} FROM {}", id, table);
    })cpp");
  EXPECT_EQ(invoked(unit), (std::vector<std::string>{"\"SELECT 1\"", "\"SELECT \" + {id} + \" FROM \" + $table"}));
}

TEST(FormattingWrapper, valuesBehindTheDotsFillTheFormat) {
  facts::Unit unit = unitOf(Wrappers + R"cpp(void f(PGconn *c, int id, const char *name) {
    print(c, "SELECT %d, '%s'", id, name);
  })cpp");
  ASSERT_EQ(unit.calls.size(), 2U);
  EXPECT_EQ(show(unit.calls[1].sql), "\"SELECT \" + {id} + \", '\" + $name + \"'\"");
}

TEST(FormattingWrapper, aValueStandsWhereTheCallerWroteIt) {
  std::string code = Wrappers + "void f(PGconn *c, const string &table) {\n  exec(c, \"SELECT {}\",\n       table);\n}";
  facts::Unit unit = unitOf(code);
  ASSERT_EQ(unit.invocations.size(), 1U);
  const auto *parts = std::get_if<facts::Concat>(&unit.invocations[0].arguments.back()->value);
  ASSERT_TRUE(parts);
  const auto *table = std::get_if<facts::Parameter>(&parts->parts.back()->value);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->hole.location.line, linesBefore(code) + unsigned(std::count(code.begin(), code.end(), '\n')));
}

/// Functions that say by an attribute that they format, with their bodies elsewhere.
static const std::string Declared = R"cpp(
#define SAYS(n, first) __attribute__((format(printf, n, first)))
int put(char *to, int size, const char *format, ...) SAYS(3, 4);
int append(char *to, int size, const char *format, ...) SAYS(3, 4);
string text(const char *format, ...) SAYS(1, 2);
struct Writer { string say(const char *format, ...) SAYS(2, 3); };
char *trimmed(char *text);
int putAndTrim(char *to, int size, const char *format, ...) SAYS(3, 4);
int putAndTrim(char *to, int size, const char *format, ...) {
  va_list values;
  va_start(values, format);
  vsnprintf(to, size, format, values);
  va_end(values);
  return trimmed(to) != nullptr;
}
)cpp";

static std::string sentBy(const std::string &body) {
  facts::Unit unit =
      unitOf("#include <cstdarg>\n" + Declared + "void f(PGconn *c, int id, const char *word) {" + body + "}");
  return show(unit.calls.back().sql);
}

TEST(DeclaredFormatter, itsCallsGiveWhatTheFormatSays) {
  EXPECT_EQ(sentBy(R"(char b[99]; put(b, 99, "a %d %s", id, word); PQexec(c, b);)"), R"("a " + {id} + " " + $word)");
  EXPECT_EQ(sentBy(R"(PQexec(c, text("a %d", id).c_str());)"), R"("a " + {id})");
  EXPECT_EQ(sentBy(R"(Writer w; PQexec(c, w.say("a %x", id).c_str());)"), R"("a " + {id})");
  EXPECT_EQ(sentBy(R"(char b[99]; putAndTrim(b, 99, "a %d", id); PQexec(c, b);)"), R"("a " + {id})");
}

TEST(DeclaredFormatter, whatAddsToATextDoesNotReplaceIt) {
  EXPECT_NE(sentBy(R"(char b[99] = "a "; append(b, 99, "%d", id); PQexec(c, b);)"), "{id}");
}

} // namespace pgtidy::extract
