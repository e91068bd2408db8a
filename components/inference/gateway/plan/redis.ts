import type { types } from "@pulumi/kubernetes";
import { redisImage } from "../../../catalog/operands.ts";
import { podsOf, proxyNamespace, tcp } from "../../../kubernetes/plan/peers.ts";
import { restrictedContainer, restrictedPod } from "../../../lib/security-context.ts";
import type { Place } from "../../../site/place.ts";
import { mirrored } from "../../../site/registry.ts";
import { redis } from "../names.ts";
import { gatewayNamespace } from "../../../names/gateway.ts";

const labels = { app: redis.name };

/** The counters of Envoy Gateway's rate limiter. */
export interface RedisPlan {
  readonly deployment: types.input.apps.v1.Deployment;
  readonly service: types.input.core.v1.Service;
  readonly networkPolicy: types.input.networking.v1.NetworkPolicy;
}

/** Counts of the current minute, in memory only; the counts that expire first are evicted first. The network policy limits access, so there is no password. */
const command = [
  ["redis-server", "--port", String(redis.port), "--protected-mode", "no"],
  ["--save", "", "--appendonly", "no"],
  ["--maxmemory", "128mb", "--maxmemory-policy", "volatile-ttl"],
].flat();

/** A single Redis without durable state: while it restarts, requests are not counted, and afterwards their minute starts from zero. */
export function planRedis({ registry, regionSelector }: Place): RedisPlan {
  const metadata = { name: redis.name, namespace: gatewayNamespace, labels };
  const probe = { tcpSocket: { port: "redis" } };
  return {
    deployment: {
      metadata,
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            nodeSelector: regionSelector,
            securityContext: { ...restrictedPod, runAsUser: 999, runAsGroup: 999 },
            containers: [
              {
                name: redis.name,
                image: mirrored(registry, redisImage.value),
                command,
                ports: [{ name: "redis", containerPort: redis.port }],
                readinessProbe: probe,
                livenessProbe: { ...probe, initialDelaySeconds: 10 },
                securityContext: { ...restrictedContainer, readOnlyRootFilesystem: true },
                resources: { requests: { cpu: "100m", memory: "192Mi" }, limits: { memory: "256Mi" } },
              },
            ],
          },
        },
      },
    },
    service: { metadata, spec: { selector: labels, ports: [{ name: "redis", port: redis.port, targetPort: "redis" }] } },
    networkPolicy: {
      metadata,
      spec: {
        podSelector: { matchLabels: labels },
        // It opens no connections.
        policyTypes: ["Egress", "Ingress"],
        ingress: [
          {
            from: [
              {
                ...podsOf(proxyNamespace),
                podSelector: { matchLabels: { "app.kubernetes.io/name": "envoy-ratelimit" } },
              },
            ],
            ports: tcp(redis.port),
          },
        ],
      },
    },
  };
}
