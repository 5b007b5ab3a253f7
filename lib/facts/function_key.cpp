#include "facts/function_key.h"

namespace pgtidy::facts {

static constexpr const char *Begin = "#<";

std::string instanceKey(const std::string &instance) { return Begin + instance + ">"; }

std::string patternKey(const std::string &key) {
  const size_t begin = key.rfind(Begin);
  const size_t end = begin == std::string::npos ? begin : key.find('>', begin);
  return end == std::string::npos ? key : key.substr(0, begin) + key.substr(end + 1);
}

} // namespace pgtidy::facts
