import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { StackError } from "../../lib/parse/fault.ts";

const labels = z.record(z.string(), z.string()).default({});

const metadata = z.looseObject({ name: z.string(), namespace: z.string().default(""), labels });

const hostShape = z.looseObject({
  kind: z.literal("BareMetalHost"),
  metadata,
  spec: z.looseObject({
    architecture: z.string().optional(),
    bootMACAddress: z.string().optional(),
    bmc: z.looseObject({ address: z.string() }).optional(),
  }),
  status: z
    .looseObject({
      hardware: z
        .looseObject({
          cpu: z.looseObject({ arch: z.string() }).optional(),
          systemVendor: z.looseObject({ serialNumber: z.string() }).optional(),
        })
        .optional(),
    })
    .optional(),
});

const nodeShape = z.looseObject({ kind: z.literal("Node"), metadata });

/** A host of the inventory, as Metal3 has it. */
export interface InventoryHost {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** As Kubernetes writes it (amd64, arm64), where it is known. */
  readonly architecture?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly bootMacAddress?: string | undefined;
  /** Of the host's management controller. */
  readonly controllerAddress?: string | undefined;
}

/** A node of a cluster. */
export interface InventoryNode {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface Inventory {
  readonly hosts: readonly InventoryHost[];
  readonly nodes: readonly InventoryNode[];
}

/** The kernel's names of instruction sets, as a host that was inspected has them. */
const architectures: Readonly<Record<string, string>> = { x86_64: "amd64", aarch64: "arm64" };

function hostOf({ metadata: { name, namespace, labels: own }, spec, status }: z.output<typeof hostShape>): InventoryHost {
  const hardware = status?.hardware;
  const arch = spec.architecture ?? hardware?.cpu?.arch;
  return {
    name,
    namespace,
    labels: own,
    architecture: arch === undefined ? undefined : (architectures[arch] ?? arch),
    serialNumber: hardware?.systemVendor?.serialNumber,
    bootMacAddress: spec.bootMACAddress?.toLowerCase(),
    controllerAddress: spec.bmc?.address,
  };
}

const wanted = "BareMetalHosts and Nodes as kubectl prints them (-o yaml, or -o json)";

/** Every document, and every item of a list. */
function objectsIn(file: string, text: string): unknown[] {
  return parseAllDocuments(text).flatMap((document, index): unknown[] => {
    const [error] = document.errors;
    if (error !== undefined) {
      throw new StackError(
        `${file}: document ${index + 1}: got ${error.message.split("\n")[0] ?? ""}, want ${wanted}; fix: write the file again`,
      );
    }
    const value: unknown = document.toJS();
    const items = typeof value === "object" && value !== null && "items" in value ? value.items : undefined;
    return Array.isArray(items) ? (items as unknown[]) : [value];
  });
}

const kindOf = (value: unknown): string =>
  typeof value === "object" && value !== null && "kind" in value ? String(value.kind) : typeof value;

/**
 * Reads an inventory from a file's text: YAML or JSON, one document or several, lists or single objects.
 *
 * @throws StackError where the text is none, holds no host, or holds an object in another shape.
 */
export function readInventory(file: string, text: string): Inventory {
  const objects = objectsIn(file, text).filter((value) => value !== null);
  const faults: string[] = [];
  const read = <Shape extends z.ZodType>(shape: Shape, kind: string) =>
    objects.flatMap((value, index): z.output<Shape>[] => {
      if (kindOf(value) !== kind) return [];
      const parsed = shape.safeParse(value);
      if (parsed.success) return [parsed.data];
      const [issue] = parsed.error.issues;
      faults.push(
        `${file}: object ${index + 1}: ${issue?.path.join(".") ?? ""}: got no ${kind} (${issue?.message ?? ""}), want ${wanted}; fix: write the file again`,
      );
      return [];
    });
  const hosts = read(hostShape, "BareMetalHost").map(hostOf);
  const nodes = read(nodeShape, "Node").map(({ metadata: { name, labels: own } }): InventoryNode => ({ name, labels: own }));
  if (faults.length > 0) throw new StackError(faults.join("\n"));
  if (hosts.length === 0) {
    const kinds = [...new Set(objects.map(kindOf))].join(", ");
    throw new StackError(
      `${file}: got no BareMetalHost${kinds === "" ? "" : `, but ${kinds}`}, want ${wanted}; fix: kubectl get baremetalhosts --all-namespaces -o yaml, on the management cluster`,
    );
  }
  return { hosts, nodes };
}
