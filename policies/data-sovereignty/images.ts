import { noParameters } from "../lib/parameters.ts";
import { stackRule } from "../lib/rule.ts";
import { declarationReads } from "./declared.ts";
import { sovereigntyFramework } from "./framework.ts";
import { referencesIn } from "./references.ts";
import { judgeSome, undeclaredReferences } from "./undeclared.ts";

const purposes = ["registry", "package-mirror"];

export const imageRegistryDeclared = stackRule({
  name: "image-registry-declared",
  description: "Every image and chart, of any Kubernetes object, comes from a registry that the site declares",
  why: "What runs on tenants' data is what the registry hands out. An image without a registry in its name comes from Docker Hub, which no site declares.",
  level: "mandatory",
  severity: "high",
  framework: {
    ...sovereigntyFramework,
    reference: "SOV-5, supply chain",
    specification: "Software comes from sources under the customer's or the provider's control, whose jurisdiction is known.",
  },
  remediation:
    "Mirror the image into the site's registry and name it in full, or declare the registry in site.egress with its jurisdiction.",
  tags: ["sovereignty", "kubernetes", "images"],
  parameters: noParameters,
  reads: declarationReads,
  judge: ({ resources }) =>
    judgeSome(
      resources,
      (object) => referencesIn(object).some(({ topic }) => topic === "image"),
      "Kubernetes object that names an image or a chart",
      (objects, declarations) => undeclaredReferences(objects, declarations, "image", purposes),
    ),
});
