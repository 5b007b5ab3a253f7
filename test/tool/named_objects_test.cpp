// Objects of one class that are told apart by the member or variable that each of them is.
#include "tool.h"

#include <gtest/gtest.h>

namespace pgtidy::test {
namespace {

/// A class `Setting`, with its methods in the header or in a file of their own, and `Config`, which has two of them.
/// `use.cpp` is each test's own; it is taken to connect to the host that Config says.
class SettingsProject : public Project {
public:
  enum class Methods { InHeader, Elsewhere };

  SettingsProject(const std::string &use, Methods methods) {
    const bool isElsewhere = methods == Methods::Elsewhere;
    const std::string own = isElsewhere ? "" : "inline ";
    const std::string bodies =
        own + "Setting::Setting(std::string value) : value_(value) {}\n" + own +
        "const std::string &Setting::get() const { return value_; }\n" + own +
        "void Setting::set(const std::string &value) { value_ = value; }\n" +
        (isUsed(use, "take") ? own + "void Setting::take(const Setting &other) { *this = other; }\n" : "");
    write("config.h", "#pragma once\n" + std::string(libpqStub) + R"cpp(
#include <string>
#include <utility>
class Setting {
public:
  Setting(std::string value = "");
  const std::string &get() const;
  void set(const std::string &value);
  void take(const Setting &other);
private:
  std::string value_;
};
)cpp" + (isElsewhere ? "" : bodies) +
                          R"cpp(
struct Config {
  Config();
  Setting host, title;
};
Config &config();
)cpp");
    if (isElsewhere)
      add("setting.cpp", "#include \"config.h\"\n" + bodies);
    add("config.cpp", "#include \"config.h\"\nConfig::Config() : host(\"\"), title(\"Orders of the day\") {}\n"
                      "Config &config() { static Config only; return only; }\n");
    add("connect.cpp", "#include \"config.h\"\n"
                       "PGconn *open() { return PQconnectdb((\"host=\" + config().host.get()).c_str()); }\n");
    add("use.cpp", "#include \"config.h\"\n" + use);
  }

  std::string check() const { return run({"--checks=-*,pg-connection-hardcoded"}).out; }

private:
  static bool isUsed(const std::string &use, const std::string &method) { return use.find(method + "(") != use.npos; }
};

class NamedObjects : public ::testing::TestWithParam<SettingsProject::Methods> {
protected:
  static std::string check(const std::string &use) { return SettingsProject(use, GetParam()).check(); }
};

TEST_P(NamedObjects, aSetterIsOfOneMember) {
  const std::string out = check("void f() {\n  config().title.set(\"Shop\");\n  config().host.set(\"db1\");\n}\n");
  EXPECT_NE(out.find("use.cpp:4:"), std::string::npos) << out;
  EXPECT_EQ(out.find("use.cpp:3:"), std::string::npos) << out;
  EXPECT_EQ(out.find("config.cpp:"), std::string::npos) << out;
  EXPECT_NE(out.find("1 error"), std::string::npos) << out;
}

TEST_P(NamedObjects, nothingOfAnotherIsTheHost) {
  const std::string out =
      check("Setting other(\"Shop\");\nvoid f() { config().title.set(\"Shop\"); other.set(\"x\"); }\n");
  EXPECT_NE(out.find("0 errors"), std::string::npos) << out;
}

TEST_P(NamedObjects, aCopyIsWhatItIsOf) {
  for (const char *use : {
           "void f() { Setting fixed(\"db1\"); config().host = fixed; }\n",
           "Setting fixed(\"db1\");\nvoid f() { config().host = fixed; }\n",
           "Setting fixed(\"db1\");\nvoid f() { config().host.take(fixed); }\n",
           "void copy(Setting &to, const Setting &from) { to = from; }\n"
           "Setting fixed(\"db1\");\nvoid f() { copy(config().host, fixed); }\n",
           "void copy(Setting *to, const Setting *from) { *to = *from; }\n"
           "Setting fixed(\"db1\");\nvoid f() { copy(&config().host, &fixed); }\n",
           "Setting fixed(\"db1\");\nvoid f() { std::swap(config().host, fixed); }\n",
           "Setting fixed(\"db1\");\nvoid f() { config() = Config{}; config().host = [] { return fixed; }(); }\n",
       }) {
    const std::string out = check(use);
    EXPECT_NE(out.find("use.cpp:"), std::string::npos) << use << out;
  }
}

TEST_P(NamedObjects, anObjectThatNobodyNamesMayBeTheHost) {
  for (const char *use : {
           "void fill(Setting &setting) { setting.set(\"db1\"); }\nvoid f() { fill(config().host); }\n",
           "void fill(Setting *setting) { setting->set(\"db1\"); }\nvoid f() { fill(&config().host); }\n",
           "void fill(Config &c) { c.host.set(\"db1\"); }\nvoid f() { fill(config()); }\n",
           "void f() { Setting *settings[] = {&config().host}; for (Setting *s : settings) s->set(\"db1\"); }\n",
       }) {
    const std::string out = check(use);
    EXPECT_NE(out.find("use.cpp:"), std::string::npos) << use << out;
  }
}

INSTANTIATE_TEST_SUITE_P(All, NamedObjects,
                         ::testing::Values(SettingsProject::Methods::InHeader, SettingsProject::Methods::Elsewhere),
                         [](const auto &info) {
                           return info.param == SettingsProject::Methods::InHeader ? "inHeader" : "elsewhere";
                         });

/// Members that hold text themselves, in objects that are members of others.
class PlainMembers : public Project {
public:
  explicit PlainMembers(const std::string &use) {
    add("use.cpp", std::string(libpqStub) + R"cpp(
#include <string>
struct Endpoint { std::string host; };
struct Config { Endpoint database, web; };
extern Config config;
PGconn *open() { return PQconnectdb(("host=" + config.database.host).c_str()); }
)cpp" + use);
  }
  std::string check() const { return run({"--checks=-*,pg-connection-hardcoded"}).out; }
};

TEST(NamedObjects, aMemberOfAnotherMemberIsAnother) {
  const std::string out = PlainMembers("void f() { config.web.host = \"www.example.com\"; }\n").check();
  EXPECT_NE(out.find("0 errors"), std::string::npos) << out;
  EXPECT_NE(PlainMembers("void f() { config.database.host = \"db1\"; }\n").check().find("1 error"), std::string::npos);
}

TEST(NamedObjects, aListSaysWhatEachMemberIs) {
  const std::string out = PlainMembers("Config config{{\"db1\"}, {\"www.example.com\"}};\n").check();
  EXPECT_NE(out.find("use.cpp:13:17: error"), std::string::npos) << out;
  EXPECT_NE(out.find("1 error"), std::string::npos) << out;
}

/// Members that are containers of texts.
TEST(NamedObjects, theElementsOfAContainerAreOfTheirObject) {
  auto check = [](const std::string &use) {
    Project project;
    project.add("use.cpp", std::string(libpqStub) + R"cpp(
#include <string>
#include <vector>
struct Names { std::vector<std::string> all; const std::string &at(unsigned i) const { return all[i]; } };
struct Report { Names tables, titles; };
extern Report report;
void analyse(PGconn *c) { PQexec(c, ("ANALYZE " + report.tables.at(0)).c_str()); }
)cpp" + use);
    return project.run({"--checks=-*,pg-sql-injection"}).out;
  };
  const std::string title = check("void f(int, char **argv) { report.titles.all.push_back(argv[1]); }\n"
                                  "void g() { report.tables.all.push_back(\"orders\"); }\n");
  EXPECT_NE(title.find("0 errors"), std::string::npos) << title;
  const std::string table = check("void f(int, char **argv) { report.tables.all.push_back(argv[1]); }\n");
  EXPECT_NE(table.find("1 error"), std::string::npos) << table;
  const std::string copied =
      check("void f(int, char **argv) { Names n; n.all.push_back(argv[1]); report.tables = n; }\n");
  EXPECT_NE(copied.find("1 error"), std::string::npos) << copied;
}

} // namespace
} // namespace pgtidy::test
