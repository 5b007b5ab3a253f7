// What a finding is, whatever line it has moved to.
#pragma once

#include "findings/sources.h"

#include <string>

namespace pgtidy::findings {

/// `file` as seen from the folder `root`; unchanged where it is not below it.
std::string relativePath(const std::string &file, const std::string &root);

/// 16 hexadecimal digits made of the check, the file (relative to `root`), and the text of the line, white space
/// apart, with the place in it. Two equal lines of a file have equal fingerprints. Secrets take no part.
std::string fingerprint(const Finding &finding, Sources &sources, const std::string &root);

} // namespace pgtidy::findings
