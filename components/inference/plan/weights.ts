import type { types } from "@pulumi/kubernetes";
import { engines } from "../../catalog/models/engines.ts";
import { models, type ModelName, type Precision } from "../../catalog/models/index.ts";
import { skipAwait } from "../../lib/claims.ts";
import { tenantLabel } from "../../lib/names.ts";
import { readProgram } from "../../lib/program/index.ts";
import { restrictedContainer } from "../../lib/security-context.ts";
import { quantity } from "../../lib/quantity.ts";
import { mirrored } from "../../site/registry.ts";
import { componentLabel, components } from "../names.ts";
import { endpointNames } from "../../names/inference.ts";
import type { Pool } from "../pools.ts";
import { weightsGigabytes } from "../sizing/memory.ts";
import { metadataOf, podSecurity, type EndpointContext } from "./context.ts";
import { supportLabels } from "./support.ts";

/** The volume's mount path in every pod. */
export const weightsMount = "/weights";

const repositoryOf = (model: ModelName, precision: Precision): string =>
  models[model].weights[precision]?.repository ?? models[model].huggingFaceId;

/** The folder of a model's weights in a number format. */
export const weightsPath = (model: ModelName, precision: Precision): string => `${weightsMount}/${repositoryOf(model, precision)}`;

/** Written last, so that its presence proves that the weights are complete. */
const complete = ".complete";

const programs = {
  await: readProgram(import.meta.dirname, "await-weights.sh"),
  fetch: readProgram(import.meta.dirname, "fetch-weights.sh"),
};

/** Waits for the weights, so that an engine does not start, and fail, before they are complete. */
export const awaitWeights = (model: ModelName, precision: Precision): string[] => [
  "sh",
  "-c",
  programs.await({ weights: weightsPath(model, precision), complete }).trimEnd(),
];

/** Fetches the files that serve: repositories keep copies in other formats beside them, as large again. */
const fetchWeights = (model: ModelName, precision: Precision): string[] => [
  "sh",
  "-c",
  programs.fetch({ repository: repositoryOf(model, precision), weights: weightsPath(model, precision), complete }).trimEnd(),
];

/** The engine's image, from the site's registry if it has one. */
export function engineImage({ registry, accelerator }: EndpointContext, pool: Pool): string {
  const { repository, digest } = engines[pool.engine][accelerator.vendor];
  return `${mirrored(registry, repository)}@${digest.value}`;
}

/** The number formats of an endpoint's pools, each once. */
const precisionsOf = ({ pools }: EndpointContext): Precision[] => [...new Set(pools.map(({ precision }) => precision))];

/** The volume of an endpoint's weights, with a tenth to spare, of the declared class, which is in the site's jurisdiction. */
export function planWeightsVolume(context: EndpointContext): types.input.core.v1.PersistentVolumeClaim {
  const { name, endpoint } = context;
  const gigabytes = precisionsOf(context).reduce((sum, precision) => sum + (weightsGigabytes(endpoint.model, precision) ?? 0), 0);
  return {
    metadata: { ...metadataOf(context, endpointNames(name).weights), annotations: skipAwait },
    spec: {
      accessModes: ["ReadWriteMany"],
      storageClassName: endpoint.storageClass,
      resources: { requests: { storage: quantity(Math.ceil(gigabytes * 1.1) * 1e9) } },
    },
  };
}

/** Source of the weights: the host that the site's egress declares, through the site's proxy. */
function source({ inference, site }: EndpointContext): Readonly<Record<string, string>> {
  const entry = site.egress[inference.weightsFrom];
  const { egressProxy } = site;
  if (entry?.destination.kind !== "host") throw new Error(`site.egress.${inference.weightsFrom} is no host`);
  const port = entry.port === 443 ? "" : `:${entry.port}`;
  return {
    HF_ENDPOINT: `https://${entry.destination.host}${port}`,
    ...(egressProxy === undefined ? {} : { HTTPS_PROXY: `http://${egressProxy.address}:${egressProxy.port}` }),
  };
}

/** Downloads the weights onto the volume once: files that are there already are not downloaded again. */
export function planWeightsJob(context: EndpointContext): types.input.batch.v1.Job {
  const { name, endpoint, pools, regionSelector } = context;
  const environment = { ...source(context), HF_HUB_DISABLE_TELEMETRY: "1", DO_NOT_TRACK: "1", HOME: "/tmp" };
  const image = engineImage(context, pools[0]);
  const labels = { [tenantLabel]: endpoint.share, [componentLabel]: components.weights };
  return {
    metadata: { name: endpointNames(name).weightsJob.name, namespace: context.namespace, labels: { ...labels, ...supportLabels } },
    spec: {
      backoffLimit: 20,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: "OnFailure",
          automountServiceAccountToken: false,
          nodeSelector: regionSelector,
          securityContext: podSecurity,
          containers: precisionsOf(context).map((precision) => ({
            name: precision,
            image,
            command: fetchWeights(endpoint.model, precision),
            env: Object.entries(environment).map(([variable, value]) => ({ name: variable, value })),
            resources: { requests: { cpu: "4", memory: "16Gi" }, limits: { memory: "16Gi" } },
            securityContext: restrictedContainer,
            volumeMounts: [
              { name: "weights", mountPath: weightsMount },
              { name: "tmp", mountPath: "/tmp" },
            ],
          })),
          volumes: [
            { name: "weights", persistentVolumeClaim: { claimName: endpointNames(name).weights.name } },
            { name: "tmp", emptyDir: { sizeLimit: "16Gi" } },
          ],
        },
      },
    },
  };
}
