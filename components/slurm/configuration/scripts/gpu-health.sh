set -u
export PATH="${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}" LC_ALL=C
node=${SLURMD_NODENAME:-$(hostname)}
gpus_wanted=__gpus__
. ./count-gpus.nvidia.sh
. ./count-gpus.rsmi.sh

# Whoever drained a node first said why: that reason stays.
drain() {
  if scontrol --oneliner show node "$node" | grep -q ' State=[^ ]*DRAIN'; then return; fi
  scontrol update "NodeName=$node" State=DRAIN "Reason=$1"
}

# Says what is wrong with the GPUs; nothing where all answer.
gpu_fault() {
  gpus=$(count_gpus)
  if [ "$gpus" -ne "$gpus_wanted" ]; then echo "gpu count: got $gpus, want $gpus_wanted"; fi
}
