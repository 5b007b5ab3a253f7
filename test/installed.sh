#!/usr/bin/env bash
# installed.sh BUILD: what `cmake --install` makes runs from wherever it was moved, and CMake finds it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "installed.sh: $*" >&2; exit 1; }

cmake --install "$1" --prefix "$folder/first" >/dev/null
mv "$folder/first" "$folder/moved"
root=$folder/moved
for file in bin/pgtidy share/man/man1/pgtidy.1 share/bash-completion/completions/pgtidy share/zsh/site-functions/_pgtidy \
  share/fish/vendor_completions.d/pgtidy.fish share/doc/pgtidy/README.md share/doc/pgtidy/checks/sql/injection.md; do
  [ -s "$root/$file" ] || fail "$file is missing"
done

mkdir "$folder/project"
cd "$folder/project"
cat >CMakeLists.txt <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(app CXX)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
find_package(pgtidy REQUIRED)
add_executable(app main.cpp)
pgtidy_add_check(app OPTIONS --quiet)
CMAKE
cat >main.cpp <<'CPP'
#include <cstddef>
extern "C" {
struct PGconn;
struct PGresult;
PGresult *PQexec(PGconn *conn, const char *query);
}
int main() { PQexec(nullptr, "SELEKT 1"); }
CPP
cmake -S . -B build -G Ninja -DCMAKE_PREFIX_PATH="$root" >/dev/null
! cmake --build build --target pgtidy-app >log 2>&1 || fail "the check of a faulty target passes"
grep -q 'pg-sql-syntax' log || fail "the finding is missing: $(cat log)"
sed -i 's/SELEKT/SELECT/' main.cpp
cmake --build build --target pgtidy >log 2>&1 || fail "the check of a target in order fails: $(cat log)"
