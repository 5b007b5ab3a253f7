// Operations over text expressions.
#pragma once

#include "facts/cut.h"
#include "facts/text.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <map>
#include <optional>
#include <string>

namespace pgtidy::extract {

/// The largest expression that is kept, in nodes.
inline constexpr unsigned MaxNodes = 4096;

/// How many nodes the text has as a tree, counted up to `limit`.
unsigned size(const facts::Text &text, unsigned limit = MaxNodes + 1);
/// The text, or a hole when it is too large to be kept.
facts::Text bounded(facts::Text text);
/// A hole for what is not followed.
/// Whether numbers, and nothing else, are in the text: any part of it is digits too.
bool isOfNumbers(const facts::Text &text);
facts::Text unknown(std::string why = "");

/// Some text after `prefix`: null when `text` does not begin with all parts of it.
facts::Text withoutPrefix(const facts::Text &text, const facts::Text &prefix);
facts::Text withoutSuffix(const facts::Text &text, const facts::Text &suffix);

/// A choice in which a beginning common to all branches stands before it, so that texts grown branch by branch stay
/// small.
facts::Text factoredChoice(const std::string &condition, std::vector<facts::Text> branches);

/// Replaces nodes: `replace` gives the new text for a node, or null to look into it.
facts::Text rewrite(const facts::Text &text, llvm::function_ref<facts::Text(const facts::Text &)> replace);
/// The text with another context for the elements of containers whose context `isMeant`.
facts::Text withElement(const facts::Text &text, llvm::function_ref<bool(llvm::StringRef)> isMeant,
                        const std::string &context);
/// The elements of containers in the text as those under that key or index, where they do not ask for one yet; as they
/// are for null.
facts::Text askedUnder(const facts::Text &text, const facts::Text &under);
/// Whether the text has a node for which `test` holds.
bool any(const facts::Text &text, llvm::function_ref<bool(const facts::TextNode &)> test);

using facts::bytesAtEnd;
using facts::slice;
using facts::withoutEnd;
using facts::withoutStart;

/// How many bytes of the set all that the text may be ends with, where that is the same of all.
std::optional<unsigned> endingIn(const facts::Text &text, const std::string &set);

/// Of what a text may be, what has certain bytes where it is asked for them, and what has not; nothing() where no text
/// is left.
struct Sides {
  facts::Text with, without;
};
/// Parted by whether it begins with the bytes. What is not known is on both sides.
Sides partedByStart(const facts::Text &text, const std::string &bytes);
/// Parted by whether it ends with the bytes.
Sides partedByEnd(const facts::Text &text, const std::string &bytes);

/// A text in two.
struct Cut {
  facts::Text before, after;
};
/// The text cut behind its first `bytes` bytes, where these are known.
std::optional<Cut> cutAt(const facts::Text &text, std::optional<int64_t> bytes);
/// The text with every `old` in its known parts replaced; null where it has none.
facts::Text everyReplaced(const facts::Text &text, const std::string &old, const facts::Text &with);
/// The text without white space at its ends, where it is known.
facts::Text trimmed(const facts::Text &text);
/// The text with its known letters in upper or lower case.
facts::Text lettersChanged(const facts::Text &text, bool toUpper);
/// The pieces of a text between separators; nothing where they are not known.
std::optional<std::vector<facts::Text>> piecesOf(const facts::Text &text, const std::string &separator);
/// The text with a clause behind it that begins with these words, in the place of one that it has; with none where the
/// clause is empty.
facts::Text withClause(const facts::Text &text, llvm::StringRef words, const facts::Text &clause);
/// Where `needle` first stands from byte `from` on, -1 where it stands nowhere among the bytes that are known; a
/// missing `from` is somewhere.
std::optional<int64_t> find(const facts::Text &text, const std::string &needle, std::optional<int64_t> from);

/// The text, which the decisions of a pass of a loop made, for the next pass: there they are taken anew, under the same
/// names.
facts::Text ofEarlierPass(const facts::Text &text);
/// The text with decisions that were so set apart under their own names again.
facts::Text ofOwnPass(const facts::Text &text);

/// What a loop puts between its passes.
struct Separated {
  facts::Text first; ///< what the first pass adds
  facts::Text more;  ///< what each further one adds, the separator before it
  facts::Text last;  ///< what stands behind the last one in the separator's place; "" mostly
};
/// What passes make that each add `body`, where that begins or ends with a separator that a decision puts there.
std::optional<Separated> separated(const facts::Text &body);

/// Stands for what the passes of a loop before this one put behind a text.
facts::Text loopMarker(unsigned number);
bool isLoopMarker(const facts::TextNode &node);

/// Whether the text is certainly empty, certainly not, or either.
std::optional<bool> isEmpty(const facts::Text &text);

/// Whether tests have left only texts that the program names.
bool isOneOfNamed(const facts::Text &text);
/// The text as it was before tests of it told more.
facts::Text withoutTests(const facts::Text &text);
/// The text for others to read: what tests leave of its parts, and with each choice what its condition asked.
facts::Text decided(const facts::Text &text, const std::map<std::string, facts::Test> &tests);

} // namespace pgtidy::extract
