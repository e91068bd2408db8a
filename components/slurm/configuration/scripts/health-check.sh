#!/bin/sh
# Slurm's HealthCheckProgram: drains this node when its GPUs fail.
. ./gpu-health.sh

runtime=${RUNTIME_DIRECTORY:-/run/nscale-slurm}
fault=$(gpu_fault)

. ./driver-faults.nvidia.sh

if [ -n "$fault" ]; then drain "$fault"; fi
exit 0
