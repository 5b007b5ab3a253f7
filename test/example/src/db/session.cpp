#include "db/session.h"

#include "db/statements.h"

namespace notebook::db {

static void prepareStatements(pqxx::connection &connection) {
  connection.prepare("show_note", statements::showNote);
  connection.prepare("list_attachments", statements::listAttachments);
  connection.prepare("attachment_content", statements::attachmentContent);
}

Session::Session(const std::string &url) : connection_(url) {
  prepareStatements(connection_);
}

pqxx::result Session::query(const std::string &sql, const Binds &binds) {
  return query(sql, pqxx::prepare::make_dynamic_params(binds.values()));
}

pqxx::result Session::queryAs(UserId user, const std::string &sql) {
  return transact([&](pqxx::work &work) {
    work.exec_params("SELECT set_config('app.user_id', $1, true)", user.value);
    return work.exec(sql);
  });
}

} // namespace notebook::db
