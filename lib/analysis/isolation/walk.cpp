#include "isolation/walk.h"

#include "isolation/effects.h"
#include "isolation/readings.h"

#include "isolation/trigger_rows.h"
#include "isolation/written_tables.h"

#include <algorithm>
#include <utility>

namespace pgtidy::analysis::isolation {
namespace {

constexpr int MostVisits = 600;
constexpr int MostDepth = 60;

} // namespace

void Walk::run(const sql::Statement &start, const sql::Query *rows) {
  const sql::Statement *inner = &start;
  using Kind = sql::StatementKind;
  while (inner->inner && (inner->kind == Kind::Prepare || inner->kind == Kind::Declare ||
                          inner->kind == Kind::Explain || inner->kind == Kind::CreateAs || inner->kind == Kind::Copy))
    inner = inner->inner.get();
  if (HasHoles)
    assumeOwners(*inner);
  S.learnTypes(start);
  if (!S.ownership().catalog().functions.empty() && writes(start, S.ownership()))
    S.setWrites();
  const Frame *around = rows ? S.open(*rows, nullptr, nullptr, Rights::ViewOwner) : nullptr;
  if (around) {
    for (int item = around->first; item < around->last && isNewPending(*rows); ++item)
      S.item(item).isPending = S.item(item).alias == "new";
    Step step;
    step.frame = around;
    Way.push_back(step);
  }
  statement(*inner, rows ? S.open(rows->ctes, false, nullptr, nullptr) : nullptr, around);
}

void Walk::statement(const sql::Statement &one, const CteScope *scope, const Frame *outer) {
  if (one.select) {
    query(*one.select, outer, scope, false, Within, {});
    return;
  }
  const CteScope *inner = S.open(one.ctes, one.recursive, scope, outer);
  writingCtes(one.ctes, inner);
  if (one.insert)
    insert(one, inner, outer);
  else if (one.update)
    update(one, inner, outer);
  else if (one.remove)
    remove(one, inner, outer);
  else if (one.merge)
    merge(one, inner, outer);
  else if (one.copy)
    copy(*one.copy, inner);
  for (const sql::Name &table : one.truncated)
    truncate(table, one.cascade);
}

/// A CTE that writes does so whether it is read or not.
void Walk::writingCtes(const std::vector<sql::Cte> &ctes, const CteScope *scope) {
  for (const sql::Cte &cte : ctes) {
    if (!cte.statement || cte.statement->select)
      continue;
    Path way;
    std::swap(way, Way);
    statement(*cte.statement, scope, nullptr);
    std::swap(way, Way);
  }
}

void Walk::query(const sql::Query &query, const Frame *outer, const CteScope *scope, bool barred, Rights rights,
                 const Link &link) {
  if (++Visits > MostVisits || Depth > MostDepth) {
    for (Mention &mention : Found)
      mention.tooLarge = true;
    IsTooLarge = true;
    return;
  }
  ++Depth;
  const CteScope *inner = S.open(query.ctes, query.recursive, scope, outer);
  writingCtes(query.ctes, inner);
  if (query.setOp != sql::SetOp::None) {
    barred |= query.limit || query.offset;
    // What is looked for is compared with what the type of all branches makes of them.
    const Link own = link.subject && R.mayMergeBranches(query, outer, scope) ? Link{} : link;
    for (const sql::Query *side : {query.left.get(), query.right.get()})
      if (side)
        this->query(*side, outer, inner, barred, rights, own);
    const Frame *frame = S.open(query, outer, inner, rights);
    Way.push_back(Step::at(*frame, -1));
    output(query, *frame);
    Way.pop_back();
  } else {
    const Frame *frame = S.open(query, outer, inner, rights);
    Step step;
    step.frame = frame;
    step.barred = barred || callsWriter(query, S.ownership());
    step.linked = link.subject;
    step.linkedByNull = link.byNull;
    Way.push_back(step);
    block(query, *frame);
    Way.pop_back();
  }
  --Depth;
}

void Walk::block(const sql::Query &query, const Frame &frame) {
  items(frame, frame.first);
  callsInFrom(query, frame);
  for (const auto &row : query.values)
    for (const sql::ExprPtr &value : row)
      expression(value.get(), frame, false);
  joinConditions(frame);
  conditions(query.where.get(), frame);
  for (const sql::ExprPtr &key : query.groupBy)
    expression(key.get(), frame, false);
  // Of a block with one group there is a row whatever WHERE says.
  size_t level = Way.size() - 1;
  Way[level].bare = mayBeSingleGroup(query, S.ownership().catalog());
  const Frame &seen = frame.grouped ? *frame.grouped : frame;
  conditions(query.having.get(), seen);
  output(query, seen);
  if (!Way[level].bare && !frame.grouped)
    callsInOutput(query, frame);
  if (frame.total) { // and of the empty grouping set
    Way[level].bare = true;
    conditions(query.having.get(), *frame.total);
    output(query, *frame.total);
  }
  Way[level].bare = false;
}

void Walk::items(const Frame &frame, int first) {
  size_t level = Way.size() - 1;
  for (int item = first; item < frame.last; ++item) {
    Way[level].item = item;
    if (S.item(item).kind == ItemKind::Derived)
      derived(item);
    else if (S.item(item).kind == ItemKind::Table) {
      Use use = std::exchange(Through, Use::Read);
      S.item(item).isReadToo |= use != Use::Read && ThroughReads;
      reference(item, use, {});
    }
  }
  Through = Use::Read;
  Way[level].item = -1;
}

/// What is written to: through a view the row of the table behind it.
void Walk::target(int item, Use use, const std::vector<Fact> &facts) {
  if (!S.item(item).isView)
    return reference(item, use, facts);
  size_t level = Way.size() - 1, before = Way[level].extra.size();
  Way[level].extra.insert(Way[level].extra.end(), facts.begin(), facts.end());
  Through = use;
  ThroughReads = S.item(item).isReadToo;
  derived(item);
  Through = Use::Read;
  Way[level].extra.resize(before);
}

void Walk::derived(int index) {
  const Item &item = S.item(index);
  if (item.call)
    return calledQuery(*item.call, index, {});
  if (!item.query || item.isSelf)
    return; // a CTE that writes, the first rows of a recursive one: judged where they stand
  const sql::Name *view = View;
  std::string_view viewAlias = ViewAlias;
  if (item.isView && !View) {
    View = item.name;
    ViewAlias = item.alias;
  }
  query(*item.query, item.outer, item.scope, false, rightsWithin(item), {});
  View = view;
  ViewAlias = viewAlias;
}

/// What stands between the reference and the conditions of the queries around its own; "" when nothing does.
std::string_view Walk::barrier() const {
  for (size_t i = Way.size(); i-- > 1;) {
    const sql::Query *query = Way[i].frame->query;
    if (!query)
      continue;
    if (query->limit || query->offset || Way[i].barred)
      return query->offset && !query->limit ? "OFFSET" : "LIMIT";
    if (!query->distinctOn.empty())
      return "DISTINCT ON";
    std::vector<const sql::Expr *> windows;
    for (const sql::Target &target : query->targets)
      collectWindows(target.value.get(), windows);
    if (!windows.empty())
      return "a window function";
    if (!query->groupBy.empty() || mayBeSingleGroup(*query, S.ownership().catalog()))
      return "an aggregate";
    if (Way[i - 1].item >= 0 && S.isRecursive(Way[i - 1].item))
      return "the steps of the recursion";
  }
  return "";
}

Mention &Walk::mention(int index, Use use) {
  const Item &item = S.item(index);
  const sql::Name *name = View ? View : item.name;
  auto known = std::find_if(Found.begin(), Found.end(), [&](const Mention &one) { return one.name == name; });
  if (known != Found.end())
    return *known;
  Mention found;
  found.name = name;
  std::string_view alias = View ? ViewAlias : item.alias;
  found.alias = alias == name->name ? "" : std::string(alias);
  found.key = item.key;
  found.use = use;
  found.owned = item.owned;
  found.throughView = View != nullptr;
  found.item = index;
  found.frame = Way.empty() ? nullptr : Way.back().frame;
  found.barrier = barrier();
  Found.push_back(std::move(found));
  return Found.back();
}

void Walk::note(Mention &mention, const Outcome &outcome) {
  mention.closed &= outcome.closed;
  mention.tooLarge |= outcome.tooLarge;
  mention.holeDecides |= outcome.holeDecides && !outcome.closed;
}

/// A row that is changed has to be the user's own: what is nobody's or public may only be read.
void Walk::written(Mention &mention, Refutation::Supposition supposed) {
  Outcome others = R.refute(Way, supposed);
  note(mention, others);
  if (!others.closed)
    return;
  supposed.nobodyToo = true;
  supposed.publicToo = true;
  Outcome nobodys = R.refute(Way, supposed);
  note(mention, nobodys);
  mention.nobodys |= !nobodys.closed;
}

void Walk::reference(int item, Use use, const std::vector<Fact> &facts) {
  const TableOwnership *owned = S.item(item).owned;
  if (!owned || owned->kind == OwnerKind::None || !S.item(item).name)
    return;
  Refutation::Supposition supposed;
  supposed.stranger = item;
  supposed.facts = facts;
  supposed.policies = use == Use::Update || use == Use::Merge ? "update" : use == Use::Delete ? "delete" : "select";
  Mention &found = mention(item, use);
  bool wasClosed = found.closed;
  if (use == Use::Read)
    note(found, R.refute(Way, supposed));
  else
    written(found, supposed);
  if (wasClosed && !found.closed && found.throughView) { // the table behind the view that is open
    found.key = S.item(item).key;
    found.owned = owned;
  }
}

} // namespace pgtidy::analysis::isolation
