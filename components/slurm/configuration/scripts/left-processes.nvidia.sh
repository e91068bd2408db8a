# The GPUs of this job alone: other jobs may share the node.
left_processes() { nvidia-smi --id="$SLURM_JOB_GPUS" --query-compute-apps=pid --format=csv,noheader 2>/dev/null | grep -c '^[0-9]'; }
if [ -z "$fault" ] && [ -n "${SLURM_JOB_GPUS:-}" ]; then
  attempt=0
  while left=$(left_processes); [ "$left" -gt 0 ] && [ "$attempt" -lt 30 ]; do
    attempt=$((attempt + 1))
    sleep 1
  done
  if [ "$left" -gt 0 ]; then fault="$left processes left on its GPUs"; fi
fi
