// Functions that escape a text themselves: by a search for quotes, over an index or a pointer.
#include <cctype>
#include <pqxx/pqxx>
#include <string>

static std::string searched(std::string s) {
  size_t at = 0;
  while ((at = s.find('\'', at)) != std::string::npos) {
    s.replace(at, 1, "''");
    at += 2;
  }
  return s;
}

static std::string inserted(std::string s) {
  for (size_t at = s.find('\''); at != std::string::npos; at = s.find('\'', at + 2))
    s.insert(at, "'");
  return s;
}

static std::string switched(const std::string &s) {
  std::string r;
  for (size_t i = 0; i < s.size(); ++i) {
    switch (s[i]) {
    case '\'':
      r.append("''");
      break;
    default:
      r.push_back(s[i]);
    }
  }
  return r;
}

static std::string walked(const char *p) {
  std::string r;
  while (*p) {
    if (*p == '\'')
      r += '\'';
    r += *p++;
  }
  return r;
}

/// Only the first quote.
static std::string once(std::string s) {
  size_t at = s.find('\'');
  if (at != std::string::npos)
    s.replace(at, 1, "''");
  return s;
}

/// A backslash is no escape in a standard string.
static std::string slashed(std::string s) {
  size_t at = 0;
  while ((at = s.find('\'', at)) != std::string::npos) {
    s.replace(at, 1, "\\'");
    at += 2;
  }
  return s;
}

/// Quotes behind a backslash stay alone.
static std::string someDoubled(const std::string &s) {
  std::string r;
  for (size_t i = 0; i < s.size(); i++) {
    if (s[i] == '\'' && (i == 0 || s[i - 1] != '\\'))
      r += "''";
    else
      r += s[i]; // expect: pg-sql-injection
  }
  return r;
}

static std::string lower(const std::string &s) {
  std::string r;
  for (char c : s)
    r += tolower(c); // expect: pg-sql-injection
  return r;
}

static std::string copied(const std::string &s) {
  std::string r(s.size(), ' ');
  for (size_t i = 0; i < s.size(); ++i)
    r[i] = s[i]; // expect: pg-sql-injection
  return r;
}

static std::string spaced(const std::string &name) {
  std::string r = name;
  for (size_t i = 0; i < r.size(); ++i)
    if (r[i] == '_')
      r[i] = ' ';
  return r;
}

void fine(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM tags WHERE name = '" + searched(name) + "'");
  txn.exec("SELECT id FROM tags WHERE name = '" + inserted(name) + "'");
  txn.exec("SELECT id FROM tags WHERE name = '" + switched(name) + "'");
  txn.exec("SELECT id FROM tags WHERE name = '" + walked(name.c_str()) + "'");
  txn.exec("SELECT id FROM tags WHERE name = '" + spaced("a_b") + "'");
}

void open(pqxx::work &txn, const std::string &name) {
  txn.exec("SELECT id FROM tags WHERE name = '" + once(name) + "'");    // expect: pg-sql-injection
  txn.exec("SELECT id FROM tags WHERE name = '" + slashed(name) + "'"); // expect: pg-sql-injection
  txn.exec("SELECT id FROM tags WHERE name = '" + someDoubled(name) + "'");
  txn.exec("SELECT id FROM tags WHERE name = '" + lower(name) + "'");
  txn.exec("SELECT id FROM tags WHERE name = '" + copied(name) + "'");
  txn.exec("SELECT id FROM tags WHERE id = " + searched(name)); // expect: pg-sql-injection
}
