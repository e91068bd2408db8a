import type { types } from "@pulumi/kubernetes";
import { partOf } from "../../capacity/host-parts.ts";
import { restrictedContainer } from "../../lib/security-context.ts";
import { packsJobs } from "../../kubernetes/plan/queues.ts";
import { acceleratorLabel, topologyKeys } from "../../lib/topology-keys.ts";
import { components, enginePort, poolLabel } from "../names.ts";
import { endpointNames } from "../../names/inference.ts";
import type { Pool } from "../pools.ts";
import { drainSeconds, engineStopSeconds, startWithinSeconds } from "../timing.ts";
import { podLabels, podSecurity, type EndpointContext } from "./context.ts";
import { planClaims, sharesDomain, type ClaimNames } from "./devices.ts";
import { drainCommand, engineCommand, engineEnvironment, type EngineRole } from "./engine.ts";
import { awaitWeights, engineImage, weightsMount } from "./weights.ts";

type PodTemplate = types.input.core.v1.PodTemplateSpec;

/** Processors and memory per GPU, to read weights, split text and hold the compilers' caches, where a host has as many for each. */
const coresPerGpu = 8;
const gibibytesPerGpu = 64;

const probeEverySeconds = 10;
const probe = (failureThreshold: number) => ({
  httpGet: { path: "/health", port: "http" },
  periodSeconds: probeEverySeconds,
  timeoutSeconds: 5,
  failureThreshold,
});

/** Health checks of an engine. Workers have none, since they answer no requests. */
const probes = ({ endpoint }: EndpointContext, pool: Pool, role: EngineRole) =>
  role === "worker"
    ? {}
    : {
        startupProbe: probe(Math.ceil(startWithinSeconds(endpoint.model, pool.precision) / probeEverySeconds)),
        readinessProbe: { ...probe(1), periodSeconds: 5 },
        livenessProbe: probe(6),
      };

function resources({ accelerator, cluster }: EndpointContext, pool: Pool, claims: ClaimNames) {
  const gpus = pool.placement.gpusPerPod;
  // A tenant's pod has no more than what comes with its GPUs.
  const part = partOf(gpus, cluster);
  const cpu = String(Math.min(coresPerGpu * gpus, part.processors));
  const memory = `${Math.min(gibibytesPerGpu * gpus, part.memoryGibibytes)}Gi`;
  const devices = claims.gpus === undefined ? { [accelerator.deviceResource]: String(gpus) } : {};
  const claimed = Object.keys(claims).map((name) => ({ name }));
  return {
    requests: { cpu, memory, ...devices },
    limits: { memory, ...devices },
    ...(claimed.length > 0 ? { claims: claimed } : {}),
  };
}

function podClaims(claims: ClaimNames) {
  const resourceClaims = Object.entries(claims as Readonly<Record<string, string>>).map(([name, template]) => ({
    name,
    resourceClaimTemplateName: template,
  }));
  return resourceClaims.length > 0 ? { resourceClaims } : {};
}

/** If the queue packs no jobs, the scheduler itself places the pods of a group that share a domain, in the domain of the first one. */
function affinity(context: EndpointContext, pool: Pool): Pick<types.input.core.v1.PodSpec, "affinity"> {
  if (packsJobs(context.cluster.kubernetes) || !sharesDomain(context, pool)) return {};
  const withItsGroup = {
    topologyKey: topologyKeys.acceleratorDomain,
    labelSelector: { matchLabels: { [poolLabel]: pool.name } },
    matchLabelKeys: ["leaderworkerset.sigs.k8s.io/group-key"],
  };
  return { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [withItsGroup] } } };
}

/** A pod of an engine. */
export function planEnginePod(context: EndpointContext, pool: Pool, role: EngineRole): PodTemplate {
  const { name, endpoint, cluster, regionSelector } = context;
  const claims = planClaims(context, pool);
  const image = engineImage(context, pool);
  const weights = { name: "weights", mountPath: weightsMount, readOnly: true };
  return {
    metadata: { labels: podLabels(context, pool, components.engine) },
    spec: {
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      nodeSelector: { ...regionSelector, [acceleratorLabel]: cluster.accelerator },
      ...affinity(context, pool),
      securityContext: podSecurity,
      terminationGracePeriodSeconds: drainSeconds(endpoint.longestStreamSeconds) + engineStopSeconds,
      initContainers: [
        {
          name: "weights",
          image,
          command: awaitWeights(endpoint.model, pool.precision),
          securityContext: restrictedContainer,
          volumeMounts: [weights],
        },
      ],
      containers: [
        {
          name: "engine",
          image,
          command: engineCommand(context, pool, role),
          env: Object.entries(engineEnvironment).map(([variable, value]) => ({ name: variable, value })),
          ...(role === "worker" ? {} : { ports: [{ name: "http", containerPort: enginePort }] }),
          resources: resources(context, pool, claims),
          securityContext: restrictedContainer,
          lifecycle: { preStop: { exec: { command: drainCommand(role) } } },
          ...probes(context, pool, role),
          volumeMounts: [
            weights,
            { name: "cache", mountPath: "/cache" },
            { name: "tmp", mountPath: "/tmp" },
            { name: "shm", mountPath: "/dev/shm" },
          ],
        },
      ],
      ...podClaims(claims),
      volumes: [
        { name: "weights", persistentVolumeClaim: { claimName: endpointNames(name).weights.name, readOnly: true } },
        { name: "cache", emptyDir: {} },
        { name: "tmp", emptyDir: {} },
        { name: "shm", emptyDir: { medium: "Memory", sizeLimit: "16Gi" } },
      ],
    },
  };
}
