#include "../lists_returned.h"

std::vector<std::string> keysOf(int id, const std::string &name) {
  std::vector<std::string> keys;
  keys.push_back(std::to_string(id));
  keys.push_back("kind");
  keys.push_back(name);
  return keys;
}

std::vector<std::string> eitherKeys(int id, bool isShort) {
  if (isShort)
    return {std::to_string(id), "'none'"};
  return {std::to_string(id + 1), "name", "7"};
}

std::vector<std::string> wordsOf(const std::string &line) {
  std::vector<std::string> words;
  std::string word;
  for (char c : line)
    if (c == ' ') {
      words.push_back(word);
      word = "";
    } else {
      word += c;
    }
  return words;
}

std::vector<std::string> someKeys(int id, bool isNew) {
  if (isNew)
    return {};
  return {std::to_string(id)};
}
