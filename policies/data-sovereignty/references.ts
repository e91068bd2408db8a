import { hostsIn, parseHost, registryOf, urlsIn, type Destination } from "./hosts.ts";
import { at, nodesIn, textAt, type KubernetesObject, type Node } from "./objects.ts";

/** What a reference is for, and so which rule judges it. */
export type Topic = "image" | "telemetry" | "network" | "destination";

/** That an object leads somewhere. */
export interface Reference {
  readonly object: KubernetesObject;
  readonly topic: Topic;
  readonly path: string;
  /** Undefined where it is not known before the update. */
  readonly destination: Destination | undefined;
}

/** Kinds that route traffic: what they name is judged as such. */
const networkKinds =
  /^(Service|Endpoints|EndpointSlice|NetworkPolicy|Ingress|IngressClass|Gateway|\w+Route|VirtualService|ServiceEntry|Backend|CiliumNetworkPolicy|CiliumClusterwideNetworkPolicy)$/;

/** Of these kinds, hosts are names under which the site itself is reached. */
const inboundKinds = /^(Ingress|Gateway|\w+Route|VirtualService|Certificate|DNSEndpoint)$/;
const inboundKeys = /^(hosts?|hostnames?|addresses|dnsNames|url|value)$/;
const outboundPaths = /(requestRedirect|urlRewrite|requestMirror)/;

/** The same in the values of a chart. */
const inboundPaths = /(^|\.)(ingress|listeners|tls)(\.|\[)/;

/** Texts for people, and the schemas of other texts. */
const prose = /^(description|documentation|runbook_url|summary|message|externalDocs)$/;
const schemas = /\.(openAPIV3Schema|schema)\./;

/** The address at which a cluster's own API server answers. */
const ownEndpoint = /(^|\.)controlPlaneEndpoint\./;

const commands = /^(command|args|script|content|\w*Commands)$/;

const destinationKeys =
  /^(hosts?|hostnames?|servers?|endpoints?|endpointURL|address(es)?|url|uri|fqdn|externalName|externalIPs|nameservers|brokers?|bootstrapServers|peers?|remote|searches|upstream|matchName|matchPattern|ips?|portals|targetPortal|monitors|s3Url)$/i;
const destinationSetting = /(HOST|ADDR|ENDPOINT|SERVER|URL|URI|BROKER|BOOTSTRAP|PROXY|REMOTE|DSN|TARGET|SINK)/i;

const telemetryPaths = /(^|\.)(remoteWrite|remoteRead|exporters|telemetry|telemetryEndpoints?)(\[|\.|$)/;
const telemetrySetting = /^(OTEL_EXPORTER_|DD_|NEW_RELIC_|SENTRY_|WANDB_|LANGFUSE_|COMET_|MLFLOW_|LOKI_|PROMETHEUS_)/;
const telemetryText = /remote_write|exporters:|\[OUTPUT\]|otlp/i;

/** Services that a key alone leads to, unless another setting says where they run. */
const impliedServices: Readonly<Record<string, { readonly host: string; readonly unless: RegExp }>> = {
  WANDB_API_KEY: { host: "api.wandb.ai", unless: /^WANDB_BASE_URL$/ },
  DD_API_KEY: { host: "datadoghq.com", unless: /^DD_(DD_)?URL$/ },
  NEW_RELIC_LICENSE_KEY: { host: "collector.newrelic.com", unless: /^NEW_RELIC_HOST$/ },
  COMET_API_KEY: { host: "www.comet.com", unless: /^COMET_URL_OVERRIDE$/ },
};

/** Kinds that say where charts and images come from. */
const chartKinds = /^(HelmRepository|OCIRepository|HelmChart|ImageRepository)$/;

const imageKeys = /^(image|imageName|baseImage|imageRepository)$/;

/** The registry of an image, or what a chart puts before every image of it. */
const registryKeys = /^(registry|imageRegistry)$/;

/** What an image's tag or digest is written beside. */
const besideRepository = ["tag", "digest", "image", "version", "pullPolicy"];

/** The registry of an image, from its name and what charts and operators write beside it. */
function imagesAt({ key, parent, value, path }: Node): Destination[] {
  if (typeof value !== "string" || value === "" || value.includes("://")) return [];
  const registry = textAt(parent, "registry");
  const repository = textAt(parent, "repository");
  const isRepository = key === "repository" && registry === undefined && besideRepository.some((sibling) => sibling in parent);
  if (registryKeys.test(key) || isRepository) return [registryOf(`${value}/image`)];
  if (path.endsWith(".image.reference") || path.endsWith(".code.image.url")) return [registryOf(value)];
  if (!imageKeys.test(key) || registry !== undefined || (repository !== undefined && key === "image")) return [];
  return [registryOf(value)];
}

const envOf = (path: string) => /\.env\[\d+\]\.(value|name)$/.exec(path)?.[1];

function topicOf(object: KubernetesObject, { path, parent }: Node): Topic {
  if (telemetryPaths.test(path)) return "telemetry";
  if (envOf(path) !== undefined && telemetrySetting.test(textAt(parent, "name") ?? "")) return "telemetry";
  return networkKinds.test(object.kind) ? "network" : "destination";
}

/** Where a text of an object leads. */
function destinationsAt(object: KubernetesObject, { path, key, parent, value }: Node): Destination[] {
  if (typeof value !== "string") return [];
  const urls = urlsIn(value);
  if (commands.test(key)) return [...urls, ...hostsIn(value)];
  if (envOf(path) === "value") return [...urls, ...hostsIn(value, destinationSetting.test(textAt(parent, "name") ?? ""))];
  if (object.kind === "ConfigMap" && path.startsWith("data"))
    return [...urls, ...(destinationSetting.test(key) ? hostsIn(value, true) : [])];
  if (urls.length > 0 || !destinationKeys.test(key)) return urls;
  return value.split(",").flatMap((one) => {
    const parsed = parseHost(one.trim());
    return parsed === undefined ? [] : [parsed];
  });
}

function referencesAt(object: KubernetesObject, node: Node): Reference[] {
  const { path, key, value, isUnknown } = node;
  if (prose.test(key) || schemas.test(path) || ownEndpoint.test(path)) return [];
  const isInbound = inboundKinds.test(object.kind) || inboundPaths.test(path);
  if (isInbound && inboundKeys.test(key) && !outboundPaths.test(path)) return [];
  const isImage = imageKeys.test(key) || registryKeys.test(key) || key === "repository";
  if (isUnknown) return [{ object, topic: isImage ? "image" : topicOf(object, node), path, destination: undefined }];
  const images = imagesAt(node);
  if (images.length > 0) return images.map((destination) => ({ object, topic: "image", path, destination }));
  if (envOf(path) === "name") return impliedAt(object, node);
  const destinations = destinationsAt(object, node);
  if (destinations.length === 0) return [];
  const isChart =
    chartKinds.test(object.kind) || path.includes("repositoryOpts.") || (typeof value === "string" && value.startsWith("oci://"));
  const isTelemetry = object.kind === "ConfigMap" && typeof value === "string" && telemetryText.test(value);
  const topic = isChart ? "image" : isTelemetry ? "telemetry" : topicOf(object, node);
  return destinations.map((destination) => ({ object, topic, path, destination }));
}

/** Envoy Gateway takes the proxy's image from Docker Hub, unless its settings name another. */
function impliedImages(object: KubernetesObject): Reference[] {
  if (object.kind !== "EnvoyProxy") return [];
  const isNamed = [...nodesIn(at(object.props, "spec"), "", "", false)].some(
    ({ path, isUnknown }) => !isUnknown && /\.envoy(Deployment|DaemonSet)\.container\.image(Repository)?$/.test(path),
  );
  if (isNamed) return [];
  return [{ object, topic: "image", path: "its proxies' image, left out", destination: registryOf("envoyproxy/envoy") }];
}

/** The service that a setting leads to by its name alone. */
function impliedAt(object: KubernetesObject, { path, value }: Node): Reference[] {
  const implied = typeof value === "string" ? impliedServices[value] : undefined;
  if (implied === undefined) return [];
  const list = path.replace(/\[\d+\]\.name$/, "");
  const names = [...nodesIn(object.props)]
    .filter((node) => node.path.startsWith(`${list}[`) && node.path.endsWith("].name"))
    .map((node) => node.value);
  if (names.some((name) => typeof name === "string" && implied.unless.test(name))) return [];
  return [{ object, topic: "telemetry", path, destination: { host: implied.host, port: 443 } }];
}

/** Controllers take orders from annotations: where to ask for leave, where to send a copy. What a tool has noted of the object is no order. */
const annotationsOf = (object: KubernetesObject): Node[] =>
  [...nodesIn(at(object.props, "metadata", "annotations"), "metadata.annotations", "", false)].filter(
    ({ key }) => !/^(kubectl\.kubernetes\.io|pulumi\.com)\//.test(key),
  );

/** By the fields of an object: a rule asks twice, whether it is about the object and what the object says. */
const found = new WeakMap<object, Reference[]>();

/** Everything in an object that leads somewhere. What a Secret holds is nobody's to read here. */
export function referencesIn(object: KubernetesObject): Reference[] {
  if (object.kind === "Secret") return [];
  const known = found.get(object.props);
  if (known !== undefined) return known;
  const nodes = [...nodesIn(object.props), ...(networkKinds.test(object.kind) ? annotationsOf(object) : [])];
  const references = [...nodes.flatMap((node) => referencesAt(object, node)), ...impliedImages(object)];
  found.set(object.props, references);
  return references;
}
