import type { Summary } from "../../components/summary/schema.ts";
import { printNote } from "../../components/summary/notes/index.ts";
import { number, table } from "./table.ts";

/** The load that a site can shed for the grid by phase, and what it promises; nothing of a site that promises nothing. */
const printFlexibility = (phases: Summary["phases"]): string[] =>
  phases.every(({ flexibility }) => flexibility === undefined)
    ? []
    : [
        "",
        ...table([
          ["phase", "flexible MW", "promised MW"],
          ...phases.map(({ name, flexibility }) => [
            name,
            number(flexibility?.flexibleMegawatts ?? 0, 1),
            number(flexibility?.promisedMegawatts ?? 0, 1),
          ]),
        ]),
      ];

/** A stack's figures: its site, phases, clusters and tenants; of one that is up, also how each cluster's layers are declared. */
export function printFigures(summary: Summary, isUp: boolean): string[] {
  const ofOneUp = (cell: string) => (isUp ? [cell] : []);
  const { site, asOf, gpus, phases, clusters, tenants } = summary;
  const power = summary.power.filter(({ validFrom, validTo }) => validFrom <= asOf && asOf <= validTo);
  return [
    "",
    `${site.name} (${site.jurisdiction}, ${site.gridZone}) as of ${asOf}`,
    `  ${number(gpus.planned)} GPUs planned, ${number(gpus.installed)} installed; ${Object.entries(gpus.bySku)
      .map(([sku, count]) => `${number(count)} ${sku}`)
      .join(", ")}`,
    `  power: ${power.map(({ source, kind, megawatts }) => `${number(megawatts)} MW ${source} by ${kind}`).join(", ") || "no agreement is in force yet"}`,
    "",
    ...table([
      ["phase", "from", "capacity MW", "IT MW", "facility MW", "headroom MW", "with a feed lost"],
      ...phases.map((phase) => [
        phase.name,
        phase.energisedOn,
        number(phase.capacityMegawatts, 1),
        number(phase.itMegawatts, 1),
        number(phase.facilityMegawatts, 1),
        number(phase.headroomMegawatts, 1),
        number(phase.headroomOneFeedLostMegawatts, 1),
      ]),
    ]),
    ...printFlexibility(phases),
    "",
    ...table([
      ["cluster", "accelerator", "GPUs", "hosts", "facility MW", ...ofOneUp("layers")],
      ...Object.entries(clusters).map(([name, cluster]) => [
        name,
        cluster.accelerator,
        number(cluster.gpus),
        number(cluster.hosts),
        number(cluster.facilityMegawatts, 1),
        ...ofOneUp(cluster.layers),
      ]),
    ]),
    "",
    ...table([["tenant", "guaranteed GPUs"], ...Object.entries(tenants).map(([name, tenant]) => [name, number(tenant.guaranteedGpus)])]),
    "",
  ];
}

const printDisputed = (count: number) =>
  count === 0 ? "" : `, and ${count} ${count === 1 ? "fact is" : "facts are"} disputed, each with the other claims`;

/** What a stack is, for the person who has just brought it up. */
export function printSummary(summary: Summary, manifests: string): string {
  const { clusters, assumptions, disputes, notes } = summary;
  const waiting = Object.entries(clusters).filter(([, { layers }]) => layers === "waiting");
  return [
    ...printFigures(summary, true),
    `  ${assumptions.length} figures are assumed, each with its reason${printDisputed(disputes.length)}: npm run pulumi -- stack output summary --stack ${summary.stack}`,
    ...notes.map((note) => `  note: ${printNote(note)}`),
    ...waiting.map(
      ([name]) => `  ${name}: its machines are declared; its layers wait for the cluster. Run this again once Cluster API has made it.`,
    ),
    ...(Object.values(clusters).some(({ layers }) => layers === "rendered") ? [`  manifests: ${manifests}`] : []),
    "",
  ].join("\n");
}
