import type { SlurmNode } from "../../model.ts";

/** How a node counts its GPUs: those that answer, not those that are plugged in. */
const countCommands: Readonly<Record<SlurmNode["gres"]["autodetect"], string>> = {
  nvidia: `nvidia-smi --query-gpu=index --format=csv,noheader 2>/dev/null | grep -c '^[0-9]'`,
  // Processors are nodes of this tree too, with 0 for a GPU's id.
  rsmi: `cat /sys/class/kfd/kfd/topology/nodes/*/gpu_id 2>/dev/null | grep -c '^[1-9]'`,
};

/** What the scripts of a node start with: how to count its GPUs, and how to drain it. */
export const preamble = ({ gres }: Pick<SlurmNode, "gres">): string => `set -u
export PATH="\${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}" LC_ALL=C
node=\${SLURMD_NODENAME:-$(hostname)}
gpus_wanted=${gres.count}
count_gpus() { ${countCommands[gres.autodetect]}; }

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
`;
