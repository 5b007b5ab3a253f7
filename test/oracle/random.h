// A seeded generator of choices, the same on every machine (the standard distributions are not).
#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace pgtidy::oracle {

class Random {
public:
  explicit Random(uint64_t seed) : Engine(seed) {}

  /// 0 … bound - 1; 0 when bound is 0.
  size_t below(size_t bound) { return bound ? Engine() % bound : 0; }
  /// True in `percent` of 100.
  bool chance(unsigned percent) { return below(100) < percent; }
  /// One of a list that is not empty.
  template <typename T> const T &pick(const std::vector<T> &list) { return list[below(list.size())]; }
  template <typename T> void shuffle(std::vector<T> &list) {
    for (size_t i = list.size(); i > 1; --i)
      std::swap(list[i - 1], list[below(i)]);
  }

private:
  std::mt19937_64 Engine;
};

} // namespace pgtidy::oracle
