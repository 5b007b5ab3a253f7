// Patterns for paths and for names of checks.
#pragma once

#include <string_view>

namespace pgtidy::text {

/// Whether `path` matches `pattern`: `*` and `?` stay within a folder, `**` crosses folders ("db/**" is everything
/// below db, "**/x.sql" any x.sql), `[abc]` is one of, all else is itself.
bool matchesPath(std::string_view pattern, std::string_view path);

/// Whether `name` is on in a list such as "-*,pg-isolation-*,-pg-isolation-guarded": globs from left to right, a
/// leading
/// `-` takes away; white space and empty entries do not count. Nothing is on in an empty list.
bool isOn(std::string_view globs, std::string_view name);

} // namespace pgtidy::text
