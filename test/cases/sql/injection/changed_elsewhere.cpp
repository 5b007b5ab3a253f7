// Code that is not seen may change what was set before it ran, so what comes behind the question is not dead.
#include <libpq-fe.h>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

struct Context {
  long date;
  bool ok;
};
void fill(Context *context);
void fillAny(void *context);
void fillShared(std::shared_ptr<Context> context);
void fillOwned(const std::unique_ptr<Context> &context);
void other();
void log(const char *format, ...);

void byPointer(PGconn *db, Context *context, const std::string &name) {
  context->ok = false;
  fill(context);
  if (!context->ok)
    return;
  PQclear(PQexec(db, ("SELECT 1 FROM job WHERE name = '" + name + "'").c_str())); // expect: pg-sql-injection
}

void byAnyPointer(PGconn *db, Context *context, const std::string &name) {
  context->date = 0;
  fillAny(context);
  if (context->date == 0)
    return;
  PQclear(PQexec(db, ("SELECT 1 FROM job WHERE name = '" + name + "'").c_str())); // expect: pg-sql-injection
}

void byNumber(PGconn *db, Context **contexts, const std::string &name) {
  contexts[0]->ok = false;
  fill(contexts[0]);
  if (!contexts[0]->ok)
    return;
  PQclear(PQexec(db, ("SELECT 1 FROM job WHERE name = '" + name + "'").c_str())); // expect: pg-sql-injection
}

void byOwner(PGconn *db, const std::string &name) {
  auto shared = std::make_shared<Context>();
  auto owned = std::make_unique<Context>();
  shared->ok = owned->ok = false;
  fillShared(shared);
  fillOwned(owned);
  if (!shared->ok || !owned->ok)
    return;
  PQclear(PQexec(db, ("SELECT 1 FROM job WHERE name = '" + name + "'").c_str())); // expect: pg-sql-injection
}

static bool isReady;
void setReady() { isReady = true; }

void byGlobal(PGconn *db, const std::string &name) {
  isReady = false;
  other();
  if (!isReady)
    return;
  PQclear(PQexec(db, ("SELECT 1 FROM job WHERE name = '" + name + "'").c_str())); // expect: pg-sql-injection
}

struct Runner {
  Context *context;
  void step();
  void run(PGconn *db, const std::string &name) {
    context->ok = false;
    step();
    if (!context->ok)
      return;
    PQclear(PQexec(db, ("SELECT 1 FROM job WHERE name = '" + name + "'").c_str())); // expect: pg-sql-injection
  }
};

void byScanf(PGconn *db, const char *name) {
  long id = 0;
  sscanf(name, "%ld", &id);
  if (id == 0)
    return;
  PQclear(PQexec(db, (std::string("SELECT 1 FROM job WHERE name = '") + name + "'").c_str())); // expect: pg-sql-injection
}

// A loop may not run at all.
void ofMany(PGconn *db, int count, char **words, const std::string &name) {
  std::vector<std::string> files;
  std::vector<char *> folders;
  for (int i = 1; i < count; i++) {
    files.push_back(words[i]);
    folders.push_back(words[i]);
  }
  if (files.size() > 0)
    return;
  if (folders.size() + files.size() > 0)
    return;
  PQclear(PQexec(db, ("SELECT 1 FROM job WHERE name = '" + name + "'").c_str())); // expect: pg-sql-injection
}

void ofErrors(PGconn *db, int count, const std::string &name) {
  std::vector<std::string> errors;
  while (count--)
    errors.push_back("x");
  if (errors.size())
    throw 1;
  PQclear(PQexec(db, ("SELECT 1 FROM job WHERE name = '" + name + "'").c_str())); // expect: pg-sql-injection
}

// What is not changed stays.
void notChanged(PGconn *db, const Context *context, const std::string &name) {
  bool isWanted = false;
  fill(nullptr);
  if (isWanted)
    PQclear(PQexec(db, ("SELECT 1 FROM job WHERE name = '" + name + "'").c_str()));
  char text[100];
  snprintf(text, sizeof text, "SELECT %ld", context->date);
  log("running %s", text);
  PQclear(PQexec(db, text));
}
