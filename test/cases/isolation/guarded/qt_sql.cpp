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
