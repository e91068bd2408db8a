import type { SlurmSpec } from "../schema/slurm.ts";

/** The least part of a host's memory that its system, its kubelet and the pods beside Slurm's need. */
const leastPercent = 5;

type Node = Pick<SlurmSpec["node"], "memoryGibibytes" | "reservedMemoryGibibytes">;

/** The least memory that a host reserves, GiB: with less, the pod would ask for memory that the host does not have to give, and wait for ever. */
export const leastReservedMemory = ({ memoryGibibytes }: Pick<Node, "memoryGibibytes">): number =>
  Math.ceil((memoryGibibytes.value * leastPercent) / 100);

/** The memory that a host reserves, GiB. */
export const reservedMemoryOf = (node: Node): number => node.reservedMemoryGibibytes ?? leastReservedMemory(node);
