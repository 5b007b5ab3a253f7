#include "facts/setting.h"

#include <gtest/gtest.h>

namespace pgtidy::facts {
namespace {

std::string shown(std::string_view path, std::string_view text) {
  std::string all;
  for (const SettingValue &value : readSettings(path, text, 0)) {
    all += all.empty() ? "" : " ";
    for (const std::string &name : value.names)
      all += (name == value.names.front() ? "" : "/") + name;
    all += "=[" + asLiteral(value.value)->bytes + "]";
  }
  return all;
}

/// Where the byte of the only value stands: "line:column".
std::string placeOf(std::string_view path, std::string_view text, uint32_t byte) {
  const std::vector<SettingValue> values = readSettings(path, text, 0);
  for (const Run &run : values.empty() ? std::vector<Run>() : asLiteral(values.front().value)->runs)
    if (run.begin <= byte && byte < run.begin + run.length)
      return std::to_string(run.source.line) + ":" + std::to_string(run.source.column + byte - run.begin);
  return "";
}

TEST(Settings, json) {
  EXPECT_EQ(shown("a.json", R"({"a": {"b": "c", "d": [1, {"e": true}]}, "f": "g"})"),
            "a/b=[c] a/d/0=[1] a/d/1/e=[true] f=[g]");
  EXPECT_EQ(shown("a.json", "{\n\t\"a\": \"b\"\n}"), "a=[b]");
}

TEST(Settings, commentsInJson) {
  EXPECT_EQ(shown("a.json", "{ // \"a\": \"b\"\n \"c\": \"d // e\", /* \"f\": 1 */ \"g\": \"\\\"//h\" }"),
            "c=[d // e] g=[\"//h]");
  EXPECT_EQ(shown("a.json", "{ \"a\": 1 } /* no end"), "a=[1]");
  EXPECT_EQ(shown("a.json", "/*"), "");
  EXPECT_EQ(shown("a.json", "{ \"a\": \"b\\"), "");
}

TEST(Settings, yaml) {
  EXPECT_EQ(shown("a.yml", "a:\n  b: c\n  d: 'e'\nf:\n  - g\n  - h: \"i\\tj\"\n"),
            "a/b=[c] a/d=[e] f/0=[g] f/1/h=[i\tj]");
  EXPECT_EQ(shown("a.yaml", "a: |\n  SELECT 1\n  FROM b\nc: d\n"), "a=[SELECT 1\nFROM b\n] c=[d]");
}

TEST(Settings, whatYamlRepeats) {
  EXPECT_EQ(shown("a.yml", "a: &a\n  b: c\n  d: e\nf: *a\n"), "a/b=[c] a/d=[e] f/b=[c] f/d=[e]");
  EXPECT_EQ(shown("a.yml", "a: &a\n  b: c\n  d: e\nf:\n  d: g\n  <<: *a\n"), "a/b=[c] a/d=[e] f/b=[c] f/d=[g]");
  EXPECT_EQ(shown("a.yml", "a: &a {b: 1}\nc: &c {b: 2, d: 3}\ne:\n  <<: [*a, *c]\n  f: 4\n"),
            "a/b=[1] c/b=[2] c/d=[3] e/d=[3] e/b=[1] e/f=[4]");
  EXPECT_EQ(shown("a.yml", "a: *b\nc: d\n"), "c=[d]");
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i)
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + ", *a" +
              std::to_string(i - 1) + ", *a" + std::to_string(i - 1) + "]\n";
  EXPECT_LE(readSettings("a.yml", laughs, 0).size(), 20000U);
}

TEST(Settings, linesThatGoOn) {
  EXPECT_EQ(shown("a.ini", "a = SELECT b \\\n   FROM c\nd=e\n"), "a=[SELECT b FROM c] d=[e]");
  EXPECT_EQ(shown("a.ini", "a = \"b \\\nc \\\r\nd\"\n"), "a=[b c d]");
  EXPECT_EQ(shown("a.ini", "a = C:\\b\\\nc = d\n"), "a=[C:\\b\\] c=[d]");
  EXPECT_EQ(shown("a.ini", "a = b \\"), "a=[b]");
}

TEST(Settings, whatIsNotWellFormedSaysNothing) {
  EXPECT_EQ(shown("a.json", "{ \"a\": [ }"), "");
  EXPECT_EQ(shown("a.yaml", "a: [b\nc: }"), "");
  EXPECT_EQ(shown("a.json", ""), "");
  EXPECT_EQ(shown("a.txt", "a=b"), "");
}

TEST(Settings, lines) {
  EXPECT_EQ(shown("a.ini", "a=b\r\n[c]\nd = e ; f\n# g=h\n;i=j\nk: \"l # m\"\n[n.o]\np=\nq\n"),
            "a=[b] c/d=[e] c/k=[l # m] n/o/p=[]");
  EXPECT_EQ(shown("a.conf", "a = 'b c'\nurl = http://d#e"), "a=[b c] url=[http://d#e]");
}

TEST(Settings, forms) {
  EXPECT_EQ(
      shown("a.ui",
            "<ui><widget class=\"QDialog\" name=\"a\"><property name=\"b\"><string>c</string></property>"
            "<widget class=\"QLineEdit\" name=\"d\"><property name=\"text\"><string notr=\"true\">e&amp;f</string>"
            "</property></widget></widget></ui>"),
      "a/b=[c] d/text=[e&f]");
  EXPECT_EQ(shown("a.ui", "<widget name=\"a\"><string"), "");
}

TEST(Settings, places) {
  EXPECT_EQ(placeOf("a.json", "{\n  \"a\": \"bc\"\n}", 1), "2:10");
  EXPECT_EQ(placeOf("a.json", "// é\n{\"a\": \"b\\/c\"}", 0), "2:8");
  EXPECT_EQ(placeOf("a.json", "// é\n{\"a\": \"b\\/c\"}", 1),
            "2:9"); // and all behind it, hidden as one where it is secret
  EXPECT_EQ(placeOf("a.yaml", "a: |\n  SELECT 1\n  FROM b\n", 9), "3:3");
  EXPECT_EQ(placeOf("a.ini", "[a]\n b = c\n", 0), "2:6");
}

TEST(Settings, keysOfSymbols) {
  const SettingPlace place = settingOfSymbol(settingSymbol("/a b/c.json", {"d", "", "e f"}));
  EXPECT_EQ(place.path, "/a b/c.json");
  EXPECT_EQ(place.names, (SettingNames{"d", "", "e f"}));
  EXPECT_EQ(settingOfSymbol("c:@a").path, "");
}

TEST(Settings, entriesOfEntriesAreOne) {
  const Text settings = settingsIn(literal("a"), {}), inner = settingIn(settings, {literal("b")}, {});
  const Text entry = settingIn(inner, {literal("c")}, {});
  ASSERT_TRUE(asSettings(entry));
  EXPECT_EQ(asSettings(entry)->arguments.size(), 3U);
  EXPECT_FALSE(asSettings(literal("a")));
}

} // namespace
} // namespace pgtidy::facts
