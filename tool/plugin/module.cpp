// The clang-tidy module: every check of the registry under its own name.
#include "adapter.h"
#include "checks/check.h"

#include "clang-tidy/ClangTidyModule.h"
#include "llvm/Support/Registry.h"

namespace pgtidy::plugin {

namespace {

class Module : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &factories) override {
    auto analysis = std::make_shared<Analysis>();
    for (const checks::Check &check : checks::all())
      factories.registerCheckFactory(check.name,
                                     [analysis](llvm::StringRef name, clang::tidy::ClangTidyContext *context) {
                                       return std::make_unique<Adapter>(name, context, analysis);
                                     });
  }
};

} // namespace

static llvm::Registry<clang::tidy::ClangTidyModule>::Add<Module>
    added( // NOLINT(bugprone-throwing-static-initialization): how clang-tidy's registry works
        "pgtidy", "Connections, SQL and isolation of users in programs on PostgreSQL.");

} // namespace pgtidy::plugin
