import { setTimeout as sleep } from "node:timers/promises";
import { installCrds } from "../rigs/cluster/crds.ts";
import { ApiError, callApi } from "../rigs/cluster/rest.ts";
import type { TestCluster } from "../rigs/cluster/start.ts";
import { listObjects, strictApply, type ServerObject } from "./cluster.ts";

const releases = { apiVersion: "helm.toolkit.fluxcd.io/v2", kind: "HelmRelease" };

interface Release extends ServerObject {
  readonly spec: { readonly targetNamespace: string; readonly dependsOn?: readonly { readonly name: string }[] };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

const isReady = ({ status }: Release) => status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") === true;

/** Plays Flux's helm-controller: of each release it brings the namespace and the kinds of its operator, after those that it depends on, and calls it ready. */
export class HelmStandIn {
  readonly #cluster: TestCluster;
  readonly #groups: ReadonlyMap<string, readonly string[]>;
  /** Releases that do not come until they are taken out. */
  readonly late: Set<string>;
  readonly #end = new AbortController();
  readonly #ended: Promise<void>;

  /** @param groups The API groups of each release's kinds. */
  constructor(cluster: TestCluster, groups: ReadonlyMap<string, readonly string[]>, late: readonly string[] = []) {
    this.#cluster = cluster;
    this.#groups = groups;
    this.late = new Set(late);
    this.#ended = this.#run();
  }

  /** Ends it. @throws what it met on the way. */
  async stop(): Promise<void> {
    this.#end.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#end.signal.aborted) {
      const all = (await listObjects(this.#cluster, releases)) as Release[];
      const ready = new Set(all.filter(isReady).map(({ metadata }) => metadata.name));
      for (const release of all) {
        const waitsFor = (release.spec.dependsOn ?? []).filter(({ name }) => !ready.has(name));
        const { name } = release.metadata;
        if (!ready.has(name) && !this.late.has(name) && waitsFor.length === 0) await this.#install(release);
      }
      await sleep(500, undefined, { signal: this.#end.signal }).catch(() => undefined);
    }
  }

  async #install({ metadata: { name, generation }, spec }: Release): Promise<void> {
    await strictApply(this.#cluster, { apiVersion: "v1", kind: "Namespace", metadata: { name: spec.targetNamespace } });
    const groups = this.#groups.get(name) ?? [];
    if (groups.length > 0) await installCrds(this.#cluster, groups);
    const ready = {
      type: "Ready",
      status: "True",
      reason: "InstallSucceeded",
      message: "installed",
      lastTransitionTime: "2026-11-27T00:00:00Z",
    };
    try {
      await callApi(this.#cluster, {
        method: "PATCH",
        path: `/apis/${releases.apiVersion}/namespaces/flux-system/helmreleases/${name}/status`,
        contentType: "application/merge-patch+json",
        body: { status: { observedGeneration: generation, conditions: [ready] } },
      });
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) throw error;
    }
  }
}
