#!/bin/sh
# Tells the nodes of each node set where they stand in Slurm's topology, and takes the mark off those that are no longer Slurm's.
set -eu
while read -r node_set selector topology; do
  kubectl annotate nodes --selector="$selector" --overwrite "__topologyAnnotation__=$topology"
  kubectl label nodes --selector="$selector" --overwrite "__nodeSetLabel__=$node_set"
done <"$(dirname "$0")/node-sets"
kubectl label nodes --selector='__layerLabel__!=slurm,__nodeSetLabel__' '__nodeSetLabel__-'
