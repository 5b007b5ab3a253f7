/* What tests need of ECPG's library. */
#pragma once
#pragma GCC system_header

extern "C" {
enum ECPGttype { ECPGt_EOIT = 32, ECPGt_EORT = 33 };
enum ECPG_statement_type { ECPGst_normal, ECPGst_execute, ECPGst_exec_immediate, ECPGst_prepnormal, ECPGst_prepare };
bool ECPGconnect(int line, int compat, const char *name, const char *user, const char *password, const char *connection,
                 int autocommit);
bool ECPGdo(const int line, const int compat, const int force, const char *connection, const bool marks, const int type,
            const char *query, ...);
bool ECPGprepare(int line, const char *connection, const bool marks, const char *name, const char *variable);
bool ECPGtrans(int line, const char *connection, const char *transaction);
}
