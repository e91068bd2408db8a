import type { Fault } from "../../lib/parse/fault.ts";
import type { InventoryHost } from "./read.ts";

/** What no two hosts share. */
const unique: readonly {
  readonly what: string;
  readonly field: "serialNumber" | "bootMacAddress" | "controllerAddress";
  readonly fix: string;
}[] = [
  { what: "serial number", field: "serialNumber", fix: "one host was entered twice, or inspected through another's controller" },
  { what: "boot MAC address", field: "bootMacAddress", fix: "correct the address of one of them" },
  { what: "controller's address", field: "controllerAddress", fix: "correct the address of one of them" },
];

/** Hosts that are entered twice, or that are mistaken for each other. */
export function doubledHosts(hosts: readonly InventoryHost[]): Fault[] {
  return unique.flatMap(({ what, field, fix }) =>
    [...Map.groupBy(hosts, (host) => host[field])].flatMap(([value, same]): Fault[] =>
      value === undefined || value === "" || same.length === 1
        ? []
        : [
            {
              path: same.map(({ name }) => name).join(", "),
              got: `${what} ${value} ${same.length} times`,
              want: "a host of its own for each",
              fix,
            },
          ],
    ),
  );
}
