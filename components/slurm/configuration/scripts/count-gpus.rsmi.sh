# Processors are nodes of this tree too, with 0 for a GPU's id.
count_gpus() { cat /sys/class/kfd/kfd/topology/nodes/*/gpu_id 2>/dev/null | grep -c '^[1-9]'; }
