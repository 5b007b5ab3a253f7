#include "setting_scalars.h"

#include <algorithm>

namespace pgtidy::facts {

using llvm::StringRef;

text::Location SettingScalars::place(StringRef part) const {
  const auto offset = static_cast<uint32_t>(part.begin() - Whole.data());
  const text::LineIndex::Place place = Lines.place(offset);
  return {File, place.line, place.column, offset};
}

Text SettingScalars::plain(StringRef written) const {
  if (written.empty())
    return literal("");
  return literal(written.str(), {{0, static_cast<uint32_t>(written.size()), place(written), 0}});
}

Text SettingScalars::spelled(StringRef written, StringRef meant) const {
  const auto same = static_cast<size_t>(
      std::mismatch(written.begin(), written.end(), meant.begin(), meant.end()).second - meant.begin());
  if (same == meant.size())
    return plain(written.take_front(same));
  std::vector<Run> runs;
  if (same > 0)
    runs.push_back({0, static_cast<uint32_t>(same), place(written), 0});
  const StringRef rest = written.drop_front(same);
  runs.push_back({static_cast<uint32_t>(same), static_cast<uint32_t>(meant.size() - same), place(rest),
                  static_cast<uint32_t>(std::max<size_t>(rest.size(), 1))});
  return literal(meant.str(), std::move(runs));
}

Text SettingScalars::block(StringRef written, StringRef meant) const {
  std::vector<Run> runs;
  size_t from = 0;
  for (size_t begin = 0; begin < meant.size();) {
    const size_t end = std::min(meant.find('\n', begin), meant.size() - 1) + 1;
    const StringRef line = meant.slice(begin, end).rtrim('\n');
    const size_t at = written.find(line, from);
    if (at == StringRef::npos) { // folded: all that is left stands from here on
      const StringRef rest = written.drop_front(from);
      runs.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(meant.size() - begin),
                      place(rest.drop_front(rest.size() - rest.ltrim().size())),
                      static_cast<uint32_t>(rest.ltrim().size())});
      break;
    }
    runs.push_back(
        {static_cast<uint32_t>(begin), static_cast<uint32_t>(end - begin), place(written.drop_front(at)), 0});
    from = at + line.size();
    begin = end;
  }
  return literal(meant.str(), std::move(runs));
}

} // namespace pgtidy::facts
