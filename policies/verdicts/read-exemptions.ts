import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseExemptions, type Exemption } from "./exemptions.ts";
import type { Rule } from "../lib/rule.ts";

/**
 * The exemptions of `policies/exemptions.yaml`, checked.
 *
 * @param rules every rule of every pack
 * @param stacks every stack, if known
 * @throws FaultError with every fault at once.
 */
export function readExemptions(rules: readonly Rule[], stacks?: readonly string[]): readonly Exemption[] {
  const source = readFileSync(join(import.meta.dirname, "..", "exemptions.yaml"), "utf8");
  return parseExemptions("policies/exemptions.yaml", source, rules, stacks);
}
