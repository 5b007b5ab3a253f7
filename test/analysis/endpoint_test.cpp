#include "analysis/endpoint.h"

#include "analysis/program.h"
#include "connection_endpoints.h"

#include <gtest/gtest.h>

namespace pgtidy::analysis {
namespace {

using namespace sample;

Endpoint withHost(std::string host, std::string port = "") {
  Endpoint endpoint;
  endpoint.settings.push_back({"host", std::move(host), {}, {}});
  if (!port.empty())
    endpoint.settings.push_back({"port", std::move(port), {}, {}});
  return endpoint;
}

TEST(Endpoint, whatIsOfTheOwnNetwork) {
  for (const char *host : {"", "localhost", "127.0.0.1", "::1", "/run/postgresql", "db", "10.1.2.3", "172.20.0.2",
                           "192.168.1.1", "db.internal", "a,localhost"})
    EXPECT_EQ(withHost(host).reach(), Reach::Local) << host;
}

TEST(Endpoint, whatIsBeyondIt) {
  for (const char *host : {"db.example.org", "8.8.8.8", "172.32.0.1", "db.example.org,db2.example.org", "2001:db8::1"})
    EXPECT_EQ(withHost(host).reach(), Reach::Remote) << host;
}

TEST(Endpoint, whatIsNotKnown) {
  for (const char *host : {"\1", "HOST", "<host>", "your-db.example.org", "localhost,db.example.org"})
    EXPECT_EQ(withHost(host).reach(), Reach::Unknown) << host;
}

TEST(Endpoint, pooledHosts) {
  EXPECT_EQ(withHost("ep-blue-1-pooler.eu.aws.neon.tech").route(), Route::Pooled);
  EXPECT_EQ(withHost("ep-blue-1.eu.aws.neon.tech").route(), Route::Direct);
  EXPECT_EQ(withHost("db", "6432").route(), Route::Pooled);
  EXPECT_EQ(withHost("db", "5432").route(), Route::Direct);
  EXPECT_EQ(withHost("\1").route(), Route::Unknown);
}

TEST(Endpoint, theVariableOfAHoleIsKnown) {
  Builder b;
  facts::Hole read = value("getenv(\"DATABASE_URL\")");
  read.origin = {"read from the environment"};
  b.connect(facts::hole(read));
  facts::Program program = b.program();
  Linker linker(program);
  Endpoints endpoints = endpointsOf(program, linker);
  ASSERT_EQ(endpoints.program.size(), 1u);
  EXPECT_EQ(endpoints.program.front().readFrom, std::vector<std::string>{"DATABASE_URL"});
  EXPECT_TRUE(endpoints.isRead("DATABASE_URL"));
  EXPECT_FALSE(endpoints.hasUnknown);
}

TEST(Endpoint, theVariableThatAWrapperIsAskedForIsRead) {
  Builder b;
  facts::Hole read = value("getenv(name)");
  read.origin = {"read from the environment"};
  b.function("setting", facts::hole(read)).parameters = {"name"};
  b.connect(result("setting", {facts::literal("SHOP_URL")}));
  facts::Program program = b.program();
  Linker linker(program);
  EXPECT_TRUE(endpointsOf(program, linker).isRead("SHOP_URL"));
}

TEST(Endpoint, aTextFromElsewhereIsUnknown) {
  Builder b;
  b.connect(run("argv[1]"));
  facts::Program program = b.program();
  Linker linker(program);
  EXPECT_TRUE(endpointsOf(program, linker).hasUnknown);
}

} // namespace
} // namespace pgtidy::analysis
