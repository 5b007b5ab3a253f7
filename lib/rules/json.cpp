#include "json.h"

#include "text/line_index.h"

#include "llvm/ADT/StringExtras.h"

#include <nlohmann/json.hpp>

namespace pgtidy::rules {

const Json *Json::find(llvm::StringRef key) const {
  for (const Member &member : members)
    if (member.key == key)
      return &member.value;
  return nullptr;
}

llvm::StringRef kindName(Json::Kind kind) {
  static constexpr llvm::StringLiteral names[] = {"null",     "true or false", "a whole number", "a number",
                                                  "a string", "an array",      "an object"};
  return names[static_cast<size_t>(kind)];
}

llvm::Error Source::mistake(size_t offset, const llvm::Twine &message) const {
  text::LineIndex index({text.data(), text.size()});
  text::LineIndex::Place place = index.place(static_cast<uint32_t>(offset));
  return llvm::createStringError(path + ":" + llvm::Twine(place.line) + ":" + llvm::Twine(place.column) + ": " +
                                 message);
}

namespace {

constexpr size_t DeepestNesting = 32;

/// Builds the tree from the parser's events. The parser does not tell places, but it tells every token in order: the
/// next one begins after white space, commas and colons.
class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
  explicit Builder(const Source &source) : From(source) {}

  llvm::Expected<Json> take(bool complete) {
    if (complete)
      return std::move(Root);
    return From.mistake(std::min(MistakeAt, From.text.size()), Mistake);
  }

  bool null() override { return add({}); }
  bool boolean(bool value) override {
    Json json;
    json.kind = Json::Kind::Boolean;
    json.boolean = value;
    return add(std::move(json));
  }
  bool number_integer(number_integer_t value) override { return addInteger(value); }
  bool number_unsigned(number_unsigned_t value) override {
    return value <= INT64_MAX ? addInteger(static_cast<int64_t>(value)) : number_float(0, "");
  }
  bool number_float(number_float_t, const string_t &) override {
    Json json;
    json.kind = Json::Kind::Number;
    return add(std::move(json));
  }
  bool string(string_t &value) override {
    Json json;
    json.kind = Json::Kind::String;
    json.string = std::move(value);
    return add(std::move(json));
  }
  bool binary(binary_t &) override { return false; }
  bool start_object(size_t) override { return open(Json::Kind::Object); }
  bool start_array(size_t) override { return open(Json::Kind::Array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t &value) override {
    size_t offset = nextToken();
    Open.back()->members.push_back({std::move(value), offset, {}});
    return true;
  }
  bool parse_error(size_t position, const std::string &, const nlohmann::json::exception &error) override {
    llvm::StringRef what(error.what());
    Mistake = "not valid JSON: " + what.substr(what.find(": ") + 2).str();
    MistakeAt = position ? position - 1 : 0;
    return false;
  }

private:
  const Source &From;
  Json Root;
  std::vector<Json *> Open;
  size_t At = 0;
  std::string Mistake;
  size_t MistakeAt = 0;

  /// Steps over the next token; the offset of its first byte.
  size_t nextToken() {
    At = std::min(From.text.find_first_not_of(" \t\r\n,:\xEF\xBB\xBF", At), From.text.size());
    size_t begin = At;
    char first = begin < From.text.size() ? From.text[begin] : '\0';
    if (first != '"') {
      while (At < From.text.size() && (llvm::isAlnum(From.text[At]) || llvm::StringRef("+-.").contains(From.text[At])))
        ++At;
      At = std::max(At, begin + 1);
      return begin;
    }
    for (++At; At < From.text.size() && From.text[At] != '"'; ++At)
      if (From.text[At] == '\\')
        ++At;
    ++At;
    return begin;
  }

  bool addInteger(int64_t value) {
    Json json;
    json.kind = Json::Kind::Integer;
    json.integer = value;
    return add(std::move(json));
  }

  bool add(Json json) { return place(std::move(json)) != nullptr; }

  Json *place(Json json) {
    json.offset = nextToken();
    Json *slot = &Root;
    if (!Open.empty() && Open.back()->kind == Json::Kind::Array)
      slot = &Open.back()->items.emplace_back();
    else if (!Open.empty())
      slot = &Open.back()->members.back().value;
    *slot = std::move(json);
    return slot;
  }

  bool open(Json::Kind kind) {
    Json json;
    json.kind = kind;
    Open.push_back(place(std::move(json)));
    if (Open.size() <= DeepestNesting)
      return true;
    Mistake = "values are nested too deeply for rules";
    MistakeAt = Open.back()->offset;
    return false;
  }

  bool close() {
    nextToken();
    Open.pop_back();
    return true;
  }
};

} // namespace

llvm::Expected<Json> parseJson(const Source &source) {
  Builder builder(source);
  bool complete = nlohmann::json::sax_parse(source.text.begin(), source.text.end(), &builder);
  return builder.take(complete);
}

} // namespace pgtidy::rules
