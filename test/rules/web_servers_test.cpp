#include "rules/rules.h"

#include <gtest/gtest.h>

namespace pgtidy::rules {
namespace {

TEST(WebServers, requestsAreKnownByTheirClasses) {
  llvm::Expected<Rules> rules = load({});
  ASSERT_TRUE(bool(rules)) << llvm::toString(rules.takeError());
  EXPECT_TRUE(rules->isRequest("boost::beast::http::message"));
  EXPECT_TRUE(rules->isRequest("drogon::HttpRequest"));
  EXPECT_TRUE(rules->isRouter("crow::TaggedRule"));
  EXPECT_FALSE(rules->isRequest("std::string"));
}

} // namespace
} // namespace pgtidy::rules
