#!/bin/sh
# Makes what the users of the directory's groups own on the shared file systems.
set -eu

make_directories() {
  volume=$1
  shift
  for user in $(getent group "$@" | cut -d : -f 4 | tr ',' '\n' | sort -u); do
    if [ -e "$volume/$user" ]; then continue; fi
    install -d -m 700 -o "$user" -g "$(id -g "$user")" "$volume/$user"
  done
}

make_directories __volumes.path__ __volumes.userGroup__ __volumes.adminGroup__
