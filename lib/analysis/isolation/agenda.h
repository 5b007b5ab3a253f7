// Facts that are still to be looked at.
#pragma once

#include <utility>
#include <vector>

namespace pgtidy::analysis::isolation {

/// A queue in one piece of memory: copied with every case that is looked at, and mostly short.
template <class Fact> class Agenda {
public:
  bool empty() const { return First == Facts.size(); }
  void push_back(Fact fact) {
    if (Facts.capacity() == 0)
      Facts.reserve(8);
    Facts.push_back(std::move(fact));
  }
  void append(const std::vector<Fact> &facts) { Facts.insert(Facts.end(), facts.begin(), facts.end()); }
  /// Puts them before all others.
  void prepend(const std::vector<Fact> &facts) {
    Facts.insert(Facts.begin() + static_cast<std::ptrdiff_t>(First), facts.begin(), facts.end());
  }
  /// Takes out the first.
  Fact take() {
    Fact first = std::move(Facts[First]);
    if (++First == Facts.size()) {
      Facts.clear();
      First = 0;
    }
    return first;
  }

private:
  std::vector<Fact> Facts;
  size_t First = 0; ///< of those that were not taken out
};

} // namespace pgtidy::analysis::isolation
