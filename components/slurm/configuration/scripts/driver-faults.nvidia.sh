# Seconds since the start of the kernel up to which its log has been read.
mkdir -p "$runtime"
now=$(cut -d . -f 1 /proc/uptime)
seen=$(cat "$runtime/xid-seen" 2>/dev/null || echo "$now")
# XID 154 has the driver's own verdict in its text: with none left to do, it is no fault.
xids=$(dmesg 2>/dev/null | sed -n -e '/NVRM: Xid ([^)]*): 154,.* to 0x0 /d' -e 's/^\[ *\([0-9]*\)\.[0-9]*\] NVRM: Xid ([^)]*): \([0-9]*\),.*/\1 \2/p' | while read -r second xid; do
  if [ "$second" -lt "$seen" ]; then continue; fi
  case "$xid" in __drainingXids__) echo "$xid" ;; esac
done | sort -nu | paste -s -d ' ' -)
if [ -z "$fault" ] && [ -n "$xids" ]; then fault="xid $xids"; fi
echo "$now" >"$runtime/xid-seen"

# DCGM watches from the first call on. It is on a node only where the image has its client and the host its engine.
if [ -z "$fault" ] && command -v dcgmi >/dev/null && dcgmi health --group 0 --set a >/dev/null 2>&1; then
  if dcgmi health --group 0 --check | grep -q 'Overall Health.*Failure'; then fault='dcgm health: failure'; fi
fi
