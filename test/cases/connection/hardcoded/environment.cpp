// Setting the environment that libpq reads.
#include <cstdlib>
#include <libpq-fe.h>

void faults() {
  setenv("PGPASSWORD", "fake-secret", 1);                       // expect: pg-connection-hardcoded
  setenv("DATABASE_URL", "postgresql://app@db.example.org", 0); // expect: pg-connection-hardcoded
}

void fine(const char *password) {
  setenv("PGPASSWORD", password, 1);
  setenv("PGAPPNAME", "shop", 1);
  setenv("TZ", "UTC", 1);
}
