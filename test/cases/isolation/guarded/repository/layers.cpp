// A layer between, which hands on what it is given.
#include "../repository.h"

class Service {
public:
  explicit Service(Posts &posts) : posts(posts) {}
  void remove(int id);

private:
  Posts &posts;
};

void Service::remove(int id) { posts.removeDeep(id); }

void handler(Service &service, Posts &posts, int me, int id) {
  if (!posts.isOf(me, id))
    return;
  service.remove(id);
}
