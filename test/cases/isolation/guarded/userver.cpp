// Guards as programs on userver write them.
#include <userver_postgres.h>

namespace pg = userver::storages::postgres;

constexpr auto Master = pg::ClusterHostType::kMaster;

void found(pg::ClusterPtr db, int me, int post) {
  auto mine = db->Execute(Master, "SELECT id FROM posts WHERE id = $1 AND user_id = $2", post, me);
  if (mine.IsEmpty())
    return;
  db->Execute(Master, "DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}

void owner(pg::ClusterPtr db, int me, int post) {
  auto by = db->Execute(Master, "SELECT user_id FROM posts WHERE id = $1", post); // expect: pg-isolation-guarded
  if (by.AsSingleRow<int>() != me)
    return;
  db->Execute(Master, "UPDATE posts SET body = 'x' WHERE id = $1", post); // expect: pg-isolation-guarded
}

struct Post {
  int id;
  std::string body;
};

void row(pg::ClusterPtr db, int me, int post) {
  auto mine = db->Execute(Master, "SELECT id, body FROM posts WHERE id = $1 AND user_id = $2", post, me);
  const auto one = mine.AsSingleRow<Post>(pg::kRowTag);
  db->Execute(Master, "DELETE FROM tags WHERE post_id = $1", one.id); // expect: pg-isolation-guarded
}

void field(pg::ClusterPtr db, int me, int post) {
  auto by = db->Execute(Master, "SELECT id, user_id FROM posts WHERE id = $1", post); // expect: pg-isolation-guarded
  if (by.Size() == 0 || by[0]["user_id"].As<int>() != me)
    return;
  db->Execute(Master, "UPDATE posts SET body = 'x' WHERE id = $1", post); // expect: pg-isolation-guarded
}

void unlooked(pg::ClusterPtr db, int me, int post) {
  auto mine = db->Execute(Master, "SELECT id FROM posts WHERE id = $1 AND user_id = $2", post, me);
  db->Execute(Master, "DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
