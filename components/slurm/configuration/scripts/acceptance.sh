#!/bin/sh
# Tests this host's GPUs before Slurm may give it work.
. ./gpu-health.sh

marks=${STATE_DIRECTORY:-__marks__}
passed=$marks/accepted-$(cat /proc/sys/kernel/random/boot_id)
if [ -e "$passed" ]; then exit 0; fi

fault=$(gpu_fault)

. ./acceptance-tests.nvidia.sh

if [ -n "$fault" ]; then
  echo "not accepted: $fault" >&2
  exit 1
fi
rm -f "$marks"/accepted-*
: >"$passed"
echo accepted
