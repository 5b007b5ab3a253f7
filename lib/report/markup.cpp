#include "markup.h"

#include "llvm/Support/JSON.h"

namespace pgtidy::report {

std::string markup(llvm::StringRef text) {
  std::string valid = llvm::json::fixUTF8(text), result;
  for (char c : valid) {
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r')
      result += "\xEF\xBF\xBD";
    else
      result += c;
  }
  return result;
}

std::string prose(llvm::StringRef text) {
  std::string result;
  for (;;) {
    size_t begin = text.find('`'), end = begin == llvm::StringRef::npos ? begin : text.find('`', begin + 1);
    if (end == llvm::StringRef::npos)
      return result + markup(text);
    result += markup(text.take_front(begin)) + "<code>" + markup(text.slice(begin + 1, end)) + "</code>";
    text = text.drop_front(end + 1);
  }
}

} // namespace pgtidy::report
