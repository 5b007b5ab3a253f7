// Each caller checks before it acts.
#include "../repository.h"

void found(Posts &posts, int me, int id) {
  auto post = posts.find(id);
  if (!post || post->userId != me)
    return;
  posts.removeFound(id);
}

void gotten(Posts &posts, int me, int id) {
  Post post = posts.get(id);
  if (post.userId != me)
    throw 403;
  posts.removeGotten(post.id);
  post.body = "changed";
  posts.save(post);
}

void loaded(Posts &posts, int me, int id) {
  auto post = posts.load(id);
  if (post == nullptr || post->userId != me)
    return;
  posts.removeLoaded(post->id);
}

void listed(Posts &posts, int me) {
  for (const Post &post : posts.of(me))
    posts.removeListed(post.id);
}

void read(Posts &posts, int me, int id) {
  Post post;
  if (!posts.read(id, post))
    return;
  if (post.userId != me)
    return;
  posts.removeRead(id);
}

void owned(Posts &posts, int me, int id) {
  int owner = posts.ownerOf(id);
  if (owner != me)
    return;
  posts.removeOwned(id);
}

void ownedText(Posts &posts, const std::string &me, const std::string &id) {
  const std::string owner = posts.ownerOf(id);
  if (owner.empty() || owner != me)
    return;
  posts.removeOwned(id);
}

void asked(Posts &posts, int me, int id) {
  if (posts.mayEdit(me, id))
    posts.removeAsked(id);
}

void required(Posts &posts, int me, int id) {
  posts.require(me, id);
  posts.removeRequired(id);
}
