#include "reading.h"

namespace pgtidy::rules {

/// The library, cut down to what is called.
static const std::string Stub = R"(
#include <string>
namespace boost::program_options {
template <class T> struct typed_value {
  typed_value *default_value(const T &);
  typed_value *required();
};
template <class T> typed_value<T> *value(T * = nullptr);
}
)";

TEST(BoostProgramOptions, aDefaultMayBeAConnection) {
  const facts::Call call = onlyCall(
      Stub + "void f() { boost::program_options::value<std::string>()->default_value(\"host=a password=b\"); }");
  EXPECT_EQ(call.action, facts::Action::Configure);
  EXPECT_EQ(printed(call.connection), "\"host=a password=b\"");
}

TEST(BoostProgramOptions, otherSettingsSayNothing) {
  EXPECT_TRUE(factsOf(Stub + "void f() { boost::program_options::value<std::string>()->required(); }").calls.empty());
}

} // namespace pgtidy::rules
