#!/usr/bin/env bash
# reads_schema.sh PGTIDY: the schema of a running database decides. Run by with_postgres.sh. The role that reads it may do nothing.
set -euo pipefail
pgtidy=$1 here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
psql -qX -v ON_ERROR_STOP=1 -f "$here/schema.sql"
export SHOP_DATABASE="postgresql://reader:hidden-word@/test?host=$PGHOST"
unset PGUSER PGDATABASE
failed=0 role=

expect() { # part of the output, statement
  local output
  output=$("$pgtidy" explain --config="{Users: {Role: '$role'}}" --database-url-env=SHOP_DATABASE --query="$2" 2>&1) || true
  [[ $output == *"$1"* && $output != *hidden-word* && $output != *problem:* ]] ||
    { printf 'expected "%s" of %s, got:\n%s\n' "$1" "$2" "$output"; failed=1; }
}

expect 'shop.Orders (read): scoped: tied to $1' 'SELECT * FROM shop."Orders" WHERE user_id = $1'
expect '`items` is a child of `Orders` by `order_id`' 'SELECT * FROM shop.items'
expect 'shop.events_1 (read): NOT scoped' 'SELECT * FROM shop.events_1'
expect 'the row-level security of notes' 'SELECT * FROM shop.notes'
expect 'through the view' 'SELECT * FROM shop.open_orders'
expect 'inside `wipe()`' 'SELECT shop.wipe()'
expect 'shop.stored (read): scoped: tied to $1' 'SELECT * FROM shop.stored WHERE user_id = $1'
expect 'inside the trigger `sweep`' 'INSERT INTO shop.tags VALUES (1)'
expect 'the rule `also` of `tags` is not followed' 'DELETE FROM shop.tags'
expect 'inside `item_count()`' 'INSERT INTO shop.counters (id) VALUES (1)'
expect 'inside `item_count()`' 'SELECT shop.total_with_all(id) FROM shop.tags'
expect 'inside `item_count()`' 'SELECT id OPERATOR(shop.<+>) 1 FROM shop.tags'
expect 'inside `state_of()`' 'SELECT id::shop.state FROM shop.tags'
role=other
expect 'shop.notes (read): scoped: tied to current_setting' 'SELECT * FROM shop.notes'
role=night-owl
expect 'shop.notes (read): NOT scoped' 'SELECT * FROM shop.notes'
role=clerk
expect 'shop.own (read): NOT scoped' 'SELECT * FROM shop.own'
role=

for broken in 'postgresql://reader:hidden-word@/test?port=hidden-word' 'postgresql://reader:hidden-word@/none?host=/nowhere' ''; do
  status=0
  output=$(SHOP_DATABASE=$broken "$pgtidy" explain --config='{}' --database-url-env=SHOP_DATABASE --query='SELECT 1' 2>&1) || status=$?
  [[ $status = 2 && $output == *SHOP_DATABASE* && $output != *hidden-word* ]] ||
    { printf 'expected status 2 and a message, got %s:\n%s\n' "$status" "$output"; failed=1; }
done
exit $failed
