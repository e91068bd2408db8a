#!/bin/sh
# Slurm's Prolog: keeps a job off a node whose GPUs fail.
. ./gpu-health.sh

fault=$(gpu_fault)
if [ -z "$fault" ]; then exit 0; fi
drain "prolog: $fault"
exit 1
