// Random contents of a database that satisfy the schema, and variations that differ only in rows of other users.
#pragma once

#include "access.h"
#include "random.h"

namespace pgtidy::oracle {

/// States of which each two differ only in rows that the principal may not access.
struct Family {
  Principal principal;
  std::vector<State> states;
};

/// A random user of the schema (now and then nobody), a random state, and up to `size` - 1 variations of it.
Family makeFamily(const Schema &schema, Random &random, size_t size);

/// Whether keys and foreign keys hold.
bool satisfies(const Schema &schema, const State &state);

/// The INSERTs that make the state. Foreign keys and triggers have to be off.
std::string insertAll(const Schema &schema, const State &state);

/// The same rows in another physical order.
State reordered(const State &state, Random &random);

} // namespace pgtidy::oracle
