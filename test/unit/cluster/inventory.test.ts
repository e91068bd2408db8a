import { stringify } from "yaml";
import { describe, expect, test } from "vitest";
import { judgeInventory } from "../../../components/cluster/inventory/judge.ts";
import { readInventory } from "../../../components/cluster/inventory/read.ts";
import { contractsOf } from "../../../components/cluster/plan/index.ts";
import type { Contract } from "../../../components/cluster/plan/inventory-contract.ts";
import { assumed } from "../../../components/lib/fact.ts";
import { exampleCluster, exampleSpec } from "../../support/specs.ts";

const why = "an example";
const domain = "topology.nks.nscale.com/accelerator-domain";
const clique = "nvidia.com/gpu.clique";

/** Two racks of 18 hosts in one row. */
const stack = exampleSpec({
  clusters: { racks: exampleCluster({ accelerator: "gb300-nvl72", gpus: assumed(144, why), scalableUnitUnits: assumed(2, why) }) },
});
const [contract] = contractsOf("example", stack) as [Contract];

interface Made {
  readonly kind: string;
  readonly metadata: { name: string; namespace?: string; labels: Record<string, string> };
  spec?: { architecture?: string; bootMACAddress?: string; bmc?: { address: string } };
  status?: object;
}

const rack = (index: number) => `rack-${Math.floor(index / 18) + 1}`;
const own = (index: number) => Object.fromEntries(Object.keys(contract.everyGpuHost.ownLabels).map((key) => [key, rack(index)]));

const host = (name: string, index: number, labels: Record<string, string>, architecture: string): Made => ({
  kind: "BareMetalHost",
  metadata: { name, namespace: "example", labels: { ...labels } },
  spec: {
    architecture,
    bootMACAddress: `02:00:00:00:00:${index.toString(16).padStart(2, "0")}`,
    bmc: { address: `redfish://10.1.0.${index}` },
  },
  status: { hardware: { systemVendor: { serialNumber: `serial-${index}` } } },
});

const node = (name: string, index: number): Made => ({
  kind: "Node",
  metadata: { name, labels: { [domain]: rack(index), [clique]: `cluster-${rack(index)}.1` } },
});

/** The inventory as it must be. */
function whole(): { hosts: Made[]; nodes: Made[] } {
  const row = Object.keys(contract.gpus.countByLabel["nscale.com/row"] ?? {})[0] ?? "";
  const labels = { ...contract.gpus.labels, "nscale.com/row": row, ...contract.everyGpuHost.sameLabels };
  const gpus = Array.from({ length: 36 }, (_, index) => host(`gpu-${index}`, index, { ...labels, ...own(index) }, "arm64"));
  const control = Array.from({ length: 4 }, (_, index) =>
    host(`control-${index}`, 100 + index, { ...contract.controlPlane.labels }, "amd64"),
  );
  return { hosts: [...control, ...gpus], nodes: Array.from({ length: 36 }, (_, index) => node(`gpu-${index}`, index)) };
}

const printed = ({ hosts, nodes }: ReturnType<typeof whole>): string => stringify({ kind: "List", items: [...hosts, ...nodes] });

const faultsOf = (change: (inventory: ReturnType<typeof whole>) => void): string[] => {
  const inventory = whole();
  change(inventory);
  return judgeInventory(contract, readInventory("hosts.yaml", printed(inventory))).map(
    ({ path, got, want, fix }) => `${path}: got ${got}, want ${want}; fix: ${fix}`,
  );
};

const gpu = ({ hosts }: ReturnType<typeof whole>, index: number) => hosts[4 + index] as Made;

test("an inventory as it must be has no fault", () => {
  expect(faultsOf(() => undefined)).toEqual([]);
});

test.each<readonly [string, (inventory: ReturnType<typeof whole>) => void, readonly string[]]>([
  [
    "a host that is not there",
    ({ hosts }) => hosts.pop(),
    [
      "nscale.com/row racks-su-1: got 35 hosts, want 36; fix: enter 1 host more, or correct their labels",
      `${domain} rack-2: got 17 hosts, want 18; fix: correct the labels: a domain is what one set of NVLink switches connects`,
    ],
  ],
  [
    "too few hosts of the control plane",
    ({ hosts }) => hosts.shift(),
    ["control plane: got 3 hosts, want 4; fix: enter 1 host more, or correct their labels"],
  ],
  [
    "a host without a domain",
    (all) => (gpu(all, 0).metadata.labels[domain] = ""),
    [
      `gpu-0: ${domain}: got an empty label, want the scale-up domain of the host's GPUs: 18 hosts to a value; fix: label the host by where it is cabled`,
      `${domain} rack-1: got 17 hosts, want 18; fix: correct the labels: a domain is what one set of NVLink switches connects`,
    ],
  ],
  [
    "a host in the other rack's domain",
    (all) => (gpu(all, 0).metadata.labels[domain] = "rack-2"),
    [
      `${domain} rack-2: got 19 hosts, want 18; fix: correct the labels: a domain is what one set of NVLink switches connects`,
      `${domain} rack-1: got 17 hosts, want 18; fix: correct the labels: a domain is what one set of NVLink switches connects`,
    ],
  ],
  [
    "a host of another zone",
    (all) => (gpu(all, 3).metadata.labels["topology.kubernetes.io/zone"] = "elsewhere"),
    ["gpu-3: topology.kubernetes.io/zone: got elsewhere, want example; fix: correct the label"],
  ],
  [
    "a host of another instruction set",
    (all) => Object.assign(gpu(all, 5).spec ?? {}, { architecture: "x86_64" }),
    ["gpu-5: got amd64, want arm64; fix: take the host's labels away: it is none of these"],
  ],
  [
    "two hosts of one serial number",
    (all) => (gpu(all, 1).status = { hardware: { systemVendor: { serialNumber: "serial-0" } } }),
    [
      "gpu-0, gpu-1: got serial number serial-0 2 times, want a host of its own for each; fix: one host was entered twice, or inspected through another's controller",
    ],
  ],
  [
    "two hosts of one MAC address, written otherwise",
    (all) => {
      Object.assign(gpu(all, 10).spec ?? {}, { bootMACAddress: "02:00:00:00:00:AB" });
      Object.assign(gpu(all, 11).spec ?? {}, { bootMACAddress: "02:00:00:00:00:ab" });
    },
    [
      "gpu-10, gpu-11: got boot MAC address 02:00:00:00:00:ab 2 times, want a host of its own for each; fix: correct the address of one of them",
    ],
  ],
  [
    "a node with an empty domain",
    ({ nodes }) => ((nodes[0] as Made).metadata.labels[domain] = ""),
    [`node gpu-0: ${domain}: got an empty label, want the domain of its GPUs; fix: label its host, and have the node join anew`],
  ],
  [
    "a domain of 19 nodes, of which one is elsewhere by its GPUs",
    ({ nodes }) => ((nodes[18] as Made).metadata.labels[domain] = "rack-1"),
    [
      `${domain} rack-1: got 19 nodes, want 18; fix: correct the labels: a domain is what one set of NVLink switches connects`,
      `${domain} rack-1: got ${clique} cluster-rack-1.1, cluster-rack-2.1, want one clique; fix: correct the hosts' labels: the GPUs themselves say which of them are connected`,
      `${clique} cluster-rack-2.1: got ${domain} rack-1, rack-2, want one domain; fix: correct the hosts' labels: the GPUs themselves say which of them are connected`,
    ],
  ],
  ["nodes that have not joined yet", ({ nodes }) => nodes.splice(3), []],
  [
    "a host of another cluster",
    ({ hosts }) => hosts.push(host("other", 90, { ...contract.gpus.labels, "nscale.com/row": "other-su-1" }, "arm64")),
    [],
  ],
])("%s", (_, change, faults) => {
  expect(faultsOf(change)).toEqual(faults);
});

describe("a file", () => {
  const asked = "want BareMetalHosts and Nodes as kubectl prints them (-o yaml, or -o json)";

  test("may be JSON, or several documents", () => {
    const { hosts } = whole();
    expect(readInventory("a.json", JSON.stringify({ kind: "List", items: hosts })).hosts).toHaveLength(40);
    expect(readInventory("a.yaml", hosts.map((each) => stringify(each)).join("---\n")).hosts).toHaveLength(40);
  });

  test.each([
    [
      "none",
      "",
      `a.yaml: got no BareMetalHost, ${asked}; fix: kubectl get baremetalhosts --all-namespaces -o yaml, on the management cluster`,
    ],
    [
      "of something else",
      "kind: List\nitems: [{kind: Pod}]",
      `a.yaml: got no BareMetalHost, but Pod, ${asked}; fix: kubectl get baremetalhosts --all-namespaces -o yaml, on the management cluster`,
    ],
    ["that is no YAML", "a: [", "a.yaml: document 1: got "],
    [
      "of hosts without a spec",
      "kind: BareMetalHost\nmetadata: {name: a}",
      `a.yaml: object 1: spec: got no BareMetalHost (Invalid input: expected object, received undefined), ${asked}; fix: write the file again`,
    ],
  ])("%s", (_, text, message) => {
    expect(() => readInventory("a.yaml", text)).toThrow(message);
  });
});
