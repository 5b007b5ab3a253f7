// What looks like a check and is none.
#include "../repository.h"

#include <cassert>
#include <functional>

int other();
void normalise(Post &post);

void otherPost(Posts &posts, int me, int id, int next) {
  if (posts.isOf(me, id))
    posts.removeOther(next);
}

void warned(Posts &posts, int me, int id) {
  posts.warn(me, id);
  posts.removeWarned(id);
}

void changed(Posts &posts, int me, int id) {
  if (!posts.isOf(me, id))
    return;
  id = other();
  posts.removeChanged(id);
}

void unread(Posts &posts, int me, int id) { // whether it was read is not asked
  Post post;
  post.userId = me;
  posts.readAny(id, post);
  if (post.userId != me)
    return;
  posts.removeUnread(id);
}

void some(Posts &posts, int me, int id) {
  if (posts.isOf(me, id))
    posts.removeBySome(id);
}

void any(Posts &posts, int id) { posts.removeBySome(id); }

void address(Posts &posts, int me, int id) {
  std::function<void(int)> later = std::bind(&Posts::removeByAddress, &posts, std::placeholders::_1);
  later(other());
  if (posts.isOf(me, id))
    posts.removeByAddress(id);
}

void itself(Posts &posts, int id) { // whose it is says the row itself
  if (posts.isOf(posts.writerOf(id), id))
    posts.removeByItself(id);
}

void cut(Posts &posts, int me, long long id) {
  if (posts.isOf(me, static_cast<int>(id)))
    posts.removeCut(id);
}

void seen(Posts &posts, int id) {
  Post post = posts.seen(id);
  posts.removeSeen(post.id);
}

void reassigned(Posts &posts, int me, int id) {
  Post post = posts.seen(id);
  normalise(post);
  if (post.userId != me)
    return;
  posts.removeReassigned(id);
}

void asserted(Posts &posts, int me, int id) {
  assert(posts.isOf(me, id));
  posts.removeAsserted(id);
}

void written(Posts &posts, int me, int id) {
  if (posts.writerOf(id) != me)
    return;
  posts.removeWritten(id);
}
