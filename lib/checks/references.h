// References to user-owned tables, as the checks of isolation report them.
#pragma once

#include "checks/check.h"

namespace pgtidy::checks {

/// A reference of one verdict.
struct JudgedReference {
  const analysis::Query *query = nullptr;
  const analysis::TableReference *reference = nullptr;
  /// Of the table's name in the source; invalid where it is not written there. Where that is a constant that several
  /// statements have, of the text before it.
  text::Location table;
  text::Location name;                ///< of the constant then
  text::Location constant;            ///< of TableReference::constant, likewise
  bool isNoValue = false;             ///< that constant stands for a value that was not set, or not found
  std::vector<text::Location> others; ///< calls that send the same reference in other statements
  bool inEveryText = true;            ///< all texts of the query that have the reference have it with this verdict
};

/// The references that were judged `verdict`: each table's name in the source once, in the first text that has it so.
std::vector<JudgedReference> referencesJudged(const Input &input, analysis::Verdict verdict);

/// A finding about the reference, with the notes that lead to its statement.
findings::Finding findingAt(const Input &input, const JudgedReference &judged, std::string message);

/// Where that is not so, says at the end of a message that some texts only are at fault, and that names decided.
std::string circumstances(const JudgedReference &judged);

/// How the statement can be tied to the user, in the program or in a database that speaks `dialect`, or declared as
/// meant.
std::string isolationAdvice(const analysis::TableReference &reference, facts::Dialect dialect);

} // namespace pgtidy::checks
