// ODBC: marks are `?`; escape clauses in braces are the driver's; the functions of the catalogue take no SQL.
#include <sql.h>
#include <sqlext.h>
#include <string>

namespace data {

void statements(SQLHSTMT statement, const std::string &status) {
  SQLExecDirect(statement, (SQLCHAR *)"SELECT id FROM orders", SQL_NTS); // expect: pg-isolation-unscoped
  SQLPrepare(statement, (SQLCHAR *)"SELECT id FROM orders WHERE user_id = ?", SQL_NTS);
  SQLExecDirect(statement, (SQLCHAR *)"{call close_orders(?)}", SQL_NTS);
  SQLExecDirect(statement, (SQLCHAR *)"SELECT id FORM users", SQL_NTS); // expect: pg-sql-syntax
  std::string text = "SELECT '" + status + "'"; // expect: pg-sql-injection
  SQLExecDirect(statement, (SQLCHAR *)text.c_str(), SQL_NTS);
  SQLTables(statement, nullptr, 0, nullptr, 0, (SQLCHAR *)"orders", SQL_NTS, nullptr, 0);
}

} // namespace data

void bypass(SQLHSTMT statement) {
  SQLExecDirect(statement, (SQLCHAR *)"SELECT 1", SQL_NTS); // expect: pg-orm-bypass
}

void connect(SQLHDBC connection) {
  SQLDriverConnect(connection, nullptr,
                   (SQLCHAR *)"DRIVER={PostgreSQL};SERVER=db.example.org;UID=app;PWD={fake;secret}", // expect: pg-connection-hardcoded
                   SQL_NTS, nullptr, 0, nullptr, 0);
  SQLDriverConnect(connection, nullptr, (SQLCHAR *)"DSN=shop", SQL_NTS, nullptr, 0, nullptr, 0);
  SQLConnect(connection, (SQLCHAR *)"shop", SQL_NTS, nullptr, 0, (SQLCHAR *)"fake-secret", SQL_NTS); // expect: pg-connection-hardcoded
}
