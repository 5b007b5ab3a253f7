// What the cases need of JsonCpp, by its own names.
#pragma once
#pragma GCC system_header

#include <cstdint>
#include <string>

namespace Json {
class Value {
public:
  Value();
  Value(int number);
  Value(const std::string &text);
  Value(const Value &other);
  Value &operator=(const Value &other);
  Value &operator[](const char *key);
  const Value &operator[](const char *key) const;
  Value get(const char *key, const Value &otherwise) const;
  bool isMember(const char *key) const;
  void swap(Value &other);
  int asInt() const;
  std::int64_t asInt64() const;
  std::string asString() const;
};
class Reader {
public:
  bool parse(const std::string &document, Value &root, bool collectComments = true);
};
} // namespace Json
