// Below data/: the layer.
#include <pqxx/pqxx>

pqxx::result tags(pqxx::work &txn) { return txn.exec("SELECT id FROM tags"); }
