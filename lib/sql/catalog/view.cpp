#include "catalog/view.h"

#include "catalog/bound.h"
#include "catalog/natural.h"
#include "catalog/new.h"
#include "catalog/query.h"
#include "catalog/statements.h"
#include "lower/lower.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSwitch.h"

namespace pgtidy::sql {
namespace {

/// Any beginning of a word that is no beginning of another will do (PostgreSQL, Boolean Type).
bool isFalse(llvm::StringRef text) {
  auto begins = [&](llvm::StringRef word, size_t least) {
    return text.size() >= least && word.starts_with_insensitive(text);
  };
  return begins("false", 1) || begins("no", 1) || begins("off", 2) || text == "0";
}

bool isOn(Node option) {
  Node value = option["arg"];
  if (!value)
    return true;
  if (value["Integer"])
    return value["Integer"]["ival"].integer() != 0;
  if (value["Boolean"])
    return value["Boolean"]["boolval"].boolean();
  llvm::StringRef text =
      value["String"] ? value["String"]["sval"].str() : value["TypeName"]["names"].at(0)["String"]["sval"].str();
  return !isFalse(text);
}

bool *viewOption(Table &view, Node option) {
  std::string_view name = option["defname"].str();
  return name == "security_invoker"   ? &view.securityInvoker
         : name == "security_barrier" ? &view.securityBarrier
                                      : nullptr;
}

} // namespace

void setViewOptions(Table &view, Node options) {
  for (Node option : options)
    if (bool *flag = viewOption(view, option["DefElem"]))
      *flag = isOn(option["DefElem"]);
}

void resetViewOptions(Table &view, Node options) {
  for (Node option : options)
    if (bool *flag = viewOption(view, option["DefElem"]))
      *flag = false;
}

std::string roleName(Node roleSpec) {
  Node role = roleSpec.tag() == "RoleSpec" ? roleSpec.body() : roleSpec;
  return llvm::StringSwitch<std::string>(role["roletype"].str())
      .Case("ROLESPEC_PUBLIC", "public")
      .Case("ROLESPEC_CURRENT_USER", "current_user")
      .Case("ROLESPEC_CURRENT_ROLE", "current_role")
      .Case("ROLESPEC_SESSION_USER", "session_user")
      .Default(std::string(role["rolename"].str()));
}

void createView(Session &session, Node body) {
  Table *view = newRelation(session, body["view"], RelationKind::View,
                            body["replace"].boolean() ? IfThere::Replace : IfThere::Error);
  if (!view)
    return;
  view->view = lowerQuery(body["query"]["SelectStmt"]);
  view->viewColumns = stringList(body["aliases"]);
  if (view->view) {
    bindNames(*view->view, session.catalog, session.searchPath);
    bindNaturalJoins(*view->view, session);
    bindStars(*view->view, session);
  }
  if (view->view)
    view->columns = columnsOf(*view->view, view->viewColumns, session);
  view->securityInvoker = view->securityBarrier = false;
  setViewOptions(*view, body["options"]);
  view->origin = session.origin(0);
}

} // namespace pgtidy::sql
