#!/usr/bin/env bash
# with_postgres.sh COMMAND…: runs COMMAND with a PostgreSQL server of its own (a socket in a temporary folder, no network),
# named to it by PGHOST, PGPORT, PGUSER and PGDATABASE; stops the server and deletes it afterwards.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "${bin:-}/initdb" ] || { echo "with_postgres.sh: no PostgreSQL server is installed (package postgresql)" >&2; exit 2; }

home=$(mktemp -d)
chmod 755 "$home"
as=() # PostgreSQL refuses to run as root
if [ "$(id -u)" = 0 ]; then
  chown postgres "$home"
  as=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi
stop() {
  "${as[@]}" "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$home"
}
trap stop EXIT

cd "$home"
"${as[@]}" "$bin/initdb" -D "$home/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$home/log" 2>&1 ||
  { cat "$home/log" >&2; exit 2; }
"${as[@]}" "$bin/pg_ctl" -D "$home/data" -w -l "$home/server.log" \
  -o "-k $home -c listen_addresses='' -c fsync=off -c full_page_writes=off" start >"$home/log" 2>&1 ||
  { cat "$home/log" "$home/server.log" >&2; exit 2; }
export PGHOST=$home PGPORT=5432 PGUSER=postgres PGDATABASE=test
unset PGPASSWORD PGSERVICE DATABASE_URL || true
"${as[@]}" "$bin/createdb" test
cd "$OLDPWD"
"$@"
