#!/bin/bash
# newcomer.sh: what in_debian.sh does inside the clean system, with the package in /srv/pgtidy.deb.
set -euo pipefail
say() { printf '%s\n' "-- $*"; }
fail() { echo "newcomer.sh: $*" >&2; exit 1; }
# Runs a command line in the newcomer's project; what it prints is in the file `log`.
status_of() {
  local status=0
  setpriv --reuid=1000 --regid=1000 --clear-groups env -C /home/me/project HOME=/home/me "$@" >/tmp/log 2>&1 || status=$?
  echo $status
}
expect() { # status words command…: the command ends with that status and prints the words
  local wanted=$1 words=$2 status
  shift 2
  status=$(status_of "$@")
  [ "$status" = "$wanted" ] || fail "'$*' ends with $status: $(cat /tmp/log)"
  grep -qF -- "$words" /tmp/log || fail "'$*' does not print '$words': $(cat /tmp/log)"
}
get() { apt-get install -y --no-install-recommends "$@" >/tmp/apt 2>&1 || { tail /tmp/apt; fail "apt-get install $*"; }; }

say "installing"
apt-get update >/tmp/apt 2>&1 || { tail /tmp/apt; fail "apt-get update"; }
dpkg -i /srv/pgtidy.deb >/tmp/apt 2>&1 || true # its dependencies are missing still
apt-get install -y -f --no-install-recommends >/tmp/apt 2>&1 || { tail /tmp/apt; fail "apt-get -f install"; }
[ "$(dpkg-query -W -f='${db:Status-Status}' pgtidy)" = installed ] || fail "not installed: $(tail /tmp/apt)"
dpkg --verify pgtidy
dpkg -L pgtidy >/tmp/files

say "running it where there is no compiler"
install -d -o 1000 -g 1000 /home/me /home/me/project
cat >/home/me/project/notes.cpp <<'CPP'
#include <stddef.h>
extern "C" {
struct PGconn;
struct PGresult;
PGresult *PQexec(PGconn *, const char *);
}
void notes(PGconn *conn) { PQexec(conn, "SELECT title FROM notes"); }
CPP
cat >/home/me/project/schema.sql <<'SQL'
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, title text);
SQL
echo 'Schema: [schema.sql]' >/home/me/project/.pgtidy
found="notes.cpp:7:60: "
expect 0 "pgtidy $(dpkg-query -W -f='${Version}' pgtidy) (LLVM" pgtidy --version
expect 1 "[pg-isolation-unscoped]" pgtidy notes.cpp --
grep -qF "$found" /tmp/log || fail "not in the right place: $(cat /tmp/log)"
expect 0 "# pg-isolation-unscoped" pgtidy explain pg-isolation-unscoped

say "reading about it, and completing"
get man-db zsh fish
expect 0 "PGTIDY(1)" man -P cat pgtidy
expect 0 "complete -o filenames -F _pgtidy pgtidy" bash -c '. /usr/share/bash-completion/completions/pgtidy && complete -p pgtidy'
expect 0 "_pgtidy" zsh -fc 'autoload -Uz compinit && compinit -u -D && print $_comps[pgtidy]'
expect 0 "--list-checks" fish -c "complete -C 'pgtidy --list-c'"
[ -s /usr/share/doc/pgtidy/README.md ] || fail "the manual is missing"

say "running it with the libraries of a program"
get libstdc++-12-dev libpq-dev
cat >/home/me/project/app.cpp <<'CPP'
#include <libpq-fe.h>
#include <string>
void find(PGconn *conn, const std::string &title) { PQexec(conn, ("SELECT id FROM notes WHERE title = '" + title + "'").c_str()); }
CPP
cat >/home/me/project/compile_commands.json <<'JSON'
[{"directory": "/home/me/project", "file": "app.cpp", "command": "g++ -I/usr/include/postgresql -std=c++20 -c app.cpp"}]
JSON
expect 1 "[pg-sql-injection]" pgtidy
expect 1 "[pg-sql-injection]" pgtidy lsp --check=app.cpp

say "loading it into clang-tidy"
get clang-tidy-22
module=$(grep 'pgtidy-clang-tidy\.so$' /tmp/files)
expect 0 "$found" clang-tidy-22 --load="$module" '--checks=-*,pg-*' notes.cpp --
grep -qF "[pg-isolation-unscoped]" /tmp/log || fail "clang-tidy finds something else: $(cat /tmp/log)"

say "removing it"
dpkg --purge pgtidy >/tmp/apt 2>&1 || fail "$(cat /tmp/apt)"
while read -r file; do
  [ "$file" = /. ] || [ ! -e "$file" ] || dpkg -S "$file" >/dev/null 2>&1 || fail "$file is left"
done </tmp/files
left=$(find / -xdev -iname '*pgtidy*' ! -path '/home/*' ! -path '/srv/*')
[ -z "$left" ] || fail "left: $left"
say "all is well"
