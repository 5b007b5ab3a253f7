#include "reading.h"

namespace pgtidy::rules {

/// The library, cut down to what is called.
static const std::string Stub = R"(
#include <memory>
#include <string>
namespace cxxopts {
struct Value {
  virtual ~Value();
  virtual std::shared_ptr<Value> default_value(const std::string &) = 0;
  virtual std::shared_ptr<Value> implicit_value(const std::string &) = 0;
};
template <class T> std::shared_ptr<Value> value();
}
)";

TEST(Cxxopts, aDefaultMayBeAConnection) {
  const facts::Call call =
      onlyCall(Stub + "void f() { cxxopts::value<std::string>()->default_value(\"host=a password=b\"); }");
  EXPECT_EQ(call.action, facts::Action::Configure);
  EXPECT_EQ(printed(call.connection), "\"host=a password=b\"");
}

TEST(Cxxopts, otherSettingsSayNothing) {
  EXPECT_TRUE(factsOf(Stub + "void f() { cxxopts::value<std::string>()->implicit_value(\"a\"); }").calls.empty());
}

} // namespace pgtidy::rules
