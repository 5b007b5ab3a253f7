#include "report.h"
namespace pgtidy::oracle {
void holdGenerated(Trial &, const Judge &, const Corpus &, const Schema &, Random &, size_t, const Settings &,
                   Report &) {}
} // namespace pgtidy::oracle
