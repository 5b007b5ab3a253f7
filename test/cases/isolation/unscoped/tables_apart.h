#pragma once
#include <array>
#include <map>
#include <pqxx/pqxx>
#include <string>
#include <vector>

extern const std::map<std::string, std::string> ofConstants;
extern std::map<std::string, std::string> ofVariables;
extern const char *const ofArray[2];
extern const std::array<const char *, 2> ofStandardArray;
extern const std::vector<std::string> ofVector;
const std::map<std::string, std::string> &given();
void later();

struct OfClass {
  static const std::map<int, std::string> map;
  static const char *const array[];
};

class Registry {
  std::map<std::string, std::string> texts;

public:
  void add(const std::string &key, const std::string &text);
  const std::string &get(const std::string &key) const;
};
