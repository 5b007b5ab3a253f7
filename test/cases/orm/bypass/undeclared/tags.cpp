// Without a declared layer there is none to go round.
#include <pqxx/pqxx>

pqxx::result tags(pqxx::work &txn) { return txn.exec("SELECT id FROM tags"); }
