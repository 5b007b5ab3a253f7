#include "references.h"

#include "place.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace pgtidy::checks {

using analysis::Alternative;
using analysis::Query;
using analysis::TableReference;
using analysis::Verdict;

template <class Visit> static void forEachReference(const Alternative &alternative, Visit visit) {
  for (const analysis::StatementVerdict &statement : alternative.verdicts)
    for (const TableReference &reference : statement.references)
      visit(reference);
}

static bool isEmptyAt(const Alternative &alternative, sql::Offset offset) {
  llvm::StringRef text = alternative.text.text;
  return offset >= 0 && size_t(offset) < text.size() && text.drop_front(size_t(offset)).starts_with("''") &&
         !text.drop_front(size_t(offset)).starts_with("'''");
}

/// Whether the number there is one that programs give for none: 0 or -1.
static bool isNoneAt(const Alternative &alternative, sql::Offset offset) {
  const llvm::StringRef text = alternative.text.text;
  if (offset < 0 || size_t(offset) >= text.size())
    return false;
  llvm::StringRef number = text.drop_front(size_t(offset));
  number.consume_front("'");
  const llvm::StringRef digits = number.take_while([](char c) { return llvm::isDigit(c) || c == '-' || c == '.'; });
  return digits == "0" || digits == "-1";
}

static text::Location sourceOf(const Alternative &alternative, sql::Offset offset) {
  return offset < 0 ? text::Location() : alternative.source(offset);
}

/// What the texts of a query say of each reference: the same is what is written at the same place, or, where it is not
/// in the source, what has the same names.
class OfQuery {
public:
  explicit OfQuery(const Query &query) {
    for (const Alternative &alternative : query.alternatives) {
      Verdicts.emplace_back();
      forEachReference(alternative, [&](const TableReference &reference) {
        Verdicts.back()[key(reference, sourceOf(alternative, reference.location))].insert(reference.verdict);
      });
    }
  }

  /// Whether some text has the reference, and has it with other verdicts alone.
  bool isDisputed(const TableReference &reference, text::Location place) const {
    return llvm::any_of(Verdicts, [&](const OfText &text) {
      const auto found = text.find(key(reference, place));
      return found != text.end() && !found->second.contains(reference.verdict);
    });
  }

  /// Whether some text keeps it to the user, or may do so.
  bool mayBeClosed(const TableReference &reference, text::Location place) const {
    return llvm::any_of(Verdicts, [&](const OfText &text) {
      const auto found = text.find(key(reference, place));
      return found != text.end() &&
             (found->second.contains(Verdict::Closed) || found->second.contains(Verdict::Undecided));
    });
  }

private:
  using Key = std::tuple<std::string, std::string, uint32_t, uint32_t, uint32_t>;
  using OfText = std::map<Key, std::set<Verdict>>;

  static Key key(const TableReference &reference, text::Location place) {
    return {reference.table, reference.alias, place.file, place.line, place.column};
  }

  std::vector<OfText> Verdicts;
};

/// The last of the text before a table's name, where the name is a constant of its own that stands elsewhere: not in
/// the same line or the next, where a literal goes on. Invalid otherwise.
static text::Location textBefore(const Alternative &alternative, sql::Offset offset, text::Location name) {
  text::Location before;
  while (offset > 0 && !before.isValid())
    before = alternative.source(--offset);
  const bool isNear = before.file == name.file && name.line >= before.line && name.line - before.line <= 1;
  return isNear ? text::Location() : before;
}

/// Names of tables that stand alone in a constant: before which texts they are put.
class SharedNames {
public:
  SharedNames(const Input &input, Verdict verdict) : In(input) {
    for (const Query &query : input.conclusions.queries)
      for (const Alternative &alternative : query.alternatives)
        forEachReference(alternative, [&](const TableReference &reference) {
          const text::Location name = sourceOf(alternative, reference.location);
          if (reference.verdict == verdict && name.isValid())
            if (const text::Location before = textBefore(alternative, reference.location, name); before.isValid())
              Before[placeOf(input, name)].insert(placeOf(input, before));
        });
  }

  /// The text before the name, where several statements have the constant that it is; invalid otherwise.
  text::Location textOf(const Alternative &alternative, const TableReference &reference, text::Location name) const {
    auto found = name.isValid() ? Before.find(placeOf(In, name)) : Before.end();
    const bool isShared = found != Before.end() && found->second.size() > 1;
    return isShared ? textBefore(alternative, reference.location, name) : text::Location();
  }

private:
  const Input &In;
  std::map<findings::Place, std::set<findings::Place>> Before;
};

std::vector<JudgedReference> referencesJudged(const Input &input, Verdict verdict) {
  const SharedNames shared(input, verdict);
  std::vector<JudgedReference> judged;
  std::map<std::tuple<findings::Place, findings::Place, std::string, std::string>, size_t> seen;
  for (const Query &query : input.conclusions.queries) {
    std::optional<OfQuery> all;
    for (const Alternative &alternative : query.alternatives)
      forEachReference(alternative, [&](const TableReference &reference) {
        if (reference.verdict != verdict)
          return;
        if (!all)
          all.emplace(query);
        const text::Location name = sourceOf(alternative, reference.location);
        // Which pieces go together in a text of loops, or of an object that collects it, is not all seen.
        if (alternative.isInPieces && verdict != Verdict::Undecided && all->mayBeClosed(reference, name))
          return;
        const text::Location before = shared.textOf(alternative, reference, name);
        const text::Location table = before.isValid() ? before : name;
        text::Location place = table.isValid() ? table : outermostCall(*query.call, query.way);
        std::string alias = table.isValid() ? "" : reference.alias;
        const text::Location constant = before.isValid() ? name : text::Location();
        const auto [known, isNew] =
            seen.try_emplace({placeOf(input, place), placeOf(input, constant), reference.table, alias}, judged.size());
        if (!isNew) {
          judged[known->second].others.push_back(outermostCall(*query.call, query.way));
          return;
        }
        judged.push_back({&query,
                          &reference,
                          table,
                          constant,
                          sourceOf(alternative, reference.constant),
                          isEmptyAt(alternative, reference.constant) ||
                              (isNoneAt(alternative, reference.constant) && all->mayBeClosed(reference, name)),
                          {},
                          !all->isDisputed(reference, name)});
      });
  }
  return judged;
}

/// Notes other statements that the same text of the source is in.
static void noteOthers(const Input &input, const JudgedReference &judged, findings::Finding &finding) {
  constexpr size_t Most = 5;
  std::set<findings::Place> noted{finding.place, placeOf(input, outermostCall(*judged.query->call, judged.query->way))};
  for (const findings::Note &note : finding.notes)
    noted.insert(note.place);
  size_t count = 0;
  for (const text::Location &other : judged.others)
    if (const findings::Place place = placeOf(input, other);
        place.line != 0 && count < Most && noted.insert(place).second) {
      finding.notes.push_back({place, "and in the statement that is sent here"});
      ++count;
    }
}

findings::Finding findingAt(const Input &input, const JudgedReference &judged, std::string message) {
  findings::Finding finding = findingAt(input, *judged.query, judged.table, std::move(message));
  noteOthers(input, judged, finding);
  if (judged.name.isValid())
    finding.notes.insert(finding.notes.begin(), {placeOf(input, judged.name), "the table's name is written here"});
  return finding;
}

std::string circumstances(const JudgedReference &judged) {
  std::string text;
  if (!judged.inEveryText)
    text += " (in some of the texts that the program builds here)";
  if (judged.reference->ownership.byName)
    text += " (judged by its name: no schema is configured)";
  return text;
}

static std::string declaration(const TableReference &reference) {
  return "if every user may see these rows, say so in .pgtidy:\n  Users:\n    Shared: [" + reference.table + "]";
}

/// Every line of `sql` set in.
static std::string indented(llvm::StringRef sql) {
  std::string text;
  for (; !sql.empty(); sql = sql.split('\n').second)
    text += "  " + sql.split('\n').first.str() + "\n";
  return text;
}

std::string isolationAdvice(const TableReference &reference, facts::Dialect dialect) {
  const bool hasPolicies = dialect != facts::Dialect::SQLite && dialect != facts::Dialect::MySQL;
  std::string advice;
  if (llvm::StringRef(reference.predicate).starts_with("SELECT "))
    advice += "take the parent from the user's rows, in place of VALUES:\n" + indented(reference.predicate);
  else if (!reference.predicate.empty())
    advice += "tie the rows to the signed-in user, and bind the user's id:\n" + indented(reference.predicate);
  if (!reference.policy.empty() && hasPolicies)
    advice += std::string(advice.empty() ? "" : "or ") + "let the database do it, for every statement:\n" +
              indented(reference.policy);
  return advice + declaration(reference);
}

} // namespace pgtidy::checks
