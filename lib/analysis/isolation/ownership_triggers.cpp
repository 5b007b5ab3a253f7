// BEFORE triggers that change the row that is written.
#include "analysis/isolation.h"
#include "isolation/bodies.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace pgtidy::analysis {

/// Triggers of one moment are fired in the order of their names.
void Ownership::readTriggers() {
  std::vector<const sql::Trigger *> triggers;
  for (const sql::Trigger &trigger : Schema.triggers)
    if (trigger.moment == sql::Trigger::Moment::Before && trigger.forEachRow && !trigger.isDisabled)
      triggers.push_back(&trigger);
  std::sort(triggers.begin(), triggers.end(),
            [](const sql::Trigger *a, const sql::Trigger *b) { return a->name < b->name; });
  for (const sql::Trigger *trigger : triggers) {
    llvm::StringRef path = trigger->function;
    auto [schema, name] = path.contains('.') ? path.split('.') : std::pair(llvm::StringRef(), path);
    std::string key = trigger->schema + "." + trigger->table;
    for (const sql::Function *function : Schema.functionsNamed(schema.str(), name.str())) {
      if (!function->argumentTypes.empty() || function->body.empty())
        continue;
      std::optional<std::vector<TriggerValue>> values = isolation::rowValues(*function, *this);
      const TableOwnership *owned = find(key);
      bool unknown = !values && owned && llvm::any_of(owned->ownerColumns, [&](const std::string &column) {
        return llvm::StringRef(function->body).contains(column);
      });
      if (unknown)
        values = {{"", nullptr, false}};
      for (const std::string &event : trigger->events)
        if (values) {
          std::vector<TriggerValue> &all = SetByTriggers[key + " " + event];
          for (TriggerValue value : *values) {
            value.always &= trigger->when.empty(); // a condition on the row: it may not be fired
            if (event == "update")
              value.firedBy = trigger->columns;
            all.push_back(std::move(value));
          }
        }
    }
  }
}

const std::vector<TriggerValue> &Ownership::setByTriggers(const std::string &key, const std::string &event) const {
  static const std::vector<TriggerValue> none;
  auto found = SetByTriggers.find(key + " " + event);
  return found == SetByTriggers.end() ? none : found->second;
}

} // namespace pgtidy::analysis
