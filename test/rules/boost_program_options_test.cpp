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

TEST(BoostProgramOptions, entriesOfFilesAreKnownByTheirNames) {
  EXPECT_EQ(
      printed(
          onlyCall(
              "#include <libpq-fe.h>\n#include <boost/program_options.hpp>\nnamespace po = boost::program_options;\n"
              "void f(PGconn *c, const po::options_description &known) { po::variables_map v; "
              "po::store(po::parse_config_file(\"f\", known), v); po::notify(v); "
              "PQexec(c, v[\"a.b\"].as<std::string>().c_str()); }")
              .sql),
      "file setting(file contents(\"f\"), \"a\", \"b\")");
}

} // namespace pgtidy::rules
