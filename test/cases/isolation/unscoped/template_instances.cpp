// Templates whose text depends on the type they are made for, and on what callers give: each instance has its callers.
#include <libpq-fe.h>
#include <string>

struct Order {
  static constexpr char table[] = "orders"; // expect: pg-isolation-unscoped
};
struct Memo {
  static constexpr char table[] = "memos";
};

template <class Row> PGresult *findBy(PGconn *db, const char *column) {
  const std::string sql = std::string("SELECT 1 FROM ") + Row::table + " WHERE " + column + " = $1";
  return PQexec(db, sql.c_str());
}

void byFunction(PGconn *db) {
  findBy<Order>(db, "status");
  findBy<Memo>(db, "user_id");
}

// The curiously recurring template.
template <class Row> struct Entity {
  static PGresult *by(PGconn *db, const char *column) {
    const std::string sql = std::string("SELECT 2 FROM ") + Row::table + " WHERE " + column + " = $1";
    return PQexec(db, sql.c_str());
  }
};
struct Purchase : Entity<Purchase> {
  static constexpr char table[] = "orders";
};
struct Note : Entity<Note> {
  static constexpr char table[] = "memos"; // expect: pg-isolation-unscoped
};

void byMethod(PGconn *db) {
  Purchase::by(db, "user_id");
  Note::by(db, "note_id");
}
