#!/usr/bin/env bash
# in_debian.sh PACKAGE.deb FOLDER: the package on a clean Debian 12, as somebody who has just got it uses it: installed, run on a
# program with faults, read about, loaded by clang-tidy, removed. Needs root and debootstrap; FOLDER keeps the clean system, and
# what was downloaded, for the next time.
set -euo pipefail
# What is mounted from here on goes with this process.
[ "${1:-}" = --alone ] || exec unshare --mount "${BASH_SOURCE[0]}" --alone "$@"
package=$(realpath "$2") folder=$(realpath -m "$3") here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
say() { printf '%s\n' "-- $*"; }
fail() { echo "in_debian.sh: $*" >&2; exit 1; }

# The mirrors are those that this machine's apt has.
mirrors() { apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' | sort -u; }
clean=$folder/debian-12.tar
if [ ! -e "$clean" ]; then
  say "making a clean Debian 12"
  mkdir -p "$folder"
  new=$(mktemp -d "$folder/new.XXXXXX")
  trap 'rm -rf "$new"' EXIT
  debootstrap --variant=minbase bookworm "$new" "$(mirrors | sed -n 's/^bookworm //p' | head -1)" >"$folder/log" 2>&1 ||
    { tail "$folder/log" >&2; fail "debootstrap failed"; }
  mirrors | sed -n 's/^\(bookworm[^ ]*\) \(.*\)/deb \2 \1 main/p' >"$new/etc/apt/sources.list"
  chmod 755 "$new"
  tar -C "$new" -cf "$clean.new" . && mv "$clean.new" "$clean"
  rm -rf "$new"
fi

root=$(mktemp -d "$folder/root.XXXXXX")
trap 'umount "$root/proc" "$root/var/cache/apt/archives" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
tar -C "$root" -xf "$clean"
mkdir -p "$folder/archives/partial"
mount --bind "$folder/archives" "$root/var/cache/apt/archives"
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$package" "$root/srv/pgtidy.deb"
cp "$here/newcomer.sh" "$root/srv/newcomer.sh"
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
  chroot "$root" /srv/newcomer.sh
