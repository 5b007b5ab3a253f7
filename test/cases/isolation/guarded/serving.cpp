// A server's loop: nobody is signed in when it begins, and who is, is known from one command to the next.
#include <libpq-fe.h>
#include <string>

int ownerOf(PGconn *connection, int post);
void removePost(PGconn *connection, int post);
void removeAny(PGconn *connection, int post);
int signIn(PGconn *connection);
int command();
int number();

void serve(PGconn *connection) {
  int user = -1;
  while (true) {
    int what = command();
    if (what == 1) {
      int id = signIn(connection);
      if (id > 0)
        user = id;
    } else if (what == 2) {
      int post = number();
      int owner = ownerOf(connection, post);
      if (owner != user)
        continue;
      removePost(connection, post);
    } else if (what == 3) {
      removeAny(connection, number()); // nobody has looked whose it is
    }
  }
}
