#include "report.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace pgtidy::oracle;

static cl::OptionCategory Own("Options");
static cl::opt<std::string> CorpusFolder("corpus", cl::desc("Folder of the corpus"), cl::Required, cl::cat(Own));
static cl::opt<std::string> KnownAlarms("known", cl::desc("The list of alarms we live with"), cl::cat(Own));
static cl::opt<std::string> Found("append", cl::desc("File that gets the counterexamples"), cl::cat(Own));
static cl::opt<unsigned> Statements("statements", cl::desc("How many statements to generate"), cl::init(1000),
                                    cl::cat(Own));
static cl::opt<uint64_t> Seed("seed", cl::desc("Of all that is random"), cl::init(1), cl::cat(Own));
static cl::opt<unsigned> Families("families", cl::desc("Families of states for each statement of the corpus"),
                                  cl::init(50), cl::cat(Own));
static cl::opt<bool> CorpusOnly("corpus-only", cl::desc("Generate nothing"), cl::cat(Own));

static ExitOnError check("oracle: ");

int main(int argc, char **argv) {
  cl::HideUnrelatedOptions(Own); // LLVM has many
  cl::ParseCommandLineOptions(argc, argv, "holds pgtidy's isolation analysis against PostgreSQL\n");
  const std::vector<std::unique_ptr<Database>> databases = check(Database::connect());
  std::vector<Corpus> corpora = check(readCorpora(CorpusFolder));
  Settings settings{CorpusOnly ? 0 : size_t(Statements), Families, Seed, KnownAlarms, Found};
  Report report = check(holdAgainst(databases, corpora, settings));
  outs() << report.text();
  return report.failed() ? 1 : 0;
}
