// Guards as programs on Qt write them: a query object is prepared, bound and run, and says what it found.
#include <qt_sql.h>

void found(int me, int post) {
  QSqlQuery mine;
  mine.prepare("SELECT id FROM posts WHERE id = ? AND user_id = ?");
  mine.addBindValue(post);
  mine.addBindValue(me);
  if (!mine.exec() || !mine.next())
    return;
  QSqlQuery remove;
  remove.prepare("DELETE FROM tags WHERE post_id = ?"); // expect: pg-isolation-guarded
  remove.addBindValue(post);
  remove.exec();
}

void owner(int me, int post) {
  QSqlQuery query;
  query.prepare("SELECT user_id FROM posts WHERE id = :post"); // expect: pg-isolation-guarded
  query.bindValue(":post", post);
  if (!query.exec() || !query.next())
    return;
  if (query.value(0).toInt() != me)
    return;
  query.prepare("UPDATE posts SET body = :body WHERE id = :post"); // expect: pg-isolation-guarded
  query.bindValue(":post", post);
  query.bindValue(":body", "x");
  query.exec();
}

// Bound by names: which value is whose does not depend on the order.
void byNames(int me, int post, int other) {
  QSqlQuery query;
  query.prepare("SELECT id FROM posts WHERE id = :post AND user_id = :me");
  query.bindValue(":me", me);
  query.bindValue(":post", post);
  query.exec();
  if (!query.first())
    return;
  query.prepare("DELETE FROM tags WHERE post_id = :post"); // expect: pg-isolation-guarded
  query.bindValue(":post", post);
  query.exec();
  query.prepare("DELETE FROM tags WHERE post_id = :other"); // expect: pg-isolation-unscoped
  query.bindValue(":other", other);
  query.exec();
}

// Prepared before the check, and sent behind it.
void early(int me, int post) {
  QSqlQuery remove, mine;
  remove.prepare("DELETE FROM tags WHERE post_id = ?"); // expect: pg-isolation-guarded
  mine.prepare("SELECT id FROM posts WHERE id = ? AND user_id = ?");
  mine.addBindValue(post);
  mine.addBindValue(me);
  mine.exec();
  if (!mine.next())
    return;
  remove.addBindValue(post);
  remove.exec();
}

// Prepared behind the check; who runs it is not known.
void run(QSqlQuery &query);
void handedOn(int me, int post) {
  QSqlQuery mine, remove;
  mine.prepare("SELECT id FROM posts WHERE id = ? AND user_id = ?");
  mine.addBindValue(post);
  mine.addBindValue(me);
  mine.exec();
  if (!mine.next())
    return;
  remove.prepare("DELETE FROM tags WHERE post_id = ?"); // expect: pg-isolation-unscoped
  run(remove);
}

// Sent without a look at what was found.
void unlooked(int me, int post) {
  QSqlQuery mine, remove;
  mine.prepare("SELECT id FROM posts WHERE id = ? AND user_id = ?");
  mine.addBindValue(post);
  mine.addBindValue(me);
  mine.exec();
  remove.prepare("DELETE FROM tags WHERE post_id = ?"); // expect: pg-isolation-unscoped
  remove.addBindValue(post);
  remove.exec();
}

// The values that are bound to `?` are two users', or one's.
void users(int me, int other) {
  QSqlQuery query;
  query.prepare("SELECT status FROM offers WHERE user_id = ? UNION "
                "SELECT body FROM posts WHERE user_id = ?"); // expect: pg-isolation-unscoped
  query.addBindValue(me);
  query.addBindValue(other);
  query.exec();
  query.prepare("SELECT status FROM offers WHERE user_id = ? UNION SELECT body FROM posts WHERE user_id = ?");
  query.addBindValue(me);
  query.addBindValue(me);
  query.exec();
}

void each(int me, const QList<QString> &names, int post) {
  QSqlQuery mine("SELECT 1"), add;
  mine.prepare("SELECT id FROM posts WHERE id = ? AND user_id = ?");
  mine.addBindValue(post);
  mine.addBindValue(me);
  mine.exec();
  if (!mine.next())
    return;
  add.prepare("INSERT INTO tags (post_id, name) VALUES (?, ?)"); // expect: pg-isolation-guarded
  for (const QString &name : names) {
    add.addBindValue(post);
    add.addBindValue(name);
    add.exec();
  }
}

// Sent once behind the check, and once more for everybody.
static bool isMine(int me, int post) {
  QSqlQuery query;
  query.prepare("SELECT id FROM posts WHERE id = ? AND user_id = ?");
  query.addBindValue(post);
  query.addBindValue(me);
  return query.exec() && query.next();
}

void twice(int me, int post) {
  QSqlQuery remove;
  remove.prepare("DELETE FROM tags WHERE post_id = ?"); // expect: pg-isolation-unscoped
  remove.addBindValue(post);
  if (isMine(me, post))
    remove.exec();
  remove.exec();
}

void again(int me, int post, int other, bool isNew) {
  QSqlQuery remove;
  remove.prepare("DELETE FROM tags WHERE post_id = ?"); // expect: pg-isolation-unscoped
  if (isNew) {
    if (!isMine(me, post))
      return;
    remove.addBindValue(post);
    remove.exec();
  }
  remove.addBindValue(other);
  remove.exec();
}

void rebound(int me, int post, const QList<QString> &names, int (*next)()) {
  if (!isMine(me, post))
    return;
  QSqlQuery remove;
  remove.prepare("DELETE FROM tags WHERE post_id = :post"); // expect: pg-isolation-unscoped
  remove.bindValue(":post", post);
  for (const QString &name : names) {
    (void)name;
    remove.exec();
    remove.bindValue(":post", next());
  }
}

// To which placeholder a value goes is not known.
void somewhere(int me, int post, int other, const QString &place) {
  if (!isMine(me, post))
    return;
  QSqlQuery remove;
  remove.prepare("DELETE FROM tags WHERE post_id = :post"); // expect: pg-isolation-unscoped
  remove.bindValue(":post", post);
  remove.bindValue(place, other);
  remove.exec();
}

// Others hold the query as well.
void given(QSqlQuery &remove, int me, int post) {
  remove.prepare("DELETE FROM tags WHERE post_id = ?"); // expect: pg-isolation-unscoped
  remove.addBindValue(post);
  if (isMine(me, post))
    remove.exec();
}

class Posts {
  QSqlQuery remove_;

public:
  void prepare(int me, int post) {
    remove_.prepare("DELETE FROM tags WHERE post_id = ?"); // expect: pg-isolation-unscoped
    remove_.addBindValue(post);
    if (isMine(me, post))
      remove_.exec();
  }
  void remove() { remove_.exec(); }
};

void copied(int me, int post) {
  QSqlQuery remove;
  remove.prepare("DELETE FROM tags WHERE post_id = ?"); // expect: pg-isolation-unscoped
  remove.addBindValue(post);
  QSqlQuery copy = remove;
  copy.exec();
  if (isMine(me, post))
    remove.exec();
}

// Two names of one value are not two users.
void oneUser(const QString &me) {
  QSqlQuery query;
  query.prepare("SELECT status FROM offers WHERE user_id = ? UNION SELECT body FROM posts WHERE user_id = ?");
  query.addBindValue(me.trimmed());
  query.addBindValue(QVariant(me.trimmed()));
  query.exec();
}

// How many rows a query has is no length of a text: what follows is sent.
void sized() {
  QSqlQuery query, remove;
  query.exec("SELECT id FROM users WHERE email = 'x'"); // expect: pg-isolation-constant-user
  if (query.size() == 0)
    return;
  remove.exec("DELETE FROM tags"); // expect: pg-isolation-unscoped
}
