#!/usr/bin/env bash
# installed.sh BUILD [CLANG-TIDY]: what `cmake --install` makes runs from wherever it was moved, CMake finds it, and clang-tidy
# loads it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "installed.sh: $*" >&2; exit 1; }

cmake --install "$1" --prefix "$folder/first" >/dev/null
mv "$folder/first" "$folder/moved"
root=$folder/moved
for file in bin/pgtidy share/man/man1/pgtidy.1.gz share/bash-completion/completions/pgtidy \
  share/fish/vendor_completions.d/pgtidy.fish lib/pgtidy/pgtidy-clang-tidy.so share/doc/pgtidy/README.md share/doc/pgtidy/checks/sql/injection.md; do
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
if [ -n "${2:-}" ]; then
  "$2" --load="$root/lib/pgtidy/pgtidy-clang-tidy.so" '--checks=-*,pg-*' main.cpp -- >log 2>&1 || fail "clang-tidy: $(cat log)"
  grep -q 'pg-sql-syntax' log || fail "clang-tidy does not find it: $(cat log)"
fi
sed -i 's/SELEKT/SELECT/' main.cpp
cmake --build build --target pgtidy >log 2>&1 || fail "the check of a target in order fails: $(cat log)"

# The facts as outputs of the build: the same findings, and only what changed is read again.
sed -i 's/pgtidy_add_check(app /pgtidy_add_check(app INCREMENTAL /; s/main.cpp)/main.cpp send.cpp)/' CMakeLists.txt
cat >send.h <<'CPP'
#pragma once
#define QUERY "SELECT 2"
CPP
cat >send.cpp <<'CPP'
#include "send.h"
extern "C" {
struct PGconn;
struct PGresult;
PGresult *PQexec(PGconn *conn, const char *query);
}
void send(PGconn *conn) { PQexec(conn, QUERY); }
CPP
cmake -S . -B build >/dev/null
cmake --build build --target pgtidy >log 2>&1 || fail "the incremental check of a target in order fails: $(cat log)"
grep -q 'facts of main.cpp' log || fail "the facts are no outputs of the build: $(cat log)"
sleep 1
sed -i 's/SELECT 2/SELEKT 2/' send.h
! cmake --build build --target pgtidy >log 2>&1 || fail "a fault in a header is not seen: $(cat log)"
grep -q 'send.h:2:.*pg-sql-syntax\|send.cpp:.*pg-sql-syntax' log || fail "the finding is missing: $(cat log)"
! grep -q 'facts of main.cpp' log || fail "what did not change is read again: $(cat log)"
