// BEFORE triggers that change the row that is written.
#include "analysis/isolation.h"
#include "isolation/bodies.h"
#include "isolation/readings.h"

#include "llvm/ADT/StringRef.h"

#include <map>
#include <optional>
#include <utility>

namespace pgtidy::analysis {

namespace {

/// What triggers put into the row, by table and event: "public.orders insert".
using Settings = std::map<std::string, std::vector<TriggerValue>>;

/// Whether a text names a column that says whose a row is.
bool namesOwner(llvm::StringRef text, const TableOwnership &owned) {
  auto isNamed = [&](const std::string &column) { return text.contains(column); };
  return llvm::any_of(owned.ownerColumns, isNamed) ||
         llvm::any_of(owned.parents, [&](const ParentLink &link) { return llvm::any_of(link.columns, isNamed); });
}

void addSettings(const sql::Trigger &trigger, const sql::Function &function, const Ownership &ownership,
                 Settings &into) {
  const std::string key = trigger.schema + "." + trigger.table;
  const sql::Catalog &schema = ownership.catalog();
  auto table = schema.tables().find(key);
  const bool isUnsure = table != schema.tables().end() && table->second.triggersUnsure;
  for (const std::string &event : trigger.events) {
    const sql::Function &fired = ownership.readings().fired(function, trigger, event, ownership.catalog());
    std::optional<std::vector<TriggerValue>> values = isolation::rowValues(fired, ownership);
    if (!values) {
      const TableOwnership *owned = ownership.find(key);
      values = {{"", nullptr, false}};
      values->front().keepsOwner = !owned || !namesOwner(fired.body, *owned);
    }
    for (TriggerValue &value : *values) {
      value.trigger = trigger.name;
      value.always &= trigger.when.empty() && !isUnsure; // a condition on the row: it may not be fired
      if (event == "update")
        value.firedBy = trigger.columns;
      into[key + " " + event].push_back(std::move(value));
    }
  }
}

Settings settingsOf(const Ownership &ownership) {
  Settings settings;
  const sql::Catalog &schema = ownership.catalog();
  for (const sql::Trigger &trigger : schema.triggers) {
    if (trigger.moment != sql::Trigger::Moment::Before || !trigger.forEachRow || trigger.isDisabled)
      continue;
    llvm::StringRef path = trigger.function;
    auto [place, name] = path.contains('.') ? path.split('.') : std::pair(llvm::StringRef(), path);
    for (const sql::Function *function : schema.functionsNamed(place.str(), name.str()))
      if (function->argumentTypes.empty() && !function->body.empty())
        addSettings(trigger, *function, ownership, settings);
  }
  return settings;
}

/// The tables whose triggers are fired for rows that are written to one: itself and what it is a partition of, whose
/// row triggers are always fired, and those below it, where the row may be.
struct Fired {
  std::vector<std::string> always, maybe;
};

Fired firedWith(const std::string &key, bool withHeirs, const sql::Catalog &schema) {
  Fired fired;
  const auto &tables = schema.tables();
  for (auto table = tables.find(key); table != tables.end() && fired.always.size() <= tables.size();
       table = tables.find(table->second.partitionOf))
    fired.always.push_back(table->first);
  std::vector<std::string> below{key};
  for (size_t i = 0; i < below.size(); ++i)
    for (const auto &[childKey, child] : tables)
      if ((child.partitionOf == below[i] || (withHeirs && llvm::is_contained(child.inherits, below[i]))) &&
          !llvm::is_contained(below, childKey))
        below.push_back(childKey);
  fired.maybe.assign(below.begin() + 1, below.end());
  const bool hasHeirs = withHeirs && llvm::any_of(fired.maybe, [&](const std::string &child) {
                          return !tables.at(child).inherits.empty();
                        });
  if (hasHeirs) // the rows of heirs fire their own table's alone
    fired.maybe.insert(fired.maybe.end(), fired.always.begin(), fired.always.end());
  if (hasHeirs)
    fired.always.clear();
  return fired;
}

/// In the order of the triggers' names, in which they are fired.
std::vector<TriggerValue> valuesOf(const Fired &fired, const std::string &event, const Settings &settings) {
  std::map<std::string, std::vector<TriggerValue>> byName;
  auto add = [&](const std::vector<std::string> &tables, bool isMaybe) {
    for (const std::string &table : tables)
      if (auto found = settings.find(table + " " + event); found != settings.end())
        for (TriggerValue one : found->second) {
          one.always &= !isMaybe;
          byName[one.trigger].push_back(std::move(one));
        }
  };
  add(fired.always, false);
  add(fired.maybe, true);
  std::vector<TriggerValue> values;
  for (auto &[name, all] : byName)
    values.insert(values.end(), all.begin(), all.end());
  return values;
}

} // namespace

void Ownership::readTriggers() {
  const Settings settings = settingsOf(*this);
  if (settings.empty())
    return;
  for (const auto &[key, table] : Schema.tables()) {
    const Fired inserted = firedWith(key, false, Schema), updated = firedWith(key, true, Schema);
    SetByTriggers[key + " insert"] = valuesOf(inserted, "insert", settings);
    SetByTriggers[key + " update"] = valuesOf(updated, "update", settings);
    std::vector<TriggerValue> &moved = SetByTriggers[key + " move"];
    if (!inserted.maybe.empty()) // to another partition, or not
      moved = valuesOf({{}, inserted.maybe}, "insert", settings);
    if (!inserted.maybe.empty())
      for (TriggerValue value : valuesOf({inserted.always, {}}, "insert", settings)) {
        value.always = false;
        moved.push_back(std::move(value));
      }
  }
}

const std::vector<TriggerValue> &Ownership::setByTriggers(const std::string &key, const std::string &event) const {
  static const std::vector<TriggerValue> none;
  auto found = SetByTriggers.find(key + " " + event);
  return found == SetByTriggers.end() ? none : found->second;
}

} // namespace pgtidy::analysis
