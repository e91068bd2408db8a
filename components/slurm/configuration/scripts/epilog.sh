#!/bin/sh
# Slurm's Epilog: keeps the next job off GPUs that this one has left in a bad state.
. ./gpu-health.sh

fault=$(gpu_fault)

. ./left-processes.nvidia.sh

if [ -n "$fault" ]; then drain "epilog of job ${SLURM_JOB_ID:-unknown}: $fault"; fi
exit 0
