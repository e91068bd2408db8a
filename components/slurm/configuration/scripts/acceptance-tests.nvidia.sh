# A GPU that hangs lets a test wait for ever: the host fails instead, and says so.
longest_minutes=240
nv-hostengine
if [ -z "$fault" ] && ! timeout "${longest_minutes}m" dcgmi diag --run __dcgmLevel__; then fault='dcgm diagnosis, level __dcgmLevel__'; fi
if [ -z "$fault" ]; then
  bandwidth=$(timeout "${longest_minutes}m" all_reduce_perf --minbytes 8G --maxbytes 8G --ngpus "$gpus_wanted" | sed -n 's/^# Avg bus bandwidth *: *//p')
  if ! awk -v "got=${bandwidth:-0}" 'BEGIN { exit !(got >= __gigabytesPerSecond__) }'; then
    fault="all-reduce: got ${bandwidth:-no answer} GB/s, want __gigabytesPerSecond__ or more"
  fi
fi
