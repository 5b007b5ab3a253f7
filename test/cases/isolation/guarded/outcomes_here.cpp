// The same as outcomes.cpp, in one unit.
#include "outcomes/access.cpp"

#include "outcomes.cpp"
