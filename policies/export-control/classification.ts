import { z } from "zod";
import type { Accelerator } from "../../components/catalog/accelerators.ts";
import { accelerators } from "../../components/catalog/accelerators.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import { deliveryContract, gpuClusterContract } from "../../components/schema/contracts/cluster.ts";
import { readFacts } from "../lib/declared.ts";
import { controlBands, type Band } from "../law/advanced-computing.ts";
import { noParameters } from "../lib/parameters.ts";
import { resourceRule, type ResourceRule } from "../lib/rule.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { printNumber } from "../../components/lib/number.ts";

/** Any name is read: one that the catalogue lacks is for the rule to refuse. */
const facts = z.object({ accelerator: z.string() });

/** True if a circuit is in a band; undefined if that depends on an unknown performance density. */
function isIn(band: Band, tpp: number, density: number | undefined): boolean | undefined {
  if (tpp < band.tppFrom || tpp >= (band.tppBelow ?? Infinity)) return false;
  if (band.densityFrom === undefined && band.densityBelow === undefined) return true;
  if (density === undefined) return undefined;
  return density >= (band.densityFrom ?? 0) && density < (band.densityBelow ?? Infinity);
}

/** The paragraph of 3A090 for a circuit's figures; `none`, or `unclear` if it depends on an unknown performance density. */
export function classify(bands: Readonly<Record<string, readonly Band[]>>, tpp: number, density?: number): string {
  for (const [paragraph, ofParagraph] of Object.entries(bands)) {
    const answers = ofParagraph.map((band) => isIn(band, tpp, density));
    if (answers.includes(true)) return paragraph;
    if (answers.includes(undefined)) return "unclear";
  }
  return "none";
}

type Catalogue = Readonly<Record<string, Pick<Accelerator, "name" | "totalProcessingPerformance" | "eccn">>>;

/** The classification rule for a catalogue of accelerators. */
export const gpuEccnDeclaredIn = (catalogue: Catalogue): ResourceRule<Record<string, never>> =>
  resourceRule({
    name: "gpu-eccn-declared",
    description:
      "Every accelerator has a total processing performance and an export classification, and the figures confirm the classification",
    why: "Everything else in export law follows from the classification. An accelerator without one, or with one that its own figures contradict, is shipped under the wrong rule.",
    level: "mandatory",
    severity: "critical",
    framework: {
      name: "Export Administration Regulations",
      version: "88 FR 73458",
      reference: "15 CFR part 774, supplement 1, ECCN 3A090 and 4A090",
      specification:
        "Integrated circuits are controlled by total processing performance and performance density, computers by the circuits that they hold.",
    },
    url: "https://www.ecfr.gov/current/title-15/subtitle-B/chapter-VII/subchapter-C/part-774",
    remediation:
      "Enter the accelerator in components/catalog/accelerators.ts with the maker's dense figure in each format, and the classification that follows.",
    tags: ["export", "classification"],
    unexemptible: "law",
    parameters: noParameters,
    law: controlBands,
    types: [gpuClusterContract.type, deliveryContract.type],
    reads: ["accelerator"],
    judge: (resource, { date }) => {
      const [bands] = inForceOn(controlBands, date);
      if (bands === undefined) return { notApplicable: `no control of advanced computing is on record for ${date}` };
      const read = readFacts(resource, facts);
      if ("findings" in read) return read.findings;
      const { accelerator } = read.declared.facts;
      const entry = Object.hasOwn(catalogue, accelerator) ? catalogue[accelerator] : undefined;
      if (entry === undefined) {
        return [
          {
            got: `accelerator ${accelerator}, which has no classification`,
            want: `an accelerator of the catalogue: ${Object.keys(catalogue).join(", ")}`,
            fix: "enter it in components/catalog/accelerators.ts with its total processing performance and its ECCN, or correct the name",
          },
        ];
      }
      const { name, totalProcessingPerformance, eccn } = entry;
      const paragraph = classify(bands.value, totalProcessingPerformance.value);
      if (paragraph === eccn.value) return [];
      const tpp = printNumber(totalProcessingPerformance.value);
      return [
        {
          got: `${name} classified as ${eccn.value}, with a total processing performance of ${tpp}`,
          want:
            paragraph === "unclear"
              ? "a performance density too, which decides at this performance"
              : `${paragraph}, in which those figures put it`,
          fix: "correct the figures or the classification in components/catalog/accelerators.ts",
          ...advisoryUnlessInForce(bands),
        },
      ];
    },
  });

export const gpuEccnDeclared = gpuEccnDeclaredIn(accelerators);
