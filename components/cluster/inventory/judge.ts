import type { Fault } from "../../lib/parse/fault.ts";
import { topologyKeys } from "../../lib/topology-keys.ts";
import type { Contract } from "../plan/inventory-contract.ts";
import { hostLabels } from "../plan/labels.ts";
import { doubledHosts } from "./doubled.ts";
import type { Inventory, InventoryHost, InventoryNode } from "./read.ts";

const domainKey = topologyKeys.acceleratorDomain;

/** The label by which NVIDIA's feature discovery says to which NVLink domain and partition a node's GPUs belong. */
const cliqueKey = "nvidia.com/gpu.clique";

const hasLabels = (host: InventoryHost, labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).every(([key, value]) => host.labels[key] === value);

const count = (hosts: number) => (hosts === 1 ? "1 host" : `${hosts} hosts`);

function numberFault(path: string, got: number, want: number): Fault[] {
  if (got === want) return [];
  const fix = got < want ? `enter ${count(want - got)} more, or correct their labels` : `correct the label of ${count(got - want)}`;
  return [{ path, got: count(got), want: String(want), fix }];
}

/** What is wrong with the labels and the instruction set of one host. */
function hostFaults(contract: Contract, host: InventoryHost): Fault[] {
  const { everyGpuHost, gpus } = contract;
  const wrong = Object.entries(everyGpuHost.sameLabels).flatMap(([key, want]): Fault[] =>
    host.labels[key] === want
      ? []
      : [{ path: `${host.name}: ${key}`, got: host.labels[key] ?? "no label", want, fix: "correct the label" }],
  );
  const missing = Object.entries(everyGpuHost.ownLabels).flatMap(([key, what]): Fault[] =>
    (host.labels[key] ?? "") !== ""
      ? []
      : [
          {
            path: `${host.name}: ${key}`,
            got: key in host.labels ? "an empty label" : "no label",
            want: what,
            fix: "label the host by where it is cabled",
          },
        ],
  );
  const { architecture } = host;
  const another: Fault[] =
    architecture === undefined || architecture === gpus.architecture
      ? []
      : [{ path: host.name, got: architecture, want: gpus.architecture, fix: "take the host's labels away: it is none of these" }];
  return [...wrong, ...missing, ...another];
}

/** Domains of more or fewer hosts than share one. */
const domainFaults = ({ hostsOfADomain }: Contract, hosts: readonly (InventoryHost | InventoryNode)[], of: string): Fault[] =>
  [...Map.groupBy(hosts, ({ labels }) => labels[domainKey] ?? "")].flatMap(([domain, members]): Fault[] => {
    if (domain === "" || members.length === hostsOfADomain) return [];
    // Nodes join one by one.
    if (of === "nodes" && members.length < hostsOfADomain) return [];
    return [
      {
        path: `${domainKey} ${domain}`,
        got: `${members.length} ${of}`,
        want: String(hostsOfADomain),
        fix: "correct the labels: a domain is what one set of NVLink switches connects",
      },
    ];
  });

/** Nodes whose labels are none, or say another domain than their GPUs do. */
function nodeFaults(nodes: readonly InventoryNode[]): Fault[] {
  const empty = nodes.flatMap(({ name, labels }): Fault[] =>
    labels[domainKey] === ""
      ? [
          {
            path: `node ${name}: ${domainKey}`,
            got: "an empty label",
            want: "the domain of its GPUs",
            fix: "label its host, and have the node join anew",
          },
        ]
      : [],
  );
  const seen = nodes.filter(({ labels }) => (labels[domainKey] ?? "") !== "" && (labels[cliqueKey] ?? "") !== "");
  const differ = (by: string, other: string, what: string): Fault[] =>
    [...Map.groupBy(seen, ({ labels }) => labels[by] ?? "")].flatMap(([value, members]): Fault[] => {
      const others = [...new Set(members.map(({ labels }) => labels[other] ?? ""))].sort();
      if (others.length === 1) return [];
      return [
        {
          path: `${by} ${value}`,
          got: `${other} ${others.join(", ")}`,
          want: `one ${what}`,
          fix: "correct the hosts' labels: the GPUs themselves say which of them are connected",
        },
      ];
    });
  return [...empty, ...differ(domainKey, cliqueKey, "clique"), ...differ(cliqueKey, domainKey, "domain")];
}

/** What an inventory lacks of what a cluster's contract asks for, and what is doubled or labelled wrongly. Hosts of other clusters are none of its business. */
export function judgeInventory(contract: Contract, { hosts, nodes }: Inventory): Fault[] {
  const own = hosts.filter(({ namespace }) => namespace === "" || namespace === contract.namespace);
  const { controlPlane, gpus } = contract;
  const ofControlPlane = own.filter((host) => hasLabels(host, controlPlane.labels));
  const rows = Object.keys(gpus.countByLabel[hostLabels.row] ?? {});
  const ofGpus = own.filter((host) => hasLabels(host, gpus.labels) && rows.includes(host.labels[hostLabels.row] ?? ""));
  return [
    ...numberFault("control plane", ofControlPlane.length, controlPlane.count),
    ...Object.entries(gpus.countByLabel).flatMap(([key, counts]) =>
      Object.entries(counts).flatMap(([value, want]) =>
        numberFault(`${key} ${value}`, ofGpus.filter(({ labels }) => labels[key] === value).length, want),
      ),
    ),
    ...ofGpus.flatMap((host) => hostFaults(contract, host)),
    ...domainFaults(contract, ofGpus, "hosts"),
    ...doubledHosts([...ofControlPlane, ...ofGpus]),
    ...domainFaults(contract, nodes, "nodes"),
    ...nodeFaults(nodes),
  ];
}
