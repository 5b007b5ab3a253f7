#!/usr/bin/env bash
# example_runs.sh BUILD: builds the example project in BUILD and runs its own check against a PostgreSQL of its own.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cmake -S "$here/example" -B "$1" -G Ninja -DCMAKE_EXPORT_COMPILE_COMMANDS=ON >/dev/null
cmake --build "$1" >/dev/null
"$here/with_postgres.sh" "$here/example/run.sh" "$1/notebook"
