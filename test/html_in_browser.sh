#!/usr/bin/env bash
# html_in_browser.sh PGTIDY: the HTML report in a real browser: what its script makes of it, no error, no network.
set -euo pipefail
command -v chromium >/dev/null || { echo "chromium is not installed" >&2; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >schema.sql <<'SQL'
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, title text);
SQL
cat >q.sql <<'SQL'
SELECT title FROM notes WHERE title = '<script>document.title = "broken"</script>';
SELECT title FROM notes WHERE user_id = :user;
SQL
echo 'SELEKT 1;' >wrong.sql
"$1" q.sql wrong.sql --schema=schema.sql --format=html --output=report.html || [ $? -eq 1 ]

fail() { echo "html_in_browser.sh: $*" >&2; exit 1; }
browser() { timeout 120 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$folder/profile" \
  --host-resolver-rules='MAP * ~NOTFOUND' --enable-logging=stderr "$@" "file://$folder/report.html" 2>browser.log; }

browser --dump-dom >dom.html
count() { grep -o "$1" dom.html | wc -l; }
grep -q '<title>pgtidy: 2 findings</title>' dom.html || fail "the title is another: the script in a statement ran, or findings are missing"
[ "$(count '<article class="finding')" = 2 ] || fail "there should be two findings"
grep -q '<form class="controls" role="search">' dom.html || fail "the script did not show the filter"
grep -q 'aria-live="polite">2 of 2</output>' dom.html || fail "the filter does not count"
grep -q '1 of 2 scoped' dom.html || fail "the isolation map does not count"
[ "$(count '<th scope="col">')" -ge 4 ] || fail "the tables' headings are missing"
! grep -q 'CONSOLE' browser.log || fail "the browser complains: $(grep CONSOLE browser.log)"
! grep -Eq '(src|href)="?(https?:)?//' report.html || fail "the report refers to the network"

browser --window-size=1100,1400 --screenshot=light.png
browser --window-size=1100,1400 --blink-settings=preferredColorScheme=0 --screenshot=dark.png
[ "$(stat -c %s light.png)" -gt 20000 ] || fail "the screenshot is empty"
! cmp -s light.png dark.png || fail "there is no dark version"
if [ -n "${2:-}" ]; then cp light.png dark.png report.html "$2"; fi
