#include "facts/conninfo.h"

#include <gtest/gtest.h>

namespace pgtidy::facts {
namespace {

std::string shown(std::string_view text) {
  std::string result;
  for (const ConninfoPart &part : readConninfo(text))
    result +=
        (result.empty() ? "" : " ") + part.keyword + "=[" + std::string(text.substr(part.begin, part.length)) + "]";
  return result;
}

TEST(Conninfo, pairs) { EXPECT_EQ(shown("host=db dbname=x"), "host=[db] dbname=[x]"); }

TEST(Conninfo, blanksAroundTheSign) { EXPECT_EQ(shown("  host = db\n user\t=u "), "host=[db] user=[u]"); }

TEST(Conninfo, quotesAndEscapes) {
  EXPECT_EQ(shown("password='a b' user=u"), "password=[a b] user=[u]");
  EXPECT_EQ(shown(R"(password='a\'b' user=u)"), R"(password=[a\'b] user=[u])");
  EXPECT_EQ(shown(R"(password=a\ b user=u)"), R"(password=[a\ b] user=[u])");
}

TEST(Conninfo, emptyValues) {
  EXPECT_EQ(shown("password='' host="), "password=[] host=[]");
  EXPECT_EQ(shown(""), "");
}

TEST(Conninfo, aValueLeftOutIsNotTheNextSetting) {
  EXPECT_EQ(shown("host= dbname= user=u"), "host=[] dbname=[] user=[u]");
  EXPECT_EQ(shown("host= db user= a=b"), "host=[db] user=[a=b]");
}

TEST(Conninfo, unterminatedQuoteEndsWithTheText) { EXPECT_EQ(shown("password='ab"), "password=[ab]"); }

TEST(Conninfo, aWordWithoutSignEndsTheList) { EXPECT_EQ(shown("host=db oops user=u"), "host=[db]"); }

TEST(Conninfo, hostsAreAList) { EXPECT_EQ(shown("host=a,b port=1,2"), "host=[a] host=[b] port=[1,2]"); }

TEST(Conninfo, trailingBackslash) { EXPECT_EQ(shown("password=a\\"), "password=[a\\]"); }

TEST(Conninfo, runTimeValues) {
  EXPECT_EQ(shown("host=\1 user=\1x"), "host=[\1] user=[\1x]");
  EXPECT_EQ(shown("\1 host=db"), "host=[db]");
}

TEST(Conninfo, uri) {
  EXPECT_EQ(shown("postgresql://u:p@h:5432/d?sslmode=require&application_name=x"),
            "user=[u] password=[p] host=[h] port=[5432] dbname=[d] sslmode=[require] application_name=[x]");
  EXPECT_EQ(shown("postgres://h"), "host=[h]");
  EXPECT_EQ(shown("postgres://u@h/"), "user=[u] host=[h] dbname=[]");
  EXPECT_EQ(shown("postgresql://"), "");
  EXPECT_EQ(shown("postgresql:///d?host=/run"), "dbname=[d] host=[/run]");
}

TEST(Conninfo, uriWithSeveralHosts) {
  EXPECT_EQ(shown("postgres://u@a:1,b:2,c/d"), "user=[u] host=[a] port=[1] host=[b] port=[2] host=[c] dbname=[d]");
}

TEST(Conninfo, uriWithIpv6) { EXPECT_EQ(shown("postgres://[::1]:5432/d"), "host=[::1] port=[5432] dbname=[d]"); }

TEST(Conninfo, uriWithPercentCodes) { EXPECT_EQ(shown("postgres://u:p%40q@h"), "user=[u] password=[p%40q] host=[h]"); }

TEST(Conninfo, uriSecretsInTheQuery) {
  EXPECT_EQ(shown("postgres://h/d?user=u&password=p"), "host=[h] dbname=[d] user=[u] password=[p]");
}

TEST(Conninfo, uriOfRunTimeValues) {
  EXPECT_EQ(shown("postgresql://\1:\1@\1:\1/\1"), "user=[\1] password=[\1] host=[\1] port=[\1] dbname=[\1]");
}

TEST(Conninfo, otherSchemesAreNoUris) {
  EXPECT_EQ(shown("POSTGRES://u:p@h"), "");
  EXPECT_EQ(shown("mysql://u:p@h"), "");
}

TEST(Conninfo, urisInsideOtherText) {
  std::string_view text = "use \"postgres://a:b@c/d\" or postgresql://e.";
  std::vector<UriPlace> uris = urisIn(text);
  ASSERT_EQ(uris.size(), 2u);
  EXPECT_EQ(text.substr(uris[0].begin, uris[0].length), "postgres://a:b@c/d");
  EXPECT_EQ(text.substr(uris[1].begin, uris[1].length), "postgresql://e.");
  EXPECT_TRUE(urisIn("postgres: it works").empty());
}

TEST(Conninfo, keywords) {
  EXPECT_TRUE(isSecretKeyword("password"));
  EXPECT_TRUE(isSecretKeyword("oauth_client_secret"));
  EXPECT_FALSE(isSecretKeyword("user"));
  EXPECT_FALSE(isSecretKeyword(""));
  EXPECT_TRUE(isConninfoKeyword("connect_timeout"));
  EXPECT_FALSE(isConninfoKeyword("Host"));
  EXPECT_EQ(keywordOfVariable("PGPASSWORD"), "password");
  EXPECT_EQ(keywordOfVariable("DATABASE_URL"), "");
  EXPECT_EQ(keywordOfVariable(""), "");
}

std::string shownList(std::string_view text) {
  std::string result;
  for (const ConninfoPart &part : readConnectionList(text))
    result +=
        (result.empty() ? "" : " ") + part.keyword + "=[" + std::string(text.substr(part.begin, part.length)) + "]";
  return result;
}

TEST(ConnectionList, keywordsAreLibpqs) {
  EXPECT_EQ(shownList("DSN=a;UID=u;PWD=p;Server=h;DATABASE=d"), "dsn=[a] user=[u] password=[p] host=[h] dbname=[d]");
}

TEST(ConnectionList, bracesAndQuotesHoldSemicolons) {
  EXPECT_EQ(shownList("PWD={a;b};UID=u"), "password=[a;b] user=[u]");
  EXPECT_EQ(shownList("postgresql:dbname=d;password='a;b'"), "dbname=[d] password=[a;b]");
}

TEST(ConnectionList, aLogonIsUserAndPassword) {
  EXPECT_EQ(shownList("scott/tiger@db"), "user=[scott] password=[tiger]");
  EXPECT_EQ(shownList("postgresql://scott@db"), "");
}

TEST(ConnectionList, aListIsToldFromADatabaseName) {
  EXPECT_TRUE(isConnectionList("DRIVER={PostgreSQL};SERVER=h;UID=app;PWD=fake"));
  for (const char *text : {"", "shop", "dbname=shop host=a", "a;b", "postgresql://db/shop"})
    EXPECT_FALSE(isConnectionList(text)) << text;
}

TEST(Conninfo, aTransportMayStandInFrontOfAUri) {
  EXPECT_EQ(transportBefore("tcp:postgresql://db/shop"), 4u);
  EXPECT_EQ(transportBefore("unix:postgresql://db/shop"), 5u);
  for (const char *text : {"", "tcp:", "tcp:mysql://db", "postgresql://db", "host=tcp:postgresql://"})
    EXPECT_EQ(transportBefore(text), 0u) << text;
}

TEST(ConnectionList, anyTextIsRead) {
  for (const char *text :
       {"a/b@", "/@", "a/@c", "", ";", "=", "a", "a=", "a={", "a={;b=c", "a='", "x:", "x:=;", "=;=", "a=};", " = ; "})
    for (const ConninfoPart &part : readConnectionList(text))
      EXPECT_LE(part.begin + part.length, std::string_view(text).size()) << text;
}

TEST(Conninfo, aDriverMayStandInFrontOfKeywords) {
  EXPECT_EQ(shown("postgresql://host=db password=p"), "host=[db] password=[p]");
}

TEST(Conninfo, anyTextIsRead) {
  for (const char *text : {"=", "==", " = ", "'", "postgres://@", "postgres://:@", "postgres://[", "postgres://[]",
                           "postgres://,", "postgres://?", "postgres://?=&", "\\", "a=\\", "a='\\", "postgres://a,/"})
    for (const ConninfoPart &part : readConninfo(text))
      EXPECT_LE(part.begin + part.length, std::string_view(text).size()) << text;
}

} // namespace
} // namespace pgtidy::facts
