#pragma once

#include <string>

inline constexpr const char *archiveUrl = "postgresql://archive@db.example.org/archive"; // expect: pg-connection-hardcoded
inline constexpr const char *unusedUrl = "postgresql://nobody@db.example.org/unused";
#define SHOP_DATABASE "dbname=shop" // expect: pg-connection-hardcoded

struct Settings {
  std::string host = "db.example.org"; // expect: pg-connection-hardcoded
  std::string timeout = "10";
};
