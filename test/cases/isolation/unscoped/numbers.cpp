// Flags, enumerators and other numbers that callers give, and by which functions choose among texts: each caller is
// judged by what it gives.
#include <pqxx/pqxx>
#include <string>

enum class Kind { Mine, All, None };

static void underAFlag(pqxx::work &txn, const std::string &user, bool mine) {
  std::string sql = "SELECT id FROM orders";
  if (mine)
    sql += " WHERE user_id = " + txn.quote(user);
  txn.exec(sql);
}

static void switched(pqxx::work &txn, const std::string &user, Kind kind) {
  std::string sql;
  const Kind asked = kind;
  switch (asked) {
  case Kind::Mine:
    sql = "SELECT id FROM orders WHERE user_id = " + txn.quote(user);
    break;
  case Kind::All:
    sql = "SELECT id FROM orders";
    break;
  default:
    sql = "SELECT 1";
  }
  txn.exec(sql);
}

void onlyTheirOwn(pqxx::work &txn, const std::string &user) {
  underAFlag(txn, user, true);
  switched(txn, user, Kind::Mine);
  switched(txn, user, Kind::None);
}

static void compared(pqxx::work &txn, const std::string &user, Kind kind) {
  std::string sql = "SELECT id FROM orders WHERE status = 'open'"; // expect: pg-isolation-unscoped
  if (kind != Kind::All)
    sql += " AND user_id = " + txn.quote(user);
  txn.exec(sql);
}

static void handedOn(pqxx::work &txn, const std::string &user, Kind kind) { compared(txn, user, kind); }

void oneOfAll(pqxx::work &txn, const std::string &user) {
  handedOn(txn, user, Kind::Mine);
  handedOn(txn, user, Kind::All);
}

static void changed(pqxx::work &txn, const std::string &user, bool all) {
  std::string sql = "SELECT id FROM orders WHERE status = 'new'"; // expect: pg-isolation-unscoped
  if (user.empty())
    all = true;
  if (!all)
    sql += " AND user_id = " + txn.quote(user);
  txn.exec(sql);
}

void withAnotherValue(pqxx::work &txn, const std::string &user) { changed(txn, user, false); }

static void unclear(pqxx::work &txn, const std::string &user, int level) {
  std::string sql = "SELECT id FROM orders WHERE status = 'old'"; // expect: pg-isolation-unscoped
  if (level == 0)
    sql += " AND user_id = " + txn.quote(user);
  txn.exec(sql);
}

void withWhatComes(pqxx::work &txn, const std::string &user, int level) {
  unclear(txn, user, 0);
  unclear(txn, user, level);
}

// Nobody hands text on: calls from elsewhere are not in sight.
void byAnybody(pqxx::work &txn, int user, bool all = false) {
  std::string sql = "SELECT id FROM orders WHERE status = 'paid'"; // expect: pg-isolation-unscoped
  if (!all)
    sql += " AND user_id = " + std::to_string(user);
  txn.exec(sql);
}

void somebody(pqxx::work &txn) { byAnybody(txn, 3); }

namespace {

void byUs(pqxx::work &txn, int user, bool all = false) {
  std::string sql = "SELECT id FROM orders WHERE status = 'lost'";
  if (!all)
    sql += " AND user_id = " + std::to_string(user);
  txn.exec(sql);
}

} // namespace

void ourselves(pqxx::work &txn, int user) { byUs(txn, user); }

static void again(pqxx::work &txn, const std::string &user, int level) {
  std::string sql = "SELECT id FROM orders WHERE status = 'again'"; // expect: pg-isolation-unscoped
  if (level == 0)
    sql += " AND user_id = " + txn.quote(user);
  txn.exec(sql);
  if (level < 3)
    again(txn, user, level + 1);
}

void begin(pqxx::work &txn, const std::string &user) { again(txn, user, 0); }

static void registered(pqxx::work &txn, const std::string &user, bool all) {
  std::string sql = "SELECT id FROM orders WHERE status = 'table'"; // expect: pg-isolation-unscoped
  if (!all)
    sql += " AND user_id = " + txn.quote(user);
  txn.exec(sql);
}

void (*const handler)(pqxx::work &, const std::string &, bool) = registered;

void once(pqxx::work &txn, const std::string &user) { registered(txn, user, false); }

std::string fromElsewhere();

void withTextsOfOthers(pqxx::work &txn, const std::string &user, bool all) {
  std::string sql = "SELECT id FROM orders WHERE status = 'others'"; // expect: pg-isolation-unscoped
  if (!all)
    sql += " AND user_id = " + txn.quote(user);
  txn.exec(sql);
}

void twoTexts(pqxx::work &txn) {
  withTextsOfOthers(txn, "3", false);
  withTextsOfOthers(txn, fromElsewhere(), true);
}

static void narrowed(pqxx::work &txn, const std::string &user, int kind) {
  std::string sql = "SELECT id FROM orders WHERE status = 'narrow'"; // expect: pg-isolation-unscoped
  if (static_cast<unsigned char>(kind) != 0)
    sql += " AND user_id = " + txn.quote(user);
  txn.exec(sql);
}

void withMoreThanAByte(pqxx::work &txn, const std::string &user) { narrowed(txn, user, 256); }

namespace {

struct Base {
  virtual ~Base() = default;
  virtual void list(pqxx::work &txn, int user, bool all) {
    std::string sql = "SELECT id FROM orders WHERE status = 'virtual'"; // expect: pg-isolation-unscoped
    if (!all)
      sql += " AND user_id = " + std::to_string(user);
    txn.exec(sql);
  }
};

struct Derived : Base {};

} // namespace

void byTheBase(pqxx::work &txn, Base &base) {
  Derived().list(txn, 3, false);
  base.list(txn, 3, true);
}
