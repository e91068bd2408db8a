#!/bin/sh
# Makes what the users of the directory's groups own on the shared file systems.
set -eu
failed=0

. ./members.sh

make_directories() {
  volume=$1
  for user in $( (members "$2"; members "$3") | sort -u); do
    if [ -e "$volume/$user" ]; then continue; fi
    install -d -m 700 -o "$user" -g "$(id -g "$user")" "$volume/$user" || failed=1
  done
}

make_directories __volumes.path__ __volumes.userGroup__ __volumes.adminGroup__
exit "$failed"
