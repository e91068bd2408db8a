nv-hostengine
if [ -z "$fault" ] && ! dcgmi diag --run __dcgmLevel__; then fault='dcgm diagnosis, level __dcgmLevel__'; fi
if [ -z "$fault" ]; then
  bandwidth=$(all_reduce_perf --minbytes 8G --maxbytes 8G --ngpus "$gpus_wanted" | sed -n 's/^# Avg bus bandwidth *: *//p')
  if ! awk -v "got=${bandwidth:-0}" 'BEGIN { exit !(got >= __gigabytesPerSecond__) }'; then
    fault="all-reduce: got ${bandwidth:-no answer} GB/s, want __gigabytesPerSecond__ or more"
  fi
fi
