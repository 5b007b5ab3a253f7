#pragma once

#include <string>
#include <utility>
#include <vector>

namespace notebook::db {

/// The values of a statement that is put together from parts.
class Binds {
public:
  /// Binds the value and returns the placeholder that stands for it.
  std::string add(std::string value) {
    values_.push_back(std::move(value));
    return "$" + std::to_string(values_.size());
  }

  const std::vector<std::string> &values() const { return values_; }

private:
  std::vector<std::string> values_;
};

} // namespace notebook::db
