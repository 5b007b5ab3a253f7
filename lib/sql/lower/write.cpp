// INSERT, UPDATE, DELETE, MERGE, COPY.
#include "lower/lower.h"
#include "lower/lowering.h"

#include <algorithm>
#include <map>

namespace pgtidy::sql {

void Lowering::write(Statement &to, std::string_view tag, Node body) {
  if (Node clause = body["withClause"]) {
    to.ctes = with(clause);
    to.recursive = clause["recursive"].boolean();
  }
  if (tag == "InsertStmt")
    insert(to, body);
  else if (tag == "UpdateStmt")
    update(to, body);
  else if (tag == "DeleteStmt")
    remove(to, body);
  else
    merge(to, body);
}

std::optional<GivenTwice> givenTwice(Node targets) {
  std::map<std::string_view, bool> seen; // by name: whether only parts of it (a[1], a.x) were given
  for (Node target : targets) {
    Node body = target["ResTarget"];
    const bool isPart = static_cast<bool>(body["indirection"]);
    auto [known, isNew] = seen.try_emplace(body["name"].str(), isPart);
    if (!isNew && !(isPart && known->second))
      return GivenTwice{std::string(body["name"].str()), static_cast<Offset>(body["location"].integer())};
  }
  return std::nullopt;
}

// Names that the program puts in are not known.
void Lowering::noteGivenTwice(Statement &to, Node targets) const {
  std::optional<GivenTwice> found = givenTwice(targets);
  if (!found || !to.givenTwice.empty() || text(found->column) != found->column)
    return;
  to.givenTwice = found->column;
  to.givenTwiceAt = Source ? Source->original(found->location) : found->location;
}

std::vector<std::string> Lowering::targetNames(Node list) const {
  std::vector<std::string> result;
  for (Node element : list)
    result.push_back(text(element["ResTarget"]["name"]));
  return result;
}

// SET a[x] = y keeps the rest of the array: the value is made of what was there, x and y. A column, parameter or
// constant x reads nothing, and is left out.
void Lowering::subscript(ExprPtr &value, Node indirection) {
  for (Node step : indirection)
    for (Node bound : {step["A_Indices"]["lidx"], step["A_Indices"]["uidx"]}) {
      if (!bound || bound["A_Const"] || bound["ParamRef"] || bound["ColumnRef"])
        continue;
      auto whole = std::make_unique<Expr>();
      whole->name = "A_Indices";
      whole->location = value->location;
      whole->args.push_back(std::move(value));
      whole->args.push_back(required(bound));
      value = std::move(whole);
    }
}

// INSERT INTO t (a[x]): x goes with the values, or the outputs.
void Lowering::subscripts(Insert &insert, Node columns) {
  for (size_t i = 0; i < columns.size() && insert.source; ++i) {
    Node indirection = columns.at(i)["ResTarget"]["indirection"];
    if (!indirection)
      continue;
    Query *first = insert.source.get();
    while (first->left)
      first = first->left.get();
    for (auto &row : first->values)
      if (i < row.size())
        subscript(row[i], indirection);
    if (first->values.empty() && !first->targets.empty())
      subscript(first->targets[std::min(i, first->targets.size() - 1)].value, indirection);
  }
}

void Lowering::insert(Statement &to, Node body) {
  to.kind = StatementKind::Insert;
  to.insert = std::make_unique<Insert>();
  Insert &insert = *to.insert;
  insert.table = table(body["relation"]);
  insert.alias = text(body["relation"]["alias"]["aliasname"]);
  insert.columns = targetNames(body["cols"]);
  if (Node source = body["selectStmt"])
    insert.source = query(source["SelectStmt"]);
  insert.overridesUser = body["override"].str() == "OVERRIDING_USER_VALUE";
  if (Node clause = body["onConflictClause"])
    conflict(insert, clause);
  insert.returning = targets(body["returningList"]);
  noteGivenTwice(to, body["cols"]);
  noteGivenTwice(to, body["onConflictClause"]["targetList"]);
  subscripts(insert, body["cols"]);
  holesInInsert(insert);
}

void Lowering::conflict(Insert &insert, Node body) {
  bool updates = body["action"].str() == "ONCONFLICT_UPDATE";
  insert.conflict = updates ? Insert::Conflict::Update : Insert::Conflict::Nothing;
  for (Node element : body["infer"]["indexElems"])
    insert.conflictColumns.push_back(text(element["IndexElem"]["name"]));
  insert.conflictConstraint = text(body["infer"]["conname"]);
  if (Node predicate = body["infer"]["whereClause"])
    insert.conflictPredicate = condition(predicate);
  insert.conflictSet = assignments(body["targetList"]);
  if (Node where = body["whereClause"])
    insert.conflictWhere = condition(where);
}

std::vector<Assignment> Lowering::assignments(Node list) {
  std::vector<Assignment> result;
  for (Node element : list) {
    Node body = element["ResTarget"];
    Assignment assignment;
    assignment.column = text(body["name"]);
    assignment.location = offset(body);
    assignment.value = assigned(body["val"], assignment.part);
    subscript(assignment.value, body["indirection"]);
    result.push_back(std::move(assignment));
  }
  return result;
}

// Whether it stands for several values: t.*, (t.p).*
static bool isStarred(Node value) {
  bool is = false;
  for (const char *list : {"fields", "indirection"})
    for (Node part : value.body()[list])
      is |= part.tag() == "A_Star";
  return is;
}

// SET (a, b) = …: each column has the whole right side and its own number, from 1.
ExprPtr Lowering::assigned(Node value, int32_t &part) {
  if (value.tag() != "MultiAssignRef")
    return required(value);
  Node body = value.body();
  auto index = static_cast<int32_t>(body["colno"].integer(1) - 1);
  bool isPlain = true; // which value is whose can be counted
  for (Node value : body["source"]["RowExpr"]["args"])
    isPlain = isPlain && !isStarred(value);
  if (Node row = body["source"]["RowExpr"]; row && isPlain)
    return required(row["args"].at(static_cast<size_t>(index)));
  part = index;
  return required(body["source"]);
}

void Lowering::where(ExprPtr &to, std::string &currentOf, Node clause) {
  if (!clause)
    return;
  if (clause.tag() == "CurrentOfExpr")
    currentOf = text(clause.body()["cursor_name"]);
  else
    to = condition(clause);
}

void Lowering::update(Statement &to, Node body) {
  to.kind = StatementKind::Update;
  to.update = std::make_unique<Update>();
  Update &update = *to.update;
  update.table = table(body["relation"]);
  update.alias = text(body["relation"]["alias"]["aliasname"]);
  update.only = !body["relation"]["inh"].boolean();
  update.set = assignments(body["targetList"]);
  noteGivenTwice(to, body["targetList"]);
  update.from = fromList(body["fromClause"]);
  where(update.where, update.currentOf, body["whereClause"]);
  update.returning = targets(body["returningList"]);
}

void Lowering::remove(Statement &to, Node body) {
  to.kind = StatementKind::Delete;
  to.remove = std::make_unique<Delete>();
  Delete &remove = *to.remove;
  remove.table = table(body["relation"]);
  remove.alias = text(body["relation"]["alias"]["aliasname"]);
  remove.only = !body["relation"]["inh"].boolean();
  remove.usingItems = fromList(body["usingClause"]);
  where(remove.where, remove.currentOf, body["whereClause"]);
  remove.returning = targets(body["returningList"]);
}

static MergeAction::Kind mergeKind(std::string_view command) {
  if (command == "CMD_INSERT")
    return MergeAction::Kind::Insert;
  if (command == "CMD_UPDATE")
    return MergeAction::Kind::Update;
  return command == "CMD_DELETE" ? MergeAction::Kind::Delete : MergeAction::Kind::Nothing;
}

void Lowering::merge(Statement &to, Node body) {
  to.kind = StatementKind::Merge;
  to.merge = std::make_unique<Merge>();
  Merge &merge = *to.merge;
  merge.table = table(body["relation"]);
  merge.alias = text(body["relation"]["alias"]["aliasname"]);
  merge.source = from(body["sourceRelation"]);
  merge.on = condition(body["joinCondition"]);
  for (Node element : body["mergeWhenClauses"]) {
    Node when = element.body();
    MergeAction action;
    noteGivenTwice(to, when["targetList"]);
    action.matched = when["matched"].boolean();
    action.kind = mergeKind(when["commandType"].str());
    if (Node guard = when["condition"])
      action.condition = condition(guard);
    if (action.kind == MergeAction::Kind::Insert)
      action.columns = targetNames(when["targetList"]);
    else
      action.set = assignments(when["targetList"]);
    action.values = list(when["values"]);
    for (size_t i = 0; i < action.values.size() && action.kind == MergeAction::Kind::Insert; ++i)
      subscript(action.values[i], when["targetList"].at(i)["ResTarget"]["indirection"]);
    merge.actions.push_back(std::move(action));
  }
}

void Lowering::copy(Statement &to, Node body) {
  to.kind = StatementKind::Copy;
  to.copy = std::make_unique<Copy>();
  if (Node relation = body["relation"])
    to.copy->table = table(relation);
  to.copy->columns = names(body["attlist"]);
  to.copy->from = body["is_from"].boolean();
  Node source = body["query"];
  if (source.tag() == "SelectStmt")
    to.copy->query = query(source.body());
  else if (source) // COPY (DELETE … RETURNING …) TO
    to.inner = inner(source);
}

} // namespace pgtidy::sql
