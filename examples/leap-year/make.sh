#!/bin/sh
# Copies this small project into the directory named as argument and makes a git repository of it.
set -eu
here=$(dirname "$0")
rm -rf "$1"
mkdir -p "$1"
cp -r "$here/package.json" "$here/src" "$here/test" "$1"
cd "$1"
git init --quiet --initial-branch main
git config user.name agent
git config user.email agent@example.com
git add .
git commit --quiet --message 'Say which years are leap years'
