import { expect, test } from "vitest";
import { cpusPerGpu, hostsFor, mebibytesPerGpu } from "../../../../components/slurm/configuration/shares.ts";
import type { SlurmNode } from "../../../../components/slurm/model.ts";

/** A host by its sockets, cores of each, threads of each, GPUs, and the cores that the system keeps. */
const host = (sockets: number, coresPerSocket: number, threadsPerCore: number, gpus: number, reservedCores: number): SlurmNode => ({
  sockets,
  coresPerSocket,
  threadsPerCore,
  cpus: (sockets * coresPerSocket - reservedCores) * threadsPerCore,
  hostMemoryMebibytes: 1_000_000,
  memoryMebibytes: 950_001,
  gres: { name: "gpu", type: "b200", count: gpus, autodetect: "nvidia" },
});

const shapes: readonly (readonly [string, SlurmNode, number])[] = [
  ["DGX B200", host(2, 56, 2, 8, 4), 26],
  ["GB300 tray", host(2, 72, 1, 4, 4), 35],
  ["an odd number of cores for the system", host(2, 56, 2, 8, 5), 26],
  ["one socket", host(1, 64, 2, 8, 4), 14],
  ["more sockets than GPUs", host(4, 24, 1, 2, 4), 23],
  ["a core for each GPU, and no more", host(2, 4, 2, 8, 0), 2],
];

test.each(shapes)("%s: on each socket, its GPUs' jobs fit on the cores that are left", (_, node, cpus) => {
  expect(cpusPerGpu(node)).toBe(cpus);
  const gpusOfSocket = Math.ceil(node.gres.count / node.sockets);
  const reserved = node.sockets * node.coresPerSocket - node.cpus / node.threadsPerCore;
  const coresLeft = node.coresPerSocket - Math.ceil(reserved / node.sockets);
  expect(gpusOfSocket * Math.ceil(cpusPerGpu(node) / node.threadsPerCore)).toBeLessThanOrEqual(coresLeft);
  expect(node.gres.count * mebibytesPerGpu(node)).toBeLessThanOrEqual(node.memoryMebibytes);
});

test("GPUs are on as few hosts as hold them", () => {
  const node = host(2, 56, 2, 8, 4);
  expect([1, 8, 9, 4096].map((gpus) => hostsFor(gpus, node))).toEqual([1, 1, 2, 512]);
});
