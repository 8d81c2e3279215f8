#!/bin/sh
# Installs what the tests need and this machine lacks, where this user may. Says nothing when all is there.
set -eu
packages=
need() {
  command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] || packages="$packages $2"
}
need bwrap bubblewrap
need nsenter util-linux
need script bsdutils
need ip iproute2
need python3 python3
need gcc gcc
# Without the C library's own files gcc compiles and can't link.
[ -e /usr/include/stdlib.h ] || packages="$packages libc6-dev"
need curl curl
need openssl openssl
need perl perl
if [ -z "$packages" ]; then exit 0; fi
if [ "$(id -u)" -eq 0 ]; then
  as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  as_root='sudo -n'
else
  echo "Missing for the tests:$packages. Install with: sudo apt-get install -y$packages" >&2
  exit 1
fi
echo "Installing what the tests need:$packages"
$as_root apt-get update -qq
# shellcheck disable=SC2086 # the words are package names of this script
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $packages
