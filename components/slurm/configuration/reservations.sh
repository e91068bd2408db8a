#!/bin/sh
# Keeps maintenance as reservations; run again, it changes only what differs.
set -eu
# Slurm reads and prints times in the client's time zone.
export TZ=UTC LC_ALL=C
changes=0
failed=0
log() { printf '%s\n' "$*"; }
field() { printf '%s\n' "$1" | tr ' ' '\n' | sed -n "s/^$2=//p"; }
change() {
  log "scontrol $*"
  if scontrol "$@" >/dev/null; then
    changes=$((changes + 1))
  else
    printf 'refused: scontrol %s\n' "$*" >&2
    failed=1
  fi
}

# name start minutes nodes reason
reserve() {
  now=$(date +%s)
  if [ "$(($(date -d "$2" +%s) + $3 * 60))" -le "$now" ]; then return; fi
  have=$(scontrol --oneliner show reservation "$1" 2>/dev/null || true)
  if [ "$(field "$have" ReservationName)" != "$1" ]; then
    change create reservation "ReservationName=$1" "StartTime=$2" "Duration=$3" "Nodes=$4" Users=root Flags=MAINT,IGNORE_JOBS "Comment=$5"
    return
  fi
  nodes=$(scontrol show hostnames "$(field "$have" Nodes)")
  end=$(date -d "$2 UTC + $3 minutes" +%Y-%m-%dT%H:%M:%S)
  if [ "$(field "$have" EndTime)" = "$end" ] && [ "$nodes" = "$(scontrol show hostnames "$4")" ]; then
    if [ "$(field "$have" StartTime)" = "$2" ] || [ "$(date -d "$2" +%s)" -le "$now" ]; then return; fi
  fi
  if [ "$(date -d "$2" +%s)" -le "$now" ]; then
    change update "ReservationName=$1" "EndTime=$end" "Nodes=$4"
  else
    change update "ReservationName=$1" "StartTime=$2" "Duration=$3" "Nodes=$4"
  fi
}

reserve __reservations.name__ __reservations.start__ __reservations.minutes__ __reservations.nodes__ __reservations.reason__
log "changed: $changes"
exit "$failed"
