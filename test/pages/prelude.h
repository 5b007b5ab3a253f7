// What every example of a page may use.
#include <cstdio>
#include <cstdlib>
#include <libpq-fe.h>
#include <map>
#include <optional>
#include <pqxx/pqxx>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>
