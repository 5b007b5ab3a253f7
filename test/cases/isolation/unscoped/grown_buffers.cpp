// Buffers that begin as null and grow with what is put into them.
#include <cstdlib>
#include <cstring>
#include <libpq-fe.h>

struct Buffer {
  char *data;
  size_t length, room;
};

static void add(Buffer *buffer, const char *text) {
  size_t length = strlen(text);
  if (buffer->length + length + 1 > buffer->room) {
    buffer->room = (buffer->length + length + 1) * 2;
    buffer->data = (char *)realloc(buffer->data, buffer->room);
  }
  memcpy(buffer->data + buffer->length, text, length + 1);
  buffer->length += length;
}

void faults(PGconn *connection) {
  Buffer inPieces = {0};
  add(&inPieces, "SELECT status ");
  add(&inPieces, "FROM orders"); // expect: pg-isolation-unscoped
  PQexec(connection, inPieces.data);
  Buffer whole = {nullptr, 0, 0};
  add(&whole, "SELECT total FROM orders"); // expect: pg-isolation-unscoped
  PQexec(connection, whole.data);
  free(whole.data);
}

void fine(PGconn *connection) {
  Buffer shared = {nullptr, 0, 0};
  add(&shared, "SELECT name ");
  add(&shared, "FROM products");
  PQexec(connection, shared.data);
}
