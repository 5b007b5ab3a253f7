// Buffers of which it is not seen where they come from, and functions of the program that fill them.
#include <libpq-fe.h>
#include <cstdio>
#include <cstring>
#include <string>

char *pooled(int pool);
void *allocated(size_t size);
int message(char *&buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
int put(std::string &text, const char *format, ...) __attribute__((format(printf, 2, 3)));
int formatInto(char *text, int size, const char *format, ...) __attribute__((format(printf, 3, 4)));

void fromFunction(PGconn *db, int id, const char *name) {
  char *text = pooled(1);
  snprintf(text, 5000, "SELECT %d", id);
  PQclear(PQexec(db, text));
  snprintf(text, 5000, "SELECT '%s'", name); // expect: pg-sql-injection
  PQclear(PQexec(db, text));
}

struct Database {
  PGconn *db;
  char *command;

  void numbered(int id) {
    snprintf(command, 5000, "SELECT %d", id);
    PQclear(PQexec(db, command));
  }
  void named(const char *name) {
    message(command, "SELECT '%s'", name); // expect: pg-sql-injection
    PQclear(PQexec(db, command));
  }
  void counted(long id) {
    message(command, "SELECT %ld", id);
    PQclear(PQexec(db, command));
  }
};

void byReference(PGconn *db, int id) {
  std::string text;
  put(text, "SELECT %d", id);
  PQclear(PQexec(db, text.c_str()));
}

static char shared[20000];
static void deleteAll(PGconn *db, const char *statement, const long *ids, int count) {
  for (int i = 0; i < count; i++) {
    formatInto(shared, sizeof(shared), statement, ids[i]);
    PQclear(PQexec(db, shared));
  }
}
void purge(PGconn *db, const long *ids, int count) { deleteAll(db, "DELETE FROM jobs WHERE id = %ld", ids, count); }

std::string escaped(PGconn *db, const char *value) {
  std::string text = "'";
  const size_t length = strlen(value);
  char *into = static_cast<char *>(allocated(2 * length + 1));
  int error = 0;
  PQescapeStringConn(db, into, value, length, &error);
  if (error == 0)
    text += into;
  text += "'";
  return text;
}
void byName(PGconn *db, const char *name) { PQclear(PQexec(db, ("SELECT " + escaped(db, name)).c_str())); }

// A buffer that is a class of its own, and is filled in another unit.
class Buffer {
public:
  Buffer();
  char *c_str() const { return text; }
  int format(const char *format, ...) __attribute__((format(printf, 2, 3)));

private:
  char *text = nullptr;
};
int message(Buffer &buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

void inObject(PGconn *db, long id, const char *name) {
  Buffer statement;
  message(statement, "SELECT %ld", id);
  PQclear(PQexec(db, statement.c_str()));
  statement.format("DELETE FROM jobs WHERE id = %ld", id);
  PQclear(PQexec(db, statement.c_str()));
  message(statement, "SELECT '%s'", name); // expect: pg-sql-injection
  PQclear(PQexec(db, statement.c_str()));
}
