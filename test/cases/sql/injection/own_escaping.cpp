// Functions of the program that are called escaping ones, and are not followed to their end.
#include <libpq-fe.h>
#include <cstring>
#include <string>

std::string escapeIdentifier(const char *name); // no body in sight
std::string escapeHtml(const std::string &text);
void *allocated(size_t size);

static std::string quoteName(const std::string &name) {
  std::string result = "\"";
  for (size_t i = 0; i < name.size(); i += 1 + (name[i] == '\\'))
    result.append(name, i, name[i] == '"' ? 2 : 1);
  return result + '"';
}

static char *copied(const char *text) {
  if (text == nullptr)
    text = "";
  const size_t length = strlen(text);
  char *copy = static_cast<char *>(allocated(length + 1));
  memcpy(copy, text, length + 1);
  return copy;
}

class Layer {
public:
  Layer(PGconn *db, const char *name) : db(db), table(copied(escapeIdentifier(name).c_str())), raw(copied(name)) {}
  void read() { PQclear(PQexec(db, (std::string("SELECT 1 FROM ") + table).c_str())); }
  void readRaw() { PQclear(PQexec(db, (std::string("SELECT 1 FROM ") + raw).c_str())); } // expect: pg-sql-injection

private:
  PGconn *db;
  char *table, *raw;
};

void inUnit(PGconn *db, const std::string &name) {
  PQclear(PQexec(db, ("SELECT " + quoteName(name) + " FROM tags").c_str()));
}

void ofOtherLanguage(PGconn *db, const std::string &name) {
  PQclear(PQexec(db, ("SELECT 1 FROM tags WHERE name = '" + escapeHtml(name) + "'").c_str())); // expect: pg-sql-injection
}

static std::string escapeNothing(const char *) { return "fixed"; }
void fixed(PGconn *db, const char *name) {
  PQclear(PQexec(db, ("SELECT 1 FROM tags WHERE name = '" + escapeNothing(name) + "'").c_str()));
}

static std::string escapeNot(const std::string &name) { return name; }
void notAtAll(PGconn *db, const std::string &name) {
  PQclear(PQexec(db, ("SELECT 1 FROM tags WHERE name = '" + escapeNot(name) + "'").c_str())); // expect: pg-sql-injection
}

static void escapeInto(char *to, const char *from, int length) {
  for (; length-- > 0 && *from; ++from) {
    if (*from == '\'')
      *to++ = '\'';
    *to++ = *from;
  }
  *to = 0;
}
void escapeElsewhere(char *to, const char *from, int length);
void inBuffers(PGconn *db, const char *name) {
  char here[200], there[200], raw[200];
  escapeInto(here, name, 99);
  escapeElsewhere(there, name, 99);
  strcpy(raw, name); // expect: pg-sql-injection
  PQclear(PQexec(db, (std::string("SELECT 1 FROM tags WHERE name = '") + here + "'").c_str()));
  PQclear(PQexec(db, (std::string("SELECT 1 FROM tags WHERE name = '") + there + "'").c_str()));
  PQclear(PQexec(db, (std::string("SELECT 1 FROM tags WHERE name = '") + raw + "'").c_str()));
}
