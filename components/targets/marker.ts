import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { layersMarker } from "../names/cluster.ts";

/** Declares that a cluster has its layers. Everything in the layers depends on it, so an interrupted update never leaves layers without it. */
export function declareLayersMarker(clusterName: string, namespace: string, options: pulumi.CustomResourceOptions): k8s.core.v1.ConfigMap {
  const { name, resource } = layersMarker(clusterName);
  return new k8s.core.v1.ConfigMap(resource, { metadata: { name, namespace }, data: { cluster: clusterName } }, options);
}
