// Guards as programs on SOCI write them: values and variables follow the text.
#include <soci/soci.h>

void counted(soci::session &sql, int me, int post) {
  int found = 0;
  sql << "SELECT count(*) FROM posts WHERE id = :post AND user_id = :me", soci::use(post), soci::use(me), soci::into(found);
  if (found == 0)
    return;
  sql << "DELETE FROM tags WHERE post_id = :post", soci::use(post); // expect: pg-isolation-guarded
}

void got(soci::session &sql, int me, int post) {
  int id = 0;
  sql << "SELECT id FROM posts WHERE id = :post AND user_id = :me", soci::use(post), soci::use(me), soci::into(id);
  if (!sql.got_data())
    return;
  sql << "DELETE FROM tags WHERE post_id = :post", soci::use(post); // expect: pg-isolation-guarded
}

void owner(soci::session &sql, int me, int post) {
  std::string body;
  int owner = 0;
  sql << "SELECT body, user_id FROM posts WHERE id = :post", soci::use(post), soci::into(body), soci::into(owner); // expect: pg-isolation-guarded
  if (owner != me)
    return;
  sql << "UPDATE posts SET body = 'x' WHERE id = :post", soci::use(post); // expect: pg-isolation-guarded
}

void prepared(soci::session &sql, int me, int post) {
  int found = 0;
  soci::statement mine = (sql.prepare << "SELECT count(*) FROM posts WHERE id = :post AND user_id = :me", soci::use(post), soci::use(me), soci::into(found));
  mine.execute(true);
  if (found == 0)
    return;
  sql << "DELETE FROM tags WHERE post_id = :post", soci::use(post); // expect: pg-isolation-guarded
}

void otherColumn(soci::session &sql, int me, int post) {
  int id = 0, owner = 0;
  sql << "SELECT id, user_id FROM posts WHERE id = :post", soci::use(post), soci::into(id), soci::into(owner); // expect: pg-isolation-unscoped
  if (id != me)
    return;
  sql << "UPDATE posts SET body = 'x' WHERE id = :post", soci::use(post); // expect: pg-isolation-unscoped
}

void unlooked(soci::session &sql, int me, int post) {
  int found = 0;
  sql << "SELECT count(*) FROM posts WHERE id = :post AND user_id = :me", soci::use(post), soci::use(me), soci::into(found);
  sql << "DELETE FROM tags WHERE post_id = :post", soci::use(post); // expect: pg-isolation-unscoped
}

static bool isMine(soci::session &sql, int me, int post) {
  int found = 0;
  sql << "SELECT count(*) FROM posts WHERE id = :post AND user_id = :me", soci::use(me, "me"), soci::use(post, "post"), soci::into(found);
  return found != 0;
}

void named(soci::session &sql, int me, int post) {
  if (isMine(sql, me, post))
    sql << "DELETE FROM tags WHERE post_id = :post", soci::use(post, "post"); // expect: pg-isolation-guarded
}

void swapped(soci::session &sql, int me, int post) {
  int found = 0;
  sql << "SELECT count(*) FROM posts WHERE id = :post AND user_id = :me", soci::use(post, "me"), soci::use(me, "post"), soci::into(found);
  if (found == 0)
    return;
  sql << "DELETE FROM tags WHERE post_id = :post", soci::use(post); // expect: pg-isolation-unscoped
}

// A variable is bound, not what is in it: what counts is what it has when the statement is sent.
void changed(soci::session &sql, int me, int post, int other) {
  soci::statement remove = (sql.prepare << "DELETE FROM tags WHERE post_id = :post", soci::use(post)); // expect: pg-isolation-unscoped
  if (!isMine(sql, me, post))
    return;
  post = other;
  remove.execute(true);
}

// Where there is no row, the variable keeps what it has.
void kept(soci::session &sql, int me, int post) {
  int owner = me;
  sql << "SELECT user_id FROM posts WHERE id = :post AND body = 'open'", soci::use(post), soci::into(owner); // expect: pg-isolation-unscoped
  if (owner != me)
    return;
  sql << "DELETE FROM posts WHERE id = :post", soci::use(post); // expect: pg-isolation-unscoped
}

void nextRow(soci::session &sql, int me) {
  int post = 0;
  soci::statement mine = (sql.prepare << "SELECT id FROM posts WHERE user_id = :me", soci::use(me), soci::into(post));
  mine.execute(true);
  if (!isMine(sql, me, post))
    return;
  mine.fetch();
  sql << "DELETE FROM tags WHERE post_id = :post", soci::use(post); // expect: pg-isolation-unscoped
}

// The last statement is asked, not the one before.
void gotOther(soci::session &sql, int me, int post) {
  int id = 0;
  sql << "SELECT id FROM posts WHERE id = :post AND user_id = :me", soci::use(post), soci::use(me), soci::into(id);
  sql << "SELECT 1";
  if (!sql.got_data())
    return;
  sql << "DELETE FROM tags WHERE post_id = :post", soci::use(post); // expect: pg-isolation-unscoped
}
