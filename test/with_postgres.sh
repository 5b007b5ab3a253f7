#!/usr/bin/env bash
# with_postgres.sh [--servers=N] COMMAND…: runs COMMAND with a PostgreSQL server of its own (a socket in a temporary folder,
# no network), named to it by PGHOST, PGPORT, PGUSER and PGDATABASE, or with N of them, all of whose hosts are in PGHOSTS;
# stops the servers and deletes them afterwards.
set -euo pipefail

servers=1
case ${1:-} in --servers=*) servers=${1#--servers=}; shift ;; esac

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "${bin:-}/initdb" ] || { echo "with_postgres.sh: no PostgreSQL server is installed (package postgresql)" >&2; exit 2; }

# In memory where there is room: TRUNCATE and REFRESH make many small files, which take most of their time on a disk.
memory=/dev/shm
[ -w $memory ] && [ "$(df --output=avail -k $memory | tail -n 1)" -ge $((1048576 * servers)) ] || memory=${TMPDIR:-/tmp}
home=$(mktemp -d -p "${TMPDIR:-$memory}")
chmod 755 "$home"
as=() # PostgreSQL refuses to run as root
if [ "$(id -u)" = 0 ]; then
  chown postgres "$home"
  as=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi
stop() {
  for data in "$home"/*/data; do
    "${as[@]}" "$bin/pg_ctl" -D "$data" -m immediate -w stop >/dev/null 2>&1 || true
  done
  rm -rf "$home"
}
trap stop EXIT

cd "$home"
"${as[@]}" mkdir 1
"${as[@]}" "$bin/initdb" -D "$home/1/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$home/log" 2>&1 ||
  { cat "$home/log" >&2; exit 2; }
for ((i = 2; i <= servers; ++i)); do
  "${as[@]}" cp -a 1 $i
done
export PGPORT=5432 PGUSER=postgres PGDATABASE=test PGHOSTS=
unset PGPASSWORD PGSERVICE DATABASE_URL || true
for ((i = servers; i >= 1; --i)); do
  "${as[@]}" "$bin/pg_ctl" -D "$home/$i/data" -w -l "$home/$i/server.log" \
    -o "-k $home/$i -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_wal_size=256MB" start >"$home/log" 2>&1 ||
    { cat "$home/log" "$home/$i/server.log" >&2; exit 2; }
  export PGHOST=$home/$i PGHOSTS="$home/$i${PGHOSTS:+ $PGHOSTS}"
  "${as[@]}" "$bin/createdb" test
done
cd "$OLDPWD"
"$@"
