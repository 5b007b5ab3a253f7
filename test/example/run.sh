#!/bin/sh
# Applies the migrations to an empty database and exercises every command.
#
#   run.sh [NOTEBOOK]     the program; without it, it is built first
#
# The database is the one of DATABASE_URL or of PGHOST, PGPORT and PGDATABASE;
# the user is let in without a password (trust, peer or a password file).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

: "${DATABASE_URL:=postgresql:///${PGDATABASE:-postgres}?host=${PGHOST:-}&port=${PGPORT:-5432}}"
export DATABASE_URL PGDATESTYLE=ISO

if [ $# -gt 0 ]; then
  notebook=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
else
  cmake -S "$here" -B "$work/build" >"$work/log"
  cmake --build "$work/build" >>"$work/log"
  notebook=$work/build/notebook
fi

psql=$(command -v psql)
sql() { "$psql" "$DATABASE_URL" -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

for migration in "$here"/migrations/V*.sql; do
  sql -1 -f "$migration"
done
sql -c "INSERT INTO users (email) VALUES
        ('user1@example.org'), ('user2@example.org')"
NOTEBOOK_REPLICA_HOST=$(sql -c '\echo :HOST')
export NOTEBOOK_REPLICA_HOST
today=$(sql -c 'SELECT current_date')

cd "$work"
tab=$(printf '\t')
failures=0

# as N COMMAND…: the output, with `|` for the tabs and ` ; ` for line ends.
as() {
  user=$1
  shift
  "$notebook" --as "user$user@example.org" "$@" 2>&1 |
    tr "$tab" '|' | paste -s -d ';' - | sed 's/;/ ; /g'
}

# check EXPECTED N COMMAND…
check() {
  expected=$1
  shift
  actual=$(as "$@")
  [ "$actual" = "$expected" ] && return
  failures=$((failures + 1))
  printf 'as %s\n  expected: %s\n  got:      %s\n' "$*" "$expected" "$actual"
}

# contains PART N COMMAND…
contains() {
  part=$1
  shift
  actual=$(as "$@")
  case $actual in *"$part"*) return ;; esac
  failures=$((failures + 1))
  printf 'as %s\n  expected: …%s…\n  got:      %s\n' "$*" "$part" "$actual"
}

# Notes, folders and tags. User 1 has the notes 1 to 4, user 2 the notes 5 and 6.
check 1 1 add 'Shopping list' 'Milk and bread' --folder=Home --tag=todo
check 2 1 add 'Meeting' 'Agenda for Monday' --folder=Work
check 3 1 add 'Ideas' 'A longer text about bread ovens'
check 4 1 add 'Old' 'Out of date'
check 5 2 add 'Diary' 'I bought bread' --folder=Private --tag=todo
check 6 2 add "It's 100%" 'Quotes and signs'
check '4|Old ; 3|Ideas ; 2|Meeting ; 1|Shopping list' 1 list
check '3|Ideas ; 2|Meeting' 1 list --order=title --limit=2
check '1|Shopping list' 1 list --folder=Home
check '1|Shopping list' 1 list --tag=todo
check '5|Diary' 2 list --tag=todo --folder=Private
check '' 1 list --folder=Private
check '' 1 list --folder="' OR true --"
check '1|Shopping list ; 3|Ideas' 1 search bread
check "6|It's 100%" 2 search "it's"
check "Shopping list|Milk and bread|$today" 1 show 1
check 'notebook: no such note' 1 show 5
check '' 1 edit 3 'Ideas' 'Bread ovens'
check "Ideas|Bread ovens|$today" 1 show 3
check 'notebook: no such note' 2 edit 3 'Mine' 'now'
check '' 1 archive 4
check 'notebook: no such note' 1 archive 5
check '3|Ideas ; 2|Meeting ; 1|Shopping list' 1 list
check '' 1 pin 2
check '2|Meeting' 1 list --pinned
check '' 1 remove 4
check 'notebook: no such note' 1 remove 5
check '' 1 tag 2 work
check 'notebook: no such note, or it has the tag' 1 tag 5 work
check 'Home ; Work' 1 folders
check '' 1 rename-folder Work Office
check '2|Meeting' 1 list --folder=Office
check 'notebook: no such folder' 2 rename-folder Home House

# Attachments.
echo 'ten eggs' >eggs.txt
check '' 1 attach 1 eggs.txt
check 'notebook: no such note' 2 attach 1 eggs.txt
check '1|eggs.txt|9' 1 attachments 1
check '' 2 attachments 1
check 'eggs.txt|ten eggs ; ' 1 attachment 1

# Sharing and reminders.
check '' 1 share 1 user2@example.org
check 'notebook: no such note, or it is shared already' 1 share 5 user2@example.org
check 'notebook: no such user' 1 share 1 nobody@example.org
check '1|Shopping list' 2 received
check "Shopping list|Milk and bread|$today" 2 show 1
check '' 2 remind 1 2020-02-03
check 'notebook: no such note' 2 remind 3 2020-02-03
check '' 1 remind 2 2999-12-31
check '1|2020-02-03|Shopping list' 2 reminders
check '' 1 done 2
check 'notebook: no such reminder' 1 done 2
check '' 1 unshare 1 user2@example.org
check 'notebook: the note is not shared' 1 unshare 1 user2@example.org
check '' 2 received
check 'notebook: no such note' 2 show 1
check '' 1 publish 3
check 'notebook: no such note' 1 publish 5
check "Ideas|Bread ovens|$today" 2 show 3

# Bulk export and import.
check '' 2 export all.txt
check '' 2 export some.txt --folder=Private
check 'notebook: cannot open the file' 2 import missing.txt
[ "$(cat some.txt)" = "Diary${tab}I bought bread" ] || contains 'an export' 2 list
check '' 1 import some.txt --tag=diary
check '' 1 import all.txt
check '9|It'"'"'s 100% ; 8|Diary ; 7|Diary ; 3|Ideas ; 2|Meeting ; 1|Shopping list' 1 list
check '7|Diary' 1 list --tag=diary
echo 'no body' >broken.txt
contains 'missing data for column "body"' 1 import broken.txt

# Reports.
check 'Home|1 ; Office|1' 1 report folders --order=name
check 'diary|1 ; todo|1 ; work|1' 1 report tags
check 'work|1 ; todo|1 ; diary|1' 1 report tags --order=name --descending
check 'todo|1' 2 report tags --order=uses
check '1|14' 2 report words bought
check '1' 2 report overdue
check 'notebook: no such report: moon' 1 report moon

# The operator's commands.
check 'user1@example.org ; user2@example.org' 1 admin users
check '10|Welcome' 1 admin welcome
check "Shopping list ; Meeting ; Ideas ; Diary ; Diary ; It's 100% ; Welcome" 2 report samples
check '' 1 admin analyze
check 'primary' 1 admin replica
echo 'SELECT count(*) FROM tags' >tags.sql
check '3' 1 admin run tags.sql
check '6' 1 admin query 'SELECT 2 * 3'
check 'notebook: no such admin command: moon' 1 admin moon
contains 'usage: notebook' 1 moon
contains 'usage: notebook' 1 show
check "notebook: 'x' is not an id" 1 show x
check 'notebook: no user user3@example.org' 3 list

# What the planted faults do: each of these is wrong.
check '1|Shopping list ; 3|Ideas ; 5|Diary ; 7|Diary ; 8|Diary' 1 search bread --everywhere
contains '5|Diary' 1 report mentions bread
check 'eggs.txt|ten eggs ; ' 2 attachment 1
check '9' 1 report activity
check '1|2020-02-03|Shopping list' 2 reminders
check '' 1 done 1
check '' 1 pin 5
check '5|Diary' 2 list --pinned
contains 'syntax error at or near "FROM"' 1 report activity --by-month
contains 'syntax error at or near "DESC"' 1 list --order=longest
contains 'division by zero' 1 report folders --order=1/0
contains 'syntax error' 1 report words "it's"
contains 'syntax error' 1 import some.txt --tag="it's"

[ "$failures" -eq 0 ] || exit 1
echo 'run.sh: all commands work'
