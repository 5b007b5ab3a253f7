#include "isolation/scopes.h"

#include <algorithm>

namespace pgtidy::analysis::isolation {

CteMatch findCte(const CteScope *scope, const sql::Name &name) {
  if (!name.schema.empty())
    return {};
  const Expansion *expanding = scope ? scope->expanding : nullptr;
  for (; scope; scope = scope->outer)
    for (size_t i = 0; scope->list && i < scope->visible; ++i)
      if ((*scope->list)[i].name == name.name) {
        CteMatch match{&(*scope->list)[i], scope, i, false};
        for (const Expansion *e = expanding; e; e = e->outer)
          match.self |= e->cte == match.cte;
        return match;
      }
  return {};
}

Rights rightsWithin(const Item &item) {
  if (!item.isView || item.rights == Rights::Stored)
    return item.rights;
  if (item.table && item.table->kind == sql::RelationKind::MaterializedView)
    return Rights::Stored;
  if (item.securityInvoker) // also in a view that is not: it asks who runs the statement (CREATE VIEW)
    return item.rights == Rights::ViewOwner ? Rights::Caller : item.rights;
  return item.rights == Rights::Caller ? Rights::ViewOwner : item.rights;
}

int Scene::add(Item item) {
  Items.push_back(std::move(item));
  return static_cast<int>(Items.size()) - 1;
}

const CteScope *Scene::open(const std::vector<sql::Cte> &list, bool recursive, const CteScope *outer,
                            const Frame *frame) {
  if (list.empty())
    return outer;
  Scopes.push_back({outer, &list, list.size(), recursive, frame, outer ? outer->expanding : nullptr});
  return &Scopes.back();
}

Frame *Scene::open(const sql::Query &query, const Frame *outer, const CteScope *scope, Rights rights) {
  Frames.emplace_back();
  Frame &frame = Frames.back();
  frame.outer = outer;
  frame.calls = outer ? outer->calls : 0;
  frame.scope = scope;
  frame.rights = rights;
  frame.query = &query;
  frame.from = &query.from;
  frame.where = query.where.get();
  frame.targets = &query.targets;
  frame.first = itemCount();
  for (const sql::FromPtr &from : query.from)
    addItems(*from, frame, "");
  frame.last = itemCount();
  giveArguments(frame);
  if (query.groupingSets) {
    Frames.push_back(frame);
    Frames.back().isGrouped = true;
    frame.grouped = &Frames.back();
    Frames.push_back(*frame.grouped);
    Frames.back().isTotal = true;
    frame.total = &Frames.back();
  }
  return &frame;
}

Frame *Scene::openWriter(const sql::Statement &statement, const Frame *outer, const CteScope *scope, Rights rights) {
  Frames.emplace_back();
  Frame &frame = Frames.back();
  frame.outer = outer;
  frame.calls = outer ? outer->calls : 0;
  frame.rights = rights;
  frame.scope = scope;
  frame.first = itemCount();
  frame.hasTarget = true;
  if (statement.update) {
    addTarget(frame, statement.update->table, statement.update->alias);
    if (statement.update->only)
      setOnly(Items[frame.first]);
    frame.from = &statement.update->from;
    frame.where = statement.update->where.get();
    frame.targets = &statement.update->returning;
  } else if (statement.remove) {
    addTarget(frame, statement.remove->table, statement.remove->alias);
    if (statement.remove->only)
      setOnly(Items[frame.first]);
    frame.from = &statement.remove->usingItems;
    frame.where = statement.remove->where.get();
    frame.targets = &statement.remove->returning;
  } else if (statement.insert) {
    addInserted(frame, statement.insert->table, statement.insert->alias);
    setOnly(Items[frame.first]);
    Items[frame.first].isNew = statement.insert->conflict != sql::Insert::Conflict::Update;
    frame.targets = &statement.insert->returning;
    Items[addNewRow(frame.first, false)].alias = "excluded";
  } else if (statement.merge) {
    addTarget(frame, statement.merge->table, statement.merge->alias);
    frame.source = statement.merge->source.get();
  }
  if (frame.from)
    for (const sql::FromPtr &from : *frame.from)
      addItems(*from, frame, "");
  if (frame.source)
    addItems(*frame.source, frame, "");
  frame.last = itemCount();
  giveArguments(frame);
  bool isReadToo = readsTarget(statement, frame);
  Items[frame.first].isReadToo = isReadToo;
  if (statement.insert) // "excluded"
    Items[frame.first + 1].isReadToo = isReadToo;
  return &frame;
}

static bool isOfSystem(const sql::Name &name) {
  return name.schema == "pg_catalog" || name.schema == "information_schema" ||
         (name.schema.empty() && name.name.starts_with("pg_"));
}

bool Scene::readsSystem() const {
  return std::any_of(Items.begin(), Items.end(), [](const Item &item) {
    return item.kind == ItemKind::Table && !item.table && item.name && isOfSystem(*item.name);
  });
}

std::vector<std::string> Scene::unknownTables() const {
  std::vector<std::string> unknown;
  for (const Item &item : Items) {
    if (item.kind != ItemKind::Table || item.table || !item.name || item.name->hole >= 0 ||
        Owners.catalog().tables().empty())
      continue;
    std::string name = (item.name->schema.empty() ? "" : item.name->schema + ".") + item.name->name;
    if (!isOfSystem(*item.name) && std::find(unknown.begin(), unknown.end(), name) == unknown.end())
      unknown.push_back(std::move(name));
  }
  return unknown;
}

void Scene::assume(const sql::Name &table, const std::string &column) {
  TableOwnership &owned = Assumed[&table];
  owned.kind = OwnerKind::Column;
  owned.byName = true;
  if (std::find(owned.ownerColumns.begin(), owned.ownerColumns.end(), column) == owned.ownerColumns.end())
    owned.ownerColumns.push_back(column);
}

const TableOwnership *Scene::ownedBy(const Item &item, const sql::Name &name) const {
  if (name.hole < 0 || item.table)
    return Owners.find(item.key);
  auto assumed = Assumed.find(&name);
  return assumed == Assumed.end() ? nullptr : &assumed->second;
}

void Scene::addTarget(Frame &frame, const sql::Name &name, const std::string &alias) {
  Item item;
  item.kind = ItemKind::Table;
  item.name = &name;
  item.alias = alias.empty() ? std::string_view(name.name) : std::string_view(alias);
  item.table = Owners.tableMeant(name);
  item.key = Owners.key(name);
  item.owned = ownedBy(item, name);
  item.outer = &frame;
  item.rights = frame.rights;
  if (item.table && item.table->view)
    expand(item);
  add(std::move(item));
}

void Scene::addItems(const sql::From &from, Frame &frame, std::string_view joinAlias,
                     const std::vector<std::string> *joinRenamed) {
  if (from.kind != sql::FromKind::Join) {
    Item item = describe(from, frame);
    item.joinAlias = joinAlias;
    item.joinRenamed = joinRenamed;
    add(std::move(item));
    return;
  }
  if (!from.columnAliases.empty())
    joinRenamed = &from.columnAliases;
  std::string_view alias = from.alias.empty() ? joinAlias : std::string_view(from.alias);
  if (from.left)
    addItems(*from.left, frame, alias, joinRenamed);
  if (from.right)
    addItems(*from.right, frame, alias, joinRenamed);
}

Term Scene::scalar(const std::string &text, std::string_view seenAs) {
  for (const Scalar &known : Scalars)
    if (known.text == text && known.seenAs == seenAs)
      return known.term;
  Scalars.push_back({text, AllTerms.add(TermKind::Scalar), std::string(seenAs)});
  return Scalars.back().term;
}

std::string Scene::scalarText(Term term) const {
  for (const Scalar &known : Scalars)
    if (known.term == term)
      return known.text;
  return "";
}

Term Scene::cast(Term of, const std::string &to) {
  for (const CastTerm &known : Casts)
    if (known.of == of && known.to == to)
      return known.term;
  Casts.push_back({of, to, AllTerms.add()});
  return Casts.back().term;
}

Term Scene::constant(TermKind kind, const std::string &value, sql::Offset location) {
  for (const Constant &known : Constants)
    if (known.kind == kind && known.value == value)
      return known.term;
  Constants.push_back({kind, value, AllTerms.add(kind), location});
  return Constants.back().term;
}

std::optional<long long> Scene::integer(Term term) const {
  for (const Constant &known : Constants)
    if (known.term == term && known.kind == TermKind::Integer)
      return std::strtoll(known.value.c_str(), nullptr, 10);
  return std::nullopt;
}

sql::Offset Scene::constantLocation(Term term) const {
  for (const Constant &known : Constants)
    if (known.term == term)
      return known.location;
  return -1;
}

std::string Scene::constantText(Term term) const {
  for (const Constant &known : Constants)
    if (known.term == term)
      return std::to_string(static_cast<int>(known.kind)) + ":" + known.value;
  return "";
}

std::vector<std::pair<std::string, Term>> Scene::texts() const {
  std::vector<std::pair<std::string, Term>> all;
  for (const Constant &known : Constants)
    if (known.kind == TermKind::Text)
      all.emplace_back(known.value, known.term);
  return all;
}

bool isSameConstant(std::string_view a, std::string_view b) {
  if (a == b)
    return true;
  auto digits = [](std::string_view text) {
    text.remove_prefix(std::min(text.find(':') + 1, text.size()));
    const std::string_view number = text.substr(text.starts_with('-') ? 1 : 0);
    const bool isNumber = !number.empty() && number.find_first_not_of("0123456789") == std::string_view::npos &&
                          (number[0] != '0' || text == "0");
    return isNumber ? text : std::string_view();
  };
  return !digits(a).empty() && digits(a) == digits(b);
}

Term Scene::column(int index, std::string_view name) {
  auto &columns = Items[index].columns;
  for (auto &[known, term] : columns)
    if (known == name)
      return term;
  const sql::Column *source = copiedBy(Items[index], name);
  Term term = source ? column(index, source->name) : AllTerms.add();
  if (columns.empty())
    columns.reserve(8);
  const sql::Column *known = Items[index].table ? Items[index].table->column(name) : nullptr;
  columns.emplace_back(known ? std::string_view(known->name) : Names.emplace_back(name), term); // the caller's may go
  return term;
}

} // namespace pgtidy::analysis::isolation
