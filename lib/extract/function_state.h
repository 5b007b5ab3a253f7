// What the evaluator knows of the function at hand: all of it is forgotten when the next one begins.
#pragma once

#include "call_site.h"
#include "question.h"
#include "state.h"
#include "value.h"

#include "facts/unit.h"
#include "text/location.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace pgtidy::extract {

/// A place in the source, by file and offset.
using SourceKey = std::pair<text::FileId, uint32_t>;

struct FunctionState {
  // Where the evaluation is.
  std::string Key;                                ///< of the function evaluated for its own sake
  const clang::FunctionDecl *Evaluated = nullptr; ///< for its own sake; null for what stands outside of functions
  State Now;
  unsigned Budget = 0; ///< statements and calls left for this function
  unsigned Depth = 0;
  unsigned InExpression = 0; ///< statements that are walked as a part of an expression
  unsigned Split = 0;        ///< containers of several lengths that are walked one by one
  unsigned Muted = 0;        ///< passes that must not record
  bool InPattern = false;    ///< the function is the pattern of a template
  std::set<const clang::FunctionDecl *> Active;
  std::vector<facts::Hop> Inside; ///< the calls whose functions are evaluated for their caller, outermost first
  unsigned InKnown = 0;           ///< how many of them are methods of objects that hold texts put there before
  bool IsWhole = true;            ///< all callers see the bodies of those functions

  // Objects.
  unsigned Version = 0;                                               ///< of the last write
  std::map<const void *, size_t> Objects;                             ///< numbers of those that decisions are about
  std::map<const void *, unsigned> Numbers;                           ///< in the order in which identities name them
  std::map<const void *, unsigned> Touched;                           ///< how often one was told to do something
  llvm::DenseMap<const void *, const clang::CXXRecordDecl *> Classes; ///< of those that were made here
  llvm::DenseSet<const void *> Unclear; ///< those that code which is not seen may have changed in this function
  llvm::DenseSet<const void *> Passing; ///< those that no statement after the one that made them can name
  size_t Swept = 0;                     ///< how many were left when those were last forgotten
  unsigned CallsElsewhere = 0;          ///< of code that is not seen
  std::map<const clang::Expr *, std::string> Stepped;           ///< `p++`: what `p` reads as before the step
  std::map<std::pair<std::string, int64_t>, unsigned> Elements; ///< those under an index, counted from one

  // Lambdas and coroutines.
  std::set<const clang::LambdaExpr *> Called;
  std::map<const clang::LambdaExpr *, Closure> Pending;
  std::map<const clang::LambdaExpr *, std::string> KeptLambdas; ///< that others may call, by what they are called
  std::set<const clang::Expr *> Awaited;                        ///< calls of coroutines that are waited for

  // Ways into texts.
  std::set<const clang::Expr *> HandedOver; ///< that end with the call that they are given to
  llvm::DenseSet<const void *> Handled;     ///< texts into which ways are kept
  std::set<std::string> Rewritten;          ///< values that were changed by such

  // Decisions, by condition.
  std::map<std::string, Asked> Tests;
  std::map<std::string, std::vector<Named>> NamedTexts;    ///< what conditions made of others leave, by the whole
  std::map<std::string, NumberCases> Cases;                ///< of switches
  std::map<std::string, std::vector<const void *>> ReadBy; ///< the variables that the condition reads
  std::map<std::string, Test> Certain;                     ///< what the branches make certain

  // Statements, and which value is which.
  std::vector<facts::Call> PreparedHere;           ///< kept by objects
  std::map<facts::LookupPtr, Decisions> ReadUnder; ///< the decisions that led to a statement of this function
  std::map<facts::LookupPtr, std::set<std::string>> ColumnsRead; ///< the columns that were read, "*" for whole rows
  std::vector<facts::LookupPtr> Answered;                        ///< functions that gave objects of which they say more
  std::map<std::string, facts::Operand> ResultsGiven; ///< by the part of a function that gives a text: what it is
  /// The functions that were called, by place, with the decision that they have returned.
  std::map<SourceKey, std::vector<std::pair<facts::LookupPtr, std::string>>> Returned;
  std::map<unsigned, facts::Operand> Held;  ///< by version: the value that this write copied
  std::map<SourceKey, facts::Operand> Made; ///< the values of holes, by where they were made
  /// Where those values were read, by the calls on the way there.
  std::map<SourceKey, std::map<std::string, facts::Operand>> ReadIn;
};

} // namespace pgtidy::extract
