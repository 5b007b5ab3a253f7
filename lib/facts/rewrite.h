// One expression made from another: the same shape with other literals, places and keys.
#pragma once

#include "facts/text.h"

#include <unordered_map>

namespace pgtidy::facts {

/// What changes; the defaults change nothing.
class Changes {
public:
  virtual ~Changes() = default;
  /// `node` is the literal in the expression that is read, so that a change can be bound to it.
  virtual Text literal(const Literal &literal, const TextNode &node) const = 0;
  /// `node` holds the hole, or stands for it.
  virtual Hole hole(Hole hole, const TextNode &node) const {
    (void)node;
    hole.location = place(hole.location);
    hole.made = place(hole.made);
    return hole;
  }
  virtual text::Location place(text::Location location) const { return location; }
  /// A source expression kept for messages that stands in no hole.
  virtual std::string expression(std::string expression) const { return expression; }
  virtual std::string functionKey(const std::string &key) const { return key; }
  virtual std::string symbolKey(const std::string &key) const { return key; }
};

/// Applies changes; what is shared stays shared.
class Rewriter {
public:
  explicit Rewriter(const Changes &changes) : Change(changes) {}
  Text operator()(const Text &text);
  std::vector<Text> operator()(const std::vector<Text> &texts);

private:
  const Changes &Change;
  std::unordered_map<const TextNode *, Text> Done;

  Text rewrite(const TextNode &node);
};

} // namespace pgtidy::facts
