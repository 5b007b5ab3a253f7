#include "isolation/words.h"

#include <algorithm>
#include <cctype>

namespace pgtidy::analysis::isolation {

bool isWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

std::vector<std::string> wordsOf(std::string_view text, bool quotedToo) {
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    if (text.substr(at, 2) == "--") {
      at = std::min(text.find('\n', at), text.size());
    } else if (text[at] == '\'' && !quotedToo) {
      size_t close = text.find('\'', at + 1);
      at = close == std::string_view::npos ? text.size() : close + 1;
    } else if (isWordByte(text[at])) {
      std::string word;
      for (; at < text.size() && (isWordByte(text[at]) || text[at] == '.'); ++at)
        word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[at])));
      words.push_back(std::move(word));
    } else {
      ++at;
    }
  }
  return words;
}

} // namespace pgtidy::analysis::isolation
