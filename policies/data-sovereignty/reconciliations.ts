import { loadOf, machinesFor } from "../../components/capacity/power.ts";
import type { AcceleratorName } from "../../components/catalog/accelerators.ts";
import { jurisdictions, type JurisdictionCode } from "../../components/catalog/jurisdictions.ts";
import type { IsoDate } from "../../components/lib/date.ts";
import { printNames } from "../../components/lib/parse/fault.ts";
import type { Declared } from "../lib/declared.ts";
import type { Finding } from "../lib/rule.ts";
import { at, listAt, textAt, type KubernetesObject } from "./objects.ts";
import { printObject } from "./undeclared.ts";

/** The facts that objects are held against. */
export interface Facts {
  readonly sites: readonly Declared<{ readonly location: { readonly jurisdiction: JurisdictionCode; readonly gridZone: string } }>[];
  readonly phases: readonly Declared<{ readonly name: string; readonly energisedOn: IsoDate }>[];
  readonly clusters: readonly Declared<{
    readonly accelerator: AcceleratorName;
    readonly gpus: number;
    readonly growth?: Readonly<Record<string, number>> | undefined;
    readonly phase: string;
    readonly site: string;
  }>[];
  readonly deliveries: readonly Declared<{ readonly cluster: string; readonly gpus: number; readonly deliveredOn: IsoDate }>[];
  readonly tenants: readonly Declared<{ readonly residency: readonly string[] }>[];
  readonly endpoints: readonly Declared<{ readonly model: string; readonly tenants: readonly string[] }>[];
}

/** One comparison of objects, or of facts with each other. */
interface Reconciliation {
  readonly what: string;
  readonly findings: (facts: Facts, objects: readonly KubernetesObject[]) => readonly Finding[];
}

const fix = "change the stack's data, from which both are made";
const number = (value: number) => value.toLocaleString("en-GB");

/** The machines of a Cluster of Cluster API; undefined where a deployment leaves its number to something else. */
function machinesIn({ props }: KubernetesObject): number | undefined {
  const counts = listAt(props, "spec", "topology", "workers", "machineDeployments").map((one) => at(one, "replicas"));
  return counts.every((count) => typeof count === "number") ? counts.reduce((sum, count) => sum + count, 0) : undefined;
}

const machines = ({ clusters }: Facts, objects: readonly KubernetesObject[]): Finding[] =>
  objects
    .filter(({ kind, apiGroup }) => kind === "Cluster" && apiGroup === "cluster.x-k8s.io")
    .flatMap((object): Finding[] => {
      const declared = clusters.find(({ name }) => name === textAt(object.props, "metadata", "name"));
      const found = machinesIn(object);
      if (declared === undefined)
        return [
          {
            urn: object.urn,
            got: `${printObject(object)}, which no GpuCluster declares`,
            want: printNames(clusters.map(({ name }) => name)),
            fix,
          },
        ];
      const { accelerator, gpus, growth = {} } = declared.facts;
      const wanted = [gpus, ...Object.values(growth)].map((count) => machinesFor(accelerator, count));
      if (found !== undefined && wanted.some(({ hosts }) => hosts === found)) return [];
      const [{ hosts: most, units } = { hosts: 0, units: 0 }] = wanted.toSorted((one, other) => other.hosts - one.hosts);
      const megawatts = (count: number) => loadOf(accelerator, count, 1).itMegawatts;
      return [
        {
          urn: object.urn,
          got: `${printObject(object)} with ${found === undefined ? "a number of machines that it does not say" : `${number(found)} machines, ${number(megawatts((gpus / most) * found))} MW at the racks`}`,
          want: `${number(most)} machines (${number(units)} ${accelerator} units, ${number(megawatts(gpus))} MW), as the facts by which power is judged say`,
          fix,
        },
      ];
    });

/** Slurm's node sets take hosts of the clusters, and no more of them than there are. */
function nodeSets({ clusters }: Facts, objects: readonly KubernetesObject[]): Finding[] {
  const sets = objects.filter(({ kind, apiGroup }) => kind === "NodeSet" && apiGroup === "slinky.slurm.net");
  const nodes = sets.reduce((sum, { props }) => sum + Number(at(props, "spec", "replicas") ?? 0), 0);
  const hosts = clusters.reduce((sum, { facts }) => sum + machinesFor(facts.accelerator, facts.gpus).hosts, 0);
  const [first] = sets;
  if (first === undefined || nodes <= hosts) return [];
  return [{ urn: first.urn, got: `node sets of Slurm with ${number(nodes)} hosts`, want: `at most the site's ${number(hosts)}`, fix }];
}

/** The facts that other systems read in the management cluster. */
const siteConfiguration = ({ sites }: Facts, objects: readonly KubernetesObject[]): Finding[] =>
  sites.flatMap(({ facts: { location } }) => {
    const wanted = {
      jurisdiction: location.jurisdiction,
      gridZone: location.gridZone,
      country: jurisdictions[location.jurisdiction].country,
    };
    return objects
      .filter(({ kind, props }) => kind === "ConfigMap" && textAt(props, "metadata", "name") === "site-facts")
      .flatMap((object) =>
        Object.entries(wanted)
          .filter(([key, value]) => textAt(object.props, "data", key) !== value)
          .map(([key, value]) => ({
            urn: object.urn,
            got: `${printObject(object)} with ${key} ${textAt(object.props, "data", key) ?? "left out"}`,
            want: `${value}, as the site says`,
            fix,
          })),
      );
  });

/** A cluster's GPUs come by deliveries, each with its licence or exception; those of a phase by the day it begins. */
const deliveries = ({ clusters, phases, deliveries: declared }: Facts): Finding[] =>
  clusters.flatMap(({ urn, name, facts }) => {
    const to = declared.filter((delivery) => delivery.facts.cluster === name);
    const steps = Object.entries({ ...facts.growth, ...(facts.growth === undefined ? { [facts.phase]: facts.gpus } : {}) });
    return steps.flatMap(([phase, gpus]): Finding[] => {
      const day = phases.find((one) => one.facts.name === phase)?.facts.energisedOn;
      if (day === undefined) return [];
      const delivered = to.reduce((sum, one) => sum + one.facts.gpus, 0);
      if (delivered >= gpus) return [];
      return [
        {
          urn,
          got: `${number(delivered)} GPUs delivered to ${name}, which has ${number(gpus)} from phase ${phase} on`,
          want: "a delivery for every GPU, since the rules of export judge deliveries",
          fix: "declare the deliveries of the cluster, each with its origin and authorisation",
        },
      ];
    });
  });

/** A cluster belongs to the site of its stack. */
const clustersOfSite = ({ sites, clusters }: Facts): Finding[] =>
  clusters
    .filter(({ facts }) => !sites.some(({ name }) => name === facts.site))
    .map(({ urn, facts }) => ({
      urn,
      got: `a cluster of site ${facts.site}`,
      want: `one of ${printNames(sites.map(({ name }) => name))}`,
      fix,
    }));

const clientHeader = "x-nscale-client";
const modelHeader = "x-gateway-model-name";

/** The tenants that a route's expression on the caller lets in: `(research|industry)\.[0-9]+`. */
const tenantsOf = (expression: string) => /^\(([^)]*)\)/.exec(expression)?.[1]?.split("|") ?? [expression];

/** Who may call what, and whose data may come here, is said by the endpoint and the tenant: a route lets in nobody else. */
const routes = ({ endpoints, tenants, sites }: Facts, objects: readonly KubernetesObject[]): Finding[] =>
  objects
    .filter(({ kind, apiGroup }) => kind === "HTTPRoute" && apiGroup === "gateway.networking.k8s.io")
    .flatMap((object) => {
      const headers = listAt(object.props, "spec", "rules")
        .flatMap((rule) => listAt(rule, "matches"))
        .map((match) => Object.fromEntries(listAt(match, "headers").map((one) => [textAt(one, "name") ?? "", textAt(one, "value") ?? ""])));
      const pairs = new Set(
        headers.flatMap((one) => {
          const client = one[clientHeader];
          return client === undefined ? [] : tenantsOf(client).map((tenant) => `${tenant} ${one[modelHeader] ?? ""}`);
        }),
      );
      return [...pairs].flatMap((pair): Finding[] => {
        const [tenant = "", model = ""] = pair.split(" ");
        const residency = tenants.find(({ name }) => name === tenant)?.facts.residency;
        const isHere = sites.every(({ facts }) => residency?.includes(facts.location.jurisdiction) === true);
        const isAllowed = model === "" || endpoints.some(({ facts }) => facts.model === model && facts.tenants.includes(tenant));
        if (isHere && isAllowed) return [];
        return [
          {
            urn: object.urn,
            got: `${printObject(object)} lets ${tenant} call ${model === "" ? "the gateway" : model}`,
            want: isHere ? "a tenant of the model's endpoint" : "a tenant whose data may lie at the site",
            fix,
          },
        ];
      });
    });

/** A gateway's keys are those of tenants whose data may come here. */
const keys = ({ tenants, sites }: Facts, objects: readonly KubernetesObject[]): Finding[] =>
  objects
    .filter(({ kind, apiGroup }) => kind === "SecurityPolicy" && apiGroup === "gateway.envoyproxy.io")
    .flatMap((object) =>
      listAt(object.props, "spec", "apiKeyAuth", "credentialRefs").flatMap((reference): Finding[] => {
        const name = textAt(reference, "name") ?? "";
        const tenant = tenants.find((one) => name.replace(/^key-/, "").replace(/-\d+$/, "") === one.name);
        if (tenant !== undefined && sites.every(({ facts }) => tenant.facts.residency.includes(facts.location.jurisdiction))) return [];
        return [
          {
            urn: object.urn,
            got: `${printObject(object)} takes the key ${name}`,
            want: "the key of a tenant whose data may lie at the site",
            fix,
          },
        ];
      }),
    );

/** Every comparison. Each has a mutant that only it finds. */
export const reconciliations: readonly Reconciliation[] = [
  { what: "machines of Cluster API against GPUs and megawatts", findings: machines },
  { what: "hosts of Slurm against the clusters'", findings: nodeSets },
  { what: "the ConfigMap of the site's facts against the site", findings: siteConfiguration },
  { what: "deliveries against the GPUs of each phase", findings: deliveries },
  { what: "clusters against the site", findings: clustersOfSite },
  { what: "tenants of routes against endpoints and residency", findings: routes },
  { what: "keys of the gateway against residency", findings: keys },
];
