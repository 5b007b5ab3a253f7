#include "situation.h"

#include "gtest/gtest.h"

namespace pgtidy::checks {

TEST(Hardcoded, pointsAtThePasswordAndListsTheRest) {
  Situation situation("");
  situation.connect("host", 4, 10);
  situation.connect("password", 4, 30);
  Findings findings = situation.run(connection_hardcoded);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].place, (findings::Place{"src/orders.cpp", 4, 30}));
  EXPECT_EQ(findings[0].message, "host and password of a database connection are written in the program; read them "
                                 "from the environment");
}

TEST(Hardcoded, eachLineIsReportedForItself) {
  Situation situation("");
  situation.connect("host", 4, 10);
  situation.connect("dbname", 5, 10);
  EXPECT_EQ(situation.run(connection_hardcoded).size(), 2u);
}

TEST(Hardcoded, portsAndTimeoutsAreNoFault) {
  Situation situation("");
  situation.connect("port", 4, 10);
  situation.connect("connect_timeout", 5, 10);
  EXPECT_TRUE(situation.run(connection_hardcoded).empty());
}

TEST(Hardcoded, adviceReadsTheEnvironment) {
  Situation situation("");
  situation.connect("dbname", 4, 10);
  std::string advice = situation.run(connection_hardcoded).at(0).advice;
  EXPECT_NE(advice.find("std::getenv(\"DATABASE_URL\")"), std::string::npos);
  EXPECT_NE(advice.find("PGDATABASE"), std::string::npos);
}

} // namespace pgtidy::checks
