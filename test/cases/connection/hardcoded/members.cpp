// Members are initialised where the class says so, whether a constructor is written or not.
#include <libpq-fe.h>
#include <memory>
#include <pqxx/pqxx>
#include <string>

struct Braced {
  pqxx::connection db{"host=db.example.com password=hunter2 sslmode=verify-full connect_timeout=5"}; // expect: pg-connection-hardcoded
};

class Owned {
public:
  Owned() = default;

private:
  std::unique_ptr<pqxx::connection> db =
      std::make_unique<pqxx::connection>("host=db.example.com password=hunter2 sslmode=verify-full connect_timeout=5"); // expect: pg-connection-hardcoded
};

class Raw {
public:
  explicit Raw(int retries) : retries(retries) {}

private:
  int retries;
  PGconn *db = PQconnectdb("host=db.example.com password=hunter2 sslmode=verify-full connect_timeout=5"); // expect: pg-connection-hardcoded
};

template <typename Row> class Repository {
  pqxx::connection db{"host=db.example.com password=hunter2 sslmode=verify-full connect_timeout=5"}; // expect: pg-connection-hardcoded
  Row last{};
};
Repository<int> ofNumbers;

struct Named {
  std::string target = "host=db.example.com password=hunter2 sslmode=verify-full connect_timeout=5"; // expect: pg-connection-hardcoded
  pqxx::connection db{target};
};

std::string targetFromEnvironment();

struct Read {
  std::string label = "host=db.example.com password=hunter2";
  pqxx::connection db{targetFromEnvironment()};
};

struct Inherited : pqxx::connection {
  using pqxx::connection::connection;
};
Inherited inherited("host=db.example.com password=hunter2 sslmode=verify-full connect_timeout=5"); // expect: pg-connection-hardcoded
