// The sources that findings stand in, as they may be shown.
#pragma once

#include "findings/finding.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pgtidy::findings {

/// Gives the contents of a file, empty when it cannot be read.
using ReadFile = std::function<std::string(const std::string &path)>;

/// `line` (1-based) of `contents` with the secrets that stand in it as asterisks. Credentials that no secret names are
/// found by their form as well.
std::string visibleLine(std::string_view contents, const std::string &file, uint32_t line,
                        const std::vector<Secret> &secrets);

/// Lines of files, each file read once.
class Sources {
public:
  Sources(ReadFile read, std::vector<Secret> secrets) : Read(std::move(read)), Secrets(std::move(secrets)) {}
  /// The line as it may be shown; empty when there is none.
  std::string line(const std::string &file, uint32_t line);
  std::string line(const Place &place) { return line(place.file, place.line); }
  /// The whole file, secrets included: for offsets, not for showing.
  const std::string &contents(const std::string &file);
  const std::vector<Secret> &secrets() const { return Secrets; }

private:
  ReadFile Read;
  std::vector<Secret> Secrets;
  std::map<std::string, std::string> Files;
};

} // namespace pgtidy::findings
