#!/usr/bin/env bash
# rls_accepted.sh PGTIDY: PostgreSQL accepts the migration of `pgtidy rls`, and it keeps other users' rows away.
# Run below with_postgres.sh.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$here/example"
"$1" rls --config="Schema: ['migrations/*.sql']" >"$folder/rls.sql"
run() { psql -X -q -v ON_ERROR_STOP=1 "$@"; }
for file in migrations/V*.sql "$folder/rls.sql"; do run -f "$file"; done
run -c "CREATE ROLE app; GRANT SELECT ON ALL TABLES IN SCHEMA public TO app;
        INSERT INTO users (email) VALUES ('a'), ('b');
        INSERT INTO folders (user_id, name) SELECT id, email FROM users;"
seen=$(run -At -c "SET ROLE app; SELECT set_config('app.user_id', '1', false);" -c "SELECT string_agg(name, ',') FROM folders")
[ "$(tail -n1 <<<"$seen")" = a ] || { echo "user 1 sees: $seen" >&2; exit 1; }
