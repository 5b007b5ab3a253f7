#include "facts/connection_text.h"

#include "facts/conninfo.h"

#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <map>

namespace pgtidy::facts {
namespace {

using Kind = ConnectionFaultKind;

std::string shown(std::string_view text) {
  std::string result;
  for (const ConnectionSetting &setting : readConnectionText(text).settings)
    result += (result.empty() ? "" : " ") + setting.keyword + "=" + setting.value;
  return result;
}

std::vector<Kind> faultsIn(std::string_view text) {
  std::vector<Kind> kinds;
  for (const ConnectionFault &fault : readConnectionText(text).faults)
    kinds.push_back(fault.kind);
  return kinds;
}

TEST(ConnectionText, valuesAreDecoded) {
  EXPECT_EQ(shown("user=a\\ b password='it\\'s'"), "user=a b password=it's");
  EXPECT_EQ(shown("postgresql://u%40x:p%2Fw@h/d%20b?options=-c%20x%3Dy"),
            "user=u@x password=p/w host=h dbname=d b options=-c x=y");
}

TEST(ConnectionText, hostsAndPortsAreLists) {
  EXPECT_EQ(shown("postgres://a:1,[::1]:2,c/d"), "host=a,::1,c port=1,2, dbname=d");
}

TEST(ConnectionText, valuesKeepTheirPlace) {
  std::string_view text = "postgresql://u:p@db.example.org/d?sslmode=disable";
  const ConnectionText read = readConnectionText(text);
  const ConnectionSetting *mode = read.find("sslmode");
  ASSERT_TRUE(mode);
  EXPECT_EQ(text.substr(mode->begin, mode->length), "disable");
  EXPECT_EQ(text.substr(mode->keywordBegin, 7), "sslmode");
}

TEST(ConnectionText, theLastOfAKeywordHolds) {
  EXPECT_EQ(readConnectionText("sslmode=require sslmode=disable").find("sslmode")->value, "disable");
}

TEST(ConnectionText, faults) {
  EXPECT_EQ(faultsIn("host=a oops"), std::vector{Kind::NoEquals});
  EXPECT_EQ(faultsIn("password='a"), std::vector{Kind::OpenQuote});
  EXPECT_EQ(faultsIn("hots=a"), std::vector{Kind::UnknownKeyword});
  EXPECT_EQ(faultsIn("postgres://h/d?pgbouncer=true"), std::vector{Kind::UnknownKeyword});
  EXPECT_EQ(faultsIn("postgres://u:p%@h/d"), std::vector{Kind::BadPercent});
  EXPECT_EQ(faultsIn("postgres://u:a@b@h/d"), std::vector{Kind::BrokenUserInfo});
  EXPECT_EQ(faultsIn("postgres://u:a/b@h/d"), std::vector{Kind::BrokenUserInfo});
  EXPECT_EQ(faultsIn("POSTGRES://h/d"), std::vector{Kind::OtherScheme});
  EXPECT_EQ(faultsIn("postgresql+psycopg://h/d"), std::vector{Kind::OtherScheme});
  EXPECT_EQ(faultsIn("postgres://h/d?x"), std::vector{Kind::NoValue});
  EXPECT_EQ(faultsIn("postgres://h/d?options=-c x=y"), std::vector{Kind::ExtraEquals});
  EXPECT_EQ(faultsIn("postgres://[::1/d"), std::vector{Kind::BadAddress});
}

TEST(ConnectionText, noFaults) {
  for (const char *text : {"", "postgresql://", "postgres:///d", "host='' user=u", "postgres://h/d@x",
                           "postgres://u@h:5432/d@x", "requiressl=1", "postgres://u:p%40@h/d",
                           "postgres://h/d?ssl=true", "postgresql://%2Fvar%2Frun/d", "service=app"})
    EXPECT_EQ(faultsIn(text), std::vector<Kind>{}) << text;
}

TEST(ConnectionText, runTimeValuesLeaveItOpen) {
  EXPECT_TRUE(readConnectionText("\1").isOpen);
  EXPECT_TRUE(readConnectionText("host=a \1").isOpen);
  EXPECT_TRUE(readConnectionText("postgres://h/d?\1=x").isOpen);
  EXPECT_FALSE(readConnectionText("host=\1 password='\1'").isOpen);
  EXPECT_EQ(faultsIn("\1 dbname=x"), std::vector<Kind>{});
  EXPECT_EQ(faultsIn("\1/d"), std::vector<Kind>{});
  EXPECT_EQ(shown("\1?sslmode=disable"), "sslmode=disable");
}

/// The settings that libpq itself reads; {"error", …} when it takes the text for broken.
std::map<std::string, std::string> asLibpqReads(const std::string &text) {
  char *message = nullptr;
  PQconninfoOption *options = PQconninfoParse(text.c_str(), &message);
  std::map<std::string, std::string> read;
  if (!options)
    read["error"] = message ? message : "";
  for (PQconninfoOption *option = options; option && option->keyword; ++option)
    if (option->val)
      read[option->keyword] = option->val;
  PQconninfoFree(options);
  PQfreemem(message);
  return read;
}

TEST(ConnectionText, readsAsLibpqDoes) {
  for (const char *text : {"host=a user = b\tport= 1",
                           "password='a b\\'c' dbname=x\\ y",
                           "host=a,b port=1,2",
                           "a",
                           "user=",
                           "hots=a",
                           "x='a",
                           "postgresql://",
                           "postgres://u:p@h:1/d?connect_timeout=10&sslmode=require",
                           "postgres://u:a@b@h/d",
                           "postgres://u@h1:1,h2:2/d?target_session_attrs=primary",
                           "postgres://[::1]:5433/d",
                           "postgres://[::1",
                           "postgres://[]/d",
                           "postgres://[::1]x/d",
                           "postgres://u:p%4@h",
                           "postgres://u:%00@h",
                           "postgres://h?user=u&password=p%20w",
                           "postgres://h/d?x=y",
                           "postgres://h/d?sslmode",
                           "postgres://h/d?options=-c a=b",
                           "postgres://h/d?ssl=true",
                           "postgres://h/d?ssl=false",
                           "postgres:///d?host=/tmp",
                           "postgres://%2Ftmp/d",
                           "sslmode=require sslmode=disable",
                           "POSTGRES://h/d",
                           "jdbc:postgresql://h/d"}) {
    std::map<std::string, std::string> theirs = asLibpqReads(text), ours;
    ConnectionText read = readConnectionText(text);
    bool refuses = false;
    for (const ConnectionFault &fault : read.faults)
      refuses |= fault.kind != Kind::BrokenUserInfo; // that one is read, but not as meant
    EXPECT_EQ(refuses, theirs.count("error") > 0) << text;
    if (refuses)
      continue;
    for (const ConnectionSetting &setting : read.settings)
      if (!setting.value.empty() || !read.isUri)
        ours[setting.keyword] = setting.value;
    EXPECT_EQ(ours, theirs) << text;
  }
}

TEST(ConnectionText, modesThatLibpqTakes) {
  EXPECT_NE(wordsOfKeyword("sslmode").find("verify-full"), std::string_view::npos);
  EXPECT_EQ(wordsOfKeyword("host"), "");
}

} // namespace
} // namespace pgtidy::facts
