#include "setting_scalars.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

#include <algorithm>
#include <map>
#include <utility>

namespace pgtidy::facts {

using llvm::StringRef;
namespace yaml = llvm::yaml;

namespace {

/// What is a comment in JSON that people write, blank: nothing moves.
std::string withoutComments(StringRef text) {
  std::string json = text.str();
  auto blank = [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i)
      if (json[i] != '\n')
        json[i] = ' ';
  };
  for (size_t at = 0; at < json.size(); ++at) {
    if (json[at] == '"') {
      for (++at; at < json.size() && json[at] != '"'; ++at)
        at += json[at] == '\\';
    } else if (text.substr(at).starts_with("//")) {
      const size_t end = std::min(text.find('\n', at), text.size());
      blank(at, end);
      at = end - 1;
    } else if (text.substr(at).starts_with("/*")) {
      const size_t end = std::min(text.find("*/", at + 2), text.size() - 2) + 2;
      blank(at, end);
      at = end - 1;
    }
  }
  return json;
}

/// Goes through a document; the bytes that are parsed stand where those of the file do.
class DocumentReader {
public:
  DocumentReader(StringRef file, StringRef parsed, const SettingScalars &scalars)
      : File(file), Parsed(parsed), Scalars(scalars) {}

  std::vector<SettingValue> read() {
    llvm::SourceMgr sources;
    sources.setDiagHandler([](const llvm::SMDiagnostic &, void *) {});
    yaml::Stream stream(Parsed, sources, /*ShowColors=*/false);
    for (yaml::Document &document : stream) {
      SettingNames names;
      if (yaml::Node *root = document.getRoot())
        visit(*root, names);
      if (stream.failed())
        return {};
      break; // the first one is what is loaded
    }
    return std::move(Values);
  }

private:
  static constexpr size_t Deepest = 32;
  static constexpr size_t Most = 20000;

  StringRef File, Parsed;
  const SettingScalars &Scalars;
  std::vector<SettingValue> Values;
  std::map<std::string, std::vector<SettingValue>> Anchors; ///< their names count from the anchor

  /// The bytes of the file at those that were parsed.
  StringRef written(StringRef parsed) const {
    const size_t begin = static_cast<size_t>(parsed.data() - Parsed.data());
    return begin <= Parsed.size() ? File.substr(begin, parsed.size()) : StringRef();
  }

  void visit(yaml::Node &node, SettingNames &names) {
    const size_t first = Values.size();
    visitKind(node, names);
    if (node.getAnchor().empty())
      return;
    std::vector<SettingValue> &anchored = Anchors[node.getAnchor().str()];
    anchored.assign(Values.begin() + static_cast<ptrdiff_t>(first), Values.end());
    for (SettingValue &value : anchored)
      value.names.erase(value.names.begin(), value.names.begin() + static_cast<ptrdiff_t>(names.size()));
  }

  /// What stands at an anchor stands here, too.
  void repeat(const yaml::AliasNode &alias, const SettingNames &names) {
    const auto found = Anchors.find(alias.getName().str());
    if (found == Anchors.end())
      return;
    for (const SettingValue &value : found->second) {
      if (Values.size() >= Most)
        return;
      SettingValue &same = Values.emplace_back(value);
      same.names.insert(same.names.begin(), names.begin(), names.end());
    }
  }

  void visitKind(yaml::Node &node, SettingNames &names) {
    if (names.size() > Deepest || Values.size() >= Most) {
      node.skip();
    } else if (auto *alias = llvm::dyn_cast<yaml::AliasNode>(&node)) {
      repeat(*alias, names);
    } else if (auto *scalar = llvm::dyn_cast<yaml::ScalarNode>(&node)) {
      const StringRef raw = scalar->getRawValue();
      if (raw != "~" && raw != "null")
        Values.push_back({names, textOf(*scalar)});
    } else if (auto *block = llvm::dyn_cast<yaml::BlockScalarNode>(&node)) {
      const char *begin = block->getSourceRange().Start.getPointer();
      const size_t offset = static_cast<size_t>(begin - Parsed.data());
      Values.push_back(
          {names, Scalars.block(offset <= File.size() ? File.drop_front(offset) : StringRef(), block->getValue())});
    } else if (auto *mapping = llvm::dyn_cast<yaml::MappingNode>(&node)) {
      visitMapping(*mapping, names);
    } else if (auto *sequence = llvm::dyn_cast<yaml::SequenceNode>(&node)) {
      size_t index = 0;
      for (yaml::Node &element : *sequence) {
        names.push_back(std::to_string(index++));
        visit(element, names);
        names.pop_back();
      }
    }
  }

  /// `<<: *defaults`, or a list of such: its entries are the mapping's where that has none of the name.
  void merge(yaml::Node &value, const SettingNames &names) {
    if (auto *alias = llvm::dyn_cast<yaml::AliasNode>(&value))
      return repeat(*alias, names);
    if (auto *several = llvm::dyn_cast<yaml::SequenceNode>(&value)) {
      std::vector<SettingValue> before = std::exchange(Values, {});
      std::vector<std::vector<SettingValue>> each;
      for (yaml::Node &one : *several) {
        merge(one, names);
        each.push_back(std::exchange(Values, {}));
      }
      Values = std::move(before);
      for (std::vector<SettingValue> &one : llvm::reverse(each)) // the first of them holds
        llvm::append_range(Values, std::move(one));
      return;
    }
    value.skip();
  }

  void visitMapping(yaml::MappingNode &mapping, SettingNames &names) {
    const auto first = static_cast<ptrdiff_t>(Values.size());
    for (yaml::KeyValueNode &entry : mapping) {
      auto *key = llvm::dyn_cast_or_null<yaml::ScalarNode>(entry.getKey());
      if (!key) {
        entry.skip();
        continue;
      }
      llvm::SmallString<32> storage;
      if (key->getRawValue() == "<<" && entry.getValue()) {
        const auto merged = static_cast<ptrdiff_t>(Values.size());
        merge(*entry.getValue(), names);
        std::rotate(Values.begin() + first, Values.begin() + merged, Values.end()); // behind it the mapping's own
        continue;
      }
      names.push_back(key->getValue(storage).str());
      if (yaml::Node *value = entry.getValue())
        visit(*value, names);
      names.pop_back();
    }
  }

  Text textOf(const yaml::ScalarNode &scalar) const {
    llvm::SmallString<128> storage;
    const StringRef meant = scalar.getValue(storage);
    StringRef raw = scalar.getRawValue();
    if (raw.size() > 1 && (raw.front() == '"' || raw.front() == '\''))
      raw = raw.drop_front().drop_back();
    return Scalars.spelled(written(raw), meant);
  }
};

} // namespace

std::vector<SettingValue> readSettingDocument(std::string_view text, bool isJson, const SettingScalars &scalars) {
  const std::string json = isJson ? withoutComments(text) : std::string();
  return DocumentReader(text, isJson ? StringRef(json) : StringRef(text), scalars).read();
}

} // namespace pgtidy::facts
