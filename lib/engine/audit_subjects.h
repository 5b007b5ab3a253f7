// What there is to look at.
#pragma once

#include "analysis/conclusions.h"
#include "engine/config.h"

#include <string>
#include <vector>

namespace pgtidy::engine {

/// How much of what the checks are about a project has.
struct Subjects {
  bool hasConnections = false; ///< the program makes some
  bool hasKnown = false;       ///< of some, a setting is known
  bool hasPooled = false;
  bool hasEnvFiles = false;
  bool hasTemplate = false;
  bool isTracked = false; ///< git knows the files of variables
  bool hasStatements = false;
  bool hasSchema = false;
  bool hasUsers = false; ///< some table is known to be user-owned
  bool hasPolicies = false;
  bool hasProvider = false;
  bool hasLayer = false;
  std::vector<std::string> limits; ///< time limits of the server that the project sets: "statement_timeout"
};

Subjects subjectsOf(const analysis::Conclusions &conclusions, const Config &config);

/// Why a check has nothing to look at; both empty where it has.
struct Idle {
  std::string notApplicable;
  std::string notDecidable;
};
Idle idleReason(llvm::StringRef check, const Subjects &subjects);

} // namespace pgtidy::engine
