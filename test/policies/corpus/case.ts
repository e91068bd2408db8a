/** A resource that somebody declares beside the components. */
export interface Added {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>> & { readonly metadata?: object };
}

/** Resources beside the components of a stack, and the mandatory rules that find them: none, if they are harmless. */
export interface Case {
  readonly what: string;
  readonly rules: readonly string[];
  readonly added: readonly Added[];
}

export const registry = "registry.nscale.example";
export const image = `${registry}/tools/copy@sha256:${"a".repeat(64)}`;
/** The settings of a pod that runs in the region of glomfjord. */
export const here = { nodeSelector: { "topology.kubernetes.io/region": "no" } };

/** The spec of a pod in the site's region, of one container with an image of the site's registry. */
export const spec = (container: object = {}, rest: object = {}) => ({ containers: [{ name: "c", image, ...container }], ...here, ...rest });

/** An object of Kubernetes. */
export const kube = (type: string, props: Added["props"], name = "x"): Added => ({ type: `kubernetes:${type}`, name, props });
export const pod = (container: object = {}, rest: object = {}): Added => kube("core/v1:Pod", { spec: spec(container, rest) });
export const configMap = (data: Readonly<Record<string, string>>): Added => kube("core/v1:ConfigMap", { data });
export const egress = (name: string, purpose: string, host: string, port: number): Added => ({
  type: "nscale:site:Egress",
  name,
  props: { purpose, destination: { kind: "host", host }, port, jurisdiction: "NO" },
});

export const found = (what: string, rules: readonly string[], ...added: readonly Added[]): Case => ({ what, rules, added });
export const harmless = (what: string, ...added: readonly Added[]): Case => ({ what, rules: [], added });
